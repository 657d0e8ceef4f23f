import { sendable } from '../outbox/queue.ts';
import { within } from '../timing/within.ts';
import type { ExchangeFailure } from './exchange-failure.ts';
import { type PushDeps, pushOne } from './push-one.ts';

/** Decisions on different appointments that may be on their way at the same time. */
const AT_ONCE = 4;
/** So long the next waits for the answer to the one before, so that they normally arrive in the order they were made. */
const HEAD_START_MS = 2000;

/**
 * Sends everything that may leave now. Of each ordering key one after another; of different keys in the order of the decisions,
 * but a slow answer does not hold the others up. A portal that cannot be reached or lets nobody in is not asked again
 * in this round. The first failure met, or null. Rejects with what the database threw, once nothing is under way any more.
 */
export async function push(deps: PushDeps): Promise<ExchangeFailure | null> {
  const underWay = new Map<string, Promise<void>>();
  const tried = new Set<string>();
  let first: ExchangeFailure | null = null;
  let stopped = false;
  const thrown: unknown[] = [];

  const send = async (id: string): Promise<void> => {
    try {
      const failed = await pushOne(deps, id);
      first ??= failed;
      if (failed && stopsAll(failed)) stopped = true;
    } catch (error) {
      // The database, say: the others under way get their answers first.
      thrown.push(error);
      stopped = true;
    }
  };

  while (!stopped) {
    const keys = new Set(underWay.keys());
    const next = sendable(deps.db, deps.clock.now()).find(
      (row) => !tried.has(row.id) && !keys.has(row.ordering_key),
    );
    if (!next) {
      if (underWay.size === 0) break;
      await Promise.race(underWay.values());
      continue;
    }
    tried.add(next.id);
    const running = send(next.id).finally(() => underWay.delete(next.ordering_key));
    underWay.set(next.ordering_key, running);
    await within(deps.clock, HEAD_START_MS, running);
    if (underWay.size >= AT_ONCE) await Promise.race(underWay.values());
  }
  await Promise.all(underWay.values());
  if (thrown.length > 0) throw thrown[0];
  return first;
}

/** A server that hangs on one decision may well answer the next; one that is not there will not. */
export const stopsAll = ({ kind, detail }: ExchangeFailure): boolean =>
  STOPPING.has(kind) || detail === 'unreachable';

const STOPPING: ReadonlySet<ExchangeFailure['kind']> = new Set<ExchangeFailure['kind']>([
  'sign-in-failed',
  'certificate',
  'secret-elsewhere',
  'key-store',
  'clear-text',
  'busy',
  'not-sent',
]);
