import type { Clock } from '../ports.ts';

/** So long work may hold everything else up before it stands back, in milliseconds: a frame and a half of the window. */
export const TURN_MS = 20;

const SHORT_MS = 5;

/**
 * Does long work a turn at a time, so that whoever waits (the window, a timer, an answer) is served in between. `work` does
 * what it can until `isOver` says that its turn has lasted its time, leaves everything so that others may act on it, and returns
 * whether more is to be done. Resolves to false where `standBack` did, which lets others go first and says whether to go on.
 * After a last turn that was not short others go first, too: what follows may be long work again.
 */
export async function inTurns(
  clock: Pick<Clock, 'elapsed'>,
  standBack: () => Promise<boolean>,
  work: (isOver: () => boolean) => boolean,
): Promise<boolean> {
  for (;;) {
    const began = clock.elapsed();
    const isMore = work(() => clock.elapsed() - began >= TURN_MS);
    if (!isMore && clock.elapsed() - began < SHORT_MS) return true;
    const goesOn = await standBack();
    if (!isMore) return true;
    if (!goesOn) return false;
  }
}
