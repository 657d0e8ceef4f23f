import { z } from 'zod';
import type { Infer } from '../infer.ts';
import type { Appointment } from './appointment.ts';
import { type Claim, conflictsWith, type Interval, overlaps } from './conflicts.ts';
import type { Practice } from './practice.ts';
import { hasOwnHours } from './provider-hours.ts';
import { closedDayName, openIntervals } from './slots.ts';
import { plainDateOf, weekdayOf } from './time.ts';
import { type Unavailable, unavailable } from './unavailable.ts';
import { closure, id } from './values.ts';

/** What speaks against a time. None of it forbids it: it can be taken all the same, with a reason that is recorded. */
export const timeConflict = z.object({
  /** Appointments of the provider or the patient that overlap it, earliest first. A Tentative counts. */
  appointmentIds: z.array(z.string()),
  /** Why the practice does not open that day; `null` where it does. */
  closedDay: closure.nullable(),
  /** The practice is open that day, but not, or not without a break, from its start to its end. */
  outsideHours: z.boolean(),
  /** The provider, or further one, whose own hours these are; absent where they are the practice's. */
  hoursOf: id.optional(),
  /** When the provider, or a further one, is away, or their time blocked, and it overlaps, the earliest first; absent where that is not so. */
  unavailable: z.array(unavailable).optional(),
});
export type TimeConflict = Infer<typeof timeConflict>;

/** What stands around a time. Both may be a superset; `exceptIds`: what is being moved. */
export interface AroundTime {
  readonly nearby: readonly Appointment[];
  readonly exceptIds: readonly string[];
  readonly unavailable: readonly Unavailable[];
  /** Who has the visit together with its provider: their hours and their absence count as well. */
  readonly further: readonly string[];
}

/** What speaks against `claim`; `null` when nothing does. */
export function timeConflictOf(
  claim: Claim,
  { nearby, exceptIds, unavailable: times, further }: AroundTime,
  practice: Practice,
): TimeConflict | null {
  const appointmentIds = conflictsWith(claim, nearby, exceptIds).map((a) => a.id);
  const hours = hoursConflictOfAll(claim, practice, further);
  const without = unavailableIn(claim, times, further);
  if (appointmentIds.length === 0 && hours.closedDay === null && !hours.outsideHours && without.length === 0)
    return null;
  return { appointmentIds, ...hours, ...(without.length === 0 ? {} : { unavailable: without }) };
}

/**
 * When the provider of `claim`, or one of those who have the visit with them, is away, or their time blocked, as far as it overlaps; the
 * earliest first, each once.
 */
export const unavailableIn = (
  claim: Claim,
  times: readonly Unavailable[],
  further: readonly string[] = [],
): Unavailable[] =>
  [
    ...new Map(
      times
        .filter(
          (one) => [claim.practitionerId, ...further].includes(one.practitionerId) && overlaps(one, claim),
        )
        .map((one) => [JSON.stringify([one.practitionerId, one.why, one.start, one.end, one.reason]), one]),
    ).values(),
  ].sort((a, b) => a.start - b.start || a.end - b.end);

/** How the time stands to the hours of all who have the visit: what speaks against it for the first of them for whom anything does. */
export function hoursConflictOfAll(
  claim: Claim,
  practice: Practice,
  further: readonly string[],
): ReturnType<typeof hoursConflict> {
  const [own, ...theirs] = [claim.practitionerId, ...further].map((one) =>
    hoursConflict(claim, practice, one),
  );
  const against = [own, ...theirs].find(
    (one) => one !== undefined && (one.closedDay !== null || one.outsideHours),
  );
  return against ?? { closedDay: null, outsideHours: false };
}

/**
 * How a time stands to the hours of the day on which it starts, in the clinic's zone: the provider's own where they have any that
 * weekday, also none at all, and else the practice's.
 */
export function hoursConflict(
  time: Interval,
  practice: Practice,
  practitionerId: string | null,
): Pick<TimeConflict, 'closedDay' | 'outsideHours' | 'hoursOf'> {
  const date = plainDateOf(time.start, practice.zone);
  const name = closedDayName(practice, date);
  if (name !== null) return { closedDay: name, outsideHours: false };
  const open = openIntervals(practice, date, practitionerId);
  const within = open.some((hours) => hours.start <= time.start && time.end <= hours.end);
  if (practitionerId !== null && hasOwnHours(practice, practitionerId, date))
    return { closedDay: null, outsideHours: !within, ...(within ? {} : { hoursOf: practitionerId }) };
  if (open.length === 0) return { closedDay: weekdayOf(date), outsideHours: false };
  return { closedDay: null, outsideHours: !within };
}
