import type { Clock } from '../ports.ts';

/** So long work may hold everything else up before it stands back, in milliseconds: a frame and a half of the window. */
export const TURN_MS = 20;

/**
 * Does long work a turn at a time, so that whoever waits (the window, a timer, an answer) is served in between. `work` does
 * what it can until `isOver` says that its turn has lasted its time, leaves everything so that others may act on it, and returns
 * whether more is to be done. Resolves to false where `standBack` did, which lets others go first and says whether to go on.
 */
export async function inTurns(
  clock: Pick<Clock, 'elapsed'>,
  standBack: () => Promise<boolean>,
  work: (isOver: () => boolean) => boolean,
): Promise<boolean> {
  for (;;) {
    const began = clock.elapsed();
    if (!work(() => clock.elapsed() - began >= TURN_MS)) return true;
    if (!(await standBack())) return false;
  }
}
