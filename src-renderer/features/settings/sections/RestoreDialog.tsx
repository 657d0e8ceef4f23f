import { Alert, Button, Typography } from '@mui/material';
import type { ReactNode } from 'react';
import type { BackupHolds } from '../../../../src-shared/domain/backups.ts';
import { t } from '../../../../src-shared/text/text.ts';
import { invoke } from '../../../api/client.ts';
import { useAttempt } from '../../../api/use-attempt.ts';
import { useNow } from '../../../api/use-now.ts';
import { useQuery } from '../../../api/use-query.ts';
import { ErrorNotice } from '../../../components/ErrorNotice.tsx';
import { FormDialog } from '../../../components/FormDialog.tsx';
import { useZone } from '../../../stores/clinic.ts';

interface Props {
  readonly name: string;
  readonly holds: BackupHolds;
  readonly onClose: () => void;
}

/** Says what restoring this backup would bring back and lose, and does it. The window is loaded anew then. */
export function RestoreDialog({ name, holds, onClose }: Props): ReactNode {
  const zone = useZone();
  const now = useNow();
  const lost = useQuery('backups.lost', { name });
  const { busy, error, run } = useAttempt();
  const when = t.backups.backupWhen(holds.madeAt, now, zone);
  const restore = (): void => {
    if (lost.data !== null) void run(() => invoke('backups.restore', { name }));
  };
  return (
    <FormDialog
      title={t.backups.backupsText.restoreTitle}
      about={
        <Typography sx={{ fontWeight: 600 }}>
          {when}: {t.backups.backupHoldsWords(holds)}
        </Typography>
      }
      maxWidth="sm"
      onClose={() => {
        if (!busy) onClose();
      }}
      onSubmit={restore}
      actions={
        <>
          <Button onClick={onClose} disabled={busy}>
            {t.common.common.cancel}
          </Button>
          <Button
            type="submit"
            variant="contained"
            color="error"
            loading={busy}
            disabled={lost.data === null}
          >
            {t.backups.backupsText.restoreNow}
          </Button>
        </>
      }
    >
      <Typography>{t.backups.backupsText.whatHappens}</Typography>
      <Typography>{t.backups.backupsText.isLost}</Typography>
      {lost.data === null ? null : (
        <Alert severity={lost.data.waiting > 0 ? 'error' : 'info'}>{t.backups.lostWords(lost.data)}</Alert>
      )}
      <Typography variant="body2" color="textSecondary">
        {t.backups.backupsText.twice} {t.backups.backupsText.staysBeside}
      </Typography>
      <ErrorNotice error={lost.error ?? error} />
    </FormDialog>
  );
}
