import type { Task } from '@medplum/fhirtypes';
import { CANCELLATION_REASON, OUTCOME, PORTAL_FORM, TASK_CODE, TASK_INPUT } from '../../fhir-codes.ts';
import { typedPeriod } from '../../offset-text.ts';
import type { GivenAnswer } from './portal-data.ts';

export type TaskKind = 'reschedule' | 'cancel' | 'new';
/** What is asked about a visit that there is. */
export type FormKind = Exclude<TaskKind, 'new'>;

/** docs/portal.md: `replace` (or `change`) asks to move, `abort` to cancel, `new-appointment` for a new one. */
export function kindOf(task: Task): TaskKind {
  const codes = task.code?.coding?.map(({ code }) => code) ?? [];
  if (codes.includes('new-appointment')) return 'new';
  return codes.includes('abort') ? 'cancel' : 'reschedule';
}

function outcomeOf(task: Task): string | null {
  return task.businessStatus?.coding?.find((coding) => coding.system === OUTCOME)?.code ?? null;
}

/** The practice may still act on it, and the patient may still withdraw it. */
export const isOpen = ({ status }: Task): boolean => OPEN.includes(status);

/** `in-progress`: somebody at the practice has it open, which is nothing to the patient. */
const OPEN: readonly (Task['status'] | undefined)[] = ['requested', 'in-progress', 'on-hold'];

/** The newest message of the practice to the patient on this request; empty when there is none. */
export const practiceMessage = (task: Task): string =>
  task.note?.findLast((note) => note.authorString === 'practice')?.text ?? '';

/** What the patient wrote, first and since. */
export const patientNote = (task: Task): string =>
  (task.note ?? []).flatMap((note) => (note.authorString === 'practice' ? [] : [note.text])).join('\n\n');

/** Where the request stands, in the patient's words. `answered`: the answer to its proposal, not yet applied. */
export function stateInWords(task: Task, answered: GivenAnswer | null, phone: string): string {
  const outcome = outcomeOf(task);
  const kind = kindOf(task);
  switch (task.status) {
    case 'requested':
    case 'in-progress':
      if (outcome === 'declined')
        return `You declined the proposed time. Please call the office at ${phone}.`;
      if (outcome === 'expired')
        return `The proposed time was not answered in time. Please call the office at ${phone}.`;
      if (outcome === 'own-time') return 'You proposed another time. The practice has not decided yet.';
      if (outcome === 'offer-taken')
        return 'Somebody else accepted the proposed time first. The practice is looking at your request again.';
      if (outcome === 'proposal-withdrawn')
        return 'The practice has withdrawn its proposal and is looking at your request again.';
      return 'Sent. The practice has not decided yet.';
    case 'on-hold':
      if (answered === 'own-time') return 'You proposed another time. The practice will look at it shortly.';
      if (answered === 'accepted') return 'You approved the new time. The practice will confirm it shortly.';
      if (answered === 'declined')
        return kind === 'cancel'
          ? 'You asked to cancel entirely. The practice will confirm it shortly.'
          : `You declined the proposed time. Please call the office at ${phone}.`;
      return kind === 'new'
        ? 'The practice proposes a time. It waits for your answer.'
        : 'The practice proposes another time. It waits for your answer.';
    case 'completed':
      return completed(kind, outcome);
    case 'rejected':
      if (outcome === 'appointment-cancelled') return 'The practice has cancelled this appointment.';
      if (kind === 'new') return 'Denied: no appointment was booked.';
      return kind === 'cancel'
        ? 'Not cancelled: your appointment is kept.'
        : 'Denied: your appointment is kept at the original time.';
    case 'cancelled':
      return outcome === 'superseded' ? 'Replaced by your newer request.' : 'Withdrawn.';
    default:
      return 'Closed.';
  }
}

function completed(kind: TaskKind, outcome: string | null): string {
  if (kind === 'new') return 'Your appointment is booked.';
  if (outcome === 'accepted') return 'You approved the new time. Your appointment has moved.';
  if (outcome === 'updated') return 'The practice has changed your appointment.';
  if (kind === 'cancel' || outcome === 'appointment-cancelled') return 'Your appointment is cancelled.';
  return 'Approved: your appointment has moved to the time you asked for.';
}

export interface RequestForm {
  readonly kind: FormKind;
  readonly patientId: string;
  readonly appointmentId: string;
  /** The length of the visit asked for, in milliseconds. */
  readonly lengthMs: number;
  readonly zone: string;
  readonly date: string;
  readonly time: string;
  /** A code of `CANCEL_REASONS`, or empty. */
  readonly reason: string;
  readonly note: string;
  /** Of the form: two submissions with one token make one request. */
  readonly token: string;
  /** ISO 8601 with offset. */
  readonly authoredOn: string;
}

/** Why a patient cancels: codes of HL7's appointment-cancellation-reason. */
export const CANCEL_REASONS: readonly { readonly code: string; readonly text: string }[] = [
  { code: 'pat-fb', text: 'I feel better' },
  { code: 'pat-lt', text: 'I have no way to get there' },
  { code: 'pat-mv', text: 'I have moved' },
  { code: 'other', text: 'Another reason' },
];

/** The Task a form becomes; `null` when its date or time is none. */
export function taskOf(form: RequestForm): Task | null {
  const patient = { reference: `Patient/${form.patientId}` };
  const period =
    form.kind === 'reschedule' ? typedPeriod(form.date, form.time, form.zone, form.lengthMs) : undefined;
  if (period === null) return null;
  const reason = CANCEL_REASONS.find((known) => known.code === form.reason);
  return {
    resourceType: 'Task',
    identifier: [{ system: PORTAL_FORM, value: form.token }],
    status: 'requested',
    intent: 'proposal',
    code: { coding: [{ system: TASK_CODE, code: form.kind === 'cancel' ? 'abort' : 'replace' }] },
    focus: { reference: `Appointment/${form.appointmentId}` },
    for: patient,
    requester: patient,
    authoredOn: form.authoredOn,
    ...(period === undefined
      ? {}
      : {
          input: [
            { type: { coding: [{ system: TASK_INPUT, code: 'requested-period' }] }, valuePeriod: period },
          ],
        }),
    ...(reason === undefined
      ? {}
      : {
          reasonCode: { coding: [{ system: CANCELLATION_REASON, code: reason.code }], text: reason.text },
        }),
    ...(form.note.trim() === ''
      ? {}
      : { note: [{ authorReference: patient, time: form.authoredOn, text: form.note }] }),
  };
}
