/**
 * Keys that follow each other sooner than this are a burst: a barcode scanner (5 to 50 ms between characters) or a text
 * that a program types. Fast typists need 80 ms and more.
 */
export const BURST_MS = 70;
/** After three keys of a burst it goes on over such a pause, as wireless scanners make. */
export const PAUSE_MS = 250;
const SURE_AFTER = 3;
/** A timer this late says that the window was busy: keys pressed meanwhile may not have been told yet. */
const LATE_MS = 20;
/** So often a late timer waits once more: a window that is always busy must still obey. */
const PATIENCE = 5;

/** The clock and the timer a gate lives by; `now` counts as `Event.timeStamp` does, in milliseconds. */
export interface GateTime {
  readonly now: () => number;
  readonly later: (run: () => void, ms: number) => () => void;
}

export interface KeyGate {
  /**
   * Tells a key that was pressed at `at`; false when it belongs to a burst and does nothing. What waited because of a key
   * before it in the burst is dropped.
   */
  press(at: number): boolean;
  /**
   * Tells a key at `at` that goes on, Tab: false when it ends a burst and does nothing. What waited for the one key before
   * it is done first, so that keys act in their order.
   */
  goOn(at: number): boolean;
  /** Does `act` for the key just told, unless another follows it within a burst. */
  act(run: () => void): void;
}

/**
 * Lets a single key act only when it was alone: no other within `BURST_MS` before it, none within `BURST_MS` after it. By
 * the instants at which keys were pressed, not those at which a busy window came to hear of them.
 */
export function createKeyGate({ now, later }: GateTime, onBurst: () => void): KeyGate {
  let last = Number.NEGATIVE_INFINITY;
  let length = 0;
  let waiting: { readonly run: () => void; readonly cancel: () => void } | null = null;
  const take = (): (() => void) | undefined => {
    const run = waiting?.run;
    waiting?.cancel();
    waiting = null;
    return run;
  };
  return {
    press(at) {
      const within = at - last < (length >= SURE_AFTER ? PAUSE_MS : BURST_MS);
      last = Math.max(last, at);
      const before = take();
      // The one before was alone after all; a busy window hears of both at once.
      if (!within) before?.();
      length = within ? length + 1 : 1;
      if (length === SURE_AFTER) onBurst();
      return !within;
    },
    goOn(at) {
      const before = take();
      if (at - last < (length >= SURE_AFTER ? PAUSE_MS : BURST_MS) && length > 1) return false;
      before?.();
      return true;
    },
    act(run) {
      const wait = (due: number, patience: number): void => {
        const cancel = later(
          () => {
            waiting = null;
            if (patience > 0 && now() - due > LATE_MS) return wait(now() + BURST_MS, patience - 1);
            run();
          },
          Math.max(0, due - now()),
        );
        waiting = { run, cancel };
      };
      take();
      wait(now() + BURST_MS, PATIENCE);
    },
  };
}
