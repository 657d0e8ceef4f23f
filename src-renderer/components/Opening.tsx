import { Box } from '@mui/material';
import type { ReactNode } from 'react';
import { t } from '../../src-shared/text/text.ts';
import type { Query } from '../api/server-state.ts';
import { ErrorNotice } from './ErrorNotice.tsx';
import { Loading } from './Loading.tsx';

/** What stands in the window until it knows what to show, or why it cannot. */
export function Opening({ error, refetch }: Pick<Query<unknown>, 'error' | 'refetch'>): ReactNode {
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
