import type { Practice } from './practice.ts';
import { weekdayHours } from './provider-hours.ts';
import { closedDayName } from './slots.ts';
import { addDays, addMonths, type PlainDate, type Weekday, weekdayOf } from './time.ts';

/** A month of the calendar, `YYYY-MM`. */
export type PlainMonth = string;

export const WEEK_DAYS = 7;

export const monthOf = (date: PlainDate): PlainMonth => date.slice(0, 7);

/** The first day of a month. */
export const firstOf = (month: PlainMonth): PlainDate => `${month}-01`;

/** The month so many months later; negative goes back. */
export const monthAfter = (month: PlainMonth, months: number): PlainMonth =>
  monthOf(addMonths(firstOf(month), months));

/** The day on which the week of `date` begins, where weeks begin on `start`. */
export const weekBegin = (date: PlainDate, start: Weekday): PlainDate =>
  addDays(date, -((weekdayOf(date) - start + WEEK_DAYS) % WEEK_DAYS));

/** The seven days of the week of `date`, where weeks begin on `start`. */
export function weekOf(date: PlainDate, start: Weekday): PlainDate[] {
  const first = weekBegin(date, start);
  return Array.from({ length: WEEK_DAYS }, (_, day) => addDays(first, day));
}

/** The weeks that a month touches, each with its seven places: `null` where the day belongs to another month. */
export function monthWeeks(month: PlainMonth, start: Weekday): (PlainDate | null)[][] {
  const weeks: (PlainDate | null)[][] = [];
  for (
    let first = weekBegin(firstOf(month), start);
    first < firstOf(monthAfter(month, 1));
    first = addDays(first, WEEK_DAYS)
  )
    weeks.push(weekOf(first, start).map((day) => (monthOf(day) === month ? day : null)));
  return weeks;
}

/** Weekdays on which the practice opens at all, or a provider sees patients. */
const opensOn = (
  hours: Pick<Practice, 'hours' | 'providerHours'>,
  weekday: Weekday,
  practitionerId: string | null = null,
): boolean => weekdayHours(hours, practitionerId, weekday).length > 0;

/** Whether the practice is open on that day: it has hours, and it is no closed day. */
export const isOpen = (practice: Practice, date: PlainDate): boolean =>
  closedDayName(practice, date) === null && opensOn(practice, weekdayOf(date));

/** How far ahead an open day is looked for. */
const HORIZON_DAYS = 400;

/** The next day after `date` on which the practice is open; `null` when there is none within 400 days. */
export function nextOpenDay(practice: Practice, date: PlainDate): PlainDate | null {
  for (let ahead = 1; ahead <= HORIZON_DAYS; ahead += 1) {
    const day = addDays(date, ahead);
    if (isOpen(practice, day)) return day;
  }
  return null;
}

/**
 * The days of a week that have a column: the weekdays on which the practice opens or that provider sees patients, closed days among them, and any other
 * day that `occupied` names; all seven where there are none.
 */
export function weekColumns(
  week: readonly PlainDate[],
  practice: Pick<Practice, 'hours' | 'providerHours'>,
  occupied: ReadonlySet<PlainDate>,
  practitionerId: string | null = null,
): PlainDate[] {
  const shown = week.filter(
    (date) =>
      occupied.has(date) ||
      opensOn(practice, weekdayOf(date)) ||
      opensOn(practice, weekdayOf(date), practitionerId),
  );
  return shown.length === 0 ? [...week] : shown;
}
