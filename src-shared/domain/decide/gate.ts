import { type Appointment, isActive } from '../appointment.ts';
import type { Rejection } from '../changes.ts';
import type { RequestCommandType } from '../commands.ts';
import { type Belonging, isGrantable } from '../origin.ts';
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
      | 'patient-differs'
      | 'appointment-of-another'
      | 'policy-needs-approval'
      | 'appointment-not-active'
      | 'no-requested-time'
      | 'nothing-changed';
  }
>;

/**
 * Whether a command exists for a request as it stands, before looking at what it carries; `null` when it does. The one place
 * that both `decide` and `allowed` ask. The checks go from the request's state over its kind to the appointment and the patient.
 *
 * @param belonging whose request it is (`belongingOf`); `unmatched` also while its patient is not known here.
 */
export function gate(
  request: AppointmentRequest,
  command: RequestCommandType,
  appointment: Pick<Appointment, 'status'>,
  belonging: Belonging,
): GateRejection | null {
  return (
    stateRejection(request, command, belonging) ??
    appointmentRejection(request, command, appointment) ??
    patientRejection(command, belonging)
  );
}

function stateRejection(
  { status, kind, requested }: AppointmentRequest,
  command: RequestCommandType,
  belonging: Belonging,
): GateRejection | null {
  if (status.state === 'resolved') return { code: 'already-resolved' };
  const awaiting = status.state === 'awaiting-patient';
  switch (command) {
    case 'approve':
      if (awaiting) return { code: 'awaiting-patient' };
      // A wish to move without a time to move to holds nothing that could be granted.
      return kind === 'reschedule' && requested === null ? { code: 'no-requested-time' } : null;
    case 'deny':
      if (awaiting) return { code: 'awaiting-patient' };
      return kind === 'cancel' ? { code: 'wrong-kind' } : null;
    case 'keep':
    case 'apply-policy':
      if (awaiting) return { code: 'awaiting-patient' };
      return kind === 'reschedule' ? { code: 'wrong-kind' } : null;
    case 'assign-patient':
      if (belonging === 'visit-unknown') return { code: 'appointment-of-another' };
      // The patient has been sent a proposal: whose it is does not change any more.
      if (awaiting && isGrantable(belonging)) return { code: 'awaiting-patient' };
      // It is the appointment's patient's already. What a person said can be put right.
      return belonging === 'patient' || belonging === 'staff' ? { code: 'nothing-changed' } : null;
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

/**
 * What is done to an appointment, or written to its patient, is done for that patient's request alone. A request nobody can be
 * matched to, or somebody else's, must still be closable: denying and keeping answer in the portal only, and taking a proposal
 * back gives its own time back.
 */
function patientRejection(command: RequestCommandType, belonging: Belonging): GateRejection | null {
  const refused = belongingRejection(belonging);
  switch (command) {
    case 'approve':
    case 'propose':
    case 'update':
    case 'cancel-appointment':
    case 'record-answer':
    case 'resend-email':
    case 'supersede':
      return refused;
    case 'apply-policy':
      // Without a person only what the patient wished in person, or through whom the portal enters as acting for them. Of a
      // request filed by somebody of a practice, or by a program, nobody knows here whether the patient wished it.
      return refused ?? (belonging === 'patient' ? null : { code: 'policy-needs-approval' });
    case 'patient-withdraws':
      // A withdrawal in somebody else's name is not the patient's: a person has to see it.
      return belonging === 'unmatched' ? null : refused;
    case 'deny':
    case 'keep':
    case 'withdraw-proposal':
    case 'assign-patient':
    case 'expire':
    // Who answers is the appointment's patient, whoever asked: `answer` looks whose the proposal is.
    case 'patient-answer':
      return null;
  }
}

function belongingRejection(belonging: Belonging): GateRejection | null {
  if (isGrantable(belonging)) return null;
  return { code: belonging === 'unmatched' ? 'patient-unmatched' : 'patient-differs' };
}
