import { setTimeout as delay } from 'node:timers/promises';
import { backoffMs } from '../src-main/timing/backoff.ts';
import type { DemoStanding } from '../src-shared/ipc/sync-views.ts';
import { ok, type Result } from '../src-shared/result.ts';
import type { DemoError } from './demo-error.ts';

/** A server that has started. */
export interface Running<T> {
  /** Where it is. */
  readonly ready: T;
  /** Resolves when it has ended, with what ended it where that is known. Never rejects. */
  readonly ended: Promise<unknown>;
  stop(): Promise<void>;
}

export interface Kept<T> {
  /** Where it is and, started again, will be. */
  readonly ready: T;
  standing(): DemoStanding;
  /** Ends it for good, also while it is being started again. */
  stop(): Promise<void>;
}

/** How a server that died is started again. */
export interface Revival {
  /** The first pause before it, and the longest. */
  readonly firstMs: number;
  readonly maxMs: number;
  /** Deaths in a row after which it is left alone. */
  readonly attempts: number;
  /** A server that has run for so long was sound: its death is the first of a row. */
  readonly soundMs: number;
}

export const REVIVAL: Revival = { firstMs: 500, maxMs: 30_000, attempts: 8, soundMs: 60_000 };

/**
 * Keeps a server running: one that dies after its start is started again where it was, after a pause that doubles; one that
 * keeps dying is given up. `start` gets where it was, or null the first time, when it may fail for good. `told` hears each
 * change of its standing, and with a death what it died of.
 */
export async function keepRunning<T>(
  start: (was: T | null, signal: AbortSignal) => Promise<Result<Running<T>, DemoError>>,
  told: (standing: DemoStanding, why: unknown) => void,
  revival: Revival = REVIVAL,
): Promise<Result<Kept<T>, DemoError>> {
  const ending = new AbortController();
  const first = await start(null, ending.signal);
  if (!first.ok) return first;
  const { ready } = first.value;
  let standing: DemoStanding = 'running';
  let running: Running<T> | null = first.value;
  let deaths = 0;
  const kept = keep(first.value);

  async function keep(one: Running<T>): Promise<void> {
    for (let current: Running<T> | null = one; current !== null; current = await revived()) {
      running = current;
      if (standing !== 'running') turn('running', null);
      const since = performance.now();
      const why = await current.ended;
      running = null;
      if (ending.signal.aborted) return;
      if (performance.now() - since >= revival.soundMs) deaths = 0;
      died(why);
    }
  }

  /** The server started again; null once it is given up or has been stopped. */
  async function revived(): Promise<Running<T> | null> {
    while (standing === 'restarting') {
      const pause = backoffMs(deaths, Math.random(), revival);
      await delay(pause, undefined, { signal: ending.signal }).catch(() => undefined);
      if (ending.signal.aborted) return null;
      const again = await start(ready, ending.signal);
      if (again.ok && !ending.signal.aborted) return again.value;
      if (again.ok) await again.value.stop();
      if (ending.signal.aborted) return null;
      if (!again.ok) died(null);
    }
    return null;
  }

  function died(why: unknown): void {
    deaths += 1;
    turn(deaths >= revival.attempts ? 'given-up' : 'restarting', why);
  }

  function turn(next: DemoStanding, why: unknown): void {
    standing = next;
    told(next, why);
  }

  return ok({
    ready,
    standing: () => standing,
    async stop() {
      ending.abort();
      await running?.stop();
      await kept;
    },
  });
}
