/** Times in words for the window: in the clinic's zone, hours counted as this person's system counts them. */
import type { Interval } from '../../domain/conflicts.ts';
import {
  calendarDaysBetween,
  dayBounds,
  type EpochMs,
  MINUTE_MS,
  type PlainDate,
  plainDateOf,
  type ZoneId,
} from '../../domain/time.ts';
import type { Closure } from '../../domain/values.ts';
import { hourCycle } from '../locale.ts';
import type { Telling } from '../subjects.ts';
import { timeFormats } from '../time-formats.ts';
import { formatCount, LOCALE, plural } from './locale.ts';

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
} = timeFormats(LOCALE, hourCycle());

/** Why the practice does not open: "Thanksgiving", "Sonntag". */
export const closureWords = (closure: Closure): string =>
  typeof closure === 'number' ? weekdayName(closure) : closure;

/** "heute", "morgen" or "gestern" in the clinic's zone; `null` for any other day. */
export function dayWord(at: EpochMs, now: EpochMs, zone: ZoneId): string | null {
  switch (calendarDaysBetween(now, at, zone)) {
    case 0:
      return 'heute';
    case 1:
      return 'morgen';
    case -1:
      return 'gestern';
    default:
      return null;
  }
}

/** "Di., 1. Dez.": the year is said only where it is not this one. `now`: `null` where it is always said. */
export function shortDate(at: EpochMs, now: EpochMs | null, zone: ZoneId): string {
  const date = formatDate(at, zone);
  if (now === null) return date;
  const thisYear = formatDate(now, zone).slice(-5);
  return date.endsWith(thisYear) ? date.slice(0, -thisYear.length) : date;
}

/** How long ago, in a word or two: "jetzt", "5 Min.", "3 Std.", "2 Tage". What lies ahead, by a clock put back, is now. */
export function shortAge(at: EpochMs, now: EpochMs): string {
  const minutes = Math.floor((now - at) / MINUTE_MS);
  if (minutes < 1) return 'jetzt';
  if (minutes < 60) return `${minutes} Min.`;
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return `${hours} Std.`;
  const days = Math.floor(hours / 24);
  return days < 28 ? plural(days, '1 Tag', `${days} Tage`) : `${formatCount(Math.floor(days / 7))} Wo.`;
}

/** A time that follows another: the date is said where it is another day, "14:00" or "Fr., 4. Dez., 14:00". */
export const timeAfter = (before: EpochMs, at: EpochMs, now: EpochMs, zone: ZoneId): string =>
  calendarDaysBetween(before, at, zone) === 0 ? formatTime(at, zone) : shortDateTime(at, now, zone);

/** "Di., 1. Dez., 10:00". */
export const shortDateTime = (at: EpochMs, now: EpochMs | null, zone: ZoneId): string =>
  `${shortDate(at, now, zone)}, ${formatTime(at, zone)}`;

/** The same of a calendar date: "Di., 1. Dez.". */
export const shortPlainDate = (date: PlainDate, { now, zone }: Telling): string =>
  shortDate(dayBounds(date, zone).from, now, zone);

/** "Di., 1. Dez., 10:00 – 10:30": a stretch of time, without the year where it is this one. */
export const shortRange = (start: EpochMs, end: EpochMs, now: EpochMs | null, zone: ZoneId): string =>
  plainDateOf(start, zone) === plainDateOf(end, zone)
    ? `${shortDate(start, now, zone)}, ${formatTimeRange(start, end, zone)}`
    : `${shortDateTime(start, now, zone)} – ${shortDateTime(end, now, zone)}`;

/** The clinic's date and time, for the header: "Mo., 23. Nov. 2026 · 12:10". */
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
  const day = formatDate(now, clinic) === formatDate(now, own) ? '' : ` (${formatWeekday(now, own)})`;
  return `Alle Zeiten sind die der Praxis: ${here} in ${city}, Ihr Computer zeigt ${there}${day}`;
}

/** "Mo., 30. Nov., 08:00 – 17:00"; of whole days without times: "Mo., 30. Nov. – Fr., 4. Dez.". */
export function daysOrRange({ start, end }: Interval, telling: Telling): string {
  const { zone, now } = telling;
  const [first, last] = [plainDateOf(start, zone), plainDateOf(end - 1, zone)];
  const whole = dayBounds(first, zone).from === start && dayBounds(last, zone).to === end;
  const days = [...new Set([first, last])].map((date) => shortPlainDate(date, telling)).join(' – ');
  return whole ? days : shortRange(start, end, now, zone);
}
