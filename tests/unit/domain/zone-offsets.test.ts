import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { expect, test } from 'vitest';
import {
  addDays,
  calendarDaysBetween,
  dayBounds,
  existsTwice,
  HOUR_MS,
  isPlainDate,
  MINUTE_MS,
  plainDateOf,
  plainTimeOf,
  toInstant,
  toNearestInstant,
} from '../../../src-shared/domain/time.ts';
import { offsetStretch } from '../../../src-shared/domain/zone-offsets.ts';

/** Half hours, days that a zone leaves out (Apia, 30 December 2011), clocks put back for a month, seconds before 1900, no changes at all. */
const ZONES = [
  'America/Chicago',
  'Europe/London',
  'Europe/Dublin',
  'Australia/Lord_Howe',
  'Pacific/Apia',
  'Pacific/Chatham',
  'Africa/Casablanca',
  'America/Sao_Paulo',
  'America/St_Johns',
  'America/Nuuk',
  'Asia/Kathmandu',
  'Asia/Tehran',
  'Asia/Tokyo',
  'Antarctica/Troll',
  'UTC',
] as const;

const zone = fc.constantFrom(...ZONES);
const yearsOf = (from: number, to: number) =>
  fc
    .integer({ min: Date.UTC(from, 0) / MINUTE_MS, max: Date.UTC(to, 0) / MINUTE_MS })
    .map((minute) => minute * MINUTE_MS);
/** Mostly those of a practice; some that a wrong stamp or a birth date may name; some around a change of the clocks. */
const instant = fc.oneof(
  { weight: 3, arbitrary: yearsOf(2020, 2031) },
  { weight: 1, arbitrary: yearsOf(1850, 2200) },
  {
    weight: 3,
    arbitrary: fc
      .tuple(zone, yearsOf(1990, 2040), fc.integer({ min: -180, max: 180 }))
      .map(
        ([name, at, minutes]) =>
          (zoned(at, name).getTimeZoneTransition('next')?.epochMilliseconds ?? at) + minutes * MINUTE_MS,
      ),
  },
);

const zoned = (at: number, name: string) =>
  Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(name);

test('dates, times and instants are those that Temporal reckons, near any change of the clocks and far from it', () => {
  fc.assert(
    fc.property(zone, instant, (name, at) => {
      const there = zoned(at, name);
      const date = there.toPlainDate().toString();
      const time = there.toPlainTime().toString({ smallestUnit: 'minute' });
      expect([plainDateOf(at, name), plainTimeOf(at, name)]).toEqual([date, time]);
      expect(calendarDaysBetween(at, at + 49 * HOUR_MS, name)).toBe(
        there.toPlainDate().until(zoned(at + 49 * HOUR_MS, name).toPlainDate(), { largestUnit: 'days' }).days,
      );
      const day = there.toPlainDate();
      expect(dayBounds(date, name)).toEqual({
        from: day.toZonedDateTime(name).epochMilliseconds,
        to: day.add({ days: 1 }).toZonedDateTime(name).epochMilliseconds,
      });
    }),
    { numRuns: 1000 },
  );
});

test('a wall-clock time is the instant, or the two, or none, that Temporal finds', () => {
  fc.assert(
    fc.property(zone, instant, (name, at) => {
      // What some clock shows, and perhaps this zone's does not.
      const wall = new Date(at).toISOString().slice(0, 16);
      const [date = '', time = ''] = wall.split('T');
      const find = (disambiguation: 'earlier' | 'later' | 'compatible') =>
        Temporal.PlainDateTime.from(wall).toZonedDateTime(name, { disambiguation });
      const exists = find('earlier').toPlainDateTime().equals(Temporal.PlainDateTime.from(wall));
      for (const which of ['earlier', 'later'] as const)
        expect(toInstant(date, time, name, which)).toEqual(
          exists
            ? { ok: true, value: find(which).epochMilliseconds }
            : { ok: false, error: 'time-does-not-exist' },
        );
      expect(existsTwice(date, time, name)).toBe(
        exists && find('earlier').epochMilliseconds !== find('later').epochMilliseconds,
      );
      expect(toNearestInstant(date, time, name)).toBe(find('compatible').epochMilliseconds);
      expect(toNearestInstant(date, time, name, 'later')).toBe(find('later').epochMilliseconds);
    }),
    { numRuns: 1000 },
  );
});

test('a stretch holds what it was asked for, and its offset is that of both its ends', () => {
  fc.assert(
    fc.property(zone, instant, (name, at) => {
      const { from, to, offsetMs } = offsetStretch(at, name);
      expect(from <= at && at < to).toBe(true);
      for (const one of [from, at, to - 1]) expect(zoned(one, name).offsetNanoseconds / 1e6).toBe(offsetMs);
    }),
  );
});

test('a date is one where the calendar has it', () => {
  const part = (max: number) => fc.integer({ min: 0, max }).map((number) => String(number).padStart(2, '0'));
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 9999 }), part(14), part(33), (year, month, day) => {
      const text = `${String(year).padStart(4, '0')}-${month}-${day}`;
      let known = true;
      try {
        Temporal.PlainDate.from(text, { overflow: 'reject' });
      } catch {
        known = false;
      }
      expect([text, isPlainDate(text)]).toEqual([text, known]);
    }),
    { numRuns: 2000 },
  );
});

test('an unknown zone is refused', () => {
  for (const work of [
    () => plainDateOf(0, 'Mars/Base'),
    () => toInstant('2026-11-24', '09:00', 'Mars/Base'),
    () => dayBounds(addDays('2026-11-24', 1), 'Mars/Base'),
  ])
    expect(work).toThrow(RangeError);
});
