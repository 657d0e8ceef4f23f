import { z } from 'zod';
import type { Infer } from '../infer.ts';
import type { EpochMs } from './time.ts';

/**
 * - `proposed`: what a patient asks for; no visit yet: it takes nobody's time and is on no day's schedule.
 * - `tentative`: the time of a proposal the patient has not answered; the slot counts as taken.
 * - `cancelled`: kept for history; never blocks a slot.
 */
export const appointmentStatus = z.enum([
  'proposed',
  'booked',
  'tentative',
  'checked-in',
  'completed',
  'no-show',
  'cancelled',
]);
export type AppointmentStatus = Infer<typeof appointmentStatus>;

/** How much of a type's code and words is kept, in UTF-16 code units. */
export const VISIT_TYPE_LIMITS = { code: 200, display: 500 } as const;
/** What kind of visit: a code of the practice's own list and the words shown for it. */
export const visitType = z.object({
  code: z.string().max(VISIT_TYPE_LIMITS.code),
  display: z.string().max(VISIT_TYPE_LIMITS.display),
});
export type VisitType = Infer<typeof visitType>;

export interface Appointment {
  /** The desk's id: the FHIR id for one that came from the portal, a UUID for one made here. */
  readonly id: string;
  /** The iCalendar UID (RFC 5545, 3.8.4.7): constant through every move, shared with a proposal's Tentative. */
  readonly uid: string;
  /** The iCalendar SEQUENCE (RFC 5545, 3.8.7.4): higher with each change the patient may be told of. */
  readonly sequence: number;
  readonly patientId: string | null;
  readonly practitionerId: string | null;
  readonly locationId: string | null;
  readonly type: VisitType;
  readonly start: EpochMs;
  readonly end: EpochMs;
  readonly status: AppointmentStatus;
  /** For a Tentative (and for the Booked one it became): the appointment it was proposed instead of. */
  readonly originalId: string | null;
  /** Its time was offered to several patients: the id of that offer, which their proposals share. Left out where it was not. */
  readonly sharedOffer?: string;
}

/** The statuses whose time counts as taken. */
export const BLOCKING_STATUSES: readonly AppointmentStatus[] = [
  'booked',
  'tentative',
  'checked-in',
  'completed',
];

/** True while the visit is still to come about: it can be moved and cancelled. */
export function isActive(appointment: Pick<Appointment, 'status'>): boolean {
  return (
    appointment.status === 'booked' ||
    appointment.status === 'checked-in' ||
    appointment.status === 'tentative'
  );
}

/** Where one that is `proposed` stands which names no time: on no day of anybody's schedule. */
export const NO_TIME: EpochMs = 0;
/** The visit where it stands on the schedule; `null` for what is only asked for, or never came to have a time. */
export const standsAt = <T extends Pick<Appointment, 'status' | 'start'>>(visit: T): T | null =>
  visit.status === 'proposed' || visit.start === NO_TIME ? null : visit;
/** How long one is that does not say. */
export const NO_LENGTH_MS = 1;
