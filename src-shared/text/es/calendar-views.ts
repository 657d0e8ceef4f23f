import type { PlainDate } from '../../domain/time.ts';
import { formatCount, LOCALE, plural } from './locale.ts';

/** Every sentence of the calendar around its grid. */
export const viewsText = {
  previousWeek: 'Semana anterior',
  nextWeek: 'Semana siguiente',
  book: 'Reservar cita',
  gridStep: 'Cuadrícula',
  location: 'Lugar',
  allLocations: 'Todos los lugares',
  providers: 'Profesionales',
  showAll: 'Todos',
  showNone: 'Ninguno',
  noLongerActive: 'ya no está activo',
  noProviderColumn: 'Sin profesional',
  noProviders: 'Todavía no hay profesionales.',
  noProvidersHelp: 'Vienen del portal.',
  noneChosen: 'No se ha elegido ningún profesional.',
  showAllProviders: 'Mostrar todos los profesionales',
  showEverything: 'Mostrar todos los profesionales en todos los lugares',
  showEveryLocation: 'Mostrar todos los lugares',
  nothingInWeek: 'No hay nada reservado esta semana.',
  month: 'Mes',
  previousMonth: 'Mes anterior',
  nextMonth: 'Mes siguiente',
  closed: 'cerrado',
  today: 'hoy',
};

/** A day at midnight UTC, for formatters in UTC: the date is then the one meant. */
const at = (date: PlainDate): number => Date.parse(`${date}T00:00:00Z`);

const LONG = new Intl.DateTimeFormat(LOCALE, { timeZone: 'UTC', dateStyle: 'full' });
const MONTH = new Intl.DateTimeFormat(LOCALE, { timeZone: 'UTC', month: 'long', year: 'numeric' });
const DAY = new Intl.DateTimeFormat(LOCALE, {
  timeZone: 'UTC',
  month: 'long',
  day: 'numeric',
  year: 'numeric',
});
const SHORT_DAY = new Intl.DateTimeFormat(LOCALE, {
  timeZone: 'UTC',
  month: 'short',
  day: 'numeric',
  year: 'numeric',
});
const SHORT_MONTH_DAY = new Intl.DateTimeFormat(LOCALE, { timeZone: 'UTC', month: 'short', day: 'numeric' });
const WEEKDAY = new Intl.DateTimeFormat(LOCALE, { timeZone: 'UTC', weekday: 'long' });
const SHORT_WEEKDAY = new Intl.DateTimeFormat(LOCALE, { timeZone: 'UTC', weekday: 'short' });

/** "lunes, 16 de noviembre de 2026". */
export const longDate = (date: PlainDate): string => LONG.format(at(date));

/** "lun 16", above a day's column of the week. */
export const weekColumnHeading = (date: PlainDate): string =>
  `${SHORT_WEEKDAY.format(at(date))} ${Number(date.slice(8))}`;

/** "noviembre de 2026" of any day in it. */
export const monthName = (date: PlainDate): string => MONTH.format(at(date));

/** "lun" and "lunes". */
export const weekdayNames = (date: PlainDate): { readonly short: string; readonly long: string } => ({
  short: SHORT_WEEKDAY.format(at(date)),
  long: WEEKDAY.format(at(date)),
});

/** "16 – 20 de noviembre de 2026", "30 nov – 4 dic 2026", "28 dic 2026 – 1 ene 2027". */
export function datesInWords(first: PlainDate, last: PlainDate): string {
  if (first.slice(0, 7) === last.slice(0, 7)) return `${Number(first.slice(8))} – ${DAY.format(at(last))}`;
  const from = first.slice(0, 4) === last.slice(0, 4) ? SHORT_MONTH_DAY : SHORT_DAY;
  return `${from.format(at(first))} – ${SHORT_DAY.format(at(last))}`;
}

/** What is shown, and whose when it is one provider's. */
export const withProvider = (words: string, provider: string | null): string =>
  provider === null ? words : `${words} · ${provider}`;

/** The name of the button that chooses columns: "Profesionales (3 de 5)". */
export const providersShown = (shown: number, all: number): string =>
  shown === all ? `${viewsText.providers} (todos)` : `${viewsText.providers} (${shown} de ${all})`;

/** Said where the location filter leaves something out: what looks free may not be. */
export const elsewhereSentence = (count: number): string =>
  plural(
    count,
    'No se muestra 1 cita en otro lugar.',
    `No se muestran ${formatCount(count)} citas en otros lugares.`,
  );

/** The button that leads from a closed day to the next open one: "Siguiente día abierto: lunes, 30 de noviembre de 2026". */
export const nextOpenDayLabel = (date: PlainDate): string => `Siguiente día abierto: ${longDate(date)}`;

/** "15 min". */
export const stepLabel = (minutes: number): string => `${minutes} min`;

/** How full a day is, for the month beside the calendar: "12 citas, 60 % ocupado". */
export function loadSentence(day: {
  readonly count: number;
  readonly takenMinutes: number;
  readonly openMinutes: number;
  readonly closed: boolean;
}): string {
  const count =
    day.count === 0 ? 'sin citas' : plural(day.count, '1 cita', `${formatCount(day.count)} citas`);
  if (day.closed || day.openMinutes === 0)
    return day.count === 0 ? viewsText.closed : `${viewsText.closed}, ${count}`;
  return `${count}, ${Math.round((day.takenMinutes / day.openMinutes) * 100)} % ocupado`;
}

/** The name of a day in the month: "lunes, 16 de noviembre de 2026, hoy, 12 citas, 60 % ocupado". */
export const monthDayName = (date: PlainDate, load: string | null, today: boolean): string =>
  [longDate(date), ...(today ? [viewsText.today] : []), ...(load === null ? [] : [load])].join(', ');
