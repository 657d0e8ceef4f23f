import type { PlainDate } from '../../domain/time.ts';
import { formatOf } from '../time-formats.ts';
import { formatCount, LOCALE, plural } from './locale.ts';

/** Every sentence of the calendar around its grid. */
export const viewsText = {
  previousWeek: 'Vorherige Woche',
  nextWeek: 'Nächste Woche',
  book: 'Termin buchen',
  gridStep: 'Raster',
  location: 'Ort',
  allLocations: 'Alle Orte',
  providers: 'Behandler',
  showAll: 'Alle',
  showNone: 'Keine',
  noLongerActive: 'nicht mehr aktiv',
  noProviderColumn: 'Kein Behandler',
  noProviders: 'Es gibt noch keine Behandler.',
  noProvidersHelp: 'Sie kommen aus dem Portal.',
  noneChosen: 'Es ist kein Behandler ausgewählt.',
  showAllProviders: 'Alle Behandler anzeigen',
  showEverything: 'Alle Behandler an allen Orten anzeigen',
  showEveryLocation: 'Alle Orte anzeigen',
  nothingInWeek: 'In dieser Woche ist nichts gebucht.',
  month: 'Monat',
  previousMonth: 'Vorheriger Monat',
  nextMonth: 'Nächster Monat',
  closed: 'geschlossen',
  today: 'heute',
};

/** A day at midnight UTC, for formatters in UTC: the date is then the one meant. */
const at = (date: PlainDate): number => Date.parse(`${date}T00:00:00Z`);

const inWords = (options: Intl.DateTimeFormatOptions): ((date: PlainDate) => string) => {
  const format = formatOf(LOCALE, options);
  return (date) => format(at(date), 'UTC');
};

const fullDate = inWords({ month: 'long', day: 'numeric', year: 'numeric' });
const shortDate = inWords({ month: 'short', day: 'numeric', year: 'numeric' });
const shortMonthDay = inWords({ month: 'short', day: 'numeric' });
const weekday = inWords({ weekday: 'long' });
const shortWeekday = inWords({ weekday: 'short' });

/** "Montag, 16. November 2026". */
export const longDate: (date: PlainDate) => string = inWords({ dateStyle: 'full' });

/** "Mo 16", above a day's column of the week. */
export const weekColumnHeading = (date: PlainDate): string =>
  `${shortWeekday(date)} ${Number(date.slice(8))}`;

/** "November 2026" of any day in it. */
export const monthName: (date: PlainDate) => string = inWords({ month: 'long', year: 'numeric' });

/** "Mo" and "Montag". */
export const weekdayNames = (date: PlainDate): { readonly short: string; readonly long: string } => ({
  short: shortWeekday(date),
  long: weekday(date),
});

/** "16. – 20. November 2026", "30. Nov. – 4. Dez. 2026", "28. Dez. 2026 – 1. Jan. 2027". */
export function datesInWords(first: PlainDate, last: PlainDate): string {
  if (first.slice(0, 7) === last.slice(0, 7)) return `${Number(first.slice(8))}. – ${fullDate(last)}`;
  const isSameYear = first.slice(0, 4) === last.slice(0, 4);
  return `${(isSameYear ? shortMonthDay : shortDate)(first)} – ${shortDate(last)}`;
}

/** What is shown, and whose when it is one provider's. */
export const withProvider = (words: string, provider: string | null): string =>
  provider === null ? words : `${words} · ${provider}`;

/** The name of the button that chooses columns: "Behandler (3 von 5)". */
export const providersShown = (shown: number, all: number): string =>
  shown === all ? `${viewsText.providers} (alle)` : `${viewsText.providers} (${shown} von ${all})`;

/** Said where the location filter leaves something out: what looks free may not be. */
export const elsewhereSentence = (count: number): string =>
  plural(
    count,
    '1 Termin an einem anderen Ort wird nicht angezeigt.',
    `${formatCount(count)} Termine an anderen Orten werden nicht angezeigt.`,
  );

/** The button that leads from a closed day to the next open one: "Nächster offener Tag: Montag, 30. November 2026". */
export const nextOpenDayLabel = (date: PlainDate): string => `Nächster offener Tag: ${longDate(date)}`;

/** "15 Min.". */
export const stepLabel = (minutes: number): string => `${minutes} Min.`;

/** How full a day is, for the month beside the calendar: "12 Termine, zu 60 % belegt". */
export function loadSentence(day: {
  readonly count: number;
  readonly takenMinutes: number;
  readonly openMinutes: number;
  readonly closed: boolean;
}): string {
  const count =
    day.count === 0 ? 'keine Termine' : plural(day.count, '1 Termin', `${formatCount(day.count)} Termine`);
  if (day.closed || day.openMinutes === 0)
    return day.count === 0 ? viewsText.closed : `${viewsText.closed}, ${count}`;
  return `${count}, zu ${Math.round((day.takenMinutes / day.openMinutes) * 100)} % belegt`;
}

/** The name of a day in the month: "Montag, 16. November 2026, heute, 12 Termine, zu 60 % belegt". */
export const monthDayName = (date: PlainDate, load: string | null, today: boolean): string =>
  [longDate(date), ...(today ? [viewsText.today] : []), ...(load === null ? [] : [load])].join(', ');
