import { expect, test } from 'vitest';
import { createLateWatch } from '../../../src-main/sync/late-watch.ts';
import { createVirtualClock } from '../../support/virtual-clock.ts';

const MINUTE = 60_000;

test('ever less often while nothing comes late, up to once an hour; soon again once something has', async () => {
  const clock = createVirtualClock(0);
  const watch = createLateWatch(clock);
  /** Minutes until the next look, which finds so much. */
  async function next(found: number): Promise<number> {
    let minutes = 0;
    while (!watch.isDue('Task')) {
      await clock.advance(MINUTE);
      minutes += 1;
    }
    watch.looked('Task', found);
    return minutes;
  }
  const waited = [];
  for (const found of [0, 0, 0, 0, 0, 3, 0, 0]) waited.push(await next(found));
  expect(waited).toEqual([5, 10, 20, 40, 60, 60, 5, 10]);
  watch.forget();
  expect(await next(0)).toBe(5);
});
