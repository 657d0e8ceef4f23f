import type { Clock } from '../ports.ts';
import { isDatabaseBusy } from './storage-error.ts';

/** Another program holds the database: it will let go in a moment. */
export const DATABASE_BUSY_MS = 500;

/**
 * Does work that looks at the database and that nobody waits for: now or, while another program holds it, every half second until it can.
 * `work` begins anew each time.
 */
export function onceReadable(clock: Clock, work: () => void): void {
  try {
    work();
  } catch (error) {
    if (!isDatabaseBusy(error)) throw error;
    clock.after(DATABASE_BUSY_MS, () => onceReadable(clock, work));
  }
}

/** A clock whose timers do that: what is due while another program holds the database is done when it has let go. */
export const patientClock = (clock: Clock): Clock => ({
  now: clock.now,
  elapsed: clock.elapsed,
  after: (delayMs, run) => {
    let cancelled = false;
    let cancel = clock.after(delayMs, ring);
    function ring(): void {
      try {
        run();
      } catch (error) {
        if (!isDatabaseBusy(error)) throw error;
        if (!cancelled) cancel = clock.after(DATABASE_BUSY_MS, ring);
      }
    }
    return () => {
      cancelled = true;
      cancel();
    };
  },
});
