import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Order } from './server.ts';

export interface BenchPortal {
  readonly baseUrl: string;
  /** Resolves when it has been done. */
  order(order: Order): Promise<void>;
  stop(): void;
}

/** The server of `server.ts`, in a process of its own. */
export async function startBenchPortal(): Promise<BenchPortal> {
  const child = fork(join(import.meta.dirname, 'server.ts'), { execArgv: ['--max-old-space-size=12000'] });
  const { port } = await next<{ port: number }>(child);
  return {
    baseUrl: `http://127.0.0.1:${port}/fhir`,
    async order(order) {
      child.send(order);
      await next(child);
    },
    stop: () => child.disconnect(),
  };
}

async function next<T>(child: ChildProcess): Promise<T> {
  const [message] = await once(child, 'message');
  return message;
}
