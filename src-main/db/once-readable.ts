import type { Clock } from '../ports.ts';
import { isDatabaseBusy, storageTrouble } from './storage-error.ts';

/** Another program holds the database: it will let go in a moment. */
export const DATABASE_BUSY_MS = 500;

/** The disk is full, say, or the database's folder was moved: that lasts. */
export const STORAGE_TROUBLE_MS = 15_000;

/** After how long work that met this error is tried again; null for what is none of the disk's. */
function tryAgainAfter(error: unknown): number | null {
  if (isDatabaseBusy(error)) return DATABASE_BUSY_MS;
  return storageTrouble(error) === null ? null : STORAGE_TROUBLE_MS;
}

/**
 * Does work that needs the database and that nobody waits for: now or, while another program holds it or the disk refuses, again and again until it can.
 * `work` begins anew each time. The function returned ends the trying.
 */
export function onceReadable(clock: Clock, work: () => void): () => void {
  let cancel = (): void => {};
  function attempt(): void {
    try {
      work();
    } catch (error) {
      const pause = tryAgainAfter(error);
      if (pause === null) throw error;
      cancel = clock.after(pause, attempt);
    }
  }
  attempt();
  return () => cancel();
}

/** A clock whose timers do that: what is due while the database cannot be used is done when it can. */
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
