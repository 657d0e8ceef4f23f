import { expect, it } from 'vitest';
import { createReloadLimit } from '../../../src-main/shell/crash-loop.ts';

it('loads a page again three times within a minute, and not a fourth time', () => {
  const mayReload = createReloadLimit();
  expect([0, 1000, 2000, 3000].map(mayReload)).toEqual([true, true, true, false]);
});

it('forgets crashes of more than a minute ago', () => {
  const mayReload = createReloadLimit();
  expect([0, 30_000, 59_000, 61_000, 91_000, 92_000].map(mayReload)).toEqual([
    true,
    true,
    true,
    true,
    true,
    false,
  ]);
});
