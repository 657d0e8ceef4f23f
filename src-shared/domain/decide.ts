import { ok } from '../result.ts';
import type { RequestCommand } from './commands.ts';
import { gate } from './decide/gate.ts';
import { approveMove, propose, update } from './decide/move.ts';
import { type Case, changed, type Decided, reject, released, resolved } from './decide/outcome.ts';
import { answer, expire, resendEmail, withdrawProposal } from './decide/proposal.ts';
import { applyPolicy, cancel, deny } from './decide/refuse.ts';
import type { Facts } from './facts.ts';
import { type Belonging, belongingOf, isGrantable } from './origin.ts';
import type { AppointmentRequest } from './request.ts';

/**
 * What a command does to a request: the whole of it, or the reason why not. Pure, and total: every request, state and command
 * is either `Changes` or a named `Rejection`, and a second time it is never applied again.
 *
 * `Changes.appointments` holds only those that change. `request.appointmentId` never changes, not even when the patient accepts
 * a proposal: it is the focus of the portal's Task. The visit that took its place is the booked one whose `originalId` it is.
 *
 * Rejections are looked for in this order: the request's state, its kind, the appointment's status, the patient, the time, the
 * place, what was changed, the words, and what speaks against the time: that comes last, because it can be overridden.
 */
export function decide(request: AppointmentRequest, command: RequestCommand, facts: Facts): Decided {
  const belonging = belongingOf(request, facts.appointment, facts.origin, {
    now: facts.now,
    zone: facts.rules.practice.zone,
  });
  const known = command.type === 'assign-patient' || facts.patient !== null;
  const refused = gate(
    request,
    command.type,
    facts.appointment,
    known || !isGrantable(belonging) ? belonging : 'unmatched',
  );
  if (refused !== null) return reject(refused);
  return decideFor(belonging, request, command, withPatient(belonging, request, facts));
}

/** An appointment that was nobody's is the patient's to whom a person has given the request. */
function withPatient(belonging: Belonging, { patientId }: AppointmentRequest, facts: Facts): Facts {
  const { appointment } = facts;
  return belonging === 'assigned' ? { ...facts, appointment: { ...appointment, patientId } } : facts;
}

function decideFor(
  belonging: Belonging,
  request: AppointmentRequest,
  command: RequestCommand,
  facts: Facts,
): Decided {
  const given = <C extends RequestCommand>(narrowed: C): Case<C> => ({
    request,
    command: narrowed,
    facts,
    belonging,
  });
  const proposal = request.status.state === 'awaiting-patient' ? request.status.proposal : null;
  switch (command.type) {
    case 'approve':
      return request.kind === 'cancel' ? cancel(given(command)) : approveMove(given(command));
    case 'deny':
    case 'keep':
      return deny(given(command));
    case 'propose':
      return propose(given(command));
    case 'update':
      return update(given(command));
    case 'cancel-appointment':
      return cancel(given(command));
    case 'withdraw-proposal':
      return withdrawProposal(given(command));
    case 'record-answer':
    case 'patient-answer':
      return proposal === null ? reject({ code: 'no-proposal' }) : answer(given(command), proposal);
    case 'resend-email':
      return proposal === null ? reject({ code: 'no-proposal' }) : resendEmail(given(command), proposal);
    case 'expire':
      return proposal === null ? reject({ code: 'no-proposal' }) : expire(given(command), proposal);
    case 'assign-patient':
      return assignPatient(given(command));
    case 'patient-withdraws':
      return changed(given(command), resolved('withdrawn'), { appointments: released(facts) });
    case 'supersede':
      return changed(given(command), resolved('superseded'), { appointments: released(facts) });
    case 'apply-policy':
      return applyPolicy(given(command));
  }
}

/**
 * A person says whose request it is. Where the appointment has a patient, that can only be this one; saying so again of whom the
 * portal names already is what makes a request grantable that nobody could tell whose it was.
 */
function assignPatient(given: Case<Extract<RequestCommand, { type: 'assign-patient' }>>): Decided {
  const { request, command, facts, belonging } = given;
  const { patient, appointment } = facts;
  if (patient === null || patient.id !== command.patientId) return reject({ code: 'patient-unmatched' });
  if (appointment.patientId !== null && appointment.patientId !== patient.id)
    return reject({ code: 'appointment-of-another' });
  if (request.patientId === patient.id && isGrantable(belonging)) return reject({ code: 'nothing-changed' });
  const decided = changed(given, request.status);
  return decided.ok ? ok({ ...decided.value, request: { ...request, patientId: patient.id } }) : decided;
}
