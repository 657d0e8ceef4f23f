import { type Appointment, BLOCKING_STATUSES } from './appointment.ts';
import type { EpochMs } from './time.ts';

/** A stretch of time, `start` inclusive, `end` exclusive. */
export interface Interval {
  readonly start: EpochMs;
  readonly end: EpochMs;
}

/** The time alone of what has one. */
export const timeOf = ({ start, end }: Interval): Interval => ({ start, end });

export const isSameTime = (a: Interval, b: Interval): boolean => a.start === b.start && a.end === b.end;

/** A time somebody wants to take, and whose time it is. */
export interface Claim extends Interval {
  readonly practitionerId: string | null;
  readonly patientId: string | null;
}

/** Half-open: one that ends when the other starts does not overlap it. An empty interval overlaps nothing. */
export function overlaps(a: Interval, b: Interval): boolean {
  return a.start < b.end && b.start < a.end && a.start < a.end && b.start < b.end;
}

/**
 * How many of `others` stand at one instant of `time` at most, and the first instant at which they do; `null` where none does. Two that follow
 * each other never stand together, however long the time is.
 */
export function mostAtOnce(
  time: Interval,
  others: readonly Interval[],
): { readonly count: number; readonly at: EpochMs } | null {
  const within = others.filter((other) => overlaps(time, other));
  // The count grows where one begins, and nowhere else.
  const begins = within.map(({ start }) => Math.max(start, time.start)).toSorted((a, b) => a - b);
  return begins.reduce<{ count: number; at: EpochMs } | null>((most, at) => {
    const count = within.filter(({ start, end }) => start <= at && at < end).length;
    return most === null || count > most.count ? { count, at } : most;
  }, null);
}

/** True while the appointment's time counts as taken: cancelled and no-show never do. */
export function isBlocking(appointment: Pick<Appointment, 'status'>): boolean {
  return BLOCKING_STATUSES.includes(appointment.status);
}

const same = (a: string | null, b: string | null): boolean => a !== null && a === b;

/**
 * The appointments among `appointments` that stand in the way of `claim`: they block, overlap, and have its provider or its
 * patient. Those in `exceptIds` (what is being moved, its own Tentative) are left out. Earliest first.
 */
export function conflictsWith<T extends Appointment>(
  claim: Claim,
  appointments: readonly T[],
  exceptIds: readonly string[] = [],
): T[] {
  return appointments
    .filter(
      (other) =>
        isBlocking(other) &&
        overlaps(claim, other) &&
        (same(claim.practitionerId, other.practitionerId) || same(claim.patientId, other.patientId)) &&
        !exceptIds.includes(other.id),
    )
    .sort((a, b) => a.start - b.start || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
}

/** True when only the patient is busy then, not the provider. */
export function isPatientOnly(claim: Claim, other: Appointment): boolean {
  return same(claim.patientId, other.patientId) && !same(claim.practitionerId, other.practitionerId);
}
