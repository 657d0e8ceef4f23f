import { Box, LinearProgress } from '@mui/material';
import { Activity, lazy, type ReactNode, Suspense, useEffect, useRef, useState } from 'react';
import { t } from '../../../src-shared/text/text.ts';
import { invoke, subscribe } from '../../api/client.ts';
import type { Query } from '../../api/server-state.ts';
import { ErrorBoundary } from '../../components/ErrorBoundary.tsx';
import { Loading } from '../../components/Loading.tsx';
import { Opening } from '../../components/Opening.tsx';
import { useVisited } from '../../components/use-visited.ts';
import { keepMenuBarClosed } from '../../keyboard/alt-keys.ts';
import { guardAgainstDoubleClicks } from '../../keyboard/double-click.ts';
import { useShortcuts } from '../../keyboard/use-shortcuts.ts';
import { guardAgainstBursts } from '../../keyboard/window-gate.ts';
import { type Clinic, ShownClinic } from '../../stores/clinic.ts';
import { flushDraftsOnLeave, followScheduleDrafts } from '../../stores/drafts.ts';
import { takeKept } from '../../stores/kept.ts';
import { type Screen, useNavigation } from '../../stores/navigation.ts';
import { useReport } from '../../stores/report.ts';
import { useShortcutsHelp } from '../../stores/shortcuts-help.ts';
import { useSync } from '../../stores/sync.ts';
import { ShortcutsDialog } from '../keyboard/ShortcutsDialog.tsx';
import { askForSheet } from '../sheet/ask-for-sheet.ts';
import { SheetDialog } from '../sheet/SheetDialog.tsx';
import { useUndoKeys } from '../undo/use-undo-keys.ts';
import { Header } from './Header.tsx';
import { ScheduleScreen } from './ScheduleScreen.tsx';
import { Strip } from './Strip.tsx';

const ReportDialog = lazy(() =>
  import('../report/ReportDialog.tsx').then((m) => ({ default: m.ReportDialog })),
);
const VisitDialogs = lazy(() => import('./VisitDialogs.tsx').then((m) => ({ default: m.VisitDialogs })));
const PatientsScreen = lazy(() =>
  import('../patients/PatientsScreen.tsx').then((m) => ({ default: m.PatientsScreen })),
);
const SettingsScreen = lazy(() =>
  import('../settings/SettingsScreen.tsx').then((m) => ({ default: m.SettingsScreen })),
);

/** The header, and below it the screen chosen there. A screen once visited keeps its state while another is shown. */
export function Frame({ clinic }: { readonly clinic: Query<Clinic> }): ReactNode {
  const { data, error, refetch } = clinic;
  const isBack = useKeptTaken();
  if (data === null || !isBack) return <Opening error={error} refetch={refetch} />;
  return (
    <ShownClinic value={data}>
      <Desk />
    </ShownClinic>
  );
}

/** Whether what the lock interrupted has been put back: nothing is drawn before it, and nothing is typed into what it would replace. */
function useKeptTaken(): boolean {
  const [isBack, setBack] = useState(false);
  const taking = useRef<Promise<void> | null>(null);
  useEffect(() => {
    taking.current ??= takeKept();
    void taking.current.finally(() => setBack(true));
  }, []);
  return isBack;
}

function Desk(): ReactNode {
  const screen = useNavigation((state) => state.screen);
  const loading = useSync((state) => state.status?.phase === 'loading');
  useOutsideEvents();
  useUndoKeys();
  useEffect(() => followScheduleDrafts(), []);
  useEffect(() => flushDraftsOnLeave(), []);
  useEffect(() => guardAgainstBursts(), []);
  useEffect(() => keepMenuBarClosed(window), []);
  useEffect(() => guardAgainstDoubleClicks(), []);
  useShortcuts({
    refresh: () => void useSync.getState().refresh(),
    shortcuts: () => {
      useShortcutsHelp.getState().show(true);
      return undefined;
    },
    'print-sheet': () => {
      askForSheet();
      return undefined;
    },
  });
  return (
    <Box sx={{ height: '100%', display: 'flex', flexDirection: 'column' }}>
      <Header />
      {loading ? <LinearProgress aria-label={t.common.common.loadingFromPortal} /> : null}
      <Place name="schedule" shown={screen}>
        <ScheduleScreen />
      </Place>
      <Place name="patients" shown={screen}>
        <PatientsScreen />
      </Place>
      <Place name="settings" shown={screen}>
        <SettingsScreen />
      </Place>
      <ErrorBoundary where="appointment">
        <Suspense fallback={null}>
          <VisitDialogs />
        </Suspense>
      </ErrorBoundary>
      <Strip />
      <SheetDialog />
      <ShownReport />
      <ShortcutsDialog />
    </Box>
  );
}

function Place({
  name,
  shown,
  children,
}: {
  readonly name: Screen;
  readonly shown: Screen;
  readonly children: ReactNode;
}): ReactNode {
  const visited = useVisited(name === shown);
  if (!visited) return null;
  return (
    <Activity mode={name === shown ? 'visible' : 'hidden'}>
      <Box component="main" sx={{ flex: 1, minHeight: 0, display: 'flex', flexDirection: 'column' }}>
        <ErrorBoundary where={name}>
          <Suspense fallback={<Loading />}>{children}</Suspense>
        </ErrorBoundary>
      </Box>
    </Activity>
  );
}

/** What comes from a notification or the system rather than from a click in the window. */
function useOutsideEvents(): void {
  useEffect(
    () =>
      subscribe((event) => {
        const { go } = useNavigation.getState();
        if (event.type !== 'show') return;
        if (event.place === 'settings') return go({ screen: 'settings' });
        if (event.place === 'schedule') return go({ screen: 'schedule', tab: 'day' });
        if (event.place === 'week' || event.place === 'list') {
          return go({ screen: 'schedule', tab: event.place });
        }
        go({
          screen: 'schedule',
          tab: 'requests',
          view: event.place === 'attention' ? 'attention' : 'inbox',
          wantedRequestId: event.requestId,
        });
      }),
    [],
  );
  useEffect(() => {
    const back = (): void => void invoke('sync.networkReturned', undefined);
    window.addEventListener('online', back);
    return () => window.removeEventListener('online', back);
  }, []);
}

/** The report about requests, as long as it is asked for: its charts are loaded with it. */
function ShownReport(): ReactNode {
  const isOpen = useReport((state) => state.isOpen);
  return isOpen ? (
    <Suspense fallback={null}>
      <ReportDialog />
    </Suspense>
  ) : null;
}
