/** How soon a second press of a key counts as a slip of the hand. */
export const DOUBLE_PRESS_MS = 400;

/** Whether a press (its instant in milliseconds, as `Event.timeStamp` counts) stands for itself. */
export type PressGuard = (at: number) => boolean;

/**
 * The second press of a double press does nothing: by then another patient's row may be in focus. Each press counts anew,
 * so that a key that bounces, or repeats without saying so, acts once.
 */
export function createPressGuard(): PressGuard {
  let last = Number.NEGATIVE_INFINITY;
  return (at) => {
    const alone = at - last >= DOUBLE_PRESS_MS;
    last = at;
    return alone;
  };
}
