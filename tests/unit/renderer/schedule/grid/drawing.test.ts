import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { drawnOf, inSight, nextToDraw } from '../../../../../src-renderer/features/schedule/grid/drawing.ts';
import { AXIS_PX } from '../../../../../src-renderer/features/schedule/grid/geometry.ts';

const widths = Array.from({ length: 50 }, () => 168);

describe('columns in sight', () => {
  it('are those of which something is seen, and one beyond on either side', () => {
    // 68 pixels of axis, six whole columns and a part of the seventh.
    expect(inSight(widths, { from: 0, to: AXIS_PX + 6 * 168 + 1 })).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
    expect(inSight(widths, { from: 0, to: AXIS_PX + 6 * 168 })).toEqual([0, 1, 2, 3, 4, 5, 6]);
    const from = AXIS_PX + 20 * 168;
    expect(inSight(widths, { from, to: from + 2 * 168 })).toEqual([19, 20, 21, 22]);
    expect(inSight(widths, { from: AXIS_PX + 48 * 168, to: AXIS_PX + 50 * 168 })).toEqual([47, 48, 49]);
  });

  it('are counted by their own widths', () => {
    expect(inSight([336, 168, 336, 168], { from: 0, to: AXIS_PX + 336 })).toEqual([0, 1]);
    expect(inSight([168, 336, 336, 168], { from: 0, to: AXIS_PX + 336 })).toEqual([0, 1, 2]);
  });

  it('are none where there are none', () => {
    expect(inSight([], { from: 0, to: 1280 })).toEqual([]);
  });
});

describe('what is drawn next', () => {
  it('is what is nearest to the columns in sight, until a portion is full', () => {
    const counts = widths.map(() => 25);
    const drawn = new Set([10, 11, 12]);
    const next = nextToDraw(counts, (column) => drawn.has(column), [10, 11, 12]);
    expect(next.toSorted((a, b) => a - b)).toEqual([6, 7, 8, 9, 13, 14, 15, 16]);
  });

  it('is many columns when they hold little, and one when it holds much', () => {
    expect(nextToDraw([0, 0, 0, 1, 0], (column) => column === 0, [0])).toEqual([1, 2, 3, 4]);
    expect(nextToDraw([5, 400, 400], (column) => column === 0, [0])).toEqual([1]);
  });

  it('comes to every column, whatever they hold and wherever one looks', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(300), { minLength: 1, maxLength: 60 }),
        fc.array(fc.nat(10_000), { minLength: 1, maxLength: 5 }),
        (counts, places) => {
          const drawn = new Set<number>();
          for (let turn = 0; drawn.size < counts.length; turn += 1) {
            const from = places[turn % places.length] ?? 0;
            const seen = inSight(
              counts.map(() => 168),
              { from, to: from + 1280 },
            );
            const next = nextToDraw(counts, (column) => drawn.has(column), seen);
            expect(next.length).toBeGreaterThan(0);
            expect(next.some((column) => drawn.has(column))).toBe(false);
            // The last of a portion is what fills it.
            expect(next.slice(0, -1).reduce((sum, column) => sum + (counts[column] ?? 0), 0)).toBeLessThan(
              200,
            );
            for (const column of next) drawn.add(column);
          }
          expect(nextToDraw(counts, (column) => drawn.has(column), [])).toEqual([]);
        },
      ),
    );
  });
});

describe('what is drawn', () => {
  it('stays, and is the very same when nothing is added', () => {
    const before = new Set(['a', 'b']);
    expect(drawnOf(before, ['a', 'b', 'c'], [])).toBe(before);
    expect(drawnOf(before, ['a', 'b', 'c'], [0])).toBe(before);
    expect([...drawnOf(before, ['a', 'b', 'c'], [2])]).toEqual(['a', 'b', 'c']);
  });

  it('is forgotten with the column', () => {
    expect([...drawnOf(new Set(['a', 'b']), ['b', 'c'], [1])]).toEqual(['b', 'c']);
    expect([...drawnOf(new Set(['a', 'b']), ['c', 'd'], [0, 7])]).toEqual(['c']);
  });
});
