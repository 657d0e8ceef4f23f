import type { Clock } from '../../src-main/ports.ts';

/** The clock of one machine: it may be off, be put forward and back, and run faster or slower than the world's. */
export interface Watch extends Clock {
  /** Puts it so far from the world's. */
  set(offMs: number): void;
  /** How much passes on it, timers included, while one millisecond passes in the world. */
  pace(rate: number): void;
}

export function createWatch(world: Clock): Watch {
  let rate = 1;
  let since = world.now();
  let shown = world.now();
  let passed = 0;

  const gone = (): number => (world.now() - since) * rate;
  /** From here on it is reckoned anew. */
  function mark(): void {
    const ms = gone();
    shown += ms;
    passed += ms;
    since = world.now();
  }

  /** The timers that run, by what `elapsed` will be when they ring. */
  const timers = new Map<
    symbol,
    { readonly at: number; readonly run: () => void; readonly cancel: () => void }
  >();

  function wait(key: symbol, at: number, run: () => void): void {
    const ring = (): void => {
      timers.delete(key);
      run();
    };
    const left = Math.max(0, at - (passed + gone()));
    timers.set(key, { at, run, cancel: world.after(Math.ceil(left / rate), ring) });
  }

  return {
    now: () => Math.round(shown + gone()),
    elapsed: () => passed + gone(),
    after(ms, run) {
      const key = Symbol();
      wait(key, passed + gone() + ms, run);
      return () => {
        timers.get(key)?.cancel();
        timers.delete(key);
      };
    },
    set(offMs) {
      mark();
      shown = world.now() + offMs;
    },
    pace(next) {
      mark();
      rate = next;
      for (const [key, { at, run, cancel }] of [...timers]) {
        cancel();
        wait(key, at, run);
      }
    },
  };
}
