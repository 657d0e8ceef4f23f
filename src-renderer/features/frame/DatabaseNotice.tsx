import { Alert, Box } from '@mui/material';
import { type ReactNode, useEffect, useState } from 'react';
import { t } from '../../../src-shared/text/text.ts';
import { subscribe } from '../../api/client.ts';

/** Says while another program keeps what was decided from being written. */
export function DatabaseNotice(): ReactNode {
  const [busy, setBusy] = useState(false);
  useEffect(
    () =>
      subscribe((event) => {
        if (event.type === 'database') setBusy(event.busy);
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
    </Box>
  );
}
