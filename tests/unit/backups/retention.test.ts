import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { backupName, readBackupName } from '../../../src-main/backups/backup-name.ts';
import { type Kept, surplus } from '../../../src-main/backups/retention.ts';
import { HOUR_MS } from '../../../src-shared/domain/time.ts';

const NOON = Date.UTC(2026, 10, 20, 12);
const DAY_MS = 24 * HOUR_MS;
const PLENTY = Number.POSITIVE_INFINITY;

/** One at each instant, in the order in which they are named. */
const made = (...instants: readonly number[]): Kept[] =>
  instants.map((at, index) => ({ number: index + 1, at, bytes: 10 }));
const kept = (all: readonly Kept[], budget = PLENTY): number[] => {
  const gone = new Set(surplus(all, budget));
  return all.filter((one) => !gone.has(one)).map(({ number }) => number);
};

describe('which backups stay', () => {
  test('of a month with one each hour: the last 24 hours, and the last of each of 14 days', () => {
    const hours = Array.from({ length: 30 * 24 }, (_, hour) => NOON + hour * HOUR_MS);
    const all = made(...hours);
    const last = all.length;
    const days = kept(all).map((number) => Math.floor((hours[number - 1] ?? 0) / DAY_MS));
    expect(new Set(days).size).toBe(14);
    expect(kept(all).filter((number) => number > last - 24)).toHaveLength(24);
    expect(kept(all).length).toBeLessThanOrEqual(24 + 14);
  });

  test('of several in one hour the last, and the three made last in any case', () => {
    const minutes = [0, 10, 20, 30, 40, 50].map((minute) => NOON + minute * 60_000);
    expect(kept(made(...minutes))).toEqual([4, 5, 6]);
  });

  test('a clock that was a year ahead for an hour makes no good one old', () => {
    const hours = Array.from({ length: 10 }, (_, hour) => NOON + hour * HOUR_MS);
    const all = made(...hours, NOON + 365 * DAY_MS, NOON + 10 * HOUR_MS);
    expect(kept(all)).toHaveLength(12);
  });

  test('a clock that was put back by years does not make the newest look the oldest', () => {
    const all = made(...Array.from({ length: 40 }, (_, hour) => NOON - hour * HOUR_MS - 5000 * DAY_MS));
    expect(kept(all)).toContain(40);
    expect(kept([...all, { number: 41, at: 0, bytes: 10 }])).toContain(41);
  });

  test('where the disk is small the first made go, never the three made last', () => {
    const hours = Array.from({ length: 10 }, (_, hour) => NOON + hour * HOUR_MS);
    expect(kept(made(...hours), 55)).toEqual([6, 7, 8, 9, 10]);
    expect(kept(made(...hours), 0)).toEqual([8, 9, 10]);
  });

  test('whatever the clock did: the three made last stay, there are few, and looking again changes nothing', () => {
    const instants = fc.array(fc.integer({ min: 0, max: 4_000_000_000_000 }), { maxLength: 120 });
    fc.assert(
      fc.property(instants, (at) => {
        const all = made(...at);
        const left = kept(all);
        expect(left.slice(-3)).toEqual(all.slice(-3).map(({ number }) => number));
        expect(left.length).toBeLessThanOrEqual(24 + 14 + 3);
        const again = all.filter(({ number }) => left.includes(number));
        expect(surplus(again, PLENTY)).toEqual([]);
      }),
    );
  });
});

describe('the name of a backup', () => {
  test('says its place and its second, and is read as it was written', () => {
    expect(backupName({ number: 12, at: Date.UTC(2026, 10, 20, 15, 4, 5) })).toBe(
      'reslot-000012-20261120T150405Z.sqlite',
    );
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e12 }), fc.integer({ min: 0, max: 4e12 }), (number, ms) => {
        const at = Math.floor(ms / 1000) * 1000;
        expect(readBackupName(backupName({ number, at }))).toEqual({ number, at });
      }),
    );
  });

  test('nothing else is taken for one', () => {
    for (const name of [
      'reslot.sqlite',
      'reslot-000012-20261120T150405Z.sqlite-wal',
      '../reslot-000012-20261120T150405Z.sqlite',
      '',
    ])
      expect(readBackupName(name)).toBeNull();
  });
});
