import { Alert, Box } from '@mui/material';
import { type ReactNode, useEffect, useState } from 'react';
import type { StorageTrouble } from '../../../src-shared/ipc/events.ts';
import { t } from '../../../src-shared/text/text.ts';
import { subscribe } from '../../api/client.ts';

/** Says while another program, the disk or the database's own state keeps what was decided from being written. */
export function DatabaseNotice(): ReactNode {
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<StorageTrouble | null>(null);
  useEffect(
    () =>
      subscribe((event) => {
        if (event.type === 'database') setBusy(event.busy);
        if (event.type === 'storage') setTrouble(event.trouble);
      }),
    [],
  );
  return (
    <Box role="status">
      {busy ? (
        <Alert severity="warning" square>
          {t.common.common.databaseBusy}
        </Alert>
      ) : null}
      {trouble === null ? null : (
        <Alert severity="error" square>
          {t.common.common.storageTrouble[trouble]}
        </Alert>
      )}
    </Box>
  );
}
