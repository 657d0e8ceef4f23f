import { isActive } from '../appointment.ts';
import { needsApproval } from '../cancellation-policy.ts';
import type { RequestCommand, Words } from '../commands.ts';
import { wordsRejection } from './checks.ts';
import {
  type Case,
  cancelled,
  changed,
  type Decided,
  email,
  emailUnchanged,
  reject,
  released,
  resolved,
} from './outcome.ts';

type Command<T extends RequestCommand['type']> = Extract<RequestCommand, { type: T }>;

/** Deny (a wish to move) and Keep appointment (a wish to cancel): the appointment stays, the patient is told why. */
export function deny(given: Case<Command<'deny'> | Command<'keep'>>): Decided {
  const { command, facts } = given;
  const { words } = command;
  const refused = wordsRejection(words, facts.rules, true);
  if (refused !== null) return reject(refused);
  const outcome = command.type === 'deny' ? 'denied' : 'kept';
  return changed(given, resolved(outcome, words), {
    email: emailUnchanged(outcome, facts.appointment, words),
    words,
  });
}

/**
 * Approve Cancellation and Cancel appt.: on a wish to cancel they are the same. A proposal that stands is released. Where the
 * appointment was cancelled meanwhile, the request is closed and nobody is told twice.
 */
export function cancel(given: Case<Command<'approve'> | Command<'cancel-appointment'>>): Decided {
  const { request, command, facts } = given;
  const words = command.words ?? null;
  const refused = wordsRejection(words, facts.rules, true);
  if (refused !== null) return reject(refused);
  return withoutAppointment(given, request.kind === 'cancel' ? 'approved' : 'appointment-cancelled', words);
}

/** The policy's own yes to a wish to cancel. It leaves alone what the practice has dealt with by hand before. */
export function applyPolicy(given: Case<Command<'apply-policy'>>): Decided {
  const { request, facts } = given;
  const { rules, appointment, now } = facts;
  const handled = request.status.state === 'open' && request.status.mark !== null;
  if (handled || needsApproval(rules.policy, appointment.start, now, rules.practice.zone)) {
    return reject({ code: 'policy-needs-approval' });
  }
  return withoutAppointment(given, 'cancelled-under-policy', null);
}

/** The appointment cancelled where it still stands, its Tentative released, the patient's calendar told. */
export function withoutAppointment(
  given: Case,
  outcome: 'approved' | 'appointment-cancelled' | 'cancelled-under-policy' | 'cancelled-by-patient',
  words: Words | null,
): Decided {
  const { appointment } = given.facts;
  if (!isActive(appointment)) {
    return changed(given, resolved(outcome, words), { appointments: released(given.facts), words });
  }
  const gone = cancelled(appointment);
  return changed(given, resolved(outcome, words), {
    appointments: [gone, ...released(given.facts)],
    email: email('cancelled', gone, appointment, words),
    words,
  });
}
