import { err, ok, type Result } from '../../result.ts';
import type { Appointment } from '../appointment.ts';
import type { Changes, EmailIntent, Rejection } from '../changes.ts';
import type { RequestCommand, Words } from '../commands.ts';
import type { Facts } from '../facts.ts';
import type { AppointmentRequest, RequestMark, RequestOutcome, RequestStatus } from '../request.ts';
import type { Target } from '../target.ts';

export type Decided = Result<Changes, Rejection>;

/** One command on one request: what every rule below is given. */
export interface Case<C extends RequestCommand = RequestCommand> {
  readonly request: AppointmentRequest;
  readonly command: C;
  readonly facts: Facts;
}

export const reject = (rejection: Rejection): Decided => err(rejection);

export function resolved(outcome: RequestOutcome, words: Words | null = null): RequestStatus {
  return { state: 'resolved', outcome, reason: words === null ? null : words.reasonText };
}

export const reopened = (mark: RequestMark): RequestStatus => ({ state: 'open', mark });

/** The changes of a command; what is not named does not change. An e-mail goes only to a patient who is known. */
export function changed(
  { request, command, facts }: Case,
  status: RequestStatus,
  parts: Partial<Pick<Changes, 'appointments' | 'email' | 'override' | 'words'>> = {},
): Decided {
  return ok({
    command: command.type,
    at: facts.now,
    request: { ...request, status },
    appointments: parts.appointments ?? [],
    email: facts.patient === null ? null : (parts.email ?? null),
    override: parts.override ?? null,
    words: parts.words ?? null,
  });
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

/** The standing Tentative, if it still holds its time. */
export function standingTentative(facts: Facts): Appointment | null {
  return facts.tentative?.status === 'tentative' ? facts.tentative : null;
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

/** The visit at its new place and time. One that had no patient gets the request's. */
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
