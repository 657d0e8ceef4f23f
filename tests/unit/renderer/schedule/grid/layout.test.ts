import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { boxStyle } from '../../../../../src-renderer/features/schedule/grid/box-style.ts';
import { LEAST_ENTRY_PX } from '../../../../../src-renderer/features/schedule/grid/geometry.ts';
import {
  bodyHeight,
  gridLayout,
  restingPlace,
} from '../../../../../src-renderer/features/schedule/grid/layout.ts';
import { outsideOf } from '../../../../../src-renderer/features/schedule/grid/range.ts';
import { steadyDay } from '../../../../../src-renderer/features/schedule/grid/steady.ts';
import { MINUTE_MS } from '../../../../../src-shared/domain/time.ts';
import type { ScheduleDay } from '../../../../../src-shared/ipc/appointment-views.ts';
import { AUTUMN, appointment, at, DATE, day, SPRING, ZONE } from './support.ts';

const layout = (days: readonly ScheduleDay[], step: 5 | 10 | 15 | 30 = 15) =>
  gridLayout(days, ZONE, step, null);
/** What is shown, in hours of the axis. */
const hours = (days: readonly ScheduleDay[]): number[] => {
  const { start, end } = layout(days).range;
  return [start / 60, end / 60];
};

describe('what is shown of a day', () => {
  it('is the working hours with an hour before and after', () => {
    expect(hours([day()])).toEqual([7, 18]);
  });

  it('grows to hold what is booked outside them', () => {
    expect(hours([day([appointment('a', at('05:40'), at('06:10'))])])).toEqual([5, 18]);
    expect(hours([day(), day([appointment('a', at('19:00'), at('19:20'))])])).toEqual([7, 20]);
  });

  it('is the middle of the day when nobody works', () => {
    expect(hours([day([], { closed: 'Thanksgiving' })])).toEqual([7, 18]);
    expect(hours([day([], { hours: [] })])).toEqual([7, 18]);
  });

  it('is at most the day, in whole pixels', () => {
    const all = day([appointment('a', at('00:00'), at('00:05')), appointment('b', at('23:58'), at('23:59'))]);
    expect(hours([all])).toEqual([0, 24]);
    for (const step of [5, 10, 15, 30] as const) {
      const found = layout([all], step);
      expect(bodyHeight(found)).toBeCloseTo((found.range.end - found.range.start) * found.scale, 6);
      expect(Number.isInteger(bodyHeight(found))).toBe(true);
    }
  });

  it('follows the clocks: a night of 23 and one of 25 hours', () => {
    const open = { hours: [{ from: '00:00', to: '23:00' }] };
    expect(hours([day([], open, SPRING)])).toEqual([0, 23]);
    expect(hours([day([], open, AUTUMN)])).toEqual([0, 25]);
  });

  it('begins at the present on today, at opening on other days', () => {
    expect(restingPlace(layout([day()]), at('10:42'))).toBe(10 * 60 + 42);
    expect(restingPlace(layout([day()]), at('10:42', SPRING))).toBe(8 * 60);
    expect(restingPlace(layout([day([], { hours: [] })]), at('10:42', SPRING))).toBe(7 * 60);
  });

  it('is shaded where it is outside the working hours', () => {
    const open = [
      { start: 480, end: 720 },
      { start: 780, end: 1020 },
    ];
    expect(outsideOf(open, { start: 420, end: 1080 })).toEqual([
      { start: 420, end: 480 },
      { start: 720, end: 780 },
      { start: 1020, end: 1080 },
    ]);
    expect(outsideOf([{ start: 0, end: 1440 }], { start: 420, end: 1080 })).toEqual([]);
  });
});

describe('an appointment', () => {
  const blocks = (shown: ScheduleDay) => layout([shown]).columns[0]?.model.blocks ?? [];

  it('over midnight is clipped to each of its days, with the cut edge open', () => {
    const one = appointment('a', at('23:00'), at('01:00', '2026-11-25'));
    const [first] = blocks(day([one]));
    const [second] = blocks(day([one], {}, '2026-11-25'));
    expect(first).toMatchObject({ start: 23 * 60, end: 24 * 60, cutAbove: false, cutBelow: true });
    expect(second).toMatchObject({ start: 0, end: 60, cutAbove: true, cutBelow: false });
    expect(blocks(day([one], {}, '2026-11-26'))).toEqual([]);
  });

  it('that takes no time is drawn as one that takes a little; one of 12 hours in full', () => {
    const [none, long] = blocks(
      day([appointment('a', at('06:00'), at('06:00')), appointment('b', at('07:00'), at('19:00'))]),
    );
    expect((none?.end ?? 0) - (none?.start ?? 0)).toBeGreaterThan(10);
    expect((long?.end ?? 0) - (long?.start ?? 0)).toBe(720);
  });

  it('just before midnight is not cut', () => {
    const [last] = blocks(day([appointment('a', at('23:58'), at('23:59'))]));
    expect(last?.end).toBe(24 * 60);
  });

  it('is always drawn within what is shown, tall enough to be read', () => {
    const visit = fc.tuple(fc.integer({ min: -120, max: 1439 }), fc.integer({ min: 0, max: 720 }));
    fc.assert(
      fc.property(
        fc.array(visit, { maxLength: 70 }),
        fc.constantFrom(DATE, SPRING, AUTUMN),
        fc.constantFrom<5 | 10 | 15 | 30>(5, 10, 15, 30),
        (visits, date, step) => {
          const { from } = day([], {}, date);
          const shown = day(
            visits.map(([start, length], index) =>
              appointment(`${index}`, from + start * MINUTE_MS, from + (start + length) * MINUTE_MS),
            ),
            {},
            date,
          );
          const { columns, range, scale } = layout([shown], step);
          const [column] = columns;
          const on = shown.appointments.filter(
            ({ start, end }) => start < shown.to && (end > from || start >= from),
          );
          const piled = column?.model.piles.flatMap(({ appointments }) => appointments) ?? [];
          expect((column?.model.blocks.length ?? 0) + piled.length).toBe(on.length);
          for (const block of [...(column?.model.blocks ?? []), ...(column?.model.piles ?? [])]) {
            expect(block.start).toBeGreaterThanOrEqual(range.start);
            expect(block.end).toBeLessThanOrEqual(range.end);
            expect(boxStyle(block, range.start, scale).height).toBeGreaterThanOrEqual(LEAST_ENTRY_PX - 1.01);
          }
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe('what has not changed', () => {
  const before = day([
    appointment('a', at('09:00'), at('09:30')),
    appointment('b', at('10:00'), at('10:30')),
  ]);
  const again = (): ScheduleDay => structuredClone(before);

  it('is the very same day when it is read again', () => {
    expect(steadyDay(before, again())).toBe(before);
  });

  it('is the very same appointment beside one that has', () => {
    const [first, second] = again().appointments;
    if (first === undefined || second === undefined) throw new Error('two appointments');
    const after = { ...again(), appointments: [first, { ...second, requestIds: ['r'] }] };
    const steady = steadyDay(before, after);
    expect(steady).not.toBe(before);
    expect(steady).toEqual(after);
    expect(steady.appointments[0]).toBe(before.appointments[0]);
  });

  it('is noticed in everything that is shown', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('patientName', 'locationName', 'practitionerName', 'overrideReason'),
        (field) => {
          const after = {
            ...again(),
            appointments: again().appointments.map((one, index) =>
              index === 1 ? { ...one, [field]: 'other' } : one,
            ),
          };
          expect(steadyDay(before, after)).toEqual(after);
        },
      ),
    );
    expect(steadyDay(before, { ...again(), closed: 'Snow' }).closed).toBe('Snow');
    expect(steadyDay(before, { ...again(), hours: [] }).hours).toEqual([]);
  });

  it('keeps its column’s layout', () => {
    const other = day([appointment('c', at('09:00'), at('09:30'))]);
    const first = gridLayout([before, other], ZONE, 15, null);
    const changed = day([]);
    const second = gridLayout([before, changed], ZONE, 15, first);
    expect(second.columns[0]).toBe(first.columns[0]);
    expect(second.columns[1]?.model.blocks).toEqual([]);
    expect(gridLayout([before, other], ZONE, 30, first).columns[0]).not.toBe(first.columns[0]);
  });
});
