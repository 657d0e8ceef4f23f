import type { Appointment } from './appointment.ts';
import { isBlocking, overlaps } from './conflicts.ts';
import { areOneOffer } from './shared-offer.ts';

/** Where a visit stands, and whether its time counts as taken. Instants. */
export type Standing = Pick<
  Appointment,
  'id' | 'practitionerId' | 'start' | 'end' | 'status' | 'originalId' | 'sharedOffer'
>;

/** Whether a visit takes a provider's time that it did not take before. `before`: null where nobody knew of it. */
export const comesToStand = (before: Standing | null, now: Standing): boolean =>
  isBlocking(now) && !(before !== null && isBlocking(before) && isSamePlace(before, now));

/** Whether both have the same provider, start and end. */
export const isSamePlace = (one: Standing, other: Standing): boolean =>
  one.practitionerId === other.practitionerId && one.start === other.start && one.end === other.end;

/**
 * Whether two visits take one provider's time. A provider nobody knows is nobody's time; a proposal and the visit that it is to
 * take the place of are one visit, and of a time that several are offered one at most comes about.
 */
export const areDoubleBooked = (one: Standing, other: Standing): boolean =>
  one.practitionerId !== null &&
  one.practitionerId === other.practitionerId &&
  isBlocking(one) &&
  isBlocking(other) &&
  overlaps(one, other) &&
  !areOneVisit(one, other) &&
  !areOneOffer(one, other);

const areOneVisit = (one: Standing, other: Standing): boolean =>
  one.id === other.id ||
  one.originalId === other.id ||
  other.originalId === one.id ||
  (one.originalId !== null && one.originalId === other.originalId);
