import { expect, it } from 'vitest';
import { TURN_MS } from '../../../src-main/timing/in-turns.ts';
import { createOneAtATime } from '../../../src-main/timing/one-at-a-time.ts';

/** What is done in which order, with `-` where others are let go first. */
function recorded() {
  let elapsed = 0;
  const seen: string[] = [];
  const one = createOneAtATime({ elapsed: () => elapsed }, async () => {
    seen.push('-');
  });
  const piece = (name: string, ms: number) =>
    one.do(() => {
      seen.push(name);
      elapsed += ms;
      return name;
    });
  return { seen, piece };
}

it('pieces that come together are done in their order, others going first once they have taken half a turn', async () => {
  const { seen, piece } = recorded();
  const half = TURN_MS / 2;
  expect(await Promise.all([piece('a', 1), piece('b', half), piece('c', half * 5), piece('d', 0)])).toEqual([
    'a',
    'b',
    'c',
    'd',
  ]);
  expect(seen).toEqual(['a', 'b', '-', 'c', '-', 'd']);
  await piece('e', 0);
  expect(seen.at(-1)).toBe('e');
});

it('where one fails the next is done all the same', async () => {
  const { seen, piece } = recorded();
  const one = createOneAtATime({ elapsed: () => 0 }, async () => {});
  const failed = one.do(() => {
    throw new Error('full');
  });
  const after = one.do(() => 'after');
  await expect(failed).rejects.toThrow('full');
  expect(await after).toBe('after');
  await piece('a', TURN_MS);
  await piece('b', 0);
  expect(seen).toEqual(['a', '-', 'b']);
});

it('on a clock that stands still nobody waits', async () => {
  const { seen, piece } = recorded();
  await Promise.all(['a', 'b', 'c'].map((name) => piece(name, 0)));
  expect(seen).toEqual(['a', 'b', 'c']);
});
