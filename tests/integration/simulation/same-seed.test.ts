import { expect, test } from 'vitest';
import { simulate } from '../../simulation/simulate.ts';

test('one seed gives one history, to the letter: every request, every answer, every letter at its instant', async () => {
  const traces = async (seed: number): Promise<string[]> => {
    const found: string[] = [];
    for await (const { trace } of simulate(
      {
        desks: 2,
        steps: 24,
        clocks: true,
        forms: true,
        restores: true,
        settings: true,
        wishes: true,
        ownTimes: true,
        offers: true,
      },
      seed,
      [1, 0],
    ))
      found.push(trace);
    return found;
  };
  const once = await traces(11);
  expect(await traces(11)).toEqual(once);
  expect(new Set([...once, ...(await traces(12))]).size).toBe(4);
});
