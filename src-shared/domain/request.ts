import { z } from 'zod';
import type { Infer } from '../infer.ts';
import { visitType } from './appointment.ts';
import type { EpochMs } from './time.ts';
import { id, readableInstant } from './values.ts';

/** `new`: an appointment that is not on the schedule yet. */
export const requestKind = z.enum(['reschedule', 'cancel', 'new']);
export type RequestKind = Infer<typeof requestKind>;

export const requestState = z.enum(['open', 'awaiting-patient', 'resolved']);
export type RequestState = Infer<typeof requestState>;

/** Why an open request is back in the inbox. */
export const requestMark = z.enum([
  'declined',
  'no-answer',
  /** The patient has named a time of their own instead of the proposed: it is what the request asks for now. */
  'own-time',
  'proposal-withdrawn',
  /** The time was offered to several, and another has accepted it. */
  'offer-taken',
  /** By another program, or somebody who uses one. */
  'taken-elsewhere',
  'on-hold',
]);
export type RequestMark = Infer<typeof requestMark>;

/** `closed-elsewhere`: in a way this desk has no word for. */
export const requestOutcome = z.enum([
  'approved',
  'denied',
  'kept',
  'updated',
  'appointment-cancelled',
  'accepted-by-patient',
  'cancelled-by-patient',
  'cancelled-under-policy',
  'withdrawn',
  'superseded',
  'closed-elsewhere',
]);
export type RequestOutcome = Infer<typeof requestOutcome>;

/** The most times that one proposal offers. */
export const MOST_PROPOSED = 3;

/** The times the practice offered, of which the patient takes one: each is held by a Tentative on the schedule. */
export interface Proposal {
  /** The Tentatives, in the order in which they are told; one at least. */
  readonly appointmentIds: readonly string[];
  readonly sentAt: EpochMs;
  /** Null: whoever proposed it set no end. */
  readonly expiresAt: EpochMs | null;
  /** The words of the reason, as the patient reads them. */
  readonly reason: string;
  readonly message: string;
}

export type RequestStatus =
  | { readonly state: 'open'; readonly mark: RequestMark | null }
  | { readonly state: 'awaiting-patient'; readonly proposal: Proposal }
  | { readonly state: 'resolved'; readonly outcome: RequestOutcome; readonly reason: string | null };

/** The Tentatives of the proposal that waits for the patient; none where no proposal does. */
export const proposedIdsOf = ({ status }: Pick<AppointmentRequest, 'status'>): readonly string[] =>
  status.state === 'awaiting-patient' ? status.proposal.appointmentIds : [];

/** A patient's wish, as the portal's Task carries it. */
export interface AppointmentRequest {
  /** The FHIR id of the Task. */
  readonly id: string;
  readonly kind: RequestKind;
  /**
   * The appointment it is about, the focus of the Task: the original, not the Tentative, and it stays so when the patient
   * accepts. Of a wish for a new one that which is to be booked: `proposed` until then. The visit that then took its place is the booked one whose `originalId` it is.
   */
  readonly appointmentId: string;
  /** `null` while nobody has been matched. */
  readonly patientId: string | null;
  /** The time asked for; `null` for a cancellation, and where a wish for a new appointment names none. */
  readonly requested: { readonly start: EpochMs; readonly end: EpochMs } | null;
  /** `valuePeriod.start` as the portal sent it, to recognise a wall-clock time that does not exist. */
  readonly requestedStartText: string | null;
  /** The patient's words, as they came. Shown as plain text only. */
  readonly note: string;
  readonly authoredAt: EpochMs;
  readonly status: RequestStatus;
}

/** Where and when a visit is to take place: what the Reschedule form asks for. */
export const visitSlot = z.object({
  practitionerId: id,
  locationId: id.nullable(),
  type: visitType,
  start: readableInstant,
  end: readableInstant,
});
export type VisitSlot = Infer<typeof visitSlot>;
