/** Days on which the practice is closed: once, or every year. */
import type { ClosedDay, Practice } from './practice.ts';
import { addDays, isPlainDate, type PlainDate, weekdayOf } from './time.ts';

/** How a closed day comes again each year; see `fallsOn`. */
export type Repeats = NonNullable<ClosedDay['repeats']>;

const dayOf = (date: PlainDate): number => Number(date.slice(8));

/** The how-many-eth of its weekday in its month a date is: 1 to 5. */
export const nthOf = (date: PlainDate): number => Math.ceil(dayOf(date) / 7);

/** Whether no later day of that month is of the same weekday. */
export const isLastOfItsWeekday = (date: PlainDate): boolean =>
  addDays(date, 7).slice(0, 7) !== date.slice(0, 7);

/**
 * Whether a closed day is on `date`: on its own date, and in each later year on the same day of the month (`date`; February 29 in leap
 * years alone), on the weekday of the same number in the month (`weekday`: a fourth Thursday), or on the last of that weekday
 * (`last-weekday`).
 */
export function fallsOn(
  { date: first, repeats }: Pick<ClosedDay, 'date' | 'repeats'>,
  date: PlainDate,
): boolean {
  if (first === date) return true;
  if (repeats === undefined || date < first || first.slice(5, 7) !== date.slice(5, 7)) return false;
  if (repeats === 'date') return first.slice(5) === date.slice(5);
  if (weekdayOf(first) !== weekdayOf(date)) return false;
  return repeats === 'weekday' ? nthOf(first) === nthOf(date) : isLastOfItsWeekday(date);
}

/** The closed day that `date` is; one that is entered for that very date comes before one that comes again. */
export const closedDayOn = (
  { closedDays }: Pick<Practice, 'closedDays'>,
  date: PlainDate,
): ClosedDay | undefined =>
  closedDays.find((day) => day.date === date) ?? closedDays.find((day) => fallsOn(day, date));

/** The ways in which a date can come again: the number of its weekday where there is one each year, the last where it is that. */
export const repeatsOf = (date: PlainDate): Repeats[] =>
  isPlainDate(date)
    ? [
        'date',
        ...(nthOf(date) < 5 ? (['weekday'] as const) : []),
        ...(isLastOfItsWeekday(date) ? (['last-weekday'] as const) : []),
      ]
    : [];

/** The closed days from `first` on, for so many days. */
export const closedDatesFrom = (
  practice: Pick<Practice, 'closedDays'>,
  first: PlainDate,
  days: number,
): PlainDate[] =>
  Array.from({ length: days }, (_, ahead) => addDays(first, ahead)).filter(
    (date) => closedDayOn(practice, date) !== undefined,
  );
