import { sendable } from '../outbox/queue.ts';
import type { Bell } from '../timing/bell.ts';
import { sideBySide } from '../timing/side-by-side.ts';
import type { ExchangeFailure } from './exchange-failure.ts';
import type { PushDeps } from './push-deps.ts';
import { pushOne } from './push-one.ts';

/** Decisions on different appointments that may be on their way at the same time. */
const AT_ONCE = 4;
/** So long the next waits for the answer to the one before, so that they normally arrive in the order they were made. */
const HEAD_START_MS = 2000;

/**
 * Sends everything that may leave now. Of each ordering key one after another; of different keys in the order of the decisions,
 * but a slow answer does not hold the others up. A portal that cannot be reached or lets nobody in is not asked again
 * in this round. The first failure met, or null. Rejects with what the database threw, once nothing is under way any more.
 */
export async function push(deps: PushDeps & { readonly bell: Bell }): Promise<ExchangeFailure | null> {
  const tried = new Set<string>();
  let first: ExchangeFailure | null = null;
  let stopped = false;

  async function send(id: string): Promise<void> {
    const failed = await pushOne(deps, id);
    first ??= failed;
    if (failed && stopsAll(failed)) stopped = true;
  }

  await sideBySide({
    clock: deps.clock,
    atOnce: AT_ONCE,
    headStartMs: HEAD_START_MS,
    bell: deps.bell,
    next(underWay) {
      if (stopped) return null;
      for (const { id, ordering_key: key } of sendable(deps.db, deps.clock.now())) {
        if (tried.has(id) || underWay.has(key)) continue;
        tried.add(id);
        return { key, run: () => send(id) };
      }
      return null;
    },
  });
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
