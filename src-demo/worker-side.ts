import { parentPort } from 'node:worker_threads';
import type { Result } from '../src-shared/result.ts';
import type { DemoError } from './demo-error.ts';
import { stopMessage } from './worker-protocol.ts';

/** The worker's half of the protocol: starts the server, says so, and stops it when told to. */
export async function runAsWorker<S extends { stop(): Promise<void> }>(
  start: () => Promise<Result<S, DemoError>>,
  report: (server: S) => object,
): Promise<void> {
  const port = parentPort;
  if (port === null) throw new Error('Not started as a worker');
  const started = await start();
  if (!started.ok) {
    port.postMessage({ type: 'error', error: started.error });
    port.close();
    return;
  }
  port.on('message', (message: unknown) => {
    if (stopMessage.safeParse(message).success) void started.value.stop().then(() => port.close());
  });
  port.postMessage({ type: 'ready', ready: report(started.value) });
}

/** A clock that shows `now` at this moment and goes on with the machine's. */
export function clockFrom(now: number): () => number {
  const offset = now - Date.now();
  return () => Date.now() + offset;
}
