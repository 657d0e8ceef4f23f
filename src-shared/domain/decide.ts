import type { Appointment } from './appointment.ts';
import { COMMANDS } from './command-rules.ts';
import { message } from './decide/message.ts';
import { approveAsked, book, propose, update } from './decide/move.ts';
import {
  type Case,
  changed,
  type Decided,
  type RequestCase,
  reject,
  released,
  resolved,
} from './decide/outcome.ts';
import { assignPatient } from './decide/patient.ts';
import { failedPrecondition } from './decide/preconditions.ts';
import { answer, expire, giveWay, resendEmail, takeOwnTime, withdrawProposal } from './decide/proposal.ts';
import { applyPolicy, cancel, deny } from './decide/refuse.ts';
import { setStatus } from './decide/set-status.ts';
import type { Command } from './decision.ts';
import type { Facts } from './facts.ts';
import { belongingOf, isPatientsOwn } from './origin.ts';

/**
 * What a command does to a visit, and to the request it answers: the whole of it, or the reason why not. Pure, and total: every
 * command in every situation is either `Changes` or a named `Rejection`, and a second time it is never applied again.
 *
 * `Changes.appointments` holds only those that change. `request.appointmentId` never changes, not even when the patient accepts
 * a proposal: it is the focus of the portal's Task. The visit that took its place is the booked one whose `originalId` it is.
 *
 * Rejections are looked for in this order: the request's state, its kind, the appointment's status, the patient, the time, the
 * place, what was changed, the words, and what speaks against the time: that comes last, because it can be overridden.
 *
 * Where a decision answers a request and where it is made on the schedule itself, the same rules hold, but for those that
 * `decide/differences.ts` names. A Tentative is changed in its request only.
 */
export function decide(command: Command, facts: Facts): Decided {
  if (command.type === 'book')
    return facts.answers === null ? book(command, facts) : reject({ code: 'wrong-kind' });
  const { appointment } = facts;
  if (appointment === null) return reject({ code: 'appointment-not-active' });
  const given = caseOf(command, appointment, facts);
  const refused = failedPrecondition(
    command.type,
    appointment,
    given.answers && asKnown(given.answers, command, facts),
  );
  if (refused !== null) return reject(refused);
  return carryOut(given);
}

/** An appointment that was nobody's is the patient's to whom a person has given the request. */
function caseOf<C extends Command>(command: C, appointment: Appointment, facts: Facts): Case<C> {
  if (facts.answers === null) return { command, facts, appointment, answers: null };
  const { request, origin } = facts.answers;
  const { now, rules } = facts;
  const belonging = belongingOf(request, appointment, origin, { now, zone: rules.practice.zone });
  const { patientId } = request;
  return {
    command,
    facts,
    appointment: belonging === 'assigned' ? { ...appointment, patientId } : appointment,
    answers: { ...facts.answers, belonging },
  };
}

/** A request whose patient is not on file is nobody's, unless a person is naming one just now. */
function asKnown(answers: NonNullable<Case['answers']>, { type }: Command, { patient }: Facts) {
  const known = patient !== null || COMMANDS[type].onRequest?.patient === 'to-assign';
  return known || !isPatientsOwn(answers.belonging)
    ? answers
    : { ...answers, belonging: 'unmatched' as const };
}

/** A command that answers a request, and nothing else. */
type Answering = Exclude<Command, { readonly type: 'book' | 'update' | 'cancel-appointment' | 'set-status' }>;

function carryOut(given: Case): Decided {
  const { command, answers } = given;
  switch (command.type) {
    case 'book':
      return reject({ code: 'wrong-kind' });
    case 'update':
      return update({ ...given, command });
    case 'cancel-appointment':
      return cancel({ ...given, command });
    case 'set-status':
      return setStatus({ ...given, command });
    case 'approve':
    case 'deny':
    case 'keep':
    case 'propose':
    case 'withdraw-proposal':
    case 'record-answer':
    case 'resend-email':
    case 'message':
    case 'assign-patient':
    case 'patient-answer':
    case 'patient-own-time':
    case 'patient-withdraws':
    case 'supersede':
    case 'apply-policy':
    case 'expire':
    case 'offer-taken':
      return answers === null
        ? reject({ code: 'wrong-kind' })
        : answerRequest({ ...given, command, answers });
  }
}

function answerRequest(given: RequestCase<Answering>): Decided {
  const { command, answers } = given;
  const { kind, status } = answers.request;
  const proposal = status.state === 'awaiting-patient' ? status.proposal : null;
  switch (command.type) {
    case 'approve':
      if (kind === 'cancel') return cancel({ ...given, command });
      return command.lateCharge === undefined
        ? approveAsked({ ...given, command })
        : reject({ code: 'no-late-charge' });
    case 'deny':
    case 'keep':
      return deny({ ...given, command });
    case 'propose':
      return propose({ ...given, command });
    case 'withdraw-proposal':
      return withdrawProposal({ ...given, command });
    case 'record-answer':
    case 'patient-answer':
      return proposal === null ? reject({ code: 'no-proposal' }) : answer({ ...given, command }, proposal);
    case 'patient-own-time':
      return proposal === null
        ? reject({ code: 'no-proposal' })
        : takeOwnTime({ ...given, command }, proposal);
    case 'resend-email':
      return proposal === null
        ? reject({ code: 'no-proposal' })
        : resendEmail({ ...given, command }, proposal);
    case 'message':
      return message({ ...given, command });
    case 'expire':
      return proposal === null ? reject({ code: 'no-proposal' }) : expire({ ...given, command }, proposal);
    case 'offer-taken':
      return giveWay({ ...given, command });
    case 'assign-patient':
      return assignPatient({ ...given, command });
    case 'patient-withdraws':
      return changed(given, resolved('withdrawn'), { appointments: released(given) });
    case 'supersede':
      return changed(given, resolved('superseded'), { appointments: released(given) });
    case 'apply-policy':
      return applyPolicy({ ...given, command });
  }
}
