import type { Appointment, AppointmentResponse, Patient, Reference, Task } from '@medplum/fhirtypes';
import type { EpochMs } from '../../src-shared/domain/time.ts';
import { OUTCOME, TASK_CODE, TASK_INPUT, TASK_OUTPUT } from '../fhir-codes.ts';
import { offsetText } from '../offset-text.ts';
import { DEMO_ZONE } from './demo-rules.ts';

export interface AskedFor {
  readonly id: string;
  readonly kind: 'reschedule' | 'cancel';
  readonly appointment: Appointment;
  /** Whom the Task is for; a display alone where the portal knew a name only. */
  readonly patient: Reference<Patient>;
  readonly authored: EpochMs;
  /** The time asked for, as instants or as it was typed. */
  readonly wanted?: { readonly start: EpochMs; readonly end: EpochMs };
  readonly note?: string;
}

const codeOf = (system: string, code: string): { coding: { system: string; code: string }[] } => ({
  coding: [{ system, code }],
});

/** The Task of a request nobody has acted on. */
export function requestTask(asked: AskedFor): Task {
  const { kind, authored, wanted, note, patient } = asked;
  return {
    resourceType: 'Task',
    id: asked.id,
    meta: { lastUpdated: new Date(authored).toISOString() },
    status: 'requested',
    intent: 'proposal',
    code: codeOf(TASK_CODE, kind === 'cancel' ? 'abort' : 'replace'),
    focus: { reference: `Appointment/${asked.appointment.id}` },
    for: patient,
    requester: patient,
    authoredOn: offsetText(authored, DEMO_ZONE),
    ...(wanted === undefined
      ? {}
      : {
          input: [
            {
              type: codeOf(TASK_INPUT, 'requested-period'),
              valuePeriod: {
                start: offsetText(wanted.start, DEMO_ZONE),
                end: offsetText(wanted.end, DEMO_ZONE),
              },
            },
          ],
        }),
    ...(note === undefined
      ? {}
      : { note: [{ ...noteAuthor(patient), time: offsetText(authored, DEMO_ZONE), text: note }] }),
  };
}

const noteAuthor = (
  patient: Reference,
): { authorReference: { reference: string } } | { authorString: string } =>
  patient.reference === undefined
    ? { authorString: patient.display ?? 'Patient' }
    : { authorReference: { reference: patient.reference } };

export interface Acted {
  readonly at: EpochMs;
  readonly status: Task['status'];
  readonly outcome: string | null;
  readonly reason?: string;
  readonly message?: string;
}

/** The Task after something has been done about it. */
export function acted(task: Task, done: Acted): Task {
  const time = offsetText(done.at, DEMO_ZONE);
  return {
    ...task,
    meta: { lastUpdated: new Date(done.at).toISOString() },
    status: done.status,
    lastModified: time,
    ...(done.outcome === null ? {} : { businessStatus: codeOf(OUTCOME, done.outcome) }),
    ...(done.reason === undefined ? {} : { statusReason: { text: done.reason } }),
    ...(done.message === undefined
      ? {}
      : { note: [...(task.note ?? []), { authorString: 'practice', time, text: done.message }] }),
  };
}

/** The Task with the proposal it waits with, or waited with. */
export function withProposal(task: Task, proposal: Appointment, expires: EpochMs): Task {
  return {
    ...task,
    restriction: { period: { end: offsetText(expires, DEMO_ZONE) } },
    output: [
      {
        type: codeOf(TASK_OUTPUT, 'proposal'),
        valueReference: { reference: `Appointment/${proposal.id}` },
      },
    ],
  };
}

/** The patient's answer to a proposal. */
export function answerResource(
  id: string,
  proposal: Appointment,
  patientId: string,
  participantStatus: 'accepted' | 'declined',
  at: EpochMs,
): AppointmentResponse {
  return {
    resourceType: 'AppointmentResponse',
    id,
    meta: { lastUpdated: new Date(at).toISOString() },
    appointment: { reference: `Appointment/${proposal.id}` },
    actor: { reference: `Patient/${patientId}` },
    participantStatus,
  };
}
