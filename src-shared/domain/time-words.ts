/** Times in words, in English (en-US), always in the clinic's zone: for the window, the e-mails and the demo's pages. */
import { calendarDaysBetween, type EpochMs, type PlainDate, type ZoneId } from './time.ts';

/** How the hours of a day are counted, as Unicode (UTS #35, `hc`) names it: 12 hours with AM and PM, or `00` to `23`. */
export type HourCycle = 'h12' | 'h23';

/** The words in which an hour is said. "9:00 AM" stands for "09:00" where the day has 24 hours. */
export interface TimeWords {
  /** "9:00 AM". */
  readonly formatTime: (at: EpochMs, zone: ZoneId) => string;
  /** "Tue, Nov 24, 2026, 9:00 AM". */
  readonly formatDateTime: (at: EpochMs, zone: ZoneId) => string;
  /** "9:00 AM – 9:30 AM". */
  readonly formatTimeRange: (start: EpochMs, end: EpochMs, zone: ZoneId) => string;
  /** "Tue, Nov 24, 2026, 9:00 AM – 9:30 AM"; with both dates when it ends on another day. */
  readonly formatRange: (start: EpochMs, end: EpochMs, zone: ZoneId) => string;
}

/** `make` once for each zone: building an Intl.DateTimeFormat costs a hundred times what using it does, and lists format thousands. */
function onceForEach(make: (zone: ZoneId) => Intl.DateTimeFormat): (at: EpochMs, zone: ZoneId) => string {
  const made = new Map<ZoneId, Intl.DateTimeFormat>();
  return (at, zone) => {
    const format = made.get(zone) ?? make(zone);
    made.set(zone, format);
    return plainSpaces(format.format(at));
  };
}

/** Newer ICU data puts U+202F before AM and PM, which some mail programs show as a box: only U+0020 is used here. */
function plainSpaces(text: string): string {
  return text.replace(/[\u00a0\u2009\u202f]/g, ' ');
}

/** "Tue, Nov 24, 2026". */
export const formatDate: (at: EpochMs, zone: ZoneId) => string = onceForEach(
  (timeZone) =>
    new Intl.DateTimeFormat('en-US', {
      timeZone,
      weekday: 'short',
      month: 'short',
      day: 'numeric',
      year: 'numeric',
    }),
);

/** "Tuesday". */
export const formatWeekday: (at: EpochMs, zone: ZoneId) => string = onceForEach(
  (timeZone) => new Intl.DateTimeFormat('en-US', { timeZone, weekday: 'long' }),
);

/** A calendar date, "Tue, Nov 24, 2026". Throws a `RangeError` for a bad date. */
export function formatPlainDate(date: PlainDate): string {
  return formatDate(Date.parse(`${date}T00:00:00Z`), 'UTC');
}

/** "today", "tomorrow", "yesterday", the weekday for the five days after tomorrow, otherwise as `formatDate`. */
export function formatRelativeDay(at: EpochMs, now: EpochMs, zone: ZoneId): string {
  const days = calendarDaysBetween(now, at, zone);
  if (days === 0) return 'today';
  if (days === 1) return 'tomorrow';
  if (days === -1) return 'yesterday';
  return days > 1 && days < 7 ? formatWeekday(at, zone) : formatDate(at, zone);
}

/** The words for hours counted so. Every function throws a `RangeError` for an unknown zone. */
export function timeWords(hourCycle: HourCycle): TimeWords {
  const formatTime = onceForEach(
    (timeZone) =>
      new Intl.DateTimeFormat('en-US', { timeZone, hour: 'numeric', minute: '2-digit', hourCycle }),
  );
  const formatDateTime: TimeWords['formatDateTime'] = (at, zone) =>
    `${formatDate(at, zone)}, ${formatTime(at, zone)}`;
  const formatTimeRange: TimeWords['formatTimeRange'] = (start, end, zone) =>
    `${formatTime(start, zone)} – ${formatTime(end, zone)}`;
  return {
    formatTime,
    formatDateTime,
    formatTimeRange,
    formatRange: (start, end, zone) => {
      const endDate = formatDate(end, zone);
      return endDate === formatDate(start, zone)
        ? `${endDate}, ${formatTimeRange(start, end, zone)}`
        : `${formatDateTime(start, zone)} – ${formatDateTime(end, zone)}`;
    },
  };
}

/** The practice's own words, in e-mails and on the pages for patients: the same wherever they are read. */
export const { formatTime, formatDateTime, formatRange } = timeWords('h12');
