import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { layOut, type Stretch } from '../../../../../src-renderer/features/schedule/grid/lanes.ts';

interface Named extends Stretch {
  readonly id: number;
}

const items = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 400 }), fc.integer({ min: 1, max: 120 })), { maxLength: 80 })
  .map((all) => all.map(([start, length], id): Named => ({ id, start, end: start + length })));

const lanes = fc.integer({ min: 1, max: 6 });

/** Every box that is drawn, as a share of the column's width. */
const boxes = (all: readonly Named[], most: number) => {
  const { placed, folded } = layOut(all, most);
  return [
    ...placed.map(({ item, lane, span, lanes: of }) => ({
      start: item.start,
      end: item.end,
      left: lane / of,
      right: (lane + span) / of,
    })),
    ...folded.map(({ start, end, lane, lanes: of }) => ({
      start,
      end,
      left: lane / of,
      right: (lane + 1) / of,
    })),
  ];
};

const named = (all: readonly (readonly [number, number])[]): Named[] =>
  all.map(([start, end], id) => ({ id, start, end }));

const drawn = (all: readonly (readonly [number, number])[], most = 4): string[] =>
  layOut(named(all), most)
    .placed.toSorted((a, b) => a.item.id - b.item.id)
    .map(({ item, lane, span, lanes: of }) => `${item.id}: ${lane}+${span}/${of}`);

describe('lanes', () => {
  it('give one alone, and one after another, the whole width', () => {
    expect(
      drawn([
        [0, 30],
        [30, 60],
        [90, 100],
      ]),
    ).toEqual(['0: 0+1/1', '1: 0+1/1', '2: 0+1/1']);
  });

  it('put two that overlap side by side, and share the width within their group only', () => {
    expect(
      drawn([
        [0, 30],
        [15, 45],
        [45, 60],
      ]),
    ).toEqual(['0: 0+1/2', '1: 1+1/2', '2: 0+1/1']);
  });

  it('let one grow to where the next lane is taken', () => {
    expect(
      drawn([
        [0, 60],
        [0, 30],
        [0, 30],
        [30, 60],
      ]),
    ).toEqual(['0: 0+1/3', '1: 1+1/3', '2: 2+1/3', '3: 1+2/3']);
  });

  it('fold 60 at one time behind one button, all of them in it but three', () => {
    const { placed, folded, most } = layOut(named(Array.from({ length: 60 }, () => [600, 630] as const)), 4);
    expect(placed.map(({ lane }) => lane)).toEqual([0, 1, 2]);
    expect(folded.map(({ items: all, lane, start, end }) => [all.length, lane, start, end])).toEqual([
      [57, 3, 600, 630],
    ]);
    expect(most).toBe(4);
  });

  it('show one that would be folded alone itself', () => {
    const all = named([
      [0, 60],
      [0, 60],
      [0, 30],
      [0, 30],
      [40, 60],
    ]);
    const { placed, folded } = layOut(all, 3);
    expect(folded.map((pile) => pile.items.map(({ id }) => id))).toEqual([[2, 3]]);
    expect(placed.find(({ item }) => item.id === 4)).toMatchObject({ lane: 2, span: 1, lanes: 3 });
  });

  it('lose nothing and show nothing twice', () => {
    fc.assert(
      fc.property(items, lanes, (all, most) => {
        const { placed, folded } = layOut(all, most);
        const found = [...placed.map(({ item }) => item), ...folded.flatMap((pile) => pile.items)];
        expect(found.map(({ id }) => id).sort((a, b) => a - b)).toEqual(all.map(({ id }) => id));
      }),
    );
  });

  it('never cover one box with another, never leave the column, and keep to the most lanes', () => {
    fc.assert(
      fc.property(items, lanes, (all, most) => {
        const shown = boxes(all, most);
        for (const [index, one] of shown.entries()) {
          expect(one.left).toBeGreaterThanOrEqual(0);
          expect(one.right).toBeLessThanOrEqual(1);
          expect(one.right - one.left).toBeGreaterThan(0.999 / most);
          for (const other of shown.slice(index + 1)) {
            const sameTime = one.start < other.end && other.start < one.end;
            const samePlace = one.left < other.right - 1e-9 && other.left < one.right - 1e-9;
            expect(sameTime && samePlace).toBe(false);
          }
        }
      }),
    );
  });

  it('fold only where there are more at once than lanes', () => {
    fc.assert(
      fc.property(items, lanes, (all, most) => {
        const deepest = Math.max(
          0,
          ...all.map(({ start }) => all.filter((one) => one.start <= start && start < one.end).length),
        );
        if (deepest <= most) expect(layOut(all, most).folded).toEqual([]);
        else expect(layOut(all, most).folded.length).toBeGreaterThan(0);
      }),
    );
  });
});
