import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bookingTime } from '../../../../src-renderer/features/schedule/calendar/booking-time.ts';
import {
  type MonthKeyPress,
  monthKey,
} from '../../../../src-renderer/features/schedule/calendar/month-key.ts';
import { stepped } from '../../../../src-renderer/features/schedule/calendar/period.ts';
import {
  isOpen,
  monthAfter,
  monthOf,
  monthWeeks,
  nextOpenDay,
  weekColumns,
  weekOf,
} from '../../../../src-shared/domain/calendar-dates.ts';
import { defaultRules } from '../../../../src-shared/domain/default-rules.ts';
import type { Practice } from '../../../../src-shared/domain/practice.ts';
import {
  addDays,
  plainDateOf,
  toInstant,
  type Weekday,
  weekdayOf,
} from '../../../../src-shared/domain/time.ts';

const SUNDAY = 7;
const MONDAY = 1;

/** Monday to Friday, 8 to 12 and 13 to 17, in Chicago; closed on Thanksgiving and the day after. */
const practice: Practice = {
  ...defaultRules.practice,
  zone: 'America/Chicago',
  hours: ([1, 2, 3, 4, 5, 6, 7] as const).map((weekday) => ({
    weekday,
    open:
      weekday > 5
        ? []
        : [
            { from: '08:00', to: '12:00' },
            { from: '13:00', to: '17:00' },
          ],
  })),
  closedDays: [
    { date: '2026-11-26', name: 'Thanksgiving' },
    { date: '2026-11-27', name: '' },
  ],
};
const neverOpen: Practice = { ...practice, hours: [] };

const anyDate = fc.integer({ min: 0, max: 40_000 }).map((days) => addDays('1970-01-01', days));
const anyStart = fc.constantFrom<Weekday>(1, 2, 3, 4, 5, 6, 7);

describe('a week', () => {
  it('begins where weeks begin, over the end of the year and over nights when the clocks change', () => {
    expect(weekOf('2026-12-31', SUNDAY)).toEqual([
      '2026-12-27',
      '2026-12-28',
      '2026-12-29',
      '2026-12-30',
      '2026-12-31',
      '2027-01-01',
      '2027-01-02',
    ]);
    expect(weekOf('2027-01-03', MONDAY)[0]).toBe('2026-12-28');
    // 8 March and 1 November 2026 have 23 and 25 hours in Chicago.
    expect(weekOf('2026-03-08', SUNDAY)).toHaveLength(7);
    expect(weekOf('2026-03-08', SUNDAY).at(-1)).toBe('2026-03-14');
    expect(weekOf('2026-11-01', MONDAY)[0]).toBe('2026-10-26');
  });

  it('holds its day and seven days in a row, whatever the day and the beginning', () => {
    fc.assert(
      fc.property(anyDate, anyStart, (date, start) => {
        const week = weekOf(date, start);
        expect(week).toContain(date);
        expect(week.map((day) => weekdayOf(day))[0]).toBe(start);
        expect(new Set(week).size).toBe(7);
        expect(week.slice(1)).toEqual(week.slice(0, -1).map((day) => addDays(day, 1)));
      }),
    );
  });

  it('has columns for the weekdays with hours, for closed days among them, and for whatever else is occupied', () => {
    const week = weekOf('2026-11-26', SUNDAY);
    expect(weekColumns(week, practice, new Set())).toEqual([
      '2026-11-23',
      '2026-11-24',
      '2026-11-25',
      '2026-11-26',
      '2026-11-27',
    ]);
    expect(weekColumns(week, practice, new Set(['2026-11-28']))).toContain('2026-11-28');
    expect(weekColumns(week, neverOpen, new Set())).toEqual(week);
  });

  it('goes on by weeks in Week and by days elsewhere', () => {
    expect(stepped('2026-12-30', 'week', 1)).toBe('2027-01-06');
    expect(stepped('2026-12-31', 'day', 1)).toBe('2027-01-01');
    expect(stepped('2026-03-01', 'list', -1)).toBe('2026-02-28');
  });
});

describe('a month', () => {
  it('has a place for every day of it and for no other', () => {
    fc.assert(
      fc.property(anyDate, anyStart, (date, start) => {
        const month = monthOf(date);
        const weeks = monthWeeks(month, start);
        const days = weeks.flat().filter((day) => day !== null);
        expect(days[0]).toBe(`${month}-01`);
        expect(addDays(days.at(-1) ?? '', 1)).toBe(`${monthAfter(month, 1)}-01`);
        expect(days).toEqual(days.map((_, index) => addDays(`${month}-01`, index)));
        for (const week of weeks) {
          expect(week).toHaveLength(7);
          for (const [place, day] of week.entries())
            if (day !== null) expect(weekdayOf(day)).toBe(((start - 1 + place) % 7) + 1);
        }
      }),
    );
  });

  it('knows the leap day and the turn of the year', () => {
    expect(monthWeeks('2028-02', MONDAY).flat()).toContain('2028-02-29');
    expect(monthWeeks('2027-02', MONDAY).flat()).not.toContain('2027-02-29');
    expect(monthAfter('2026-12', 1)).toBe('2027-01');
    expect(monthAfter('2027-01', -1)).toBe('2026-12');
  });

  it('is gone through by keys', () => {
    const press = (key: string, change: Partial<MonthKeyPress> = {}): MonthKeyPress => ({
      key,
      shiftKey: false,
      ctrlKey: false,
      metaKey: false,
      altKey: false,
      ...change,
    });
    const to = (key: string, change?: Partial<MonthKeyPress>) =>
      monthKey(press(key, change), '2027-01-31', SUNDAY);
    expect(to('ArrowRight')).toBe('2027-02-01');
    expect(to('ArrowLeft')).toBe('2027-01-30');
    expect(to('ArrowDown')).toBe('2027-02-07');
    expect(to('ArrowUp')).toBe('2027-01-24');
    expect(to('Home')).toBe('2027-01-31');
    expect(to('End')).toBe('2027-02-06');
    expect(to('PageDown')).toBe('2027-02-28');
    expect(to('PageUp')).toBe('2026-12-31');
    expect(to('PageDown', { shiftKey: true })).toBe('2028-01-31');
    expect(to('ArrowRight', { altKey: true })).toBeNull();
    expect(to('x')).toBeNull();
  });
});

describe('open days', () => {
  it('are those with hours that are no closed days', () => {
    expect(isOpen(practice, '2026-11-25')).toBe(true);
    expect(isOpen(practice, '2026-11-26')).toBe(false);
    expect(isOpen(practice, '2026-11-28')).toBe(false);
    expect(nextOpenDay(practice, '2026-11-26')).toBe('2026-11-30');
    expect(nextOpenDay(practice, '2026-11-23')).toBe('2026-11-24');
    expect(nextOpenDay(neverOpen, '2026-11-23')).toBeNull();
  });
});

describe('the time a new appointment begins with', () => {
  const at = (date: string, time: string): number => {
    const found = toInstant(date, time, practice.zone);
    if (!found.ok) throw new RangeError(found.error);
    return found.value;
  };
  const now = at('2026-11-23', '10:07');

  it('is the opening on another day, and the next step of the grid today', () => {
    expect(bookingTime(practice, '2026-11-24', now, 15)).toBe(at('2026-11-24', '08:00'));
    expect(bookingTime(practice, '2026-11-23', now, 15)).toBe(at('2026-11-23', '10:15'));
    expect(bookingTime(practice, '2026-11-23', at('2026-11-23', '12:20'), 30)).toBe(
      at('2026-11-23', '13:00'),
    );
    expect(bookingTime(practice, '2026-11-23', at('2026-11-23', '18:00'), 30)).toBe(
      at('2026-11-23', '08:00'),
    );
  });

  it('is left open on a day without hours', () => {
    expect(bookingTime(practice, '2026-11-26', now, 15)).toBeNull();
    expect(bookingTime(practice, '2026-11-28', now, 15)).toBeNull();
  });

  it('is on the day asked for', () => {
    fc.assert(
      fc.property(anyDate, (date) => {
        const start = bookingTime(practice, date, now, 15);
        expect(start === null || plainDateOf(start, practice.zone) === date).toBe(true);
      }),
    );
  });
});
