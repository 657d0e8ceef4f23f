import { Alert, type SxProps, type Theme } from '@mui/material';
import type { ReactNode } from 'react';
import { t } from '../../src-shared/text/text.ts';
import { useSync } from '../stores/sync.ts';

/** Says, beside a proposal, that no answer comes through this portal; nothing where answers do. */
export function NoAnswersNote({ sx }: { readonly sx?: SxProps<Theme> }): ReactNode {
  const words = useSync(({ status }) => (status === null ? null : t.syncDetails.noAnswersSentence(status)));
  return words === null ? null : (
    <Alert severity="info" role="note" {...(sx ? { sx } : {})}>
      {words}
    </Alert>
  );
}
