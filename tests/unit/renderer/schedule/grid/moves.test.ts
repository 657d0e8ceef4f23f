import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  axisOf,
  endOn,
  instantAt,
  startOn,
} from '../../../../../src-renderer/features/schedule/grid/axis.ts';
import { fixedBecause } from '../../../../../src-renderer/features/schedule/grid/movable.ts';
import {
  type Direction,
  draggedTo,
  type MoveField,
  nextLine,
  type Place,
  resized,
  shifted,
  stretchedTo,
} from '../../../../../src-renderer/features/schedule/grid/moves.ts';
import { addDays, dayBounds, MINUTE_MS, plainTimeOf } from '../../../../../src-shared/domain/time.ts';
import { t } from '../../../../../src-shared/text/text.ts';
import { AUTUMN, appointment, at, DATE, day, SPRING, ZONE } from './support.ts';

/** Columns of these days, shown from `from` to `to` o'clock on the axis; those of `shut` belong to nobody. */
function fieldOf(
  dates: readonly string[],
  { step = 15, from = 7, to = 18, shut = [] as readonly number[] } = {},
): MoveField {
  const axis = axisOf(
    dates.map((date) => dayBounds(date, ZONE)),
    ZONE,
  );
  return {
    columns: dates.map((date, index) => ({
      scale: axis.scales.get(dayBounds(date, ZONE).from) ?? [],
      open: !shut.includes(index),
    })),
    range: { start: from * 60, end: to * 60 },
    step,
  };
}

const place = (from: string, to: string, date = DATE, column = 0): Place => ({
  column,
  start: at(from, date),
  end: at(to, date),
});
const said = ({ column, start, end }: Place): string =>
  `${column}: ${t.times.formatTimeRange(start, end, ZONE)}`;
const moved = (field: MoveField, from: Place, ...keys: readonly Direction[]): string =>
  said(keys.reduce((now, key) => shifted(now, key, field), from));

describe('a move by keyboard', () => {
  const field = fieldOf([DATE, DATE, DATE], { shut: [1] });

  it('goes a step at a time and keeps its length', () => {
    expect(moved(field, place('10:00', '10:30'), 'down')).toBe('0: 10:15 AM – 10:45 AM');
    expect(moved(field, place('10:00', '10:30'), 'up', 'up')).toBe('0: 9:30 AM – 10:00 AM');
  });

  it('comes from between the lines to the next line', () => {
    expect(moved(field, place('10:07', '10:30'), 'down')).toBe('0: 10:15 AM – 10:38 AM');
    expect(moved(field, place('10:07', '10:30'), 'up')).toBe('0: 10:00 AM – 10:23 AM');
  });

  it('stays within what is shown', () => {
    expect(moved(field, place('07:00', '07:30'), 'up')).toBe('0: 7:00 AM – 7:30 AM');
    expect(moved(field, place('17:45', '18:15'), 'down')).toBe('0: 5:45 PM – 6:15 PM');
  });

  it('passes over a column that is nobody’s, and stays at the last', () => {
    expect(moved(field, place('10:07', '10:30'), 'right')).toBe('2: 10:07 AM – 10:30 AM');
    expect(moved(field, place('10:00', '10:30', DATE, 2), 'right')).toBe('2: 10:00 AM – 10:30 AM');
    expect(moved(fieldOf([DATE, DATE], { shut: [0] }), place('10:00', '10:30', DATE, 1), 'left')).toBe(
      '1: 10:00 AM – 10:30 AM',
    );
  });

  it('keeps the time of day and the length into a day of 23 or 25 hours', () => {
    for (const [night, before] of [
      [SPRING, addDays(SPRING, -1)],
      [AUTUMN, addDays(AUTUMN, -1)],
    ] as const) {
      const week = fieldOf([before, night], { from: 0, to: 24 });
      expect(moved(week, place('09:00', '09:30', before), 'right')).toBe('1: 9:00 AM – 9:30 AM');
    }
  });

  it('comes to the first time that exists when the clocks skip the one it had', () => {
    const week = fieldOf([addDays(SPRING, -1), SPRING], { from: 0, to: 24 });
    expect(moved(week, place('02:30', '03:00', addDays(SPRING, -1)), 'right')).toBe('1: 3:00 AM – 3:30 AM');
  });

  it('goes through the hour that comes twice, and past the one that does not come', () => {
    const autumn = fieldOf([AUTUMN], { step: 30, from: 0, to: 25 });
    const steps = ['down', 'down', 'down', 'down'] as const;
    expect(
      steps.map((_, index) =>
        plainTimeOf(
          steps
            .slice(0, index + 1)
            .reduce((now, key) => shifted(now, key, autumn), place('00:30', '01:00', AUTUMN)).start,
          ZONE,
        ),
      ),
    ).toEqual(['01:00', '01:30', '01:00', '01:30']);
    const spring = fieldOf([SPRING], { step: 30, from: 0, to: 23 });
    expect(moved(spring, place('01:30', '03:00', SPRING), 'down')).toBe('0: 3:00 AM – 3:30 AM');
  });

  it('changes the length by a step, and never to nothing', () => {
    expect(said(resized(place('10:00', '10:30'), 'down', field))).toBe('0: 10:00 AM – 10:45 AM');
    expect(said(resized(place('10:00', '10:20'), 'up', field))).toBe('0: 10:00 AM – 10:15 AM');
    expect(said(resized(place('10:00', '10:15'), 'up', field))).toBe('0: 10:00 AM – 10:15 AM');
    expect(said(resized(place('17:00', '18:00'), 'down', field))).toBe('0: 5:00 PM – 6:00 PM');
  });
});

describe('a move by pointer', () => {
  const field = fieldOf([DATE, DATE, DATE], { shut: [1] });
  const from = place('10:07', '10:37');

  it('goes to the nearest line, in the column it is over', () => {
    expect(said(draggedTo(from, 0, 11 * 60 + 4, field))).toBe('0: 11:00 AM – 11:30 AM');
    expect(said(draggedTo(from, 2, 11 * 60 + 9, field))).toBe('2: 11:15 AM – 11:45 AM');
  });

  it('keeps its time when it only goes sideways, and stays where nobody works', () => {
    expect(said(draggedTo(from, 2, 10 * 60 + 9, field))).toBe('2: 10:07 AM – 10:37 AM');
    expect(draggedTo(from, 1, 11 * 60, field)).toEqual(from);
  });

  it('takes hold of the lower edge', () => {
    expect(said(stretchedTo(from, 11 * 60 + 5, field))).toBe('0: 10:07 AM – 11:00 AM');
    expect(said(stretchedTo(from, 9 * 60, field))).toBe('0: 10:07 AM – 10:15 AM');
    expect(stretchedTo(from, 10 * 60 + 38, field)).toEqual(from);
  });
});

const dates = fc.constantFrom(DATE, SPRING, AUTUMN);
const steps = fc.constantFrom(5, 10, 15, 30);
const directions = fc.array(fc.constantFrom<Direction>('up', 'down', 'left', 'right'), { maxLength: 40 });

describe('any moves', () => {
  it('keep the length, the day and what is shown, at lines of the clinic’s clocks', () => {
    fc.assert(
      fc.property(
        dates,
        steps,
        directions,
        fc.nat(300),
        fc.integer({ min: 1, max: 720 }),
        (date, step, keys, minute, length) => {
          const field = fieldOf([date, date], { step, from: 0, to: 23 });
          const scale = field.columns[0]?.scale ?? [];
          const start = instantAt(scale, 60 + minute);
          const begin: Place = { column: 0, start, end: start + length * MINUTE_MS };
          let now = begin;
          for (const key of keys) {
            now = shifted(now, key, field);
            expect(now.end - now.start).toBe(length * MINUTE_MS);
            expect(startOn(scale, now.start)).toBeGreaterThanOrEqual(0);
            expect(startOn(scale, now.start)).toBeLessThanOrEqual(23 * 60 - step);
            if (now.start !== begin.start) {
              expect(Number(plainTimeOf(now.start, ZONE).slice(3)) % step).toBe(0);
            }
          }
        },
      ),
    );
  });

  it('from a line go there and back', () => {
    fc.assert(
      fc.property(dates, steps, fc.nat(40), (date, step, line) => {
        const field = fieldOf([date], { step, from: 0, to: 23 });
        const scale = field.columns[0]?.scale ?? [];
        const instant = instantAt(scale, 60 + line * step);
        expect(nextLine(scale, nextLine(scale, instant, 1, step), -1, step)).toBe(instant);
      }),
    );
  });

  it('by pointer end at a line, or where they began, and last at least a minute', () => {
    fc.assert(
      fc.property(
        dates,
        steps,
        fc.integer({ min: -50, max: 1500 }),
        fc.nat(600),
        (date, step, to, minute) => {
          const field = fieldOf([date], { step, from: 0, to: 23 });
          const scale = field.columns[0]?.scale ?? [];
          const start = instantAt(scale, minute);
          const from: Place = { column: 0, start, end: start + 25 * MINUTE_MS };
          const dragged = draggedTo(from, 0, to, field);
          expect(dragged.end - dragged.start).toBe(25 * MINUTE_MS);
          if (dragged.start !== start)
            expect(Number(plainTimeOf(dragged.start, ZONE).slice(3)) % step).toBe(0);
          const longer = stretchedTo(from, to, field);
          expect(longer.start).toBe(start);
          expect(longer.end).toBeGreaterThan(start);
          expect(endOn(scale, longer.end)).toBeLessThanOrEqual(Math.max(23 * 60, endOn(scale, from.end)));
        },
      ),
    );
  });
});

describe('what can be moved', () => {
  const shown = day();
  it.each([
    ['booked', null],
    ['checked-in', null],
    ['tentative', 'tentative'],
    ['completed', 'completed'],
    ['no-show', 'no-show'],
    ['cancelled', 'cancelled'],
  ] as const)('%s: %s', (status, why) => {
    expect(fixedBecause(appointment('a', at('10:00'), at('10:30'), { status }), shown)).toBe(why);
  });

  it('is not what has no provider, or began the day before', () => {
    expect(fixedBecause(appointment('a', at('10:00'), at('10:30'), { practitionerId: null }), shown)).toBe(
      'no-provider',
    );
    expect(fixedBecause(appointment('a', shown.from - 1, at('00:30')), shown)).toBe('day-before');
  });
});
