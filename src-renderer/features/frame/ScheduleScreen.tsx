import { Box, Tab, Tabs } from '@mui/material';
import { Activity, lazy, type ReactNode, Suspense } from 'react';
import { ErrorBoundary } from '../../components/ErrorBoundary.tsx';
import { Loading } from '../../components/Loading.tsx';
import { useVisited } from '../../components/use-visited.ts';
import { useCounts } from '../../stores/counts.ts';
import { type ScheduleTab, useNavigation } from '../../stores/navigation.ts';
import { common, withCount } from '../../text/common.ts';

const RequestsTab = lazy(() =>
  import('../requests/RequestsTab.tsx').then((m) => ({ default: m.RequestsTab })),
);
const ListView = lazy(() =>
  import('../schedule/calendar/ListView.tsx').then((m) => ({ default: m.ListView })),
);

/** The clinic's **Schedule** with its tabs. */
export function ScheduleScreen(): ReactNode {
  const tab = useNavigation((state) => state.tab);
  const go = useNavigation((state) => state.go);
  const open = useCounts((state) => state.counts?.inbox ?? null);
  return (
    <>
      <Tabs
        value={tab}
        onChange={(_, next: ScheduleTab) => go({ tab: next })}
        aria-label={common.schedule}
        sx={{ px: 1, bgcolor: 'background.paper', borderBottom: 1, borderColor: 'divider' }}
      >
        <Tab value="requests" id="tab-requests" label={withCount(common.appointmentRequests, open)} />
        <Tab value="list" id="tab-list" label={common.list} />
      </Tabs>
      <Panel name="requests" shown={tab}>
        <RequestsTab />
      </Panel>
      <Panel name="list" shown={tab}>
        <ListView />
      </Panel>
    </>
  );
}

function Panel({
  name,
  shown,
  children,
}: {
  readonly name: ScheduleTab;
  readonly shown: ScheduleTab;
  readonly children: ReactNode;
}): ReactNode {
  const visited = useVisited(name === shown);
  if (!visited) return null;
  return (
    <Activity mode={name === shown ? 'visible' : 'hidden'}>
      <Box
        role="tabpanel"
        aria-labelledby={`tab-${name}`}
        sx={{ flex: 1, minHeight: 0, display: 'flex', flexDirection: 'column' }}
      >
        <ErrorBoundary where={name}>
          <Suspense fallback={<Loading />}>{children}</Suspense>
        </ErrorBoundary>
      </Box>
    </Activity>
  );
}
