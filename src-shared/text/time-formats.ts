import type { BirthDate } from '../domain/patient.ts';
import {
  DAY_MS,
  type EpochMs,
  type PlainDate,
  plainDateOf,
  type Weekday,
  type ZoneId,
} from '../domain/time.ts';

/** How the hours of a day are counted, as Unicode (UTS #35, `hc`) names it: 12 hours with AM and PM, or `00` to `23`. */
export type HourCycle = 'h12' | 'h23';

type Format = (at: EpochMs, zone: ZoneId) => string;
type FormatSpan = (start: EpochMs, end: EpochMs, zone: ZoneId) => string;

/** Times in a language's words, in the zone given. Each throws a `RangeError` for an unknown zone or a bad date. */
export interface TimeFormats {
  /** "Tue, Nov 24, 2026". */
  readonly formatDate: Format;
  /** The same of a calendar date. */
  readonly formatPlainDate: (date: PlainDate) => string;
  /** "Mar 14, 1980", "Mar 1980", "1980": as much as is known of a date of birth, whose weekday helps nobody. */
  readonly formatBirthDate: (date: BirthDate) => string;
  /** "Tuesday". */
  readonly formatWeekday: Format;
  readonly weekdayName: (weekday: Weekday) => string;
  /** "9:00 AM", or "09:00" where the day has 24 hours. */
  readonly formatTime: Format;
  /** "Tue, Nov 24, 2026, 9:00 AM". */
  readonly formatDateTime: Format;
  /** "9:00 AM – 9:30 AM". */
  readonly formatTimeRange: FormatSpan;
  /** "Tue, Nov 24, 2026, 9:00 AM – 9:30 AM"; with both dates when it ends on another day. */
  readonly formatRange: FormatSpan;
}

/** The formats of a language whose words Unicode keeps under `locale` (BCP 47), with hours counted so. */
export function timeFormats(locale: string, hourCycle: HourCycle): TimeFormats {
  const formatDate = formatOf(locale, { weekday: 'short', month: 'short', day: 'numeric', year: 'numeric' });
  const formatYear = formatOf(locale, { year: 'numeric' });
  const formatMonth = formatOf(locale, { month: 'short', year: 'numeric' });
  const formatDay = formatOf(locale, { month: 'short', day: 'numeric', year: 'numeric' });
  const formatWeekday = formatOf(locale, { weekday: 'long' });
  const formatTime = formatOf(locale, { hour: 'numeric', minute: '2-digit', hourCycle });
  const formatDateTime: Format = (at, zone) => `${formatDate(at, zone)}, ${formatTime(at, zone)}`;
  const formatTimeRange: FormatSpan = (start, end, zone) =>
    `${formatTime(start, zone)} – ${formatTime(end, zone)}`;
  return {
    formatDate,
    formatPlainDate: (date) => formatDate(Date.parse(`${date}T00:00:00Z`), 'UTC'),
    formatBirthDate: (date) => {
      const [, month, day] = date.split('-');
      const format = day !== undefined ? formatDay : month !== undefined ? formatMonth : formatYear;
      return format(Date.parse(`${date.padEnd(10, '-01')}T00:00:00Z`), 'UTC');
    },
    formatWeekday,
    weekdayName: (weekday) => formatWeekday(A_SUNDAY + weekday * DAY_MS, 'UTC'),
    formatTime,
    formatDateTime,
    formatTimeRange,
    formatRange: (start, end, zone) =>
      plainDateOf(start, zone) === plainDateOf(end, zone)
        ? `${formatDate(start, zone)}, ${formatTimeRange(start, end, zone)}`
        : `${formatDateTime(start, zone)} – ${formatDateTime(end, zone)}`,
  };
}

const A_SUNDAY = Date.UTC(2023, 11, 31);

/** Made once for each zone: an Intl.DateTimeFormat costs a hundred times what using it does, and lists format thousands. */
export function formatOf(locale: string, options: Intl.DateTimeFormatOptions): Format {
  const made = new Map<ZoneId, Intl.DateTimeFormat>();
  return (at, timeZone) => {
    const format = made.get(timeZone) ?? new Intl.DateTimeFormat(locale, { ...options, timeZone });
    made.set(timeZone, format);
    return plainSpaces(format.format(at));
  };
}

/** Newer ICU data puts U+202F before AM and PM, which some mail programs show as a box: only U+0020 is used here. */
function plainSpaces(text: string): string {
  return text.replace(/[\u00a0\u2009\u202f]/g, ' ');
}

const zoneFormats = new Map<string, Intl.DateTimeFormat>();

/** What the zone is called then: "Central Time", "CST". Its IANA name where the language has none. */
export function zoneName(
  locale: string,
  style: NonNullable<Intl.DateTimeFormatOptions['timeZoneName']>,
  at: EpochMs,
  timeZone: ZoneId,
): string {
  const key = [locale, style, timeZone].join();
  const format = zoneFormats.get(key) ?? new Intl.DateTimeFormat(locale, { timeZone, timeZoneName: style });
  zoneFormats.set(key, format);
  const parts = format.formatToParts(at);
  return parts.find(({ type }) => type === 'timeZoneName')?.value ?? timeZone;
}
