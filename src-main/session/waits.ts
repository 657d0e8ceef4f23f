import { waitAfter } from '../../src-shared/domain/users.ts';
import type { Clock } from '../ports.ts';

/** How long nobody can try again for somebody, by the clock that no setting changes. */
export interface Waits {
  /** So many wrong tries in a row have been stored for them, this moment or before this run of the program. */
  begin(userId: string, failures: number): void;
  /** In whole milliseconds; 0: they can try. */
  left(userId: string): number;
}

/**
 * No time of day is stored: a clock put forward would cut a wait short, and one put back would make it endless. What is left of a wait at
 * the end of the program is waited for in full at its next start.
 */
export function createWaits(clock: Clock): Waits {
  const until = new Map<string, number>();
  return {
    begin: (userId, failures) => void until.set(userId, clock.elapsed() + waitAfter(failures)),
    left: (userId) => Math.max(0, Math.ceil((until.get(userId) ?? 0) - clock.elapsed())),
  };
}
