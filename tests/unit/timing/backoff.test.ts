import { expect, it } from 'vitest';
import { backoffMs } from '../../../src-main/timing/backoff.ts';

const limits = { firstMs: 5_000, maxMs: 60_000 };

it('doubles up to the limit', () => {
  expect([1, 2, 3, 4, 5, 6, 5000].map((failures) => backoffMs(failures, 1, limits))).toEqual([
    5_000, 10_000, 20_000, 40_000, 60_000, 60_000, 60_000,
  ]);
});

it('draws between half and all of it', () => {
  expect([0, 0.5, 1].map((random) => backoffMs(2, random, limits))).toEqual([5_000, 7_500, 10_000]);
});
