import type { Appointment, AppointmentResponse, Task } from '@medplum/fhirtypes';
import { qb } from '../../src-main/db/db.ts';
import type { OutgoingMail } from '../../src-main/ports.ts';
import { answerResource, appointmentResource, patientResource, rescheduleTask } from './clinic-resources.ts';
import {
  type DeskOptions,
  openSmallClinic,
  type PortalDesk,
  type SmallClinic,
  slotAt,
  WORDS,
} from './portal-desk.ts';

const OFFERED_AT = '2026-12-01T16:00:00Z';
export const OFFERED = slotAt(OFFERED_AT);
const OFFER = 'offer-1';

/** What came of it in the portal, by patient: the status of the proposal, of the visit, and of the request with its outcome. */
interface Stands {
  readonly proposal: string | undefined;
  readonly visit: string | undefined;
  readonly request: string;
}

export interface OfferedClinic {
  readonly clock: SmallClinic['clock'];
  readonly portal: SmallClinic['portal'];
  /** A desk that keeps the letters it has sent. */
  open(options?: DeskOptions): PortalDesk & { readonly letters: readonly OutgoingMail[] };
  /** Offers the one time to the patients of these numbers, of three. */
  offerAt(desk: PortalDesk, patients?: readonly number[]): Promise<void>;
  proposalOf(patient: number): Promise<Appointment>;
  /** The patient says so in the portal. */
  answer(patient: number, says?: 'accepted' | 'declined', over?: Partial<AppointmentResponse>): Promise<void>;
  stands(patient: number): Promise<Stands>;
  row(desk: PortalDesk, patient: number): ReturnType<typeof rowOf>;
}

const rowOf = async (desk: PortalDesk, patient: number) =>
  (await desk.ask('requests.get', { id: `task-${patient}` })).row;

/** A clinic of whose three patients each has a visit and asks to move it to one and the same time, which is free. */
export async function openOfferedClinic(): Promise<OfferedClinic> {
  const { clock, portal, open } = await openSmallClinic();
  for (const n of [1, 2, 3]) {
    const patient = { reference: `Patient/patient-${n}` };
    await portal.put(
      patientResource({
        id: `patient-${n}`,
        name: [{ use: 'official', given: ['Pat'], family: `No${n}` }],
        telecom: [{ system: 'email', value: `patient-${n}@example.org` }],
      }),
    );
    const start = `2026-11-24T${String(8 + n).padStart(2, '0')}:00:00-06:00`;
    const visit = appointmentResource({ id: `visit-${n}`, start, end: start.replace(':00:00', ':30:00') });
    await portal.put({
      ...visit,
      participant: [{ actor: patient, status: 'accepted' }, ...visit.participant.slice(1)],
    });
    const period = { start: OFFERED_AT, end: '2026-12-01T16:30:00Z' };
    const task = rescheduleTask({
      id: `task-${n}`,
      focus: { reference: `Appointment/visit-${n}` },
      for: patient,
      requester: patient,
    });
    await portal.put({
      ...task,
      input: [{ ...task.input?.[0], type: task.input?.[0]?.type ?? {}, valuePeriod: period }],
    });
  }

  async function proposalOf(patient: number): Promise<Appointment> {
    const all = await portal.search<Appointment>('Appointment?_count=100');
    const found = all.findLast(
      (one) =>
        one.supportingInformation?.some(({ reference }) => reference === `Appointment/visit-${patient}`) ??
        false,
    );
    if (!found) throw new Error(`nothing is proposed to patient ${patient}`);
    return found;
  }

  return {
    clock,
    portal,
    open(options = {}) {
      const letters: OutgoingMail[] = [];
      const desk = open({
        ...options,
        rules: { undoSeconds: 0, ...options.rules },
        deliver: async (mail) => {
          letters.push(mail);
          return { kind: 'accepted' };
        },
      });
      return Object.assign(desk, { letters });
    },
    async offerAt(desk, patients = [1, 2, 3]) {
      await desk.settle();
      const shared = { offer: OFFER, others: patients.length - 1 };
      for (const n of patients)
        await desk.ask('decisions.decide', {
          on: 'request',
          id: `task-${n}`,
          command: { type: 'propose', slots: [OFFERED], words: WORDS, shared },
        });
      await desk.settle();
    },
    proposalOf,
    async answer(patient, says = 'accepted', over = {}) {
      const { id = '' } = await proposalOf(patient);
      const actor = { reference: `Patient/patient-${patient}` };
      await portal.post(answerResource(id, says, { actor, ...over }));
    },
    async stands(patient) {
      const [visit] = await portal.search<Appointment>(`Appointment?_id=visit-${patient}`);
      const [task] = await portal.search<Task>(`Task?_id=task-${patient}`);
      const outcome = task?.businessStatus?.coding?.[0]?.code;
      return {
        proposal: (await proposalOf(patient)).status,
        visit: visit?.status,
        request: `${task?.status} ${outcome}`,
      };
    },
    row: rowOf,
  };
}

/** How often a decision of this kind has reached the portal from this desk, or was given here and has not ended otherwise. */
export const decidedAt = ({ db }: PortalDesk, command: string): string[] =>
  db
    .all(qb.selectFrom('outbox').select(['request_id', 'command_json', 'state']).orderBy('seq'))
    .filter(({ command_json }) => (JSON.parse(command_json) as { type: string }).type === command)
    .map(({ request_id, state }) => `${request_id} ${state}`);
