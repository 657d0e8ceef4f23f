import { describe, expect, it } from 'vitest';
import { HOUR_MS, MINUTE_MS } from '../../../../src-shared/domain/time.ts';
import {
  formatDate,
  formatDateTime,
  formatPlainDate,
  formatRange,
  formatTime,
} from '../../../../src-shared/text/en/practice-times.ts';
import { t } from '../../../../src-shared/text/text.ts';
import { timeFormats } from '../../../../src-shared/text/time-formats.ts';

const CHICAGO = 'America/Chicago';

describe('times in words', () => {
  const at = Date.parse('2026-11-24T15:00:00Z');

  it('are as on the screen', () => {
    expect(formatTime(at, CHICAGO)).toBe('9:00 AM');
    expect(formatTime(Date.parse('2026-11-24T06:05:00Z'), CHICAGO)).toBe('12:05 AM');
    expect(formatTime(Date.parse('2026-11-24T18:00:00Z'), CHICAGO)).toBe('12:00 PM');
    expect(formatDate(at, CHICAGO)).toBe('Tue, Nov 24, 2026');
    expect(formatDateTime(at, CHICAGO)).toBe('Tue, Nov 24, 2026, 9:00 AM');
    expect(formatRange(at, at + 30 * MINUTE_MS, CHICAGO)).toBe('Tue, Nov 24, 2026, 9:00 AM – 9:30 AM');
    expect(formatRange(at, at + 24 * HOUR_MS, CHICAGO)).toBe(
      'Tue, Nov 24, 2026, 9:00 AM – Wed, Nov 25, 2026, 9:00 AM',
    );
    expect(formatPlainDate('2026-11-24')).toBe('Tue, Nov 24, 2026');
  });

  it('follow the zone', () => {
    expect(formatDateTime(at, 'Asia/Tokyo')).toBe('Wed, Nov 25, 2026, 12:00 AM');
  });

  it('have plain spaces only', () => {
    expect(formatDateTime(at, CHICAGO)).toMatch(/^[ -~]+$/);
  });

  it.each([
    [-8, null],
    [-1, 'yesterday'],
    [0, 'today'],
    [1, 'tomorrow'],
    [2, null],
    [6, null],
    [7, null],
  ])('%d days from Monday: %s', (days, expected) => {
    const now = Date.parse('2026-11-23T15:00:00Z');
    expect(t.times.dayWord(now + days * 24 * HOUR_MS, now, CHICAGO)).toBe(expected);
  });

  it.each([
    [1, 'Monday', 'Montag'],
    [2, 'Tuesday', 'Dienstag'],
    [7, 'Sunday', 'Sonntag'],
  ] as const)('name weekday %d %s, and %s in another language', (weekday, english, german) => {
    expect(t.times.weekdayName(weekday)).toBe(english);
    expect(timeFormats('de', 'h23').weekdayName(weekday)).toBe(german);
  });

  it('have the year where it is another one, and on paper', () => {
    const [march, january] = [Date.parse('2026-03-01T18:00:00Z'), Date.parse('2027-01-01T18:00:00Z')];
    const end = at + 30 * MINUTE_MS;
    for (const [now, date] of [
      [march, 'Tue, Nov 24'],
      [january, 'Tue, Nov 24, 2026'],
      [null, 'Tue, Nov 24, 2026'],
    ] as const) {
      const telling = { zone: CHICAGO, now };
      expect(t.times.shortRange(at, end, now, CHICAGO)).toBe(
        `${date}, ${t.times.formatTimeRange(at, end, CHICAGO)}`,
      );
      expect(t.times.shortPlainDate('2026-11-24', telling)).toBe(date);
      expect(t.times.daysOrRange({ start: at, end }, telling)).toBe(
        t.times.shortRange(at, end, now, CHICAGO),
      );
      const wholeDay = { start: Date.parse('2026-11-24T06:00:00Z'), end: Date.parse('2026-11-25T06:00:00Z') };
      expect(t.times.daysOrRange(wholeDay, telling)).toBe(date);
    }
    // The year is the clinic's: at a quarter to seven in the evening of New Year's Eve it is still the old one there.
    expect(t.times.shortDate(at, Date.parse('2027-01-01T00:45:00Z'), CHICAGO)).toBe('Tue, Nov 24');
  });

  it('count 24 hours where they are asked to', () => {
    const words = timeFormats('en-US', 'h23');
    const midnight = Date.parse('2026-11-24T06:05:00Z');
    expect(words.formatTime(at, CHICAGO)).toBe('09:00');
    expect(words.formatTime(midnight, CHICAGO)).toBe('00:05');
    expect(words.formatTimeRange(at, at + 4 * HOUR_MS, CHICAGO)).toBe('09:00 – 13:00');
    expect(words.formatDateTime(at, CHICAGO)).toBe('Tue, Nov 24, 2026, 09:00');
    expect(words.formatRange(at, at + 24 * HOUR_MS, CHICAGO)).toBe(
      'Tue, Nov 24, 2026, 09:00 – Wed, Nov 25, 2026, 09:00',
    );
  });
});
