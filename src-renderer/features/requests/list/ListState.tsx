import { Alert, Button } from '@mui/material';
import type { ReactNode } from 'react';
import { t } from '../../../../src-shared/text/text.ts';
import { EmptyState } from '../../../components/EmptyState.tsx';
import { useNavigation } from '../../../stores/navigation.ts';
import { useSync } from '../../../stores/sync.ts';
import type { Filters } from './pages.ts';

const empty = (): Readonly<Record<Filters['view'], { readonly title: string; readonly body: string }>> => ({
  inbox: { title: t.requests.words.emptyInbox, body: t.requests.words.emptyInboxBody },
  awaiting: { title: t.requests.words.emptyAwaiting, body: t.requests.words.emptyAwaitingBody },
  history: { title: t.requests.words.emptyHistory, body: t.requests.words.emptyHistoryBody },
});

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
        title={t.requests.words.emptyMatch}
        body={t.requests.words.emptyMatchBody}
        action={
          <Button variant="outlined" onClick={onClear}>
            {t.requests.words.clearFilters}
          </Button>
        }
      />
    );
  }
  if (phase === 'not-configured') {
    return (
      <EmptyState
        title={t.requests.words.notConfigured}
        body={t.requests.words.notConfiguredBody}
        action={
          <Button variant="contained" onClick={() => go({ screen: 'settings' })}>
            {t.requests.words.goToSettings}
          </Button>
        }
      />
    );
  }
  if (phase === 'loading')
    return <EmptyState title={t.requests.words.firstLoad} body={t.requests.words.firstLoadBody} />;
  return <EmptyState {...empty()[view]} />;
}

/** Says that what is shown is what was known last, while there is no network. */
export function OfflineNote(): ReactNode {
  const offline = useSync((state) => state.status?.phase === 'offline');
  return offline ? (
    <Alert severity="info" role="note" sx={{ mx: 2, my: 0.5, py: 0 }}>
      {t.requests.words.offlineNote}
    </Alert>
  ) : null;
}
