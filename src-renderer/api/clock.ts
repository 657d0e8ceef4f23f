import type { EpochMs } from '../../src-shared/domain/time.ts';

/** The one source of the present in this window: the main process's clock, carried on by the machine's. */
export interface WindowClock {
  /** The present, in whole milliseconds since the Unix epoch (UTC). */
  now(): EpochMs;
  /** Sets the clock to what the main process says the present is, in whole milliseconds. */
  set(now: EpochMs): void;
}

export function createClock(machine: () => EpochMs): WindowClock {
  let ahead = 0;
  return {
    now: () => machine() + ahead,
    set: (now) => {
      ahead = now - machine();
    },
  };
}

export const clock: WindowClock = createClock(() => Date.now());

/** Starts to measure: the function returned says how many milliseconds have passed, whatever the clock is set to meanwhile. */
export function stopwatch(): () => number {
  const started = performance.now();
  return () => performance.now() - started;
}
