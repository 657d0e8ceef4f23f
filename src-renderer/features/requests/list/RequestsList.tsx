import { Box, Button, Chip, LinearProgress, Typography } from '@mui/material';
import { type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { FreedSlotView } from '../../../../src-shared/ipc/appointment-views.ts';
import { t } from '../../../../src-shared/text/text.ts';
import { useNow } from '../../../api/use-now.ts';
import { useQuery } from '../../../api/use-query.ts';
import { ErrorNotice } from '../../../components/ErrorNotice.tsx';
import { Loading } from '../../../components/Loading.tsx';
import { usePointing } from '../../../components/use-pointing.ts';
import { useSingleKeys, useZone } from '../../../stores/clinic.ts';
import { suitingSlot } from '../../../stores/freed-slots.ts';
import { RequestArticle } from '../row/RequestArticle.tsx';
import { Filters } from './Filters.tsx';
import { FreedSlots } from './FreedSlots.tsx';
import { EmptyList, OfflineNote } from './ListState.tsx';
import type { Filters as FilterValues } from './pages.ts';
import { useFocusAfter } from './use-focus-after.ts';
import { useListKeys } from './use-list-keys.ts';
import { usePlaces } from './use-places.ts';
import { useRequestPages } from './use-request-pages.ts';
import { useSteady } from './use-steady.ts';
import { useWanted } from './use-wanted.ts';

/** How often "tomorrow" and its like are looked at again: midnight falls on such a step in every zone. */
const DAY_WORDS_MS = 15 * 60_000;

const NONE_FREED: readonly FreedSlotView[] = [];

const noFilters = (view: FilterValues['view']): FilterValues => ({
  view,
  practitionerId: null,
  kind: null,
  filter: 'all',
  search: '',
  sort: 'appointment',
});

const isNarrowed = (filters: FilterValues): boolean =>
  filters.practitionerId !== null ||
  filters.kind !== null ||
  filters.filter !== 'all' ||
  filters.search.trim() !== '';

/** A list of requests with its filters: the inbox, those awaiting the patient, or the history. */
export function RequestsList({ view }: { readonly view: FilterValues['view'] }): ReactNode {
  const [filters, setFilters] = useState(() => noFilters(view));
  const list = useRequestPages(filters);
  const { pages, error, loading, loadingMore, loadMore, refetch } = list;
  const rows = useMemo(() => pages?.rows ?? [], [pages]);
  const freed = useQuery('schedule.freedSlots', view === 'inbox' ? undefined : 'skip').data ?? NONE_FREED;
  const elsewhere = useQuery('requests.openElsewhere', view === 'history' ? 'skip' : undefined).data;
  const scroller = useRef<HTMLDivElement>(null);
  const search = useRef<HTMLInputElement>(null);
  const zone = useZone();
  const singleKeys = useSingleKeys();
  const now = useNow(DAY_WORDS_MS);
  const moment = useMemo(() => ({ zone, now }), [zone, now]);

  const change = useCallback(
    (part: Partial<FilterValues>) => setFilters((before) => ({ ...before, ...part })),
    [],
  );
  const clear = useCallback(
    () => setFilters((before) => ({ ...noFilters(view), sort: before.sort })),
    [view],
  );
  useListKeys(scroller, search, rows);
  const pointing = usePointing(scroller);
  const drawn = usePlaces(scroller, rows, pages?.answers ?? '', pointing.on);
  useFocusAfter(scroller, rows, pointing);
  const unseen = useSteady(scroller, drawn, pointing);
  useWanted(view, scroller, list, isNarrowed(filters), clear);

  return (
    <Box sx={{ flex: 1, minHeight: 0, display: 'flex', flexDirection: 'column', position: 'relative' }}>
      <Filters value={filters} onChange={change} searchRef={search} />
      <Box sx={{ height: 2 }}>
        {loading && pages !== null ? <LinearProgress sx={{ height: 2 }} aria-hidden /> : null}
      </Box>
      <Box
        ref={scroller}
        role="region"
        aria-label={t.requests.words.requests}
        aria-busy={loading}
        tabIndex={-1}
        sx={{
          flex: 1,
          minHeight: 0,
          overflow: 'auto',
          // What is hidden from the eye stands absolutely: without this it would make the place around the list scroll.
          position: 'relative',
          overflowAnchor: 'none',
          borderTop: 1,
          borderColor: 'divider',
        }}
      >
        {error === null ? null : <ErrorNotice error={error} onRetry={refetch} />}
        {pages === null ? (
          error === null ? (
            <Loading label={t.requests.words.loadingRequests} />
          ) : null
        ) : rows.length === 0 ? (
          <EmptyList view={view} narrowed={isNarrowed(filters)} onClear={clear} />
        ) : (
          drawn.map(({ key, item, gone }) => (
            <RequestArticle
              key={key}
              row={item}
              moment={moment}
              freed={suitingSlot(freed, key)}
              openOn={elsewhere?.find(({ requestId }) => requestId === key)?.desk ?? null}
              gone={gone}
            />
          ))
        )}
        {pages === null || pages.nextCursor === null ? null : (
          <Box sx={{ px: 2, py: 1.5 }}>
            <More loading={loadingMore} onMore={loadMore} />
          </Box>
        )}
      </Box>
      {/* Below the list, in places of their own: what comes here covers no row and moves none. */}
      <OfflineNote />
      <FreedSlots slots={freed} moment={moment} />
      <ListFoot
        words={
          pages === null || rows.length === 0
            ? ''
            : `${t.requests.shownOf(rows.length, pages.total)} · ${t.shortcuts.listKeys(view, singleKeys)}`
        }
        unseen={unseen}
        onTop={() => scroller.current?.scrollTo({ top: 0, behavior: 'smooth' })}
      />
    </Box>
  );
}

/** How many there are and which keys go through them; above the list, what has come and not been seen. */
function ListFoot({
  words,
  unseen,
  onTop,
}: {
  readonly words: string;
  readonly unseen: number;
  readonly onTop: () => void;
}): ReactNode {
  return (
    <Box
      sx={{
        flexShrink: 0,
        height: 30,
        display: 'flex',
        alignItems: 'center',
        gap: 2,
        px: 2,
        borderTop: 1,
        borderColor: 'divider',
      }}
    >
      <Typography variant="caption" color="textSecondary" noWrap sx={{ flex: 1, minWidth: 0 }}>
        {words}
      </Typography>
      {unseen > 0 ? (
        <Chip color="primary" size="small" label={t.requests.newAbove(unseen)} onClick={onTop} />
      ) : null}
    </Box>
  );
}

/** Loads the next page when it comes near the screen, or when it is pressed. */
function More({ loading, onMore }: { readonly loading: boolean; readonly onMore: () => void }): ReactNode {
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    const element = button.current;
    if (element === null || loading) return;
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some((entry) => entry.isIntersecting)) onMore();
      },
      { rootMargin: '800px' },
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, [loading, onMore]);
  return (
    <Button ref={button} variant="outlined" loading={loading} onClick={onMore}>
      {t.requests.words.loadMore}
    </Button>
  );
}
