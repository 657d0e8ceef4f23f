import { err, ok, type Result } from '../../result.ts';
import type { Appointment } from '../appointment.ts';
import type { Changes, EmailIntent, Rejection } from '../changes.ts';
import type { RequestCommand, Words } from '../commands.ts';
import type { Facts } from '../facts.ts';
import { type Belonging, isGrantable } from '../origin.ts';
import type { AppointmentRequest, RequestMark, RequestOutcome, RequestStatus } from '../request.ts';
import type { Target } from '../target.ts';

export type Decided = Result<Changes, Rejection>;

/** One command on one request: what every rule below is given. */
export interface Case<C extends RequestCommand = RequestCommand> {
  readonly request: AppointmentRequest;
  readonly command: C;
  readonly facts: Facts;
  /** Whose request it is. */
  readonly belonging: Belonging;
}

export const reject = (rejection: Rejection): Decided => err(rejection);

export function resolved(outcome: RequestOutcome, words: Words | null = null): RequestStatus {
  return { state: 'resolved', outcome, reason: words === null ? null : words.reasonText };
}

export const reopened = (mark: RequestMark): RequestStatus => ({ state: 'open', mark });

/** The changes of a command; what is not named does not change. */
export function changed(
  given: Case,
  status: RequestStatus,
  parts: Partial<Pick<Changes, 'appointments' | 'email' | 'override' | 'words'>> = {},
): Decided {
  const { request, command, facts } = given;
  return ok({
    command: command.type,
    at: facts.now,
    request: { ...request, status },
    appointments: parts.appointments ?? [],
    email: mayWrite(given) ? (parts.email ?? null) : null,
    override: parts.override ?? null,
    words: parts.words ?? null,
  });
}

/**
 * An e-mail goes to the appointment's own patient, and only where that is known. It answers what this patient asked: to a request
 * that is not certainly theirs nobody is written to. Somebody else must not learn of the visit, and the patient has not asked.
 */
function mayWrite({ command, facts, belonging }: Case): boolean {
  if (facts.appointment.patientId === null) return false;
  return isGrantable(belonging) || command.type === 'patient-answer';
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

/** An e-mail saying that the appointment stands; none about one that was cancelled meanwhile. */
export function emailUnchanged(
  kind: 'denied' | 'kept' | 'proposal-withdrawn',
  appointment: Appointment,
  words: Words | null,
): EmailIntent | null {
  return appointment.status === 'cancelled' ? null : email(kind, appointment, appointment, words);
}

/**
 * True when what the portal names as the proposal was proposed instead of this appointment, to its own patient. Anything else is
 * not this request's to book or to give back.
 */
export function isOwnProposal({ appointment, tentative }: Facts): boolean {
  if (tentative === null || tentative.originalId !== appointment.id) return false;
  return appointment.patientId === null || tentative.patientId === appointment.patientId;
}

/** The standing Tentative, if it is this request's own and still holds its time. */
export function standingTentative(facts: Facts): Appointment | null {
  return facts.tentative?.status === 'tentative' && isOwnProposal(facts) ? facts.tentative : null;
}

/** Gives the Tentative's time back. The patient's calendar never had it, so its sequence stays. */
export function released(facts: Facts): Appointment[] {
  const tentative = standingTentative(facts);
  return tentative === null ? [] : [{ ...tentative, status: 'cancelled' }];
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
