import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BURST_MS, createKeyGate, PAUSE_MS } from '../../../../src-renderer/keyboard/burst.ts';

interface Key {
  readonly at: number;
  /** When the window hears of it. */
  readonly heard: number;
}

/** Which of the keys acted, and how often a burst was told. */
function played(keys: readonly Key[]): { readonly acted: readonly number[]; readonly told: number } {
  let now = 0;
  let told = 0;
  const timers = new Map<number, { readonly due: number; readonly run: () => void }>();
  let ids = 0;
  const acted: number[] = [];
  const gate = createKeyGate(
    {
      now: () => now,
      later: (run, ms) => {
        const id = ids;
        ids += 1;
        timers.set(id, { due: now + ms, run });
        return () => void timers.delete(id);
      },
    },
    () => {
      told += 1;
    },
  );
  const runUntil = (until: number): void => {
    for (;;) {
      const next = [...timers].filter(([, { due }]) => due < until).sort((a, b) => a[1].due - b[1].due)[0];
      if (next === undefined) break;
      timers.delete(next[0]);
      now = Math.max(now, next[1].due);
      next[1].run();
    }
    now = Math.max(now, until);
  };
  for (const [index, { at, heard }] of keys.entries()) {
    runUntil(heard);
    if (gate.press(at)) gate.act(() => acted.push(index));
  }
  runUntil(now + 10_000);
  return { acted, told };
}

const atOnce = (times: readonly number[]): Key[] => times.map((at) => ({ at, heard: at }));
const fromGaps = (gaps: readonly number[]): number[] => {
  let at = 1000;
  return gaps.map((gap) => {
    at += gap;
    return at;
  });
};

describe('the gate of single keys', () => {
  it('lets a key act that is alone before and after', () => {
    expect(played(atOnce([1000, 1000 + BURST_MS, 1000 + 2 * BURST_MS])).acted).toEqual([0, 1, 2]);
  });

  it('lets nothing of a scanned code act, first and last character and the closing Enter included', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: BURST_MS - 1 }), { minLength: 2, maxLength: 40 }),
        (gaps) => {
          const { acted, told } = played(atOnce(fromGaps(gaps)));
          expect(acted).toEqual([]);
          expect(told).toBe(gaps.length >= 3 ? 1 : 0);
        },
      ),
    );
  });

  it('acts for every key whose neighbours are far enough, and for no other', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 2 * PAUSE_MS }), { minLength: 1, maxLength: 30 }),
        (gaps) => {
          const times = fromGaps(gaps);
          const { acted } = played(atOnce(times));
          for (const [index, at] of times.entries()) {
            const before = at - (times[index - 1] ?? Number.NEGATIVE_INFINITY);
            const after = (times[index + 1] ?? Number.POSITIVE_INFINITY) - at;
            if (before < BURST_MS || after < BURST_MS) expect(acted).not.toContain(index);
            if (before >= PAUSE_MS && after >= BURST_MS) expect(acted).toContain(index);
          }
        },
      ),
    );
  });

  it('goes by when keys were pressed, not by when a busy window hears of them', () => {
    // All heard at once, long after; and spread out, although they were pressed at once.
    expect(played([1000, 1500, 2000].map((at) => ({ at, heard: 3000 }))).acted).toEqual([0, 1, 2]);
    expect(
      played([1000, 1010, 1020].map((at, index) => ({ at, heard: 1000 + index * 500 }))).acted,
    ).not.toContain(1);
  });

  it('ends a burst with Tab, and keeps the order of a single key and Tab', () => {
    const done: string[] = [];
    const gate = createKeyGate({ now: () => 0, later: () => () => undefined }, () => undefined);
    expect(gate.goOn(0)).toBe(true);
    expect(gate.press(1)).toBe(true);
    gate.act(() => done.push('key'));
    expect(gate.goOn(2)).toBe(true);
    expect(done).toEqual(['key']);
    expect(gate.press(3)).toBe(false);
    expect(gate.goOn(4)).toBe(false);
    expect(done).toEqual(['key']);
  });

  it('bridges the pause of a wireless scanner within a code', () => {
    expect(played(atOnce([1000, 1010, 1020, 1020 + PAUSE_MS - 1])).acted).toEqual([]);
    expect(played(atOnce([1000, 1010, 1020, 1020 + PAUSE_MS])).acted).toEqual([3]);
  });
});
