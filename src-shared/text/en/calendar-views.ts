import type { PlainDate } from '../../domain/time.ts';
import { formatCount, LOCALE, plural } from './locale.ts';

/** Every sentence of the calendar around its grid. */
export const viewsText = {
  previousWeek: 'Previous week',
  nextWeek: 'Next week',
  book: 'Book appointment',
  gridStep: 'Grid',
  location: 'Location',
  allLocations: 'All locations',
  providers: 'Providers',
  showAll: 'All',
  showNone: 'None',
  noLongerActive: 'no longer active',
  noProviderColumn: 'No provider',
  noProviders: 'There are no providers yet.',
  noProvidersHelp: 'They come from the portal.',
  noneChosen: 'No provider is chosen.',
  showAllProviders: 'Show all providers',
  showEverything: 'Show all providers at every location',
  showEveryLocation: 'Show every location',
  nothingInWeek: 'Nothing is booked in this week.',
  month: 'Month',
  previousMonth: 'Previous month',
  nextMonth: 'Next month',
  closed: 'closed',
  today: 'today',
};

/** A day at midnight UTC, for formatters in UTC: the date is then the one meant. */
const at = (date: PlainDate): number => Date.parse(`${date}T00:00:00Z`);

const LONG = new Intl.DateTimeFormat(LOCALE, { timeZone: 'UTC', dateStyle: 'full' });
const MONTH = new Intl.DateTimeFormat(LOCALE, { timeZone: 'UTC', month: 'long', year: 'numeric' });
const MONTH_DAY = new Intl.DateTimeFormat(LOCALE, { timeZone: 'UTC', month: 'long', day: 'numeric' });
const SHORT_MONTH_DAY = new Intl.DateTimeFormat(LOCALE, { timeZone: 'UTC', month: 'short', day: 'numeric' });
const WEEKDAY = new Intl.DateTimeFormat(LOCALE, { timeZone: 'UTC', weekday: 'long' });
const SHORT_WEEKDAY = new Intl.DateTimeFormat(LOCALE, { timeZone: 'UTC', weekday: 'short' });

/** "Monday, November 16, 2026". */
export const longDate = (date: PlainDate): string => LONG.format(at(date));

/** "Mon 16", above a day's column of the week. */
export const weekColumnHeading = (date: PlainDate): string =>
  `${SHORT_WEEKDAY.format(at(date))} ${Number(date.slice(8))}`;

/** "November 2026" of any day in it. */
export const monthName = (date: PlainDate): string => MONTH.format(at(date));

/** "Mon" and "Monday". */
export const weekdayNames = (date: PlainDate): { readonly short: string; readonly long: string } => ({
  short: SHORT_WEEKDAY.format(at(date)),
  long: WEEKDAY.format(at(date)),
});

/** "November 16 – 20, 2026", "Nov 30 – Dec 4, 2026", "Dec 28, 2026 – Jan 1, 2027". */
export function datesInWords(first: PlainDate, last: PlainDate): string {
  const year = last.slice(0, 4);
  if (first.slice(0, 7) === last.slice(0, 7))
    return `${MONTH_DAY.format(at(first))} – ${Number(last.slice(8))}, ${year}`;
  const from = SHORT_MONTH_DAY.format(at(first));
  const to = `${SHORT_MONTH_DAY.format(at(last))}, ${year}`;
  return first.startsWith(year) ? `${from} – ${to}` : `${from}, ${first.slice(0, 4)} – ${to}`;
}

/** What is shown, and whose when it is one provider's. */
export const withProvider = (words: string, provider: string | null): string =>
  provider === null ? words : `${words} · ${provider}`;

/** The name of the button that chooses columns: "Providers (3 of 5)". */
export const providersShown = (shown: number, all: number): string =>
  shown === all ? `${viewsText.providers} (all)` : `${viewsText.providers} (${shown} of ${all})`;

/** Said where the location filter leaves something out: what looks free may not be. */
export const elsewhereSentence = (count: number): string =>
  plural(
    count,
    '1 appointment at another location is not shown.',
    `${count} appointments at other locations are not shown.`,
  );

/** The button that leads from a closed day to the next open one: "Next open day: Monday, November 30, 2026". */
export const nextOpenDayLabel = (date: PlainDate): string => `Next open day: ${longDate(date)}`;

/** "15 min". */
export const stepLabel = (minutes: number): string => `${minutes} min`;

/** How full a day is, for the month beside the calendar: "12 appointments, 60% full". */
export function loadSentence(day: {
  readonly count: number;
  readonly takenMinutes: number;
  readonly openMinutes: number;
  readonly closed: boolean;
}): string {
  const count =
    day.count === 0
      ? 'no appointments'
      : plural(day.count, '1 appointment', `${formatCount(day.count)} appointments`);
  if (day.closed || day.openMinutes === 0)
    return day.count === 0 ? viewsText.closed : `${viewsText.closed}, ${count}`;
  return `${count}, ${Math.round((day.takenMinutes / day.openMinutes) * 100)}% full`;
}

/** The name of a day in the month: "Monday, November 16, 2026, today, 12 appointments, 60% full". */
export const monthDayName = (date: PlainDate, load: string | null, today: boolean): string =>
  [longDate(date), ...(today ? [viewsText.today] : []), ...(load === null ? [] : [load])].join(', ');
