import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createBell } from '../../../src-main/timing/bell.ts';
import { sideBySide } from '../../../src-main/timing/side-by-side.ts';
import { createVirtualClock } from '../../support/virtual-clock.ts';

const HEAD_START_MS = 2000;

/** Pieces of work by key and duration; `log` tells what began and ended. */
function bench(pieces: { readonly key: string; readonly ms: number; readonly fails?: boolean }[]) {
  const clock = createVirtualClock(0);
  const bell = createBell();
  const log: string[] = [];
  const waiting = pieces.map((piece, index) => ({ ...piece, index }));
  const all = sideBySide({
    clock,
    atOnce: 3,
    headStartMs: HEAD_START_MS,
    bell,
    next(underWay) {
      const at = waiting.findIndex(({ key }) => !underWay.has(key));
      const [piece] = at < 0 ? [] : waiting.splice(at, 1);
      if (!piece) return null;
      const { key, ms, index, fails } = piece;
      return {
        key,
        async run() {
          log.push(`+${index}`);
          await new Promise<void>((resolve) => clock.after(ms, resolve));
          log.push(`-${index}`);
          if (fails) throw new Error(String(index));
        },
      };
    },
  });
  return { clock, bell, log, waiting, all };
}

it('what is quick is done one after another; what is slow gets a head start, and company', async () => {
  const { clock, log, all } = bench([
    { key: 'a', ms: 10 },
    { key: 'b', ms: 60_000 },
    { key: 'b', ms: 10 },
    { key: 'c', ms: 10 },
  ]);
  await clock.advance(HEAD_START_MS + 100);
  expect(log).toEqual(['+0', '-0', '+1', '+3', '-3']);
  await clock.advance(60_000);
  await all;
  expect(log.slice(5)).toEqual(['-1', '+2', '-2']);
  expect(clock.pending()).toBe(0);
});

it('the bell has it look again while everything is waiting', async () => {
  const { clock, bell, log, waiting, all } = bench([{ key: 'a', ms: 60_000 }]);
  await clock.advance(5000);
  waiting.push({ key: 'b', ms: 10, index: 1 });
  bell.ring();
  await clock.advance(20);
  expect(log).toEqual(['+0', '+1', '-1']);
  await clock.advance(60_000);
  await all;
});

it('an error ends it when what is under way has ended, and nothing begins after it', async () => {
  const { clock, log, all } = bench([
    { key: 'a', ms: 10_000 },
    { key: 'b', ms: 10, fails: true },
    { key: 'c', ms: 10 },
  ]);
  const failed = expect(all).rejects.toThrow('1');
  await clock.advance(20_000);
  await failed;
  expect(log).toEqual(['+0', '+1', '-1', '-0']);
});

it('everything is done once, never two of a key or more than three together', async () => {
  const piece = fc.record({ key: fc.constantFrom('a', 'b', 'c', 'd'), ms: fc.nat(10_000) });
  await fc.assert(
    fc.asyncProperty(fc.array(piece, { maxLength: 12 }), async (pieces) => {
      const { clock, log, all } = bench(pieces);
      await clock.drain();
      await all;
      const underWay: number[] = [];
      for (const line of log) {
        const index = Number(line.slice(1));
        if (line.startsWith('-')) underWay.splice(underWay.indexOf(index), 1);
        else {
          expect(underWay.map((one) => pieces[one]?.key)).not.toContain(pieces[index]?.key);
          expect(underWay.push(index)).toBeLessThanOrEqual(3);
        }
      }
      expect(log.filter((line) => line.startsWith('+'))).toHaveLength(pieces.length);
    }),
    { numRuns: 50 },
  );
});
