import { useCallback, useEffect, useRef, useState } from 'react';
import type { AppError } from '../../src-shared/errors.ts';
import type { CommandInput, CommandOutput } from '../../src-shared/ipc/contract.ts';
import type { Topic } from '../../src-shared/ipc/events.ts';
import type { CommandName } from '../../src-shared/ipc/names.ts';
import { invoke, subscribe } from './client.ts';

export interface Query<T> {
  /** The last good answer; it stays while a newer one is fetched, also after the input has changed. */
  readonly data: T | null;
  /** Why the last fetch failed; `null` after a good one. */
  readonly error: AppError | null;
  /** True until the present input has been answered. Quiet refetches do not set it. */
  readonly loading: boolean;
  readonly refetch: () => void;
}

interface Held<T> {
  readonly key: string | null;
  readonly data: T | null;
  readonly error: AppError | null;
}

/**
 * Reads `name` with `input` and reads it again, quietly, whenever one of `topics` changed. `'skip'` as input reads nothing.
 * Changes that come while a read is under way lead to one more read after it, not to many.
 */
export function useQuery<N extends CommandName>(
  name: N,
  input: CommandInput<N> | 'skip',
  topics: readonly Topic[],
): Query<CommandOutput<N>> {
  const [held, setHeld] = useState<Held<CommandOutput<N>>>({ key: null, data: null, error: null });
  const key = input === 'skip' ? null : JSON.stringify(input ?? null);
  const latest = useRef({ input, key });
  latest.current = { input, key };
  const running = useRef<string | null>(null);
  const again = useRef(false);
  const mounted = useRef(false);

  const read = useCallback(async (): Promise<void> => {
    const asked = latest.current;
    if (asked.input === 'skip' || asked.key === null) return;
    if (running.current === asked.key) {
      again.current = true;
      return;
    }
    running.current = asked.key;
    const result = await invoke(name, asked.input);
    if (running.current === asked.key) running.current = null;
    if (!mounted.current || latest.current.key !== asked.key) return;
    setHeld((before) =>
      result.ok
        ? { key: asked.key, data: result.value, error: null }
        : { key: asked.key, data: before.key === asked.key ? before.data : null, error: result.error },
    );
    if (again.current) {
      again.current = false;
      void read();
    }
  }, [name]);

  useEffect(() => {
    mounted.current = true;
    return () => {
      mounted.current = false;
    };
  }, []);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the key stands for the input.
  useEffect(() => {
    void read();
  }, [key, read]);

  const watched = topics.join(' ');
  useEffect(() => {
    const wanted = watched.split(' ');
    return subscribe((event) => {
      if (event.type === 'changed' && event.topics.some((topic) => wanted.includes(topic))) void read();
    });
  }, [watched, read]);

  const refetch = useCallback(() => void read(), [read]);
  return { data: held.data, error: held.error, loading: key !== null && held.key !== key, refetch };
}
