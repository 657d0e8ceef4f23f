import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addDays,
  calendarDaysBetween,
  dayBounds,
  existsTwice,
  HOUR_MS,
  isPlainDate,
  isPlainTime,
  isZone,
  MINUTE_MS,
  namesSkippedTime,
  plainDateOf,
  plainTimeOf,
  toInstant,
  toNearestInstant,
  weekdayOf,
} from '../../../src-shared/domain/time.ts';

const CHICAGO = 'America/Chicago';
const LONDON = 'Europe/London';
/** Its clocks change by half an hour. */
const LORD_HOWE = 'Australia/Lord_Howe';

const iso = (at: number) => new Date(at).toISOString();

/** `toInstant` as the UTC time it found, or the problem. */
function found(date: string, time: string, zone: string, which?: 'earlier' | 'later'): string {
  const result = toInstant(date, time, zone, which);
  return result.ok ? iso(result.value) : result.error;
}

describe('a wall-clock time as an instant', () => {
  it.each([
    ['2026-11-24', '09:00', CHICAGO, '2026-11-24T15:00:00.000Z'],
    ['2026-07-01', '09:00', CHICAGO, '2026-07-01T14:00:00.000Z'],
    // The clocks go forward at 2:00 AM.
    ['2026-03-08', '01:59', CHICAGO, '2026-03-08T07:59:00.000Z'],
    ['2026-03-08', '02:00', CHICAGO, 'time-does-not-exist'],
    ['2026-03-08', '02:30', CHICAGO, 'time-does-not-exist'],
    ['2026-03-08', '02:59', CHICAGO, 'time-does-not-exist'],
    ['2026-03-08', '03:00', CHICAGO, '2026-03-08T08:00:00.000Z'],
    ['2026-03-29', '00:59', LONDON, '2026-03-29T00:59:00.000Z'],
    ['2026-03-29', '01:30', LONDON, 'time-does-not-exist'],
    ['2026-03-29', '02:00', LONDON, '2026-03-29T01:00:00.000Z'],
    ['2026-10-04', '01:59', LORD_HOWE, '2026-10-03T15:29:00.000Z'],
    ['2026-10-04', '02:15', LORD_HOWE, 'time-does-not-exist'],
    ['2026-10-04', '02:30', LORD_HOWE, '2026-10-03T15:30:00.000Z'],
  ])('%s %s in %s', (date, time, zone, expected) => {
    expect(found(date, time, zone)).toBe(expected);
    expect(existsTwice(date, time, zone)).toBe(false);
  });

  it.each([
    ['2026-11-01', '01:30', CHICAGO, '2026-11-01T06:30:00.000Z', '2026-11-01T07:30:00.000Z'],
    ['2026-10-25', '01:00', LONDON, '2026-10-25T00:00:00.000Z', '2026-10-25T01:00:00.000Z'],
    ['2026-04-05', '01:45', LORD_HOWE, '2026-04-04T14:45:00.000Z', '2026-04-04T15:15:00.000Z'],
  ])('%s %s in %s exists twice', (date, time, zone, first, second) => {
    expect(existsTwice(date, time, zone)).toBe(true);
    expect(found(date, time, zone)).toBe(first);
    expect(found(date, time, zone, 'later')).toBe(second);
  });

  it.each([
    ['2026-11-01', '00:59'],
    ['2026-11-01', '02:00'],
  ])('%s %s in Chicago exists once', (date, time) => {
    expect(existsTwice(date, time, CHICAGO)).toBe(false);
  });

  it.each([
    ['2026-02-29', '09:00', 'bad-date'],
    ['2026-13-01', '09:00', 'bad-date'],
    ['24.11.2026', '09:00', 'bad-date'],
    ['', '', 'bad-date'],
    ['2026-11-24', '24:00', 'bad-time'],
    ['2026-11-24', '9:00', 'bad-time'],
    ['2026-11-24', '09:60', 'bad-time'],
    ['2026-11-24', 'noon', 'bad-time'],
  ])('%j %j is a %s', (date, time, problem) => {
    expect(found(date, time, CHICAGO)).toBe(problem);
    expect(existsTwice(date, time, CHICAGO)).toBe(false);
  });

  it('moves on with the clocks, where it is a habit', () => {
    expect(iso(toNearestInstant('2026-03-08', '02:30', CHICAGO))).toBe('2026-03-08T08:30:00.000Z');
    expect(iso(toNearestInstant('2026-03-08', '02:30', CHICAGO, 'later'))).toBe('2026-03-08T08:30:00.000Z');
    expect(iso(toNearestInstant('2026-11-01', '01:30', CHICAGO))).toBe('2026-11-01T06:30:00.000Z');
    expect(iso(toNearestInstant('2026-11-01', '01:30', CHICAGO, 'later'))).toBe('2026-11-01T07:30:00.000Z');
    expect(iso(toNearestInstant('2026-11-24', '09:00', CHICAGO))).toBe('2026-11-24T15:00:00.000Z');
  });

  it('and back is the same', () => {
    const zone = fc.constantFrom(CHICAGO, LONDON, LORD_HOWE, 'Asia/Kathmandu', 'UTC');
    const minute = fc.integer({
      min: Date.UTC(2026, 0, 1) / MINUTE_MS,
      max: Date.UTC(2028, 0, 1) / MINUTE_MS,
    });
    // Half of the instants within two hours of a change of clocks.
    const change = fc.constantFrom(
      Date.UTC(2026, 2, 8, 8),
      Date.UTC(2026, 10, 1, 7),
      Date.UTC(2026, 2, 29, 1),
      Date.UTC(2026, 9, 25, 1),
      Date.UTC(2026, 9, 3, 15, 30),
      Date.UTC(2026, 3, 4, 15),
    );
    const near = fc
      .tuple(change, fc.integer({ min: -120, max: 120 }))
      .map(([at, minutes]) => at / MINUTE_MS + minutes);
    fc.assert(
      fc.property(zone, fc.oneof(minute, near), (name, minutes) => {
        const at = minutes * MINUTE_MS;
        const date = plainDateOf(at, name);
        const time = plainTimeOf(at, name);
        const both = (['earlier', 'later'] as const).map((which) => toInstant(date, time, name, which));
        expect(both).toContainEqual({ ok: true, value: at });
      }),
      { numRuns: 1000, seed: 20261123 },
    );
  });
});

describe('a text that names a time the clocks skip', () => {
  it.each([
    ['2026-03-08T02:30:00-06:00', CHICAGO, true],
    ['2026-03-08T02:30:00-05:00', CHICAGO, true],
    ['2026-03-08T02:30:00.000-06:00', CHICAGO, true],
    ['2026-03-08T02:30-06:00', CHICAGO, true],
    // In another zone, or in UTC, that is a time like any other.
    ['2026-03-08T02:30:00+01:00', CHICAGO, false],
    ['2026-03-08T02:30:00Z', CHICAGO, false],
    ['2026-03-08T03:30:00-05:00', CHICAGO, false],
    ['2026-03-09T02:30:00-05:00', CHICAGO, false],
    ['2026-11-01T01:30:00-05:00', CHICAGO, false],
    ['2026-03-29T01:30:00+00:00', LONDON, true],
    ['2026-03-29T01:30:00Z', LONDON, false],
    ['2026-10-04T02:10:00+10:30', LORD_HOWE, true],
    ['2026-10-04T02:10:00+11:00', LORD_HOWE, true],
    ['2026-03-08T02:30:00', CHICAGO, false],
    ['2026-03-08', CHICAGO, false],
    ['tomorrow', CHICAGO, false],
    ['', CHICAGO, false],
  ])('%s in %s: %s', (text, zone, expected) => {
    expect(namesSkippedTime(text, zone)).toBe(expected);
  });
});

describe('days', () => {
  it.each([
    ['2026-11-24', CHICAGO, 24],
    ['2026-03-08', CHICAGO, 23],
    ['2026-11-01', CHICAGO, 25],
    ['2026-10-04', LORD_HOWE, 23.5],
    ['2026-04-05', LORD_HOWE, 24.5],
  ])('%s in %s has %d hours', (date, zone, hours) => {
    const { from, to } = dayBounds(date, zone);
    expect((to - from) / HOUR_MS).toBe(hours);
    expect(plainDateOf(from, zone)).toBe(date);
    expect(plainDateOf(from - 1, zone)).toBe(addDays(date, -1));
    expect(plainDateOf(to - 1, zone)).toBe(date);
    expect(dayBounds(addDays(date, 1), zone).from).toBe(to);
  });

  it('begin when the clocks of a zone skip midnight', () => {
    // Beirut, March 29, 2026: from 0:00 straight to 1:00.
    const { from, to } = dayBounds('2026-03-29', 'Asia/Beirut');
    expect(plainTimeOf(from, 'Asia/Beirut')).toBe('01:00');
    expect(to - from).toBe(23 * HOUR_MS);
  });

  it('are counted over months, leap days and years', () => {
    expect(addDays('2026-12-31', 1)).toBe('2027-01-01');
    expect(addDays('2028-02-28', 1)).toBe('2028-02-29');
    expect(addDays('2026-03-01', -1)).toBe('2026-02-28');
  });

  it('have ISO weekdays', () => {
    expect(['2026-11-23', '2026-11-28', '2026-11-29'].map(weekdayOf)).toEqual([1, 6, 7]);
  });

  it('are counted by the calendar of the clinic, not by hours', () => {
    const at = (text: string) => Date.parse(text);
    // 11:59 PM to 12:01 AM in Chicago.
    expect(calendarDaysBetween(at('2026-11-25T05:59:00Z'), at('2026-11-25T06:01:00Z'), CHICAGO)).toBe(1);
    expect(calendarDaysBetween(at('2026-11-24T06:01:00Z'), at('2026-11-25T05:59:00Z'), CHICAGO)).toBe(0);
    expect(calendarDaysBetween(at('2026-11-25T06:01:00Z'), at('2026-11-25T05:59:00Z'), CHICAGO)).toBe(-1);
    // Over the night of 25 hours.
    expect(calendarDaysBetween(at('2026-11-01T05:00:00Z'), at('2026-11-02T06:00:00Z'), CHICAGO)).toBe(1);
    expect(calendarDaysBetween(at('2026-11-23T12:00:00Z'), at('2027-01-23T12:00:00Z'), CHICAGO)).toBe(61);
  });
});

describe('shapes', () => {
  it('zones', () => {
    expect([CHICAGO, LORD_HOWE, 'UTC'].map(isZone)).toEqual([true, true, true]);
    expect(['America/Springfield', '', '+01:00', 'central'].map(isZone)).toEqual([
      false,
      false,
      false,
      false,
    ]);
  });

  it('dates and times', () => {
    expect(['2028-02-29', '2026-02-29', '2026-1-1', '2026-11-24T09:00'].map(isPlainDate)).toEqual([
      true,
      false,
      false,
      false,
    ]);
    expect(['00:00', '23:59', '24:00', '9:00'].map(isPlainTime)).toEqual([true, true, false, false]);
  });

  it('a date is one where the calendar has that day', () => {
    const date = fc
      .tuple(
        fc.integer({ min: 1, max: 9998 }),
        fc.integer({ min: 0, max: 13 }),
        fc.oneof(fc.integer({ min: 27, max: 32 }), fc.integer({ min: 0, max: 3 })),
      )
      .map(
        ([y, m, d]) =>
          `${String(y).padStart(4, '0')}-${String(m).padStart(2, '0')}-${String(d).padStart(2, '0')}`,
      );
    fc.assert(
      fc.property(date, (text) => {
        const [year = 0, month = 0, day = 0] = text.split('-').map(Number);
        // The proleptic Gregorian calendar repeats after 400 years, and `Date` takes years below 100 for others.
        const at = new Date(Date.UTC(year + 400, month - 1, day));
        expect(isPlainDate(text)).toBe(at.getUTCMonth() === month - 1 && at.getUTCDate() === day);
      }),
      { numRuns: 500 },
    );
  });
});
