import type { Clock } from '../ports.ts';

/** A timer of which there is one at a time. */
export interface Alarm {
  /** Rings `delayMs` from now, at once where that is past, and at no other time it was set for before. */
  set(delayMs: number): void;
  /** It rings no more, until it is set again. */
  clear(): void;
  /** Whether it has been set and has not rung. */
  readonly pending: boolean;
}

/** An alarm that is not set. */
export function createAlarm(clock: Clock, ring: () => void): Alarm {
  let cancel: (() => void) | null = null;
  const clear = (): void => {
    cancel?.();
    cancel = null;
  };
  return {
    set(delayMs) {
      clear();
      cancel = clock.after(Math.max(0, delayMs), () => {
        cancel = null;
        ring();
      });
    },
    clear,
    get pending() {
      return cancel !== null;
    },
  };
}
