/** The public holidays of the United States (5 U.S.C. § 6103). */
import { addDays, type PlainDate, type Weekday, weekdayOf } from './time.ts';

const [MONDAY, THURSDAY, SATURDAY, SUNDAY] = [1, 4, 6, 7] as const;

/** On the same date every year. */
const ON_DATE = {
  'new-year': '01-01',
  juneteenth: '06-19',
  independence: '07-04',
  veterans: '11-11',
  christmas: '12-25',
} as const;

/** On the weekday of that number from this day of the year on. Memorial Day is the last Monday of May: the first from the 25th on. */
const ON_WEEKDAY = {
  'martin-luther-king': ['01-01', MONDAY, 3],
  washington: ['02-01', MONDAY, 3],
  memorial: ['05-25', MONDAY, 1],
  labor: ['09-01', MONDAY, 1],
  columbus: ['10-01', MONDAY, 2],
  thanksgiving: ['11-01', THURSDAY, 4],
} as const satisfies Readonly<Record<string, readonly [from: string, Weekday, number]>>;

export type UsHoliday = keyof typeof ON_DATE | keyof typeof ON_WEEKDAY;

export interface UsHolidayDate {
  readonly date: PlainDate;
  readonly holiday: UsHoliday;
  /** The weekday on which one that falls on a weekend is kept: the Friday before a Saturday, the Monday after a Sunday. */
  readonly observed: boolean;
}

/**
 * The holidays of a year from 1971 on, by date; beside one on a weekend the day on which it is observed, which may be in the
 * year before.
 */
export function usHolidays(year: number): readonly UsHolidayDate[] {
  const fixed = entriesOf(ON_DATE).flatMap(([holiday, day]) => withObserved(holiday, `${year}-${day}`));
  const moving = entriesOf(ON_WEEKDAY).map(([holiday, [from, weekday, nth]]) => ({
    holiday,
    date: nthFrom(`${year}-${from}`, weekday, nth),
    observed: false,
  }));
  return [...fixed, ...moving].sort((a, b) => (a.date < b.date ? -1 : 1));
}

function withObserved(holiday: UsHoliday, date: PlainDate): UsHolidayDate[] {
  const itself = { holiday, date, observed: false };
  const weekday = weekdayOf(date);
  if (weekday === SATURDAY) return [itself, { holiday, date: addDays(date, -1), observed: true }];
  if (weekday === SUNDAY) return [itself, { holiday, date: addDays(date, 1), observed: true }];
  return [itself];
}

const nthFrom = (first: PlainDate, weekday: Weekday, nth: number): PlainDate =>
  addDays(first, ((weekday - weekdayOf(first) + 7) % 7) + 7 * (nth - 1));

const entriesOf = <K extends string, V>(table: Readonly<Record<K, V>>): [K, V][] =>
  Object.entries(table) as [K, V][];
