import { err, ok, type Result } from '../../result.ts';
import type { Appointment } from '../appointment.ts';
import type { Changes, EmailIntent, Rejection } from '../changes.ts';
import type { Words } from '../commands.ts';
import type { Command } from '../decision.ts';
import type { AnsweredRequest, Facts } from '../facts.ts';
import { type Belonging, isPatientsOwn } from '../origin.ts';
import type { RequestKind, RequestMark, RequestOutcome, RequestStatus } from '../request.ts';
import type { Target } from '../target.ts';

export type Decided = Result<Changes, Rejection>;

/** One command about one appointment: what every rule below is given. */
export interface Case<C extends Command = Command> {
  readonly command: C;
  readonly facts: Facts;
  /** As the rules have to take it: one that was nobody's is the patient's to whom a person has given the request. */
  readonly appointment: Appointment;
  /** The request it answers, and whose that is; `null` on the schedule itself. */
  readonly answers: (AnsweredRequest & { readonly belonging: Belonging }) | null;
}

/** One that answers a request. */
export interface RequestCase<C extends Command = Command> extends Case<C> {
  readonly answers: NonNullable<Case['answers']>;
}

export const reject = (rejection: Rejection): Decided => err(rejection);

export function resolved(outcome: RequestOutcome, words: Words | null = null): RequestStatus {
  return { state: 'resolved', outcome, reason: words === null ? null : words.reasonText };
}

export const reopened = (mark: RequestMark): RequestStatus => ({ state: 'open', mark });

/** The changes of a command; what is not named does not change. `status`: of the request, if it answers one. */
export function changed(
  given: Case,
  status: RequestStatus | null,
  parts: Partial<Pick<Changes, 'appointments' | 'email' | 'override' | 'words'>> = {},
): Decided {
  const { answers, command, facts } = given;
  return ok({
    command: command.type,
    at: facts.now,
    request: answers && status && { ...answers.request, status },
    appointments: parts.appointments ?? [],
    email: mayWrite(given) ? (parts.email ?? null) : null,
    override: parts.override ?? null,
    words: parts.words ?? null,
  });
}

/**
 * An e-mail goes to the appointment's own patient, and only where that is known and the receptionist has not said otherwise. It answers
 * what this patient asked: to a request that is not certainly theirs nobody is written to. Somebody else must not learn of the
 * visit, and the patient has not asked.
 */
function mayWrite({ command, facts, appointment, answers }: Case): boolean {
  if ('notify' in command && command.notify === false) return false;
  if (answers === null) return facts.patient !== null;
  if (appointment.patientId === null) return false;
  return isPatientsOwn(answers.belonging) || command.type === 'patient-answer';
}

export function email(
  kind: EmailIntent['kind'],
  appointment: Appointment,
  before: Appointment,
  words: Words | null = null,
  mayCancelEntirely = false,
): EmailIntent {
  return { kind, appointment, before, words, mayCancelEntirely };
}

/** What a patient asks for, and is not on the schedule yet. */
export const isNew = ({ status }: Appointment): boolean => status === 'proposed';

/** An e-mail saying that the appointment stands, or that there is none; none about one that was cancelled meanwhile. */
export function emailUnchanged(
  kind: 'denied' | 'kept' | 'proposal-withdrawn' | 'offer-taken',
  appointment: Appointment,
  words: Words | null,
): EmailIntent | null {
  if (appointment.status === 'cancelled') return null;
  return email(isNew(appointment) ? OF_NEW[kind] : kind, appointment, appointment, words);
}

/** What the same answer is called about a visit that is not on the schedule yet. */
const OF_NEW = {
  denied: 'not-booked',
  kept: 'not-booked',
  'proposal-withdrawn': 'offer-withdrawn',
  'offer-taken': 'offer-taken',
} as const;

/**
 * Of what the portal names as the proposal, that which was proposed instead of this appointment, to its own patient. Anything else is
 * not this request's to book or to give back.
 */
export function ownProposals({ appointment, answers }: Case): readonly Appointment[] {
  return (answers?.tentatives ?? []).filter(
    ({ originalId, patientId }) =>
      originalId === appointment.id &&
      (appointment.patientId === null || patientId === appointment.patientId),
  );
}

/** The Tentatives that are this request's own and still hold their times. */
export const standingTentatives = (given: Case): readonly Appointment[] =>
  ownProposals(given).filter(({ status }) => status === 'tentative');

/** Gives the times of the Tentatives back, but for one that is `kept`. The patient's calendar never had them, so their sequences stay. */
export const released = (given: Case, kept: Appointment | null = null): Appointment[] =>
  standingTentatives(given)
    .filter((one) => one !== kept)
    .map((one) => ({ ...one, status: 'cancelled' }));

/** Of the times that are proposed together the first, with the others beside it. */
export function proposedEmail(
  [first, ...alternatives]: readonly [Appointment, ...Appointment[]],
  before: Appointment,
  words: Words,
  kind: RequestKind,
): EmailIntent {
  const intent = email(kind === 'new' ? 'offered' : 'proposed', first, before, words, kind === 'cancel');
  return alternatives.length === 0 ? intent : { ...intent, alternatives };
}

/** The appointment cancelled, as the patient's calendar is to be told. */
export function cancelled(appointment: Appointment): Appointment {
  return { ...appointment, status: 'cancelled', sequence: appointment.sequence + 1 };
}

/** The visit at its new place and time. */
export function placed(appointment: Appointment, target: Target): Appointment {
  return {
    ...appointment,
    patientId: target.patientId,
    practitionerId: target.practitionerId,
    locationId: target.locationId,
    type: target.type,
    start: target.start,
    end: target.end,
    sequence: appointment.sequence + 1,
  };
}
