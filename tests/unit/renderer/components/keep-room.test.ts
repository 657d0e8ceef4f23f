import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  keepRoom,
  keepRoomInOrder,
  nextAfter,
  thereOf,
} from '../../../../src-renderer/components/keep-room.ts';

const same = (item: string): string => item;
const list = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'));
const drawnFrom = (items: readonly string[]) => keepRoom([], items, same, false);

describe('the room of a list', () => {
  test('while somebody points at it, everything stays where it is, and what is new comes below', () => {
    fc.assert(
      fc.property(list, list, list, (first, second, third) => {
        let drawn = drawnFrom(first);
        for (const items of [second, third]) {
          const before = drawn;
          drawn = keepRoom(before, items, same, true);
          expect(drawn.slice(0, before.length).map(({ key }) => key)).toEqual(before.map(({ key }) => key));
          expect([...thereOf(drawn)].sort()).toEqual([...items].sort());
        }
      }),
    );
  });

  test('otherwise it is what was read', () => {
    fc.assert(
      fc.property(list, list, (first, items) => {
        const held = keepRoom(drawnFrom(first), items, same, true);
        expect(keepRoom(held, items, same, false)).toEqual(drawnFrom(items));
      }),
    );
  });
});

describe('the room of a list that has an order of its own', () => {
  test('all that is there stands in its order, and what is gone stands where it stood among what stays', () => {
    fc.assert(
      fc.property(list, list, (first, items) => {
        const drawn = keepRoomInOrder(drawnFrom(first), items, same);
        expect(drawn.filter(({ gone }) => !gone).map(({ key }) => key)).toEqual(items);
        expect(
          drawn
            .filter(({ gone }) => gone)
            .map(({ key }) => key)
            .sort(),
        ).toEqual(first.filter((key) => !items.includes(key)).sort());
      }),
    );
  });

  test('where nothing came and nothing changed its place, nothing moves, however often it is read', () => {
    fc.assert(
      fc.property(list, fc.array(fc.nat()), (first, leaving) => {
        let drawn = drawnFrom(first);
        let items = first;
        for (const at of leaving) {
          items = items.filter((_, index) => index !== at % Math.max(items.length, 1));
          drawn = keepRoomInOrder(drawn, items, same);
          expect(drawn.map(({ key }) => key)).toEqual(first);
        }
        // One that was taken back is there again, in its place.
        expect(keepRoomInOrder(drawn, first, same)).toEqual(drawnFrom(first));
      }),
    );
  });

  test.each([
    [['a', 'b', 'c'], ['n', 'b', 'c'], 'n a- b c'],
    [['a', 'b', 'c'], ['a', 'n', 'c'], 'a n b- c'],
    [['a', 'b', 'c'], ['c', 'a'], 'b- c a'],
    [['a', 'b'], [], 'a- b-'],
  ])('%j, then %j: %s', (first, items, drawn) => {
    const words = keepRoomInOrder(drawnFrom(first), items, same).map(({ key, gone }) =>
      gone ? `${key}-` : key,
    );
    expect(words.join(' ')).toBe(drawn);
  });
});

describe('the one to go on with', () => {
  test.each([
    ['b', ['a', 'b', 'c'], 'c'],
    ['b', ['a', 'c'], 'c'],
    ['c', ['a', 'b'], 'b'],
    ['b', ['a'], 'a'],
    ['a', [], null],
    ['elsewhere', ['b'], 'b'],
  ] as const)('after %s, of %j: %s', (lost, there, next) => {
    expect(nextAfter(['a', 'b', 'c'], lost, new Set<string>(there))).toBe(next);
  });
});
