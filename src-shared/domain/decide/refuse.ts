import { isActive } from '../appointment.ts';
import { chargesTextOf, type LateCharge, needsApproval } from '../cancellation-policy.ts';
import type { EmailIntent } from '../changes.ts';
import type { Words } from '../commands.ts';
import type { Command } from '../decision.ts';
import type { EpochMs } from '../time.ts';
import { wordsRejection } from './checks.ts';
import {
  type Case,
  cancelled,
  changed,
  type Decided,
  email,
  emailUnchanged,
  type RequestCase,
  reject,
  released,
  resolved,
} from './outcome.ts';

type OfType<T extends Command['type']> = Extract<Command, { type: T }>;

/** Deny (a wish to move) and Keep appointment (a wish to cancel): the appointment stays, the patient is told why. */
export function deny(given: RequestCase<OfType<'deny'> | OfType<'keep'>>): Decided {
  const { command, facts } = given;
  const { words } = command;
  const refused = wordsRejection(words, facts.rules, true);
  if (refused !== null) return reject(refused);
  const outcome = command.type === 'deny' ? 'denied' : 'kept';
  return changed(given, resolved(outcome, words), {
    email: emailUnchanged(outcome, given.appointment, words),
    words,
  });
}

/**
 * Approve Cancellation and Cancel appt.: on a wish to cancel they are the same. A proposal that stands is released. Where the
 * appointment was cancelled meanwhile, the request is closed and nobody is told twice.
 */
export function cancel(given: Case<OfType<'approve'> | OfType<'cancel-appointment'>>): Decided {
  const { command, facts, answers } = given;
  const words = command.words ?? null;
  const refused = wordsRejection(words, facts.rules, true);
  if (refused !== null) return reject(refused);
  const said = ('lateCharge' in command ? command.lateCharge : undefined) ?? null;
  if (said !== null && lateNotice(given, facts.now) === null) return reject({ code: 'no-late-charge' });
  return withoutAppointment(
    given,
    answers?.request.kind === 'cancel' ? 'approved' : 'appointment-cancelled',
    words,
    said,
  );
}

/** The charges notice, where the patient's own wish to cancel would be late at `at`. */
function lateNotice({ answers, facts, appointment }: Case, at: EpochMs): string | null {
  if (answers?.request.kind !== 'cancel') return null;
  return chargesTextOf(facts.rules.policy, appointment.start, at, facts.rules.practice.zone);
}

/**
 * What the patient is told of the charge. Where nobody has said anything, the notice, but not to who asked in time and was answered
 * late.
 */
export function lateOf(given: Case, said: LateCharge | null): EmailIntent['late'] {
  const notice = lateNotice(given, given.facts.now);
  const wasLate = given.answers !== null && lateNotice(given, given.answers.request.authoredAt) !== null;
  return notice === null || (said === null && !wasLate) ? undefined : { notice, said };
}

/** The policy's own yes to a wish to cancel. It leaves alone what the practice has dealt with by hand before. */
export function applyPolicy(given: RequestCase<OfType<'apply-policy'>>): Decided {
  const { facts, appointment } = given;
  const { request } = given.answers;
  const { rules, now } = facts;
  const handled = request.status.state === 'open' && request.status.mark !== null;
  // Of somebody who has died, say, a person looks at it.
  const isUsual = facts.patient?.standing === null;
  if (handled || !isUsual || needsApproval(rules.policy, appointment.start, now, rules.practice.zone)) {
    return reject({ code: 'policy-needs-approval' });
  }
  return withoutAppointment(given, 'cancelled-under-policy', null);
}

export const withLate = (intent: EmailIntent, late: EmailIntent['late']): EmailIntent =>
  late === undefined ? intent : { ...intent, late };

/** The appointment cancelled where it still stands, its Tentative released, the patient's calendar told. */
export function withoutAppointment(
  given: Case,
  outcome: 'approved' | 'appointment-cancelled' | 'cancelled-under-policy' | 'cancelled-by-patient',
  words: Words | null,
  said: LateCharge | null = null,
): Decided {
  const { appointment } = given;
  if (!isActive(appointment)) {
    return changed(given, resolved(outcome, words), { appointments: released(given), words });
  }
  const gone = cancelled(appointment);
  return changed(given, resolved(outcome, words), {
    appointments: [gone, ...released(given)],
    email: withLate(email('cancelled', gone, appointment, words), lateOf(given, said)),
    words,
  });
}
