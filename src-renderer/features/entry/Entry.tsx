import { Box } from '@mui/material';
import type { ReactNode } from 'react';
import type { SessionView } from '../../../src-shared/ipc/session-views.ts';
import { t } from '../../../src-shared/text/text.ts';
import type { Query } from '../../api/server-state.ts';
import { ErrorNotice } from '../../components/ErrorNotice.tsx';
import { Loading } from '../../components/Loading.tsx';
import { LockScreen } from './LockScreen.tsx';
import { SetUpScreen } from './SetUpScreen.tsx';

/** What stands in the window while nobody is signed in. */
export function Entry({ session }: { readonly session: Query<SessionView> }): ReactNode {
  const { data, error, refetch } = session;
  if (data === null) {
    return (
      <Box sx={{ p: 4 }}>
        {error === null ? (
          <Loading label={t.common.common.starting} />
        ) : (
          <ErrorNotice error={error} onRetry={refetch} />
        )}
      </Box>
    );
  }
  return data.standing === 'set-up' ? <SetUpScreen /> : <LockScreen session={data} />;
}
