import { randomUUID } from 'node:crypto';
import type {
  Appointment,
  AppointmentResponse,
  Bundle,
  Extension,
  ExtractResource,
  Patient,
  Practitioner,
  Resource,
  Task,
} from '@medplum/fhirtypes';
import { type EpochMs, MINUTE_MS, toInstant } from '../../src-shared/domain/time.ts';

const ZONE = 'America/Chicago';

type Stored<R extends Resource> = R & { readonly id: string };
type PortalType = 'Appointment' | 'AppointmentResponse' | 'Patient' | 'Practitioner' | 'Task';

/** The instant at which the clinic's clocks show this. */
export function instantOf(date: string, time: string): EpochMs {
  const found = toInstant(date, time, ZONE);
  if (!found.ok) throw new RangeError(`${date} ${time}: ${found.error}`);
  return found.value;
}

/** An instant as FHIR writes it. */
export const fhirInstant = (at: EpochMs): string => new Date(at).toISOString();

/** A patient of a test, under a name nobody else has. */
export interface TestPatient {
  readonly id: string;
  readonly name: string;
  /** `null`: none on file. */
  readonly email: string | null;
}

/** A visit of a test, with a provider of its own, so that its times are nobody else's. */
export interface TestVisit {
  readonly patient: TestPatient;
  readonly provider: { readonly id: string; readonly name: string };
  readonly appointmentId: string;
  /** The calendar UID. */
  readonly uid: string;
  readonly date: string;
  readonly start: EpochMs;
  readonly end: EpochMs;
}

export interface VisitOptions {
  /** Thursday, 19 November 2026 unless given: outside the demo clinic's cancellation policy. */
  readonly date?: string;
  /** 10:00 unless given. */
  readonly time?: string;
  readonly minutes?: number;
  readonly patient?: TestPatient;
  readonly provider?: TestVisit['provider'];
  readonly sequence?: number;
}

export interface PatientOptions {
  /** `null`: no e-mail on file. */
  readonly email?: string | null;
  readonly portalAccess?: boolean;
  /** One that no other patient has, unless told. */
  readonly family?: string;
  readonly birthDate?: string;
}

/** The demo portal's FHIR side, as an outside observer sees it, and as the clinic's other systems change it. */
export class Clinic {
  readonly #base: string;

  constructor(fhirUrl: string) {
    this.#base = fhirUrl;
  }

  async create<R extends Resource>(resource: R): Promise<Stored<R>> {
    return await this.#send<Stored<R>>('POST', resource.resourceType, resource);
  }

  /** Writes a new version of a resource, as another system would. */
  async update<R extends Resource & { id: string }>(resource: R): Promise<R> {
    return await this.#send<R>('PUT', `${resource.resourceType}/${resource.id}`, resource);
  }

  async read<T extends PortalType>(type: T, id: string): Promise<Stored<ExtractResource<T>>> {
    return await this.#send('GET', `${type}/${id}`);
  }

  async search<T extends PortalType>(
    type: T,
    parameters: Record<string, string>,
  ): Promise<Stored<ExtractResource<T>>[]> {
    const query = new URLSearchParams({ ...parameters, _count: '100' });
    const bundle = await this.#send<Bundle<Stored<ExtractResource<T>>>>('GET', `${type}?${query}`);
    return (bundle.entry ?? []).flatMap((entry) => entry.resource ?? []);
  }

  /** How many versions of a resource there have been: nothing was written twice. That a desk has had it open makes none. */
  async versionsOf(type: PortalType, id: string): Promise<number> {
    const bundle = await this.#send<Bundle>('GET', `${type}/${id}/_history`);
    const versions = (bundle.entry ?? []).map(({ resource }) => withoutSign(resource));
    return versions.filter((version, index) => version !== versions[index + 1]).length;
  }

  async newPatient({
    email,
    portalAccess,
    family = uniqueName(),
    birthDate = '1980-03-14',
  }: PatientOptions = {}): Promise<TestPatient> {
    const address = email === undefined ? `${family.slice(0, 60).toLowerCase()}@example.org` : email;
    const access: Extension[] =
      portalAccess === undefined ? [] : [{ url: 'urn:reslot:portal-access', valueBoolean: portalAccess }];
    const patient = await this.create<Patient>({
      resourceType: 'Patient',
      name: [{ use: 'official', given: ['Robin'], family }],
      birthDate,
      telecom: [
        { system: 'phone', value: '(312) 555-0177' },
        ...(address === null ? [] : [{ system: 'email' as const, value: address }]),
      ],
      ...(access.length === 0 ? {} : { extension: access }),
    });
    return { id: patient.id, name: `Robin ${family}`, email: address };
  }

  async newProvider(): Promise<TestVisit['provider']> {
    const family = uniqueName();
    const practitioner = await this.create<Practitioner>({
      resourceType: 'Practitioner',
      active: true,
      name: [{ use: 'official', given: ['Dana'], family }],
    });
    return { id: practitioner.id, name: `Dana ${family}` };
  }

  /** Books a visit of type Follow-up. */
  async newVisit(options: VisitOptions = {}): Promise<TestVisit> {
    const { date = '2026-11-19', time = '10:00', minutes = 30, sequence } = options;
    const patient = options.patient ?? (await this.newPatient());
    const provider = options.provider ?? (await this.newProvider());
    const start = instantOf(date, time);
    const end = start + minutes * MINUTE_MS;
    const uid = `${randomUUID()}@test.example`;
    const appointment = await this.create<Appointment>({
      resourceType: 'Appointment',
      status: 'booked',
      identifier: [{ system: 'urn:reslot:uid', value: uid }],
      ...(sequence === undefined
        ? {}
        : { extension: [{ url: 'urn:reslot:sequence', valueInteger: sequence }] }),
      serviceType: [
        {
          coding: [{ system: 'urn:reslot:visit-type', code: 'follow-up', display: 'Follow-up' }],
          text: 'Follow-up',
        },
      ],
      start: fhirInstant(start),
      end: fhirInstant(end),
      participant: [
        { actor: { reference: `Patient/${patient.id}`, display: patient.name }, status: 'accepted' },
        { actor: { reference: `Practitioner/${provider.id}`, display: provider.name }, status: 'accepted' },
        { actor: { reference: 'Location/location-main', display: 'Main Street' }, status: 'accepted' },
      ],
    });
    return { patient, provider, appointmentId: appointment.id, uid, date, start, end };
  }

  appointmentOf(visit: TestVisit): Promise<Stored<Appointment>> {
    return this.read('Appointment', visit.appointmentId);
  }

  /** Takes the patient, or the place, out of a visit in the portal. */
  async leaveOut(type: 'Patient' | 'Location', visit: TestVisit): Promise<void> {
    const appointment = await this.appointmentOf(visit);
    const participant = appointment.participant.filter(
      ({ actor }) => !actor?.reference?.startsWith(`${type}/`),
    );
    await this.update({ ...appointment, participant });
  }

  /** The requests about a visit, oldest first. */
  async tasksOf(visit: TestVisit): Promise<Stored<Task>[]> {
    return await this.search('Task', {
      focus: `Appointment/${visit.appointmentId}`,
      _sort: '_lastUpdated',
    });
  }

  /** The only request about a visit. */
  async taskOf(visit: TestVisit): Promise<Stored<Task>> {
    const tasks = await this.tasksOf(visit);
    const [task] = tasks;
    if (task === undefined || tasks.length > 1) throw new Error(`${tasks.length} requests, not one`);
    return task;
  }

  /** Every appointment the portal has for the patient of a visit but the visit itself. */
  async otherAppointmentsOf(visit: TestVisit): Promise<Stored<Appointment>[]> {
    const all = await this.search('Appointment', { patient: `Patient/${visit.patient.id}` });
    return all.filter((one) => one.id !== visit.appointmentId);
  }

  answersTo(appointmentId: string): Promise<Stored<AppointmentResponse>[]> {
    return this.search('AppointmentResponse', { appointment: `Appointment/${appointmentId}` });
  }

  async #send<R>(method: string, path: string, body?: unknown): Promise<R> {
    const response = await fetch(`${this.#base}/${path}`, {
      method,
      ...(body === undefined
        ? {}
        : { body: JSON.stringify(body), headers: { 'Content-Type': 'application/fhir+json' } }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return JSON.parse(text) as R;
  }
}

/** A request to reschedule as a portal writes it, for what the demo portal's own pages would not write. */
export function rescheduleTask(
  visit: TestVisit,
  date: string,
  time: string,
  changes: Partial<Task> = {},
): Task {
  const start = instantOf(date, time);
  return requestedPeriodTask(
    visit,
    { start: fhirInstant(start), end: fhirInstant(start + visit.end - visit.start) },
    changes,
  );
}

/** The same with a period of any shape. */
export function requestedPeriodTask(
  visit: TestVisit,
  period: { readonly start: string; readonly end: string },
  changes: Partial<Task> = {},
): Task {
  const patient = { reference: `Patient/${visit.patient.id}` };
  return {
    resourceType: 'Task',
    status: 'requested',
    intent: 'proposal',
    code: { coding: [{ system: 'http://hl7.org/fhir/CodeSystem/task-code', code: 'replace' }] },
    focus: { reference: `Appointment/${visit.appointmentId}` },
    for: patient,
    requester: patient,
    authoredOn: '2026-11-16T09:00:00-06:00',
    input: [
      {
        type: { coding: [{ system: 'urn:reslot:task-input', code: 'requested-period' }] },
        valuePeriod: period,
      },
    ],
    ...changes,
  };
}

/** The outcome a Task states, by its code; `null` when it states none. */
export const outcomeOf = (task: Task): string | null =>
  task.businessStatus?.coding?.find(({ system }) => system === 'urn:reslot:outcome')?.code ?? null;

/** The iCalendar SEQUENCE an Appointment carries. */
export const sequenceOf = (appointment: Appointment): number =>
  appointment.extension?.find(({ url }) => url === 'urn:reslot:sequence')?.valueInteger ?? 0;

/** The command that wrote this version of a resource, by its tag; `null` when it was not written by a desk. */
export const commandTagOf = (resource: Resource): string | null =>
  resource.meta?.tag?.find(({ system }) => system === 'urn:reslot:command')?.code ?? null;

export const uidOf = (appointment: Appointment): string | null =>
  appointment.identifier?.find(({ system }) => system === 'urn:reslot:uid')?.value ?? null;

/** A family name of letters alone that no other patient or provider has, not even as a beginning. */
function uniqueName(): string {
  const letters = randomUUID()
    .replaceAll('-', '')
    .slice(0, 12)
    .replace(/\d/g, (digit) => 'ghijklmnop'[Number(digit)] ?? 'z');
  return `Q${letters}`;
}

/** What a version says, but for the sign that a desk has it open. */
function withoutSign(resource: object | undefined): string {
  const { meta, status, owner: _owner, extension, ...rest } = (resource ?? {}) as Partial<Task>;
  const others = (extension ?? []).filter(({ url }) => url !== 'urn:reslot:open-on');
  const open = status === 'in-progress' ? 'requested' : status;
  return JSON.stringify([rest, open, others, meta?.tag ?? []]);
}
