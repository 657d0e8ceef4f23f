import type { EpochMs } from '../../src-shared/domain/time.ts';
import type { Clock } from '../ports.ts';

/** The longest delay a timer of Node takes (2^31 - 1 ms, 24.8 days); longer ones would fire at once. */
const LONGEST_TIMER_MS = 2_147_483_647;

/**
 * The machine's clock. With `startAt`, the clock shows that instant now and runs on from there: for tests and
 * screenshots.
 */
export function createSystemClock(startAt: EpochMs | null = null): Clock {
  const offset = startAt === null ? 0 : startAt - Date.now();
  return {
    now: () => Date.now() + offset,
    elapsed: () => performance.now(),
    after(delayMs, run) {
      let timer: NodeJS.Timeout;
      const wait = (left: number): void => {
        timer =
          left > LONGEST_TIMER_MS
            ? setTimeout(() => wait(left - LONGEST_TIMER_MS), LONGEST_TIMER_MS)
            : setTimeout(run, left);
      };
      wait(Math.max(0, delayMs));
      return () => clearTimeout(timer);
    },
  };
}
