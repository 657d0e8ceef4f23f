import { type Appointment, isActive } from '../appointment.ts';
import type { Rejection } from '../changes.ts';
import { COMMANDS, type CommandRule, type CommandType, type RequestRule } from '../command-rules.ts';
import { type Belonging, isPatientsOwn } from '../origin.ts';
import type { AppointmentRequest } from '../request.ts';

/** The rejections that follow from the request, the appointment's status and the command's name alone. */
export type PreconditionRejection = Extract<
  Rejection,
  {
    code:
      | 'already-resolved'
      | 'awaiting-patient'
      | 'wrong-kind'
      | 'no-proposal'
      | 'patient-unmatched'
      | 'patient-differs'
      | 'appointment-of-another'
      | 'policy-needs-approval'
      | 'appointment-not-active'
      | 'no-requested-time'
      | 'nothing-changed';
  }
>;

/** The request a decision answers, and whose it is. */
export interface Answers {
  readonly request: AppointmentRequest;
  /** `belongingOf`; `unmatched` also while its patient is not known here. */
  readonly belonging: Belonging;
}

/**
 * Whether a command exists for an appointment, and the request it answers, as they stand, before looking at what it carries; `null`
 * when it does. The one place that both `decide` and `allowed` ask. The checks go from the request's state over its kind to the
 * appointment and the patient.
 *
 * @param answers `null`: it is given on the schedule itself.
 */
export function failedPrecondition(
  command: CommandType,
  appointment: Pick<Appointment, 'status'>,
  answers: Answers | null,
): PreconditionRejection | null {
  const { onRequest, onSchedule, takes }: CommandRule = COMMANDS[command];
  if (answers === null) return scheduleRejection(appointment, onSchedule);
  if (onRequest === null) return { code: 'wrong-kind' };
  const { request, belonging } = answers;
  return (
    stateRejection(request, onRequest) ??
    kindRejection(request, onRequest, takes) ??
    appointmentRejection(request, onRequest, appointment) ??
    patientRejection(request, onRequest, belonging)
  );
}

/** A proposal waits for the patient: it is changed in its request. */
function scheduleRejection(
  appointment: Pick<Appointment, 'status'>,
  onSchedule: CommandRule['onSchedule'],
): PreconditionRejection | null {
  switch (onSchedule) {
    case null:
    case 'new':
      return { code: 'wrong-kind' };
    case 'standing':
      return null;
    case 'active':
      if (appointment.status === 'tentative') return { code: 'awaiting-patient' };
      return isActive(appointment) ? null : { code: 'appointment-not-active' };
  }
}

function stateRejection(
  { status }: AppointmentRequest,
  { state }: RequestRule,
): PreconditionRejection | null {
  if (status.state === 'resolved') return { code: 'already-resolved' };
  if (state === 'unresolved' || state === status.state) return null;
  return { code: state === 'open' ? 'awaiting-patient' : 'no-proposal' };
}

/** A wish to move without a time to move to holds nothing that could be approved. */
function kindRejection(
  { kind, requested }: AppointmentRequest,
  rule: RequestRule,
  takes: CommandRule['takes'],
): PreconditionRejection | null {
  if (rule.kind !== 'any' && !rule.kind.includes(kind)) return { code: 'wrong-kind' };
  const without = takes === 'requested-time' && kind === 'reschedule' && requested === null;
  return without ? { code: 'no-requested-time' } : null;
}

function appointmentRejection(
  { kind }: AppointmentRequest,
  rule: RequestRule,
  appointment: Pick<Appointment, 'status'>,
): PreconditionRejection | null {
  const cancelled = appointment.status === 'cancelled';
  if (kind === 'new' && rule.appointment !== 'any')
    return appointment.status === 'proposed' ? null : { code: 'appointment-not-active' };
  const stands = {
    any: true,
    active: isActive(appointment),
    'active-or-cancelled': isActive(appointment) || (kind === 'cancel' && cancelled),
    'not-cancelled': !cancelled,
  }[rule.appointment];
  return stands ? null : { code: 'appointment-not-active' };
}

/**
 * What is done to an appointment, or written to its patient, is done for that patient's request alone. A request nobody can be
 * matched to, or somebody else's, must still be closable: denying and keeping answer in the portal only, and taking a proposal
 * back gives its own time back.
 */
function patientRejection(
  { status }: AppointmentRequest,
  rule: RequestRule,
  belonging: Belonging,
): PreconditionRejection | null {
  switch (rule.patient) {
    case 'anybody':
      return null;
    case 'own':
      return belongingRejection(belonging);
    case 'own-or-unmatched':
      return belonging === 'unmatched' ? null : belongingRejection(belonging);
    case 'in-person':
      return (
        belongingRejection(belonging) ?? (belonging === 'patient' ? null : { code: 'policy-needs-approval' })
      );
    case 'to-assign':
      if (belonging === 'visit-unknown') return { code: 'appointment-of-another' };
      // The patient has been sent a proposal: whose it is does not change any more.
      if (status.state === 'awaiting-patient' && isPatientsOwn(belonging))
        return { code: 'awaiting-patient' };
      // It is the appointment's patient's already. What a person said can be put right.
      return belonging === 'patient' || belonging === 'staff' ? { code: 'nothing-changed' } : null;
  }
}

function belongingRejection(belonging: Belonging): PreconditionRejection | null {
  if (isPatientsOwn(belonging)) return null;
  return { code: belonging === 'unmatched' ? 'patient-unmatched' : 'patient-differs' };
}
