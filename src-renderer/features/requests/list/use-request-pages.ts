import { type RefObject, useCallback, useRef, useState } from 'react';
import type { AppError } from '../../../../src-shared/errors.ts';
import { invoke } from '../../../api/client.ts';
import { type Answer, reread, serverState, useServerState } from '../../../api/server-state.ts';
import { useHeld } from '../../../components/use-held.ts';
import { useSettled } from '../../../components/use-settled.ts';
import { append, type Filters, keepUnchanged, PAGE_SIZE, type Pages, readRows } from './pages.ts';

/** Pages that say which filters they answer: another word for other filters. */
type AnsweredPages = Pages & { readonly answers: string };

export interface RequestPages {
  /** `null` until the first answer. While new filters are being answered the old rows stay. */
  readonly pages: AnsweredPages | null;
  readonly error: AppError | null;
  /** True until the present filters have been answered, and again from the moment a hidden list is shown. */
  readonly loading: boolean;
  readonly loadingMore: boolean;
  readonly loadMore: () => void;
  readonly refetch: () => void;
  /** Counts the reads: how many have begun, and the number of the last that was answered. */
  readonly reads: RefObject<{ begun: number; answered: number }>;
}

/** So long the list waits for the next letter of a search before it asks. */
const SEARCH_AFTER_MS = 150;

/** The requests that fit `filters`, page by page; read again quietly, as far as they were read before, whenever requests changed. */
export function useRequestPages(wanted: Filters): RequestPages {
  const settled = useSettled(wanted.search, SEARCH_AFTER_MS);
  const filters = { ...wanted, search: wanted.search === '' ? '' : settled };
  const answers = JSON.stringify(filters);
  const key = ['requests.list', answers];
  /** The filters of which one more page is to be read. */
  const more = useRef<string | null>(null);
  const [loadingMore, setLoadingMore] = useState(false);
  const reads = useRef({ begun: 0, answered: 0 });
  const held = useRef<AnsweredPages | null>(null);

  const read = async (): ReturnType<typeof readPages> => {
    reads.current.begun += 1;
    const mine = reads.current.begun;
    // A list that was hidden is read as far as it was before: whoever comes back finds the row there.
    const known = held.current?.answers === answers ? held.current : null;
    const shown = serverState.getQueryData<Answer<AnsweredPages>>(key)?.data ?? known;
    const onward = more.current === answers;
    more.current = null;
    const result = await readPages(filters, answers, shown, onward);
    reads.current.answered = Math.max(reads.current.answered, mine);
    return result;
  };
  const { data, error, loading, refetch } = useServerState({
    key,
    read,
    topics: ['requests'],
    keep: (before, now) => ({ ...keepUnchanged(before.rows, now), answers }),
  });
  const pages = useHeld(data);
  held.current = pages;
  const loadMore = async (): Promise<void> => {
    if (data?.answers !== answers || data.nextCursor === null || more.current === answers) return;
    more.current = answers;
    setLoadingMore(true);
    await reread(key);
    setLoadingMore(false);
  };
  const latest = useRef(loadMore);
  latest.current = loadMore;
  return {
    pages,
    error,
    loading: loading || answers !== JSON.stringify(wanted),
    loadingMore,
    loadMore: useCallback(() => void latest.current(), []),
    refetch,
    reads,
  };
}

/** What is shown and the page after it, or everything from the start as far as it is shown. */
async function readPages(filters: Filters, answers: string, shown: Pages | null, onward: boolean) {
  if (onward && shown !== null && shown.nextCursor !== null) {
    const page = await invoke('requests.list', { ...filters, cursor: shown.nextCursor, limit: PAGE_SIZE });
    return page.ok ? { ok: true as const, value: { ...append(shown, page.value), answers } } : page;
  }
  const count = Math.max(shown?.rows.length ?? 0, PAGE_SIZE);
  const rows = await readRows((input) => invoke('requests.list', input), filters, count);
  return rows.ok ? { ok: true as const, value: { ...rows.value, answers } } : rows;
}
