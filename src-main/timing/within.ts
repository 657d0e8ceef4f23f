import type { Clock } from '../ports.ts';

/** What `within` resolves to when the work had not ended. */
export const LATE = Symbol('late');

/**
 * What `work` resolves to, or `LATE` once `limitMs` have passed on the clock: the work goes on then, and nobody waits for it
 * (a later rejection is nobody's either). Rejects as `work` does before that.
 */
export async function within<T>(clock: Clock, limitMs: number, work: Promise<T>): Promise<T | typeof LATE> {
  let cancel = (): void => {};
  const limit = new Promise<typeof LATE>((resolve) => {
    cancel = clock.after(limitMs, () => resolve(LATE));
  });
  try {
    return await Promise.race([work, limit]);
  } finally {
    cancel();
  }
}
