import { Box, Button, Chip, LinearProgress, Typography } from '@mui/material';
import { type ReactNode, useCallback, useEffect, useMemo, useRef } from 'react';
import type { FreedSlotView } from '../../../../src-shared/ipc/appointment-views.ts';
import type { RequestRow } from '../../../../src-shared/ipc/request-views.ts';
import { t } from '../../../../src-shared/text/text.ts';
import { useNow } from '../../../api/use-now.ts';
import { useQuery } from '../../../api/use-query.ts';
import { ErrorNotice } from '../../../components/ErrorNotice.tsx';
import { Fold } from '../../../components/Fold.tsx';
import { Loading } from '../../../components/Loading.tsx';
import { NoAnswersNote } from '../../../components/NoAnswersNote.tsx';
import { usePointing } from '../../../components/use-pointing.ts';
import { useClinic, useSingleKeys, useZone } from '../../../stores/clinic.ts';
import { useFreedSlots } from '../../../stores/freed-slots.ts';
import { useInbox } from '../../../stores/inbox.ts';
import { useSelectionIn } from '../many/use-selection-in.ts';
import { denseStyle } from '../row/dense-style.ts';
import { FilterChips } from './FilterChips.tsx';
import { FreedSlots } from './FreedSlots.tsx';
import { isNarrowed, type ListView, useFilters } from './filters-store.ts';
import { HistoryButtons } from './HistoryButtons.tsx';
import { EmptyList, OfflineNote } from './ListState.tsx';
import { Rows } from './Rows.tsx';
import { SnoozedButton } from './SnoozedButton.tsx';
import { useFocusAfter } from './use-focus-after.ts';
import { useListKeys } from './use-list-keys.ts';
import { usePlaces } from './use-places.ts';
import { useRequestPages } from './use-request-pages.ts';
import { useSteady } from './use-steady.ts';
import { useWanted } from './use-wanted.ts';

/** How often ages and "tomorrow" are looked at again: midnight falls on such a step in every zone. */
const AGES_MS = 60_000;

/** Which state the requests of each list are in. */
const STATE_OF: Readonly<Record<ListView, RequestRow['state']>> = {
  inbox: 'open',
  awaiting: 'awaiting-patient',
  history: 'resolved',
};

const NONE_FREED: readonly FreedSlotView[] = [];

/** A list of requests with its filters: the inbox, those awaiting the patient, or the history. */
export function RequestsList({ view }: { readonly view: ListView }): ReactNode {
  const filters = useFilters((state) => state.of[view]);
  const list = useRequestPages(filters);
  const { pages, error, loading, loadingMore, loadMore, refetch } = list;
  const rows = useMemo(() => pages?.rows ?? [], [pages]);
  const freed = useQuery('schedule.freedSlots', view === 'inbox' ? undefined : 'skip').data ?? NONE_FREED;
  useEffect(() => useFreedSlots.getState().found(freed), [freed]);
  const elsewhere = useQuery('requests.openElsewhere', view === 'history' ? 'skip' : undefined).data;
  const scroller = useRef<HTMLDivElement>(null);
  const { density } = useClinic();
  const zone = useZone();
  const singleKeys = useSingleKeys();
  const now = useNow(AGES_MS);
  const moment = useMemo(() => ({ zone, now }), [zone, now]);

  const clear = useCallback(() => useFilters.getState().clear(view), [view]);
  useListKeys(scroller, rows);
  const choosing = useSelectionIn(view, rows, pages?.answers ?? '');
  const pointing = usePointing(scroller);
  const opened = useInbox((state) => state.opened[STATE_OF[view]]);
  const drawn = usePlaces(scroller, rows, pages?.answers ?? '', pointing.on);
  useFocusAfter(scroller, rows, STATE_OF[view], pointing);
  const { unseen, held } = useSteady(scroller, drawn, pointing, opened);
  const wanted = useWanted(view, scroller, list, isNarrowed(filters), clear);

  return (
    <Box sx={{ flex: 1, minHeight: 0, display: 'flex', flexDirection: 'column', position: 'relative' }}>
      <FilterChips view={view} />
      <Box sx={{ height: 2, flexShrink: 0 }}>
        {loading && pages !== null ? <LinearProgress sx={{ height: 2 }} aria-hidden /> : null}
      </Box>
      <Box
        ref={scroller}
        role="region"
        aria-label={t.requests.words.requests}
        aria-busy={loading}
        tabIndex={-1}
        {...choosing.pointer}
        sx={{
          flex: 1,
          minHeight: 0,
          overflow: 'auto',
          // What is hidden from the eye stands absolutely: without this it would make the place around the list scroll.
          position: 'relative',
          overflowAnchor: 'none',
          borderTop: 1,
          borderColor: 'divider',
          containerType: 'inline-size',
          ...denseStyle(density),
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
          <Rows
            scroller={scroller}
            drawn={drawn}
            opened={opened}
            total={pages.total}
            needed={[wanted, held]}
            moment={moment}
            freed={freed}
            elsewhere={elsewhere}
            onEnd={pages.nextCursor === null || loadingMore ? null : loadMore}
          />
        )}
        {pages === null || pages.nextCursor === null ? null : (
          <Box sx={{ px: 2, py: 1.5 }}>
            <More loading={loadingMore} onMore={loadMore} />
          </Box>
        )}
      </Box>
      {/* Below the list, in places of their own: what comes here covers no row and moves none. */}
      <Fold>
        <OfflineNote />
        {view === 'awaiting' ? <NoAnswersNote sx={{ mx: 2, my: 0.5, py: 0 }} /> : null}
        <FreedSlots slots={freed} moment={moment} />
      </Fold>
      <ListFoot
        words={
          pages === null || rows.length === 0
            ? ''
            : `${t.requests.shownOf(rows.length, pages.total)} · ${choosing.some ? t.many.selectionKeys(singleKeys) : t.shortcuts.listKeys(view, singleKeys)}`
        }
        unseen={unseen}
        more={view === 'history' ? <HistoryButtons /> : view === 'inbox' ? <SnoozedButton /> : null}
        onTop={() => scroller.current?.scrollTo({ top: 0, behavior: 'smooth' })}
      />
    </Box>
  );
}

/** How many there are and which keys go through them; above the list, what has come and not been seen. */
function ListFoot({
  words,
  unseen,
  more,
  onTop,
}: {
  readonly words: string;
  readonly unseen: number;
  /** What can be done with all of them. */
  readonly more: ReactNode;
  readonly onTop: () => void;
}): ReactNode {
  return (
    <Box
      sx={{
        flexShrink: 0,
        height: 26,
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
      {more}
      {unseen > 0 ? (
        <Chip color="primary" size="small" label={t.requests.newAbove(unseen)} onClick={onTop} />
      ) : null}
    </Box>
  );
}

/** Loads the next page, for whoever is sooner at the end of the list than the page is there. */
function More({ loading, onMore }: { readonly loading: boolean; readonly onMore: () => void }): ReactNode {
  return (
    <Button variant="outlined" loading={loading} onClick={onMore}>
      {t.requests.words.loadMore}
    </Button>
  );
}
