import {
  hashKey,
  keepPreviousData,
  notifyManager,
  QueryClient,
  type QueryKey,
  replaceEqualDeep,
  type UseQueryOptions,
  useQuery as useCached,
} from '@tanstack/react-query';
import { useCallback } from 'react';
import type { AppError } from '../../src-shared/errors.ts';
import type { Topic } from '../../src-shared/ipc/events.ts';
import { err, type Result } from '../../src-shared/result.ts';
import { subscribe } from './client.ts';

/** What the main process said last. A refusal is an answer, too: it stays on the screen while the question is put again. */
export interface Answer<T> {
  /** The last good answer to the same question; a refusal after it does not take it away. */
  readonly data: T | null;
  /** Why the last read was refused; `null` after a good one. */
  readonly error: AppError | null;
}

/** What the window shows of the main process's state, as it was read last, as long as something on the screen shows it. */
export const serverState = new QueryClient({
  defaultOptions: {
    queries: {
      // Everything is read from the main process of this computer: the network says nothing about it.
      networkMode: 'always',
      // A refusal is told at once; whether to ask again, somebody at the desk decides.
      retry: false,
      refetchOnWindowFocus: false,
      refetchOnReconnect: false,
      // What nothing shows hears of no changes: it is read anew when it is shown again, and takes no memory until then.
      gcTime: 0,
    },
  },
});
// An answer is drawn at once, also while the window is behind others and its timers are slow.
notifyManager.setScheduler(queueMicrotask);

/** What is to be read once more as soon as the read under way has ended, by the hash of its key. */
const again = new Map<string, Promise<void>>();

/**
 * Reads what stands under `key` anew if something shows it, and resolves once that is answered. What is being read just now may be
 * from before the change: it is read once more after it, however many changes come meanwhile.
 */
export function reread(key: QueryKey): Promise<void> {
  const filter = { queryKey: key, exact: true } as const;
  const query = serverState.getQueryCache().find(filter);
  const read = (): Promise<void> => serverState.refetchQueries({ ...filter, type: 'active' });
  if (query?.promise === undefined || query.state.fetchStatus === 'idle') return read();
  const hash = hashKey(key);
  const after = (): Promise<void> => {
    again.delete(hash);
    return read();
  };
  const waiting = again.get(hash) ?? query.promise.then(after, after);
  again.set(hash, waiting);
  return waiting;
}

/** Reads what is shown anew whenever it may have changed. Returns the function that stops this. */
export function followChanges(): () => void {
  return subscribe((event) => {
    if (event.type !== 'changed') return;
    for (const { meta, queryKey } of serverState.getQueryCache().getAll()) {
      const topics = (meta?.topics ?? []) as readonly Topic[];
      if (event.topics.some((topic) => topics.includes(topic))) void reread(queryKey);
    }
  });
}

export interface Query<T> extends Answer<T> {
  /** True until the present question has been answered. What it is read anew for later does not set it. */
  readonly loading: boolean;
  readonly refetch: () => void;
}

interface Question<T> {
  /** Names the question: what is read depends on nothing else. */
  readonly key: QueryKey;
  /** `null`: nothing is asked for now. */
  readonly read: (() => Promise<Result<T, AppError>>) | null;
  /** What changes the answer. */
  readonly topics: readonly Topic[];
  /** A new answer with the objects of the one before wherever nothing changed; as deep as it goes unless told. */
  readonly keep?: (before: T, now: T) => T;
}

/** `now`, told against the answer before it to the same question. */
function merged<T>(
  before: Answer<T> | undefined,
  now: Answer<T>,
  keep: (before: T, now: T) => T = replaceEqualDeep,
): Answer<T> {
  // The library asks about what stays while another question is answered, too: that is the same, and as it is.
  if (before === undefined || before === now) return now;
  const { data: known } = before;
  if (now.data === null || known === null) return { ...now, data: now.data ?? known };
  const data = keep(known, now.data);
  return before.error === null && data === known ? before : { ...now, data };
}

/** A question as the library takes it. */
export const observed = <T>({ key, read, topics, keep }: Question<T>): UseQueryOptions<Answer<T>> => ({
  queryKey: key,
  enabled: read !== null,
  queryFn: async () => {
    const result = (await read?.()) ?? err({ code: 'internal' });
    return result.ok ? { data: result.value, error: null } : { data: null, error: result.error };
  },
  structuralSharing: (before, now) => merged(before as Answer<T> | undefined, now as Answer<T>, keep),
  placeholderData: keepPreviousData,
  meta: { topics },
});

/** The answer to a question, kept as the main process has it. Until another question is answered the last answer stays. */
export function useServerState<T>(question: Question<T>): Query<T> {
  const { key, read } = question;
  const { data, isPending, isPlaceholderData } = useCached(observed(question), serverState);
  const hash = hashKey(key);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the hash stands for the key.
  const refetch = useCallback(() => void reread(key), [hash]);
  return {
    data: data?.data ?? null,
    error: data?.error ?? null,
    loading: read !== null && (isPending || isPlaceholderData),
    refetch,
  };
}
