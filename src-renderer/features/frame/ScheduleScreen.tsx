import { Box, Tab, Tabs } from '@mui/material';
import { Activity, lazy, type ReactNode, Suspense } from 'react';
import { t } from '../../../src-shared/text/text.ts';
import { ErrorBoundary } from '../../components/ErrorBoundary.tsx';
import { Loading } from '../../components/Loading.tsx';
import { useVisited } from '../../components/use-visited.ts';
import { useCounts } from '../../stores/counts.ts';
import { type ScheduleTab, useNavigation } from '../../stores/navigation.ts';
import { RequestsBar } from '../requests/bar/RequestsBar.tsx';
import { RequestsTab } from '../requests/RequestsTab.tsx';
import { useFocusOnTab } from './use-focus-on-tab.ts';

const AppointmentPanel = lazy(() =>
  import('../appointment/panel/AppointmentPanel.tsx').then((m) => ({ default: m.AppointmentPanel })),
);
const DayView = lazy(() => import('../schedule/calendar/DayView.tsx').then((m) => ({ default: m.DayView })));
const WeekView = lazy(() =>
  import('../schedule/calendar/WeekView.tsx').then((m) => ({ default: m.WeekView })),
);
const ListView = lazy(() =>
  import('../schedule/calendar/ListView.tsx').then((m) => ({ default: m.ListView })),
);

const tabId = (tab: ScheduleTab): string => `tab-${tab}`;

/** The clinic's **Schedule** with its tabs. */
export function ScheduleScreen(): ReactNode {
  const tab = useNavigation((state) => state.tab);
  const go = useNavigation((state) => state.go);
  const open = useCounts()?.inbox ?? null;
  useFocusOnTab(tab, tabId);
  return (
    <>
      <Box
        sx={{
          flexShrink: 0,
          display: 'flex',
          flexWrap: 'wrap',
          alignItems: 'center',
          bgcolor: 'background.paper',
          borderBottom: 1,
          borderColor: 'divider',
          '& .MuiTab-root': { px: 1.25, minWidth: 0 },
        }}
      >
        <Tabs
          value={tab}
          onChange={(_, next: ScheduleTab) => go({ tab: next })}
          aria-label={t.common.common.schedule}
          sx={{ flexShrink: 0 }}
        >
          <Tab
            value="requests"
            id={tabId('requests')}
            label={t.common.withCount(t.common.common.appointmentRequests, open)}
          />
          <Tab value="day" id={tabId('day')} label={t.common.common.day} />
          <Tab value="week" id={tabId('week')} label={t.common.common.week} />
          <Tab value="list" id={tabId('list')} label={t.common.common.list} />
        </Tabs>
        {tab === 'requests' ? (
          <ErrorBoundary where="requests">
            <Suspense fallback={null}>
              <RequestsBar />
            </Suspense>
          </ErrorBoundary>
        ) : null}
      </Box>
      <Box sx={{ position: 'relative', flex: 1, minHeight: 0, display: 'flex' }}>
        <Panel name="requests" shown={tab}>
          <RequestsTab />
        </Panel>
        <Panel name="day" shown={tab}>
          <DayView />
        </Panel>
        <Panel name="week" shown={tab}>
          <WeekView />
        </Panel>
        <Panel name="list" shown={tab}>
          <ListView />
        </Panel>
        <ErrorBoundary where="appointment">
          <Suspense fallback={null}>
            <AppointmentPanel />
          </Suspense>
        </ErrorBoundary>
      </Box>
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
        aria-labelledby={tabId(name)}
        sx={{ flex: 1, minWidth: 0, minHeight: 0, display: 'flex', flexDirection: 'column' }}
      >
        <ErrorBoundary where={name}>
          <Suspense fallback={<Loading />}>{children}</Suspense>
        </ErrorBoundary>
      </Box>
    </Activity>
  );
}
