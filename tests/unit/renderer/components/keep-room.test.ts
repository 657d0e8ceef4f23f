import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { keepRoom, nextAfter, thereOf } from '../../../../src-renderer/components/keep-room.ts';

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
