import { fork } from 'node:child_process';
import { once } from 'node:events';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { atMost, type Measured, ms } from './report.ts';

const RESOLUTION_MS = 2;

/** So long nothing may hold up the main process at most. */
export const STALL_MS = 50;

export interface Stall {
  /** The longest time, in milliseconds, that nothing else could run. */
  readonly ms: number;
  /** The same of a process that did nothing meanwhile: what the machine's other work costs. */
  readonly idleMs: number;
}

/** How long nothing else could run while `work` did, at the longest. */
export async function longestStall(work: () => Promise<unknown>): Promise<Stall> {
  const idle = fork(import.meta.filename);
  await once(idle, 'message');
  const stop = await watch();
  await work();
  const longest = await stop();
  idle.send('stop');
  const [idleMs] = await once(idle, 'message');
  return { ms: longest, idleMs };
}

/** The line of the table about it. */
export const stallLine = (what: string, { ms: longest, idleMs }: Stall, took = ''): Measured => ({
  ...atMost(what, longest, STALL_MS, `${ms(longest)}${took}`),
  beside: `an idle process meanwhile: ${ms(idleMs)}`,
});

async function watch(): Promise<() => Promise<number>> {
  const aMoment = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 20));
  const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  await aMoment();
  delay.enable();
  await aMoment();
  return async () => {
    await aMoment();
    delay.disable();
    return Math.max(0, delay.max / 1e6 - RESOLUTION_MS);
  };
}

// As the process that does nothing.
if (process.argv[1] === import.meta.filename) {
  const stop = await watch();
  process.send?.('watching');
  await once(process, 'message');
  process.send?.(await stop());
  process.disconnect();
}
