import { Alert, Button } from '@mui/material';
import type { ReactNode } from 'react';
import { isRecordFaultNew } from '../../../src-shared/domain/record-faults.ts';
import { HOUR_MS } from '../../../src-shared/domain/time.ts';
import { t } from '../../../src-shared/text/text.ts';
import { invoke } from '../../api/client.ts';
import { useNow } from '../../api/use-now.ts';
import { useQuery } from '../../api/use-query.ts';
import { useClinic } from '../../stores/clinic.ts';
import { useNavigation } from '../../stores/navigation.ts';
import { useSettings } from '../settings/settings-store.ts';

/** So long it is only Settings that say so. */
const QUIET_MS = 24 * HOUR_MS;

/** Says that the record was tampered with, what a restore has done, until somebody has read it, and that no backup could be made for more than a day. */
export function BackupNotice(): ReactNode {
  const { zone } = useClinic().bootstrap;
  const now = useNow();
  const { data } = useQuery('backups.state', undefined);
  if (data === null) return null;
  const { restored, failure, record, recordHead, recordNoted } = data;
  const isFaultNew = isRecordFaultNew(record, recordHead, recordNoted);
  // One in the future was noted before the clock was put back: since when is not known.
  const isLong = failure !== null && (now - failure.since > QUIET_MS || failure.since > now);
  const toBackups = (
    <Button color="inherit" onClick={openBackups} sx={{ whiteSpace: 'nowrap' }}>
      {t.backups.backupsText.settingsButton}
    </Button>
  );
  return (
    <>
      {isFaultNew ? (
        <Alert severity="error" square action={toBackups}>
          {recordHead === null
            ? record && t.backups.recordWords(record)
            : t.backups.recordHeadWords(recordHead)}
        </Alert>
      ) : null}
      {restored === null ? null : (
        <Alert
          severity="info"
          square
          action={
            <Button color="inherit" onClick={() => void invoke('backups.forgetRestored', undefined)}>
              {t.backups.backupsText.understood}
            </Button>
          }
        >
          {t.backups.restoredWords(restored, now, zone)}
        </Alert>
      )}
      {isLong ? (
        <Alert severity="warning" square action={toBackups}>
          {t.backups.noBackupSince(failure.since, now, zone)}
        </Alert>
      ) : null}
    </>
  );
}

/** Leads to Settings, Backups. */
export function openBackups(): void {
  useSettings.getState().open('backups');
  useNavigation.getState().go({ screen: 'settings' });
}
