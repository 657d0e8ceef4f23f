import { expect, test } from 'vitest';
import { runKills } from '../../kill/kills.ts';

test('the built program, killed at random moments: nothing lost, nothing doubled, nothing by halves', {
  timeout: 10 * 60_000,
}, async () => {
  const { found, ...done } = await runKills({ kills: 5, seed: 3 });
  expect(found).toEqual([]);
  expect(done).toMatchObject({ kills: 5, tornLogs: 10 });
  // It did something worth killing it for.
  expect(done.decisions).toBeGreaterThan(0);
});
