/** How soon a second press of a key counts as a slip of the hand. */
export const DOUBLE_PRESS_MS = 400;

/**
 * Whether a press counts: `at` is its instant in milliseconds, as `Event.timeStamp` has it; `about` the request in focus,
 * `null` when none is.
 */
export type PressGuard = (at: number, about: string | null) => boolean;

/**
 * The second press of a double press does nothing when it comes upon another patient's request. Each press counts anew, so
 * that a key that bounces, or repeats without saying so, acts on one request only.
 */
export function createPressGuard(): PressGuard {
  let last = Number.NEGATIVE_INFINITY;
  let decided: string | null = null;
  return (at, about) => {
    const counts = about === decided || at - last >= DOUBLE_PRESS_MS;
    last = at;
    if (counts) decided = about;
    return counts;
  };
}
