/** Times in words for the window: in the clinic's zone, hours counted as this person's system counts them. */
import type { Interval } from '../../domain/conflicts.ts';
import {
  calendarDaysBetween,
  dayBounds,
  type EpochMs,
  MINUTE_MS,
  type PlainDate,
  plainDateOf,
  type Weekday,
  type ZoneId,
} from '../../domain/time.ts';
import type { Closure } from '../../domain/values.ts';
import { hourCycle } from '../locale.ts';
import type { Telling } from '../subjects.ts';
import { timeFormats } from '../time-formats.ts';
import { DATES, formatCount } from './locale.ts';

/** The system's language does not change while a window is open. */
export const {
  formatDate,
  formatPlainDate,
  formatBirthDate,
  formatWeekday,
  weekdayName,
  formatTime,
  formatDateTime,
  formatTimeRange,
  formatRange,
} = timeFormats(DATES, hourCycle());

/** "lunes", "sábados": the plural of a weekday. */
export const weekdaysName = (weekday: Weekday): string => weekdayName(weekday).replace(/([^s])$/, '$1s');

/** "las 9:00 a.m.", "la 1:00 p.m.": an hour with its article. */
export const theHour = (time: string): string => `${/^0?1:/.test(time) ? 'la' : 'las'} ${time}`;

/** Why the practice does not open: "Acción de Gracias", "domingo". */
export const closureWords = (closure: Closure): string =>
  typeof closure === 'number' ? weekdayName(closure) : closure;

/** "hoy", "mañana" or "ayer" in the clinic's zone; `null` for any other day. */
export function dayWord(at: EpochMs, now: EpochMs, zone: ZoneId): string | null {
  switch (calendarDaysBetween(now, at, zone)) {
    case 0:
      return 'hoy';
    case 1:
      return 'mañana';
    case -1:
      return 'ayer';
    default:
      return null;
  }
}

/** How a date ends: " 2026". */
const YEAR = /(?: de)? \d+$/;

/** "mar, 1 dic": the year is said only where it is not this one. `now`: `null` where it is always said. */
export function shortDate(at: EpochMs, now: EpochMs | null, zone: ZoneId): string {
  const date = formatDate(at, zone);
  if (now === null) return date;
  const thisYear = YEAR.exec(formatDate(now, zone))?.[0] ?? '';
  return date.endsWith(thisYear) ? date.slice(0, date.length - thisYear.length) : date;
}

/** How long ago, in a word or two: "ahora", "5 min", "3 h", "2 d", "5 sem". What lies ahead, by a clock put back, is now. */
export function shortAge(at: EpochMs, now: EpochMs): string {
  const minutes = Math.floor((now - at) / MINUTE_MS);
  if (minutes < 1) return 'ahora';
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return `${hours} h`;
  const days = Math.floor(hours / 24);
  return days < 28 ? `${days} d` : `${formatCount(Math.floor(days / 7))} sem`;
}

/** A time that follows another: the date is said where it is another day, "2:00 p.m." or "vie, 4 dic, 2:00 p.m.". */
export const timeAfter = (before: EpochMs, at: EpochMs, now: EpochMs, zone: ZoneId): string =>
  calendarDaysBetween(before, at, zone) === 0 ? formatTime(at, zone) : shortDateTime(at, now, zone);

/** "mar, 1 dic, 10:00 a.m.". */
export const shortDateTime = (at: EpochMs, now: EpochMs | null, zone: ZoneId): string =>
  `${shortDate(at, now, zone)}, ${formatTime(at, zone)}`;

/** The same of a calendar date: "mar, 1 dic". */
export const shortPlainDate = (date: PlainDate, { now, zone }: Telling): string =>
  shortDate(dayBounds(date, zone).from, now, zone);

/** "mar, 1 dic, 10:00 a.m. – 10:30 a.m.": a stretch of time, without the year where it is this one. */
export const shortRange = (start: EpochMs, end: EpochMs, now: EpochMs | null, zone: ZoneId): string =>
  plainDateOf(start, zone) === plainDateOf(end, zone)
    ? `${shortDate(start, now, zone)}, ${formatTimeRange(start, end, zone)}`
    : `${shortDateTime(start, now, zone)} – ${shortDateTime(end, now, zone)}`;

/** The clinic's date and time, for the header: "lun, 23 nov 2026 · 12:10 p.m.". */
export const clinicMoment = (now: EpochMs, zone: ZoneId): string =>
  `${formatDate(now, zone)} · ${formatTime(now, zone)}`;

/**
 * What the header says where this computer's clock shows another time than the clinic's; `null` where both show the same.
 * `own` is the computer's zone.
 */
export function zoneNotice(now: EpochMs, clinic: ZoneId, own: ZoneId): string | null {
  if (formatDateTime(now, clinic) === formatDateTime(now, own)) return null;
  const city = clinic.slice(clinic.lastIndexOf('/') + 1).replaceAll('_', ' ');
  const [here, there] = [formatTime(now, clinic), formatTime(now, own)];
  const day = formatDate(now, clinic) === formatDate(now, own) ? '' : ` del ${formatWeekday(now, own)}`;
  return `Las horas son las de la clínica: ${here} en ${city}; esta computadora marca ${theHour(there)}${day}`;
}

/** "lun, 30 nov, 8:00 a.m. – 5:00 p.m."; of whole days without times: "lun, 30 nov – vie, 4 dic". */
export function daysOrRange({ start, end }: Interval, telling: Telling): string {
  const { zone, now } = telling;
  const [first, last] = [plainDateOf(start, zone), plainDateOf(end - 1, zone)];
  const whole = dayBounds(first, zone).from === start && dayBounds(last, zone).to === end;
  const days = [...new Set([first, last])].map((date) => shortPlainDate(date, telling)).join(' – ');
  return whole ? days : shortRange(start, end, now, zone);
}
