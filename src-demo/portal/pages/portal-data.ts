import type { Appointment, AppointmentResponse, Patient, Task } from '@medplum/fhirtypes';
import { PORTAL_ACCESS, SETTINGS, TASK_INPUT } from '../../fhir-codes.ts';
import type { PortalResourceType, ResourceOf } from '../resource-types.ts';
import { foldText } from '../search-values.ts';
import type { ResourceStore, Stored } from '../store.ts';
import type { Condition } from '../store-query.ts';

/** A stored resource of one type. */
export type Kept<T extends PortalResourceType> = Stored & ResourceOf<T>;

const isOf =
  <T extends PortalResourceType>(type: T) =>
  (resource: Stored): resource is Kept<T> =>
    resource.resourceType === type;

/** As many as a page of the portal ever shows of anything. */
const LIMIT = 1000;

export function readOne<T extends PortalResourceType>(
  store: ResourceStore,
  type: T,
  id: string,
): Kept<T> | null {
  const resource = store.read(type, id);
  return resource !== null && isOf(type)(resource) ? resource : null;
}

function readAll<T extends PortalResourceType>(
  store: ResourceStore,
  type: T,
  conditions: readonly Condition[],
): Kept<T>[] {
  const { resources } = store.find({ type, conditions, order: 'last-updated', after: null, limit: LIMIT });
  return resources.filter(isOf(type));
}

/** Patients whose names have a word starting with each word of `search`, by family name; everybody when it is empty. */
export function findPatients(store: ResourceStore, search: string): Kept<'Patient'>[] {
  const words = foldText(search)
    .split(/[\s,]+/)
    .filter((word) => word !== '');
  const conditions = words.map((word): Condition => ({ kind: 'prefix', code: 'name', prefixes: [word] }));
  return readAll(store, 'Patient', conditions).sort((a, b) => sortName(a).localeCompare(sortName(b), 'en'));
}

const sortName = (patient: Patient): string =>
  `${patient.name?.[0]?.family ?? ''} ${patient.name?.[0]?.given?.join(' ') ?? ''}`;

export const appointmentsOf = (store: ResourceStore, patientId: string): Kept<'Appointment'>[] =>
  readAll(store, 'Appointment', [{ kind: 'text', code: 'patient', texts: [`Patient/${patientId}`] }]);

/** The patient's requests, newest first. */
export const tasksOf = (store: ResourceStore, patientId: string): Kept<'Task'>[] =>
  readAll(store, 'Task', [{ kind: 'text', code: 'patient', texts: [`Patient/${patientId}`] }]).sort(
    (a, b) => Date.parse(b.authoredOn ?? '') - Date.parse(a.authoredOn ?? ''),
  );

/** All that there are of a type, in the order in which they came to the portal. */
export const listOf = <T extends PortalResourceType>(store: ResourceStore, type: T): Kept<T>[] =>
  readAll(store, type, []);

/** Whether something with this identifier (`system|value`) is there. */
export const existsWith = (store: ResourceStore, type: PortalResourceType, identifier: string): boolean =>
  store.find({
    type,
    conditions: [{ kind: 'text', code: 'identifier', texts: [identifier] }],
    order: 'id',
    after: null,
    limit: 1,
  }).resources.length > 0;

/** What takes somebody's time in that span: the visits of a patient or a provider, and what is held for one. */
export const busyTimesOf = (
  store: ResourceStore,
  code: 'patient' | 'practitioner',
  reference: string,
  { from, to }: { readonly from: number; readonly to: number },
): { readonly id: string; readonly start: number; readonly end: number }[] =>
  readAll(store, 'Appointment', [
    { kind: 'text', code, texts: [reference] },
    // The search index has when a visit begins; none takes longer than a day.
    { kind: 'date', code: 'date', match: 'overlaps', from: from - DAY_MS, to },
  ])
    .filter(({ status }) => !TAKES_NO_TIME.includes(status))
    .map((one) => ({ id: one.id, start: startOf(one), end: endOf(one) }));

const DAY_MS = 86_400_000;
const TAKES_NO_TIME: readonly Appointment['status'][] = [
  'cancelled',
  'noshow',
  'entered-in-error',
  'proposed',
  'waitlist',
];

/** A section of the practice's settings as JSON, by its identifier (`system|value`); `null` where nobody has saved it. */
export function sharedSetting(store: ResourceStore, identifier: string): string | null {
  const [found] = readAll(store, 'Basic', [{ kind: 'text', code: 'identifier', texts: [identifier] }]).sort(
    (a, b) => (a.id < b.id ? -1 : 1),
  );
  const parts = found?.extension?.find(({ url }) => url === SETTINGS)?.extension;
  return parts?.find(({ url }) => url === 'value')?.valueString ?? null;
}

/** The patient's answer to a proposal: the first one counts. */
export function answerTo(
  store: ResourceStore,
  proposalId: string,
  patientId: string,
): Kept<'AppointmentResponse'> | null {
  const answers = readAll(store, 'AppointmentResponse', [
    { kind: 'text', code: 'appointment', texts: [`Appointment/${proposalId}`] },
    { kind: 'text', code: 'actor', texts: [`Patient/${patientId}`] },
  ]);
  return answers.find((answer: AppointmentResponse) => answer.participantStatus !== 'needs-action') ?? null;
}

export function patientName(patient: Patient): string {
  const name = patient.name?.[0];
  return name?.text ?? [...(name?.given ?? []), name?.family ?? ''].join(' ').trim();
}

/** docs/portal.md: the extension; a patient without it has access. */
export const hasPortalAccess = (patient: Patient): boolean =>
  patient.extension?.find((extension) => extension.url === PORTAL_ACCESS)?.valueBoolean ?? true;

/** The id in the reference to the resource of `type` that takes part in the appointment; `null` when none does. */
export function participantId(appointment: Appointment, type: string): string | null {
  for (const { actor } of appointment.participant ?? []) {
    const [kind, id] = actor?.reference?.split('/') ?? [];
    if (kind === type && id !== undefined) return id;
  }
  return null;
}

export const startOf = (appointment: Appointment): number => Date.parse(appointment.start ?? '');
export const endOf = (appointment: Appointment): number => Date.parse(appointment.end ?? '');

/** The id of the appointment a request is about. */
export const focusId = (task: Task): string | null => {
  const [type, id] = task.focus?.reference?.split('/') ?? [];
  return type === 'Appointment' && id !== undefined ? id : null;
};

/** The ids of the proposed appointments a request waits with, of which the patient takes one. */
export const proposalIds = (task: Task): string[] =>
  (task.output ?? []).flatMap(({ valueReference }) => {
    const [type, id] = valueReference?.reference?.split('/') ?? [];
    return type === 'Appointment' && id !== undefined ? [id] : [];
  });

/** The patient's answer to what a request waits with: a time accepted, or a no once every time has been declined, with one of their own or without. */
export function answerToProposal(store: ResourceStore, task: Task, patientId: string): GivenAnswer | null {
  const answers = proposalIds(task).map((id) => answerTo(store, id, patientId));
  if (answers.some((one) => one?.participantStatus === 'accepted')) return 'accepted';
  if (answers.length === 0 || answers.includes(null)) return null;
  return answers.some((one) => one?.start !== undefined) ? 'own-time' : 'declined';
}

/** `own-time`: none of the proposed, but one that the patient has named. */
export type GivenAnswer = 'accepted' | 'declined' | 'own-time';

/** The time a request asks for by now; not a number where it names none. */
export const wantedStart = ({ input }: Task): number =>
  Date.parse(
    input?.find(({ type }) =>
      type.coding?.some(({ system, code }) => system === TASK_INPUT && code === 'requested-period'),
    )?.valuePeriod?.start ?? '',
  );
