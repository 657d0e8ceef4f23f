import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  axisOf,
  type DayScale,
  endOn,
  instantAt,
  missingFrom,
  presentOn,
  startOn,
} from '../../../../../src-renderer/features/schedule/grid/axis.ts';
import { coversHour } from '../../../../../src-renderer/features/schedule/grid/geometry.ts';
import { addDays, dayBounds, MINUTE_MS, plainTimeOf } from '../../../../../src-shared/domain/time.ts';
import { t } from '../../../../../src-shared/text/text.ts';
import { AUTUMN, at, DATE, SPRING, ZONE } from './support.ts';

const days = (...dates: readonly string[]) => dates.map((date) => dayBounds(date, ZONE));
const axis = (...dates: readonly string[]) => axisOf(days(...dates), ZONE);
const scaleOf = (shown: ReturnType<typeof axis>, date: string): DayScale =>
  shown.scales.get(dayBounds(date, ZONE).from) ?? [];
const labels = (shown: ReturnType<typeof axis>): string[] =>
  shown.hours.map(({ instant }) => t.times.formatTime(instant, ZONE));

describe('the axis of one day', () => {
  it('has 24 hours on most days', () => {
    const shown = axis(DATE);
    expect(shown.length).toBe(24 * 60);
    expect(labels(shown)).toHaveLength(24);
    expect(startOn(scaleOf(shown, DATE), at('09:30'))).toBe(9 * 60 + 30);
  });

  it('shows 1 AM twice on the night the clocks are put back', () => {
    const shown = axis(AUTUMN);
    expect(shown.length).toBe(25 * 60);
    expect(labels(shown).slice(0, 4)).toEqual(['12:00 AM', '1:00 AM', '1:00 AM', '2:00 AM']);
    const scale = scaleOf(shown, AUTUMN);
    expect(startOn(scale, at('01:30', AUTUMN))).toBe(90);
    expect(startOn(scale, at('01:30', AUTUMN, 'later'))).toBe(150);
    expect(startOn(scale, at('09:00', AUTUMN))).toBe(600);
    expect(missingFrom(scale, shown.length)).toEqual([]);
  });

  it('leaves 2 AM out on the night they are put forward', () => {
    const shown = axis(SPRING);
    expect(shown.length).toBe(23 * 60);
    expect(labels(shown).slice(0, 4)).toEqual(['12:00 AM', '1:00 AM', '3:00 AM', '4:00 AM']);
    expect(startOn(scaleOf(shown, SPRING), at('03:00', SPRING))).toBe(120);
  });

  it('follows clocks that change by half an hour', () => {
    const zone = 'Australia/Lord_Howe';
    const bounds = dayBounds('2026-04-05', zone);
    expect(axisOf([bounds], zone).length).toBe(24.5 * 60);
  });
});

describe('the axis of a week with such a night', () => {
  const week = (last: string): string[] => Array.from({ length: 7 }, (_, index) => addDays(last, index - 6));

  it('keeps the same time of day in one row, and has one more row that only that night fills', () => {
    const shown = axis(...week(AUTUMN));
    expect(shown.length).toBe(25 * 60);
    const monday = scaleOf(shown, addDays(AUTUMN, -6));
    expect(missingFrom(monday, shown.length)).toEqual([{ start: 120, end: 180 }]);
    expect(startOn(monday, at('09:00', addDays(AUTUMN, -6)))).toBe(
      startOn(scaleOf(shown, AUTUMN), at('09:00', AUTUMN)),
    );
  });

  it('keeps the row of 2 AM, which that night does not have', () => {
    const shown = axis(...week(SPRING));
    expect(shown.length).toBe(24 * 60);
    const night = scaleOf(shown, SPRING);
    expect(missingFrom(night, shown.length)).toEqual([{ start: 120, end: 180 }]);
    expect(startOn(night, at('03:00', SPRING))).toBe(180);
    expect(endOn(night, at('03:00', SPRING))).toBe(120);
    // Clicked in the gap: the first time that exists.
    expect(plainTimeOf(instantAt(night, 150), ZONE)).toBe('03:00');
  });

  it('puts the end of a visit at the gap above the gap, not below it', () => {
    const shown = axis(...week(AUTUMN));
    const date = addDays(AUTUMN, -1);
    const scale = scaleOf(shown, date);
    expect(endOn(scale, at('02:00', date))).toBe(120);
    expect(startOn(scale, at('02:00', date))).toBe(180);
  });
});

const dates = fc.integer({ min: 0, max: 800 }).map((offset) => addDays('2026-01-01', offset));
const zones = fc.constantFrom(
  'America/Chicago',
  'Asia/Tokyo',
  'Africa/Casablanca',
  'Australia/Lord_Howe',
  'Asia/Beirut',
  'Atlantic/Azores',
  'America/Havana',
);

describe('any days in any zone', () => {
  it('go from instants to the axis and back', () => {
    fc.assert(
      fc.property(
        zones,
        dates,
        fc.integer({ min: 1, max: 7 }),
        fc.nat(25 * 60),
        (zone, first, count, minutes) => {
          const spans = Array.from({ length: count }, (_, index) => dayBounds(addDays(first, index), zone));
          const shown = axisOf(spans, zone);
          for (const { from, to } of spans) {
            const scale = shown.scales.get(from) ?? [];
            const instant = Math.min(from + minutes * MINUTE_MS, to - MINUTE_MS);
            const place = startOn(scale, instant);
            expect(instantAt(scale, place)).toBe(instant);
            expect(place).toBeGreaterThanOrEqual(0);
            expect(endOn(scale, to)).toBeLessThanOrEqual(shown.length);
            // What is later stands lower, and no minute is lost or drawn twice.
            expect(endOn(scale, instant + MINUTE_MS) - place).toBe(1);
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  it('show one time of day in one row', () => {
    fc.assert(
      fc.property(zones, dates, (zone, first) => {
        const spans = Array.from({ length: 7 }, (_, index) => dayBounds(addDays(first, index), zone));
        const shown = axisOf(spans, zone);
        const rows = new Map<number, string>();
        for (const { from, to } of spans) {
          const scale = shown.scales.get(from) ?? [];
          for (let instant = from; instant < to; instant += 30 * MINUTE_MS) {
            const place = startOn(scale, instant);
            const time = plainTimeOf(instant, zone);
            expect(rows.get(place) ?? time).toBe(time);
            rows.set(place, time);
          }
        }
      }),
      { numRuns: 30 },
    );
  });
});

describe('the present', () => {
  const spans = days('2026-11-23', DATE, DATE, '2026-11-25');
  const shown = axisOf(spans, ZONE);
  const office = { start: 8 * 60, end: 18 * 60 };

  it('stands in the columns of its day', () => {
    expect(presentOn(shown, spans, office, at('09:07'))).toEqual({ at: 9 * 60 + 7, first: 1, last: 2 });
  });

  it('stands nowhere on other days, or outside the hours shown', () => {
    for (const now of [at('09:07', '2026-11-26'), at('07:59'), at('18:01')])
      expect(presentOn(shown, spans, office, now)).toBeNull();
  });

  it('takes the place of the label of an hour that its own would lie upon', () => {
    expect([-9, -8, 0, 12, 25, 26].map(coversHour)).toEqual([false, true, true, true, true, false]);
  });
});
