import { Box, Button, LinearProgress, Typography } from '@mui/material';
import { type ReactNode, useState } from 'react';
import type { RecordView } from '../../../../src-shared/ipc/backup-views.ts';
import { t } from '../../../../src-shared/text/text.ts';
import { invoke } from '../../../api/client.ts';
import { useAttempt } from '../../../api/use-attempt.ts';
import { ErrorNotice } from '../../../components/ErrorNotice.tsx';
import { Part } from '../SectionFrame.tsx';

/** What was found in the record last, and **Check the record** with how far it is. */
export function RecordCheck({
  found,
  progress,
}: {
  readonly found: RecordView | null;
  readonly progress: number | null;
}): ReactNode {
  const { busy, error, run } = useAttempt();
  const [done, setDone] = useState(false);
  const words = t.backups.backupsText;
  const check = async (): Promise<void> => {
    setDone(false);
    setDone(await run(() => invoke('backups.checkRecord', undefined)));
  };
  return (
    <Part title={words.record}>
      <Typography
        sx={{
          mb: 1.5,
          ...(found !== null && found.faults > 0 ? { color: 'error.main', fontWeight: 600 } : {}),
        }}
      >
        {found === null ? words.recordUnchecked : t.backups.recordWords(found)}
      </Typography>
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 2, minHeight: 40, mb: 4 }}>
        <Button variant="outlined" loading={busy} onClick={() => void check()} sx={{ flex: 'none' }}>
          {words.checkRecord}
        </Button>
        {progress === null ? null : (
          <LinearProgress
            variant="determinate"
            value={Math.round(progress * 100)}
            aria-label={words.checkingRecord}
            sx={{ flex: 1, maxWidth: 320 }}
          />
        )}
        <Typography variant="body2" role="status" sx={{ fontWeight: 600 }}>
          {done && progress === null ? words.recordChecked : ''}
        </Typography>
      </Box>
      <ErrorNotice error={error} />
    </Part>
  );
}
