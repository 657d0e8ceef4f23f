import { Temporal } from 'temporal-polyfill';
import { err, ok, type Result } from '../result.ts';
import { offsetStretch, offsetsAround } from './zone-offsets.ts';

/** An instant: milliseconds since the Unix epoch, UTC. */
export type EpochMs = number;
/** A length of time in whole minutes. */
export type Minutes = number;
/** An IANA time zone name such as `America/Chicago`. */
export type ZoneId = string;
/** ISO 8601 weekday number: 1 is Monday, 7 is Sunday. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;
/** A calendar date in the clinic's zone, `YYYY-MM-DD`. */
export type PlainDate = string;
/** A wall-clock time in the clinic's zone, `HH:MM`, 24 hours. */
export type PlainTime = string;

export const MINUTE_MS = 60_000;
export const HOUR_MS = 3_600_000;
export const DAY_MS = 86_400_000;

const DATE_SHAPE = /^\d{4}-\d{2}-\d{2}$/;
const TIME_SHAPE = /^([01]\d|2[0-3]):[0-5]\d$/;

/** True for an IANA zone name this runtime knows; false for a bare offset such as `+01:00`. */
export function isZone(name: string): boolean {
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    new Intl.DateTimeFormat('en-US', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/** True for `YYYY-MM-DD` naming a day of the Gregorian calendar: `2026-02-29` is none. */
export function isPlainDate(text: string): boolean {
  return DATE_SHAPE.test(text) && isoOf(Date.parse(`${text}T00:00Z`)).startsWith(text);
}

/** `''` for no instant. A day that a month lacks is read as one of the next month. */
const isoOf = (at: EpochMs): string => (Number.isNaN(at) ? '' : new Date(at).toISOString());

/** True for `HH:MM` from `00:00` to `23:59`. */
export function isPlainTime(text: string): boolean {
  return TIME_SHAPE.test(text);
}

/** What the zone's clocks show at `at`, as if they were those of UTC. */
const wallClock = (at: EpochMs, zone: ZoneId): Date => new Date(at + offsetStretch(at, zone).offsetMs);

/** The calendar date at instant `at` in `zone`. Throws a `RangeError` for an unknown zone. */
export function plainDateOf(at: EpochMs, zone: ZoneId): PlainDate {
  return wallClock(at, zone).toISOString().split('T')[0] ?? '';
}

/** The wall-clock time at instant `at` in `zone`, seconds cut off. Throws a `RangeError` for an unknown zone. */
export function plainTimeOf(at: EpochMs, zone: ZoneId): PlainTime {
  return wallClock(at, zone).toISOString().split('T')[1]?.slice(0, 5) ?? '';
}

/** Why a date and a time name no instant. `time-does-not-exist`: the clocks skip it that night. */
export type TimeProblem = 'bad-date' | 'bad-time' | 'time-does-not-exist';

/**
 * The instant at which clocks in `zone` show `date` and `time`.
 *
 * A time that the clocks show twice (the night they are put back) resolves to the first of the two, or to the second with
 * `which: 'later'`; `existsTwice` tells whether that is so. Throws a `RangeError` for an unknown zone only.
 */
export function toInstant(
  date: string,
  time: string,
  zone: ZoneId,
  which: 'earlier' | 'later' = 'earlier',
): Result<EpochMs, TimeProblem> {
  if (!isPlainDate(date)) return err('bad-date');
  if (!isPlainTime(time)) return err('bad-time');
  const wall = Date.parse(`${date}T${time}Z`);
  const instants = offsetsAround(wall, zone).flatMap(({ from, to, offsetMs }) => {
    const at = wall - offsetMs;
    return from <= at && at < to ? [at] : [];
  });
  const found = which === 'earlier' ? instants.at(0) : instants.at(-1);
  return found === undefined ? err('time-does-not-exist') : ok(found);
}

/**
 * As `toInstant`, for times that are a habit rather than a wish (opening hours): one the clocks skip that night moves on by as
 * much as they do. Throws a `RangeError` for a bad date, time or zone.
 */
export function toNearestInstant(
  date: PlainDate,
  time: PlainTime,
  zone: ZoneId,
  which: 'earlier' | 'later' = 'earlier',
): EpochMs {
  const found = toInstant(date, time, zone, which);
  if (found.ok) return found.value;
  return Temporal.PlainDateTime.from(`${date}T${time}`).toZonedDateTime(zone, {
    disambiguation: which === 'later' ? 'later' : 'compatible',
  }).epochMilliseconds;
}

/** True when clocks in `zone` show this time twice on this date. False for a date or time that is none. */
export function existsTwice(date: string, time: string, zone: ZoneId): boolean {
  const earlier = toInstant(date, time, zone, 'earlier');
  const later = toInstant(date, time, zone, 'later');
  return earlier.ok && later.ok && earlier.value !== later.value;
}

/**
 * True for an RFC 3339 date-time that names a wall-clock time `zone` skips: its local part falls into the gap and its offset is
 * the zone's own of before or after that night (02:30-06:00 or 02:30-05:00 on 2026-03-08 in America/Chicago). The same
 * instant written in UTC (`Z`) or in a foreign offset exists well enough, and gives false; so does anything unreadable.
 */
export function namesSkippedTime(text: string, zone: ZoneId): boolean {
  const parts = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2})(?::\d{2}(?:\.\d+)?)?([+-]\d{2}:\d{2})$/.exec(text.trim());
  const [, date, time, offset] = parts ?? [];
  if (date === undefined || time === undefined || offset === undefined) return false;
  const found = toInstant(date, time, zone);
  if (found.ok || found.error !== 'time-does-not-exist') return false;
  const wall = Temporal.PlainDateTime.from(`${date}T${time}`);
  return (['earlier', 'later'] as const).some(
    (side) => wall.toZonedDateTime(zone, { disambiguation: side }).offset === offset,
  );
}

/** The instants at which `date` begins and ends in `zone`: [from, to), 23 to 25 hours apart. Throws a `RangeError` for a bad date. */
export function dayBounds(date: PlainDate, zone: ZoneId): { readonly from: EpochMs; readonly to: EpochMs } {
  return { from: startOfDay(date, zone), to: startOfDay(addDays(date, 1), zone) };
}

/** Midnight, or the first instant of a day that the clocks begin later. */
function startOfDay(date: PlainDate, zone: ZoneId): EpochMs {
  const midnight = toInstant(date, '00:00', zone);
  return midnight.ok ? midnight.value : Temporal.PlainDate.from(date).toZonedDateTime(zone).epochMilliseconds;
}

/** A stretch of a day through which clocks run on without a jump. */
export interface ClockStretch {
  readonly start: EpochMs;
  readonly end: EpochMs;
  /** What clocks show at `start`, in minutes since 0:00. */
  readonly wall: Minutes;
}

/**
 * The stretches of the day [from, to) in `zone`, in order and without gaps: one on most days, two when the clocks are put
 * forward or back. Throws a `RangeError` for an unknown zone.
 */
export function clockStretches(from: EpochMs, to: EpochMs, zone: ZoneId): ClockStretch[] {
  const stretches: ClockStretch[] = [];
  let start = from;
  while (start < to) {
    const end = Math.min(offsetStretch(start, zone).to, to);
    const shown = wallClock(start, zone);
    stretches.push({ start, end, wall: shown.getUTCHours() * 60 + shown.getUTCMinutes() });
    start = end;
  }
  return stretches;
}

/** `date` plus `days` calendar days; negative goes back. Throws a `RangeError` for a bad date. */
export function addDays(date: PlainDate, days: number): PlainDate {
  return Temporal.PlainDate.from(date).add({ days }).toString();
}

/** `date` plus `months` calendar months; the last day of a shorter month takes the place of one it lacks. Throws a `RangeError` for a bad date. */
export function addMonths(date: PlainDate, months: number): PlainDate {
  return Temporal.PlainDate.from(date).add({ months }, { overflow: 'constrain' }).toString();
}

const WEEKDAYS: readonly Weekday[] = [1, 2, 3, 4, 5, 6, 7];

/** ISO 8601 weekday: 1 is Monday. Throws a `RangeError` for a bad date. */
export function weekdayOf(date: PlainDate): Weekday {
  const weekday = WEEKDAYS[Temporal.PlainDate.from(date).dayOfWeek - 1];
  if (weekday === undefined) throw new RangeError(`No weekday for ${date}`);
  return weekday;
}

/** Calendar days in `zone` from the date of `from` to the date of `to`: 0 on the same date, 1 for tomorrow, negative for the past. */
export function calendarDaysBetween(from: EpochMs, to: EpochMs, zone: ZoneId): number {
  const dayOf = (at: EpochMs): number => Math.floor((at + offsetStretch(at, zone).offsetMs) / DAY_MS);
  return dayOf(to) - dayOf(from);
}
