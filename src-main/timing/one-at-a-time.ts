import type { Clock } from '../ports.ts';
import { TURN_MS } from './in-turns.ts';

/** Short pieces of work that may all be due in the same moment, such as dealing with answers that came together. */
export interface OneAtATime {
  /** What `work` returns, or throws, once it has had its turn. */
  do<T>(work: () => T): Promise<T>;
}

/**
 * Does pieces of work in the order in which they come. Once they have taken half a turn together (`TURN_MS`), others are let go first:
 * a piece, however long, never follows another in one go.
 */
export function createOneAtATime(
  clock: Pick<Clock, 'elapsed'>,
  standBack: () => Promise<unknown>,
): OneAtATime {
  let before: Promise<unknown> = Promise.resolve();
  let taken = 0;

  async function turnOf<T>(work: () => T, earlier: Promise<unknown>): Promise<T> {
    await earlier;
    if (taken >= TURN_MS / 2) {
      await standBack();
      taken = 0;
    }
    const began = clock.elapsed();
    try {
      return work();
    } finally {
      taken += clock.elapsed() - began;
    }
  }

  return {
    do(work) {
      const turn = turnOf(work, before);
      before = turn.catch(() => {});
      return turn;
    },
  };
}
