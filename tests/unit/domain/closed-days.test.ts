import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  closedDatesFrom,
  closedDayOn,
  fallsOn,
  isLastOfItsWeekday,
  nthOf,
  repeatsOf,
} from '../../../src-shared/domain/closed-days.ts';
import { defaultRules } from '../../../src-shared/domain/default-rules.ts';
import { rulesFault } from '../../../src-shared/domain/rules-fault.ts';
import { closedDayName, openIntervals } from '../../../src-shared/domain/slots.ts';
import { addDays, weekdayOf } from '../../../src-shared/domain/time.ts';
import { usHolidays } from '../../../src-shared/domain/us-holidays.ts';
import { t } from '../../../src-shared/text/text.ts';

const yearly = (date: string, repeats?: 'date' | 'weekday' | 'last-weekday') => ({
  date,
  name: 'Closed',
  ...(repeats === undefined ? {} : { repeats }),
});
const inYear = (day: ReturnType<typeof yearly>, year: number): string[] =>
  closedDatesFrom({ closedDays: [day] }, `${year}-01-01`, year % 4 === 0 ? 366 : 365);

describe('a closed day that comes every year', () => {
  it.each([
    ['date', '2026-12-25', '2031-12-25'],
    ['weekday', '2026-11-26', '2031-11-27'],
    ['last-weekday', '2026-05-25', '2031-05-26'],
  ] as const)('%s: %s is %s five years later', (repeats, first, later) => {
    expect(inYear(yearly(first, repeats), 2031)).toEqual([later]);
    expect(inYear(yearly(first), 2031)).toEqual([]);
    expect(inYear(yearly(first, repeats), 2025)).toEqual([]);
  });

  it('February 29 comes in leap years alone', () => {
    const day = yearly('2028-02-29', 'date');
    expect([2029, 2032].map((year) => inYear(day, year))).toEqual([[], ['2032-02-29']]);
  });

  it('has the practice’s name for it, but one entered for that very date comes first', () => {
    const closedDays = [yearly('2026-12-25', 'date'), { date: '2027-12-25', name: 'Moving house' }];
    const practice = { ...defaultRules.practice, closedDays };
    expect(closedDayName(practice, '2027-12-25')).toBe('Moving house');
    expect(closedDayName(practice, '2028-12-25')).toBe('Closed');
    expect(closedDayOn(practice, '2028-12-26')).toBeUndefined();
    expect(openIntervals(practice, '2028-12-25')).toEqual([]);
  });

  it('can be what its first date is: a fifth Monday is no number that every year has', () => {
    expect(repeatsOf('2026-11-26')).toEqual(['date', 'weekday', 'last-weekday']);
    expect(repeatsOf('2026-11-19')).toEqual(['date', 'weekday']);
    expect(repeatsOf('2026-11-30')).toEqual(['date', 'last-weekday']);
    expect(repeatsOf('')).toEqual([]);
    const closing = (day: ReturnType<typeof yearly>) =>
      rulesFault({ practice: { ...defaultRules.practice, closedDays: [day] } });
    expect(closing(yearly('2026-11-26', 'weekday'))).toBeNull();
    expect(closing(yearly('2026-11-30', 'weekday'))).toBe('bad-input');
    expect(closing(yearly('2026-11-19', 'last-weekday'))).toBe('bad-input');
  });

  it('is said in words', () => {
    expect(repeatsOf('2026-11-26').map((one) => t.closedDays.repeatsWords('2026-11-26', one))).toEqual([
      'Every year on November 26',
      'Every year on the fourth Thursday of November',
      'Every year on the last Thursday of November',
    ]);
  });

  it('stands for Thanksgiving and Memorial Day of every year', () => {
    const [thanksgiving, memorial] = [yearly('2026-11-26', 'weekday'), yearly('2026-05-25', 'last-weekday')];
    for (let year = 2026; year < 2076; year += 1) {
      const of = (name: string) => usHolidays(year).find(({ holiday }) => holiday === name)?.date ?? '';
      expect(inYear(thanksgiving, year)).toEqual([of('thanksgiving')]);
      expect(inYear(memorial, year)).toEqual([of('memorial')]);
    }
  });

  it('is once in each later year, and alike in what it is', () => {
    const date = fc.integer({ min: 0, max: 4000 }).map((day) => addDays('2024-01-01', day));
    fc.assert(
      fc.property(date, fc.integer({ min: 1, max: 30 }), (first, years) => {
        for (const repeats of repeatsOf(first)) {
          const day = yearly(first, repeats);
          const found = inYear(day, Number(first.slice(0, 4)) + years);
          expect(found).toHaveLength(
            repeats === 'date' && first.endsWith('02-29') && found.length === 0 ? 0 : 1,
          );
          for (const later of found) {
            expect(later.slice(5, 7)).toBe(first.slice(5, 7));
            if (repeats === 'date') expect(later.slice(5)).toBe(first.slice(5));
            else expect(weekdayOf(later)).toBe(weekdayOf(first));
            if (repeats === 'weekday') expect(nthOf(later)).toBe(nthOf(first));
            if (repeats === 'last-weekday') expect(isLastOfItsWeekday(later)).toBe(true);
            expect(fallsOn(day, addDays(later, 1))).toBe(false);
          }
        }
      }),
      { numRuns: 200 },
    );
  });
});
