import { type RefObject, useEffect, useRef } from 'react';
import { useNavigation } from '../../../stores/navigation.ts';
import { lookElsewhere } from '../../../stores/show-request.ts';
import type { Filters } from './pages.ts';
import { rowOf, showRow } from './show-row.ts';
import type { RequestPages } from './use-request-pages.ts';

/**
 * Brings the request that something outside the list asked for into focus. The list is read anew first, since what came
 * back a moment ago is not in what was read before; then further pages are loaded, and only when the filters hide it are
 * they cleared. Is it nowhere, the list itself gets the focus, so that no key decides about the row that happens to stand there, and
 * it is looked for elsewhere. Gives which one is wanted: it has to be drawn.
 */
export function useWanted(
  view: Filters['view'],
  list: RefObject<HTMLElement | null>,
  { pages, error, reads, loading, loadMore, refetch }: RequestPages,
  narrowed: boolean,
  clearFilters: () => void,
): string | null {
  const wanted = useNavigation((state) => (state.view === view ? state.wantedRequestId : null));
  /** The reads begun before it was asked for say nothing about it. */
  const after = useRef({ wanted: null as string | null, read: 0 });
  useEffect(() => {
    if (wanted === null) {
      after.current.wanted = null;
      return;
    }
    if (after.current.wanted !== wanted) {
      after.current = { wanted, read: reads.current.begun };
      refetch();
      return;
    }
    if (error !== null) {
      giveUp(list.current);
      return;
    }
    if (pages === null || loading || reads.current.answered <= after.current.read) return;
    if (!pages.rows.some((row) => row.id === wanted)) {
      if (pages.nextCursor !== null) loadMore();
      else if (narrowed) clearFilters();
      else {
        giveUp(list.current);
        void lookElsewhere(wanted, view);
      }
      return;
    }
    const row = rowOf(list.current, wanted);
    if (row === null) return;
    showRow(row);
    useNavigation.getState().go({ wantedRequestId: null });
  }, [wanted, view, pages, error, loading, narrowed, list, reads, loadMore, refetch, clearFilters]);
  return wanted;
}

function giveUp(list: HTMLElement | null): void {
  list?.focus();
  useNavigation.getState().go({ wantedRequestId: null });
}
