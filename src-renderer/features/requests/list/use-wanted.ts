import { type RefObject, useEffect } from 'react';
import { useNavigation } from '../../../stores/navigation.ts';
import type { Filters, Pages } from './pages.ts';

/** Scrolls to the request that something outside the list asked for, loading further pages until it is there. */
export function useWanted(
  view: Filters['view'],
  list: RefObject<HTMLElement | null>,
  pages: Pages | null,
  loadMore: () => void,
  clearFilters: () => void,
): void {
  const wanted = useNavigation((state) => (state.view === view ? state.wantedRequestId : null));
  useEffect(() => {
    if (wanted !== null) clearFilters();
  }, [wanted, clearFilters]);
  useEffect(() => {
    if (wanted === null || pages === null) return;
    if (!pages.rows.some((row) => row.id === wanted)) {
      if (pages.nextCursor !== null) loadMore();
      return;
    }
    const row = list.current?.querySelector<HTMLElement>(`[data-request="${CSS.escape(wanted)}"]`);
    row?.focus({ preventScroll: true });
    row?.scrollIntoView({ block: 'center' });
    useNavigation.getState().go({ wantedRequestId: null });
  }, [wanted, pages, list, loadMore]);
}
