import { Box, Tab, Tabs } from '@mui/material';
import type { ReactNode } from 'react';
import { t } from '../../../../src-shared/text/text.ts';
import { useCounts } from '../../../stores/counts.ts';
import { type RequestsView, useNavigation } from '../../../stores/navigation.ts';
import { useSelection } from '../../../stores/selection.ts';
import { useReadOnly } from '../../../stores/sync.ts';
import type { ListView } from '../list/filters-store.ts';
import { SelectionBar } from '../many/SelectionBar.tsx';
import { FiltersButton } from './FiltersButton.tsx';
import { SearchField } from './SearchField.tsx';

const LIST_OF: Readonly<Record<RequestsView, ListView | null>> = {
  inbox: 'inbox',
  awaiting: 'awaiting',
  history: 'history',
  attention: null,
  calls: null,
};

/** What stands beside the tabs of the schedule while requests are shown: their views, the search and the filters. */
export function RequestsBar(): ReactNode {
  const view = useNavigation((state) => state.view);
  const go = useNavigation((state) => state.go);
  const counts = useCounts();
  const readOnly = useReadOnly();
  const list = readOnly && view !== 'history' ? null : LIST_OF[view];
  const selected = useSelection((state) => state.chosen.size);
  const choosing = list === 'inbox' && selected > 0;
  return (
    <>
      <Tabs
        value={view}
        onChange={(_, next: RequestsView) => go({ view: next })}
        aria-label={t.requests.words.views}
        variant="scrollable"
        scrollButtons="auto"
        sx={{ minWidth: 0, borderLeft: 1, borderColor: 'divider' }}
      >
        <Tab
          value="inbox"
          id="view-inbox"
          title={
            counts !== null && counts.snoozed > 0
              ? t.requests.inboxCounted(counts.inbox, counts.snoozed)
              : undefined
          }
          label={t.common.withCount(t.requests.words.inbox, counts?.inbox ?? null)}
        />
        <Tab
          value="awaiting"
          id="view-awaiting"
          label={t.common.withCount(t.requests.words.awaiting, counts?.awaiting ?? null)}
        />
        <Tab
          value="attention"
          id="view-attention"
          label={t.common.withCount(t.requests.words.attention, counts?.attention ?? null)}
        />
        <Tab
          value="calls"
          id="view-calls"
          label={t.common.withCount(t.requests.words.calls, counts?.calls ?? null)}
        />
        <Tab value="history" id="view-history" label={t.requests.words.history} />
      </Tabs>
      {list === null ? null : (
        <Box
          {...(choosing ? {} : { role: 'search' })}
          sx={{
            flex: '1 1 250px',
            minWidth: 0,
            minHeight: 40,
            display: 'flex',
            alignItems: 'center',
            justifyContent: 'flex-end',
            gap: choosing ? 0.5 : 1,
            pl: 1,
            pr: choosing ? 0.5 : 1,
          }}
        >
          {choosing ? (
            <SelectionBar count={selected} />
          ) : (
            <>
              <SearchField view={list} />
              <FiltersButton view={list} />
            </>
          )}
        </Box>
      )}
    </>
  );
}
