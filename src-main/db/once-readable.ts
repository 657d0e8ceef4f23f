import type { Clock } from '../ports.ts';
import { isDatabaseBusy } from './storage-error.ts';

/** Another program holds the database: it will let go in a moment. */
export const DATABASE_BUSY_MS = 500;

/**
 * Does work that needs the database and that nobody waits for: now or, while another program holds it, every half second until it can.
 * `work` begins anew each time. The function returned ends the trying.
 */
export function onceReadable(clock: Clock, work: () => void): () => void {
  let cancel = (): void => {};
  function attempt(): void {
    try {
      work();
    } catch (error) {
      if (!isDatabaseBusy(error)) throw error;
      cancel = clock.after(DATABASE_BUSY_MS, attempt);
    }
  }
  attempt();
  return () => cancel();
}

/** A clock whose timers do that: what is due while another program holds the database is done when it has let go. */
export const patientClock = (clock: Clock): Clock => ({
  now: clock.now,
  elapsed: clock.elapsed,
  after(delayMs, run) {
    let cancel = clock.after(delayMs, () => {
      cancel = onceReadable(clock, run);
    });
    return () => cancel();
  },
});
