import { Alert, Box } from '@mui/material';
import type { ReactNode } from 'react';
import { t } from '../../../src-shared/text/text.ts';
import { useStorage } from '../../stores/storage.ts';

/** Says while another program, the disk or the database's own state keeps what was decided from being written. */
export function DatabaseNotice(): ReactNode {
  const { databaseBusy, storage } = useStorage();
  return (
    <Box aria-live="polite">
      {databaseBusy ? (
        <Alert severity="warning" square>
          {t.common.common.databaseBusy}
        </Alert>
      ) : null}
      {storage === null ? null : (
        <Alert severity="error" square>
          {t.common.common.storageTrouble[storage]}
        </Alert>
      )}
    </Box>
  );
}
