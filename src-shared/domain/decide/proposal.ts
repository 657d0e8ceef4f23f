import { type Appointment, isActive, standsAt } from '../appointment.ts';
import type { Rejection } from '../changes.ts';
import type { Words } from '../commands.ts';
import type { Command } from '../decision.ts';
import type { PracticeRules } from '../practice.ts';
import type { Proposal } from '../request.ts';
import { givenTo } from '../shared-offer.ts';
import { OTHER_REASON, wordsRejection } from './checks.ts';
import {
  changed,
  type Decided,
  email,
  emailUnchanged,
  isNew,
  ownProposals,
  proposedEmail,
  type RequestCase,
  reject,
  released,
  reopened,
  resolved,
  standingTentatives,
} from './outcome.ts';
import { lateOf, withLate, withoutAppointment } from './refuse.ts';

type OfType<T extends Command['type']> = Extract<Command, { type: T }>;

export function withdrawProposal(given: RequestCase<OfType<'withdraw-proposal'>>): Decided {
  const { command, facts } = given;
  const words = command.words ?? null;
  const refused = wordsRejection(words, facts.rules, false);
  if (refused !== null) return reject(refused);
  return changed(given, reopened('proposal-withdrawn'), {
    appointments: released(given),
    email: emailUnchanged('proposal-withdrawn', given.appointment, words),
    words,
  });
}

/** The patient's answer, by phone (`record-answer`) or in the portal (`patient-answer`, which has to name the proposal). */
export function answer(
  given: RequestCase<OfType<'record-answer'> | OfType<'patient-answer'>>,
  proposal: Proposal,
): Decided {
  const { command, answers } = given;
  const refused = command.type === 'patient-answer' ? notTheirs({ ...given, command }, proposal) : null;
  if (refused !== null) return reject(refused);
  if (command.answer === 'accepted') {
    const chosen = command.type === 'patient-answer' ? command.proposalAppointmentId : command.appointmentId;
    return accept(given, chosen ?? null);
  }
  // To decline a time that was offered instead of a cancellation is to cancel after all.
  if (answers.request.kind === 'cancel') return withoutAppointment(given, 'cancelled-by-patient', null);
  return changed(given, reopened('declined'), { appointments: released(given) });
}

/**
 * The patient takes none of the times and has named one of their own, where the practice takes such: the proposal is over, its times are
 * given back, and the request asks for that time, as it did for the first. Nothing is decided about it, so nobody is written to. Refused
 * where that is when the visit stands.
 */
export function takeOwnTime(given: RequestCase<OfType<'patient-own-time'>>, proposal: Proposal): Decided {
  const { command, answers, facts } = given;
  if (facts.rules.policy.ownTimes !== true) return reject({ code: 'own-times-not-taken' });
  const refused = notTheirs(given, proposal);
  if (refused !== null) return reject(refused);
  const { requested, comment } = command;
  // Whoever would rather keep the visit as it is asks for nothing new: a person has to hear it.
  if (standsAt(given.appointment)?.start === requested.start) return reject({ code: 'nothing-changed' });
  const note = [answers.request.note, comment.trim()].filter((words) => words !== '').join('\n\n');
  const request = { ...answers.request, requested, requestedStartText: null, note };
  return changed({ ...given, answers: { ...answers, request } }, reopened('own-time'), {
    appointments: released(given),
  });
}

/** Why an answer given in the portal is not to this proposal, or not certainly its patient's. */
function notTheirs(
  given: RequestCase<OfType<'patient-answer'> | OfType<'patient-own-time'>>,
  { appointmentIds }: Proposal,
): Rejection | null {
  const { proposalAppointmentId: id } = given.command;
  if (!appointmentIds.includes(id) || !ownProposals(given).some((one) => one.id === id))
    return { code: 'no-proposal' };
  // Nobody accepts or gives up a visit that is not certainly theirs.
  return given.appointment.patientId === null ? { code: 'patient-differs' } : null;
}

/**
 * The Tentative becomes the visit: it keeps its own id, and `originalId` leads back. In the patient's calendar, which knows
 * both by the one UID, it is the original that moved: so its sequence has to be higher than any the original has had, and the
 * original is released without a cancellation of its own. The request stays with the original (its Task's focus). The other
 * times that were proposed with it are given back.
 *
 * @param chosenId the Tentative; `null`: nobody has said which, which is enough where only one stands.
 */
function accept(given: RequestCase, chosenId: string | null): Decided {
  const { appointment } = given;
  const standing = standingTentatives(given);
  if (chosenId === null && standing.length > 1) return reject({ code: 'time-not-chosen' });
  const tentative = chosenId === null ? standing[0] : standing.find(({ id }) => id === chosenId);
  if (tentative === undefined) return reject({ code: 'no-proposal' });
  if (isNew(appointment) && given.facts.patient?.standing !== null)
    return reject({ code: 'patient-not-bookable' });
  if (givenTo(tentative, given.answers.offered) !== null) return reject({ code: 'offer-taken' });
  const booked: Appointment = {
    ...tentative,
    status: 'booked',
    sequence: Math.max(tentative.sequence, appointment.sequence + 1),
  };
  // A wish for a new appointment has no visit to give up.
  const original: Appointment[] = isActive(appointment) ? [{ ...appointment, status: 'cancelled' }] : [];
  return changed(given, resolved('accepted-by-patient'), {
    appointments: [booked, ...original, ...released(given, tentative)],
    email: isNew(appointment) ? email('booked', booked, booked) : email('accepted', booked, appointment),
  });
}

/** The clock's: nobody answered in time. It answers nobody, so no e-mail follows. */
export function expire(given: RequestCase<OfType<'expire'>>, proposal: Proposal): Decided {
  if (proposal.expiresAt === null || given.facts.now < proposal.expiresAt)
    return reject({ code: 'not-expired' });
  return changed(given, reopened('no-answer'), { appointments: released(given) });
}

/** Another has accepted the time that several were offered: this proposal ends, and its patient is told kindly. */
export function giveWay(given: RequestCase<OfType<'offer-taken'>>): Decided {
  const { command, answers, appointment } = given;
  const lost = ownProposals(given).find((one) => givenTo(one, answers.offered) !== null);
  if (lost === undefined) return reject({ code: 'no-proposal' });
  const intent = emailUnchanged('offer-taken', appointment, null);
  return changed(given, reopened('offer-taken'), {
    appointments: released(given),
    email: intent && { ...intent, taken: { start: lost.start, late: command.late } },
  });
}

/** The same e-mail again; nothing else changes. */
export function resendEmail(given: RequestCase<OfType<'resend-email'>>, proposal: Proposal): Decided {
  const { facts } = given;
  const { request } = given.answers;
  const [first, ...others] = standingTentatives(given);
  if (first === undefined) return reject({ code: 'no-proposal' });
  const words = wordsOf(proposal, facts.rules);
  return changed(given, request.status, {
    email: withLate(
      proposedEmail([first, ...others], given.appointment, words, request.kind),
      lateOf(given, null),
    ),
    words,
  });
}

/** A proposal keeps the words the patient reads, not the code behind them: it is looked up again. */
function wordsOf({ reason, message }: Proposal, rules: PracticeRules): Words {
  const listed = rules.reasons.change.find((one) => one.text === reason);
  return { reasonCode: listed?.code ?? OTHER_REASON, reasonText: reason, message };
}
