import { Alert, Button } from '@mui/material';
import type { ReactNode } from 'react';
import { t } from '../../../src-shared/text/text.ts';
import { useQuery } from '../../api/use-query.ts';
import { openBackups } from './BackupNotice.tsx';

/** Says that no recovery key has been made, until one is, or that the keys were not changed. Nothing is wrong today: everything else comes before it. */
export function RecoveryNotice(): ReactNode {
  const { data } = useQuery('backups.state', undefined);
  const problem = data?.keyChange?.problem ?? null;
  // One that was asked for together with a new data key is known already.
  const isMissing = data?.recoveryKey === 'none' && data.keyChange?.askedAt === null;
  if (!isMissing && problem === null) return null;
  return (
    <Alert
      severity="warning"
      square
      action={
        <Button color="inherit" onClick={openBackups}>
          {t.backups.backupsText.settingsButton}
        </Button>
      }
    >
      {problem === null ? t.backups.backupsText.recoveryMissing : t.errors.errorSentence({ code: problem })}
    </Alert>
  );
}
