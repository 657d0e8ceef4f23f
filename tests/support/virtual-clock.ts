import type { Clock } from '../../src-main/ports.ts';

/** A clock that stands still until a test moves it. */
export interface VirtualClock extends Clock {
  /**
   * Moves `ms` forward. Each timer that becomes due runs at its own instant, earliest first (in the order of setting
   * where two are equal), and what it started is given the chance to settle before the next.
   */
  advance(ms: number): Promise<void>;
  /** Runs timers, one after another, until none is left or `limit` have run; resolves to how many ran. */
  drain(limit?: number): Promise<number>;
  /** Lets promises and real I/O callbacks that are already due run; the time stays. */
  settle(): Promise<void>;
  /** How many timers are set. */
  pending(): number;
  /** When the next timer is due, or `null`. */
  nextDue(): number | null;
}

/** `startMs` defaults to 2026-11-20T15:00:00Z (Friday, 9:00 AM in Chicago). */
export function createVirtualClock(startMs: number = Date.UTC(2026, 10, 20, 15)): VirtualClock {
  interface Timer {
    readonly due: number;
    readonly order: number;
    readonly run: () => void;
  }
  const timers = new Set<Timer>();
  let now = startMs;
  let order = 0;

  function next(): Timer | null {
    let first: Timer | null = null;
    for (const timer of timers) {
      if (!first || timer.due < first.due || (timer.due === first.due && timer.order < first.order))
        first = timer;
    }
    return first;
  }

  async function settle(): Promise<void> {
    // Several turns of the event loop: a settled promise may start I/O whose callback settles another.
    for (let turn = 0; turn < 4; turn += 1) await new Promise<void>((resolve) => setImmediate(resolve));
  }

  async function runNext(timer: Timer): Promise<void> {
    timers.delete(timer);
    now = Math.max(now, timer.due);
    timer.run();
    await settle();
  }

  return {
    now: () => now,
    elapsed: () => now - startMs,
    after(delayMs, run) {
      order += 1;
      const timer: Timer = { due: now + Math.max(0, delayMs), order, run };
      timers.add(timer);
      return () => {
        timers.delete(timer);
      };
    },
    async advance(ms) {
      const end = now + ms;
      await settle();
      for (let timer = next(); timer && timer.due <= end; timer = next()) await runNext(timer);
      now = Math.max(now, end);
      await settle();
    },
    async drain(limit = 1000) {
      await settle();
      let ran = 0;
      for (let timer = next(); timer && ran < limit; timer = next()) {
        await runNext(timer);
        ran += 1;
      }
      return ran;
    },
    settle,
    pending: () => timers.size,
    nextDue: () => next()?.due ?? null,
  };
}
