import { type Appointment, isActive } from '../appointment.ts';
import type { Rejection } from '../changes.ts';
import type { RequestCommandType } from '../commands.ts';
import type { AppointmentRequest } from '../request.ts';

/** The rejections that follow from the request, the appointment's status and the command's name alone. */
export type GateRejection = Extract<
  Rejection,
  {
    code:
      | 'already-resolved'
      | 'awaiting-patient'
      | 'wrong-kind'
      | 'no-proposal'
      | 'patient-unmatched'
      | 'appointment-not-active'
      | 'nothing-changed';
  }
>;

/**
 * Whether a command exists for a request as it stands, before looking at what it carries; `null` when it does. The one place
 * that both `decide` and `allowed` ask. The checks go from the request's state over its kind to the appointment and the patient.
 *
 * @param matched a patient is assigned and known.
 */
export function gate(
  request: AppointmentRequest,
  command: RequestCommandType,
  appointment: Pick<Appointment, 'status'>,
  matched: boolean,
): GateRejection | null {
  return (
    stateRejection(request, command, matched) ??
    appointmentRejection(request, command, appointment) ??
    (needsPatient(command) && !matched ? { code: 'patient-unmatched' } : null)
  );
}

function stateRejection(
  { status, kind, requested }: AppointmentRequest,
  command: RequestCommandType,
  matched: boolean,
): GateRejection | null {
  if (status.state === 'resolved') return { code: 'already-resolved' };
  const awaiting = status.state === 'awaiting-patient';
  switch (command) {
    case 'approve':
      if (awaiting) return { code: 'awaiting-patient' };
      // A wish to move without a time to move to holds nothing that could be granted.
      return kind === 'reschedule' && requested === null ? { code: 'nothing-changed' } : null;
    case 'deny':
      if (awaiting) return { code: 'awaiting-patient' };
      return kind === 'cancel' ? { code: 'wrong-kind' } : null;
    case 'keep':
    case 'apply-policy':
      if (awaiting) return { code: 'awaiting-patient' };
      return kind === 'reschedule' ? { code: 'wrong-kind' } : null;
    case 'assign-patient':
      // Somebody has been sent a proposal: whose it is does not change any more.
      return awaiting && matched ? { code: 'awaiting-patient' } : null;
    case 'withdraw-proposal':
    case 'record-answer':
    case 'resend-email':
    case 'patient-answer':
    case 'expire':
      return awaiting ? null : { code: 'no-proposal' };
    case 'propose':
    case 'update':
    case 'cancel-appointment':
    case 'patient-withdraws':
    case 'supersede':
      return null;
  }
}

function appointmentRejection(
  { kind }: AppointmentRequest,
  command: RequestCommandType,
  appointment: Pick<Appointment, 'status'>,
): GateRejection | null {
  const refused: GateRejection = { code: 'appointment-not-active' };
  switch (command) {
    case 'propose':
    case 'update':
    case 'apply-policy':
      return isActive(appointment) ? null : refused;
    case 'approve':
    case 'cancel-appointment':
      // What a request to cancel asks for may have been done already: approving it then only closes it.
      return isActive(appointment) || (kind === 'cancel' && appointment.status === 'cancelled')
        ? null
        : refused;
    case 'keep':
      // Also after the visit: too late to cancel. But a cancelled one cannot be kept.
      return appointment.status === 'cancelled' ? refused : null;
    default:
      // Denying and whatever ends a proposal must stay possible, or the request could never be closed.
      return null;
  }
}

/** Commands that change the patient's appointment or write to them. */
function needsPatient(command: RequestCommandType): boolean {
  switch (command) {
    case 'approve':
    case 'propose':
    case 'update':
    case 'cancel-appointment':
    case 'withdraw-proposal':
    case 'record-answer':
    case 'resend-email':
    case 'apply-policy':
      return true;
    default:
      // A request nobody can be matched to must still be closable: denying and keeping answer in the portal only.
      return false;
  }
}
