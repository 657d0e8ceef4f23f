import { Alert, Button } from '@mui/material';
import type { ReactNode } from 'react';
import { t } from '../../../src-shared/text/text.ts';
import { useQuery } from '../../api/use-query.ts';
import { openBackups } from './BackupNotice.tsx';

/** Says that no recovery key has been made, until one is. Nothing is wrong today: everything else comes before it. */
export function RecoveryNotice(): ReactNode {
  const { data } = useQuery('backups.state', undefined);
  if (data?.recoveryKey !== 'none') return null;
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
      {t.backups.backupsText.recoveryMissing}
    </Alert>
  );
}
