import { Alert, Button } from '@mui/material';
import type { ReactNode } from 'react';
import { words } from '../../../../src-shared/text/en/requests.ts';
import { EmptyState } from '../../../components/EmptyState.tsx';
import { useNavigation } from '../../../stores/navigation.ts';
import { useSync } from '../../../stores/sync.ts';
import type { Filters } from './pages.ts';

const EMPTY: Readonly<Record<Filters['view'], { readonly title: string; readonly body: string }>> = {
  inbox: { title: words.emptyInbox, body: words.emptyInboxBody },
  awaiting: { title: words.emptyAwaiting, body: words.emptyAwaitingBody },
  history: { title: words.emptyHistory, body: words.emptyHistoryBody },
};

interface Props {
  readonly view: Filters['view'];
  readonly narrowed: boolean;
  readonly onClear: () => void;
}

/** What stands in an empty list, and what helps. */
export function EmptyList({ view, narrowed, onClear }: Props): ReactNode {
  const phase = useSync((state) => state.status?.phase ?? null);
  const go = useNavigation((state) => state.go);
  if (narrowed) {
    return (
      <EmptyState
        title={words.emptyMatch}
        body={words.emptyMatchBody}
        action={
          <Button variant="outlined" onClick={onClear}>
            {words.clearFilters}
          </Button>
        }
      />
    );
  }
  if (phase === 'not-configured') {
    return (
      <EmptyState
        title={words.notConfigured}
        body={words.notConfiguredBody}
        action={
          <Button variant="contained" onClick={() => go({ screen: 'settings' })}>
            {words.goToSettings}
          </Button>
        }
      />
    );
  }
  if (phase === 'loading') return <EmptyState title={words.firstLoad} body={words.firstLoadBody} />;
  return <EmptyState {...EMPTY[view]} />;
}

/** Says that what is shown is what was known last, while there is no network. */
export function OfflineNote(): ReactNode {
  const offline = useSync((state) => state.status?.phase === 'offline');
  return offline ? (
    <Alert severity="info" role="note" sx={{ mx: 2, my: 0.5, py: 0 }}>
      {words.offlineNote}
    </Alert>
  ) : null;
}
