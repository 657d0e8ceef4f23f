import { type RefObject, useCallback, useEffect, useRef, useState } from 'react';
import type { AppError } from '../../../../src-shared/errors.ts';
import { invoke, subscribe } from '../../../api/client.ts';
import { useSettled } from '../dialog/use-settled.ts';
import { append, type Filters, keepUnchanged, PAGE_SIZE, type Pages, readRows } from './pages.ts';

export interface RequestPages {
  /** `null` until the first answer. */
  readonly pages: Pages | null;
  /** Which filters `pages` answers: another word for other filters. */
  readonly answers: string;
  readonly error: AppError | null;
  /** True until the present filters have been answered, and again from the moment a hidden list is shown. */
  readonly loading: boolean;
  readonly loadingMore: boolean;
  readonly loadMore: () => void;
  readonly refetch: () => void;
  /** Counts the reads from the beginning: how many have begun, and the number of the last that was answered. */
  readonly reads: RefObject<{ begun: number; answered: number }>;
}

/** So long the list waits for the next letter of a search before it asks. */
const SEARCH_AFTER_MS = 150;

interface Held {
  readonly key: string;
  /** The filters that `pages` were read for. */
  readonly answers: string;
  readonly pages: Pages | null;
  readonly error: AppError | null;
}

/**
 * The requests that fit `filters`, page by page; read again quietly, as far as they were read before, whenever requests
 * changed. While new filters are being answered the old rows stay.
 */
export function useRequestPages(wanted: Filters): RequestPages {
  const settled = useSettled(wanted.search, SEARCH_AFTER_MS);
  const filters = { ...wanted, search: wanted.search === '' ? '' : settled };
  const key = JSON.stringify(filters);
  const [held, setHeld] = useState<Held>({ key: '', answers: '', pages: null, error: null });
  const [outdated, setOutdated] = useState(false);
  const [loadingMore, setLoadingMore] = useState(false);
  const now = useRef({ filters, key, held });
  now.current = { filters, key, held };
  const reading = useRef<string | null>(null);
  const again = useRef(false);
  const mounted = useRef(false);
  const reads = useRef({ begun: 0, answered: 0 });

  const refetch = useCallback(async (): Promise<void> => {
    const asked = now.current;
    if (reading.current === asked.key) {
      again.current = true;
      return;
    }
    reading.current = asked.key;
    reads.current.begun += 1;
    const read = reads.current.begun;
    const shown = asked.held.key === asked.key ? (asked.held.pages?.rows.length ?? 0) : 0;
    const result = await readRows(
      (input) => invoke('requests.list', input),
      asked.filters,
      Math.max(shown, PAGE_SIZE),
    );
    if (reading.current === asked.key) reading.current = null;
    if (!mounted.current || now.current.key !== asked.key) return;
    reads.current.answered = Math.max(reads.current.answered, read);
    if (!again.current) setOutdated(false);
    setHeld((before) =>
      result.ok
        ? {
            key: asked.key,
            answers: asked.key,
            pages: keepUnchanged(before.pages?.rows ?? [], result.value),
            error: null,
          }
        : { ...before, key: asked.key, error: result.error },
    );
    if (again.current) {
      again.current = false;
      void refetch();
    }
  }, []);

  const loadMore = useCallback(async (): Promise<void> => {
    const { filters: asked, key: askedKey, held: before } = now.current;
    const cursor = before.pages?.nextCursor ?? null;
    if (before.pages === null || cursor === null || before.key !== askedKey || reading.current !== null)
      return;
    reading.current = askedKey;
    setLoadingMore(true);
    const result = await invoke('requests.list', { ...asked, cursor, limit: PAGE_SIZE });
    reading.current = null;
    if (!mounted.current) return;
    setLoadingMore(false);
    if (now.current.key !== askedKey) return void refetch();
    setHeld((held) => {
      if (held.pages === null) return held;
      return result.ok
        ? { ...held, key: askedKey, pages: append(held.pages, result.value), error: null }
        : { ...held, error: result.error };
    });
    if (again.current) {
      again.current = false;
      void refetch();
    }
  }, [refetch]);

  useEffect(() => {
    mounted.current = true;
    return () => {
      mounted.current = false;
      // A list that is not shown hears of no changes.
      setOutdated(true);
    };
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key stands for the filters.
  useEffect(() => void refetch(), [key, refetch]);
  useEffect(
    () =>
      subscribe((event) => {
        if (event.type === 'changed' && event.topics.includes('requests')) void refetch();
      }),
    [refetch],
  );

  return {
    pages: held.pages,
    answers: held.answers,
    error: held.error,
    loading: outdated || held.key !== JSON.stringify(wanted),
    loadingMore,
    loadMore: useCallback(() => void loadMore(), [loadMore]),
    refetch: useCallback(() => void refetch(), [refetch]),
    reads,
  };
}
