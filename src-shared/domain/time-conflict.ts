import { z } from 'zod';
import type { Infer } from '../infer.ts';
import type { Appointment } from './appointment.ts';
import { type Claim, conflictsWith, type Interval } from './conflicts.ts';
import type { Practice } from './practice.ts';
import { closedDayName, openIntervals } from './slots.ts';
import { plainDateOf, weekdayOf } from './time.ts';
import { closure } from './values.ts';

/** What speaks against a time. None of it forbids it: it can be taken all the same, with a reason that is recorded. */
export const timeConflict = z.object({
  /** Appointments of the provider or the patient that overlap it, earliest first. A Tentative counts. */
  appointmentIds: z.array(z.string()),
  /** Why the practice does not open that day; `null` where it does. */
  closedDay: closure.nullable(),
  /** The practice is open that day, but not, or not without a break, from its start to its end. */
  outsideHours: z.boolean(),
});
export type TimeConflict = Infer<typeof timeConflict>;

/** What speaks against `claim`; `null` when nothing does. `nearby` may be a superset; `exceptIds`: what is being moved. */
export function timeConflictOf(
  claim: Claim,
  nearby: readonly Appointment[],
  exceptIds: readonly string[],
  practice: Practice,
): TimeConflict | null {
  const appointmentIds = conflictsWith(claim, nearby, exceptIds).map((a) => a.id);
  const hours = hoursConflict(claim, practice);
  if (appointmentIds.length === 0 && hours.closedDay === null && !hours.outsideHours) return null;
  return { appointmentIds, ...hours };
}

/** How a time stands to the opening hours of the day on which it starts, in the clinic's zone. */
export function hoursConflict(
  time: Interval,
  practice: Practice,
): Pick<TimeConflict, 'closedDay' | 'outsideHours'> {
  const date = plainDateOf(time.start, practice.zone);
  const name = closedDayName(practice, date);
  if (name !== null) return { closedDay: name, outsideHours: false };
  const open = openIntervals(practice, date);
  if (open.length === 0) return { closedDay: weekdayOf(date), outsideHours: false };
  const within = open.some((hours) => hours.start <= time.start && time.end <= hours.end);
  return { closedDay: null, outsideHours: !within };
}
