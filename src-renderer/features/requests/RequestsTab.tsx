import { Box, useMediaQuery } from '@mui/material';
import { Activity, lazy, type ReactNode, Suspense, useEffect } from 'react';
import { ErrorBoundary } from '../../components/ErrorBoundary.tsx';
import { Loading } from '../../components/Loading.tsx';
import { WITH_SIDE_PANE } from '../../components/side-pane.ts';
import { useVisited } from '../../components/use-visited.ts';
import { useAppointments } from '../../stores/appointments.ts';
import { type RequestsView, useNavigation } from '../../stores/navigation.ts';
import { openRequest } from '../../stores/show-request.ts';
import { useReadOnly } from '../../stores/sync.ts';
import { RequestsList } from './list/RequestsList.tsx';
import { ReadOnlyRequests } from './ReadOnlyRequests.tsx';
import { watchPointer } from './row/other-panel.ts';
import { SidePane } from './SidePane.tsx';

const AttentionView = lazy(() =>
  import('../attention/AttentionView.tsx').then((m) => ({ default: m.AttentionView })),
);
const CallListView = lazy(() =>
  import('../calls/CallListView.tsx').then((m) => ({ default: m.CallListView })),
);

/** The **Appointment Requests** tab: its views, and the schedule beside them. The bar above leads from one to another. */
export function RequestsTab(): ReactNode {
  const view = useNavigation((state) => state.view);
  const beside = useMediaQuery(WITH_SIDE_PANE);
  // An appointment's panel takes the place of the schedule beside the list.
  const panel = useAppointments((state) => state.openId !== null);
  useEffect(() => watchPointer(), []);
  const readOnly = useReadOnly();
  const withSchedule = view === 'inbox' || view === 'awaiting';
  return (
    <Box sx={{ flex: 1, minHeight: 0, display: 'flex' }}>
      <Box sx={{ flex: 1, minWidth: 0, display: 'flex', flexDirection: 'column' }}>
        <View name="inbox" shown={view}>
          {readOnly ? <ReadOnlyRequests /> : <RequestsList view="inbox" />}
        </View>
        <View name="awaiting" shown={view}>
          {readOnly ? <ReadOnlyRequests /> : <RequestsList view="awaiting" />}
        </View>
        <View name="attention" shown={view}>
          <AttentionView onOpenRequest={openRequest} />
        </View>
        <View name="calls" shown={view}>
          <CallListView onOpenRequest={openRequest} />
        </View>
        <View name="history" shown={view}>
          <RequestsList view="history" />
        </View>
      </Box>
      {beside && withSchedule && !panel ? <SidePane /> : null}
    </Box>
  );
}

function View({
  name,
  shown,
  children,
}: {
  readonly name: RequestsView;
  readonly shown: RequestsView;
  readonly children: ReactNode;
}): ReactNode {
  const visited = useVisited(name === shown);
  if (!visited) return null;
  return (
    <Activity mode={name === shown ? 'visible' : 'hidden'}>
      <Box
        role="tabpanel"
        aria-labelledby={`view-${name}`}
        sx={{ flex: 1, minHeight: 0, display: 'flex', flexDirection: 'column', overflow: 'auto' }}
      >
        <ErrorBoundary where={name}>
          <Suspense fallback={<Loading />}>{children}</Suspense>
        </ErrorBoundary>
      </Box>
    </Activity>
  );
}
