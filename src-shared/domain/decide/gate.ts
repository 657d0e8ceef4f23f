import { type Appointment, isActive } from '../appointment.ts';
import type { Rejection } from '../changes.ts';
import { COMMANDS, type RequestRule } from '../command-rules.ts';
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
  const rule: RequestRule = COMMANDS[command].onRequest;
  return (
    stateRejection(request, rule) ??
    kindRejection(request, rule, command) ??
    appointmentRejection(request, rule, appointment) ??
    patientRejection(request, rule, belonging)
  );
}

function stateRejection({ status }: AppointmentRequest, { state }: RequestRule): GateRejection | null {
  if (status.state === 'resolved') return { code: 'already-resolved' };
  if (state === 'unresolved' || state === status.state) return null;
  return { code: state === 'open' ? 'awaiting-patient' : 'no-proposal' };
}

/** A wish to move without a time to move to holds nothing that could be granted. */
function kindRejection(
  { kind, requested }: AppointmentRequest,
  rule: RequestRule,
  command: RequestCommandType,
): GateRejection | null {
  if (rule.kind !== 'any' && rule.kind !== kind) return { code: 'wrong-kind' };
  const without = COMMANDS[command].takes === 'requested-time' && kind === 'reschedule' && requested === null;
  return without ? { code: 'no-requested-time' } : null;
}

function appointmentRejection(
  { kind }: AppointmentRequest,
  rule: RequestRule,
  appointment: Pick<Appointment, 'status'>,
): GateRejection | null {
  const cancelled = appointment.status === 'cancelled';
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
): GateRejection | null {
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
      if (status.state === 'awaiting-patient' && isGrantable(belonging)) return { code: 'awaiting-patient' };
      // It is the appointment's patient's already. What a person said can be put right.
      return belonging === 'patient' || belonging === 'staff' ? { code: 'nothing-changed' } : null;
  }
}

function belongingRejection(belonging: Belonging): GateRejection | null {
  if (isGrantable(belonging)) return null;
  return { code: belonging === 'unmatched' ? 'patient-unmatched' : 'patient-differs' };
}
