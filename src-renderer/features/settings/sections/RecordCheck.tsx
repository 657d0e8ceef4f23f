import { Box, Button, LinearProgress, Typography } from '@mui/material';
import { type ReactNode, useState } from 'react';
import { isRecordFaultNew } from '../../../../src-shared/domain/record-faults.ts';
import type { BackupsState } from '../../../../src-shared/ipc/backup-views.ts';
import { t } from '../../../../src-shared/text/text.ts';
import { invoke } from '../../../api/client.ts';
import { useAttempt } from '../../../api/use-attempt.ts';
import { useNow } from '../../../api/use-now.ts';
import { ErrorNotice } from '../../../components/ErrorNotice.tsx';
import { PlainText } from '../../../components/PlainText.tsx';
import { useZone } from '../../../stores/clinic.ts';
import { Part } from '../SectionFrame.tsx';
import { RecordNote } from './RecordNote.tsx';

type Props = Pick<BackupsState, 'record' | 'recordHead' | 'recordNoted' | 'recordProgress'>;

/** What was found in the record last, what is known about that, and **Check the record** with how far it is. */
export function RecordCheck({ state }: { readonly state: Props }): ReactNode {
  const { record: found, recordHead: head, recordNoted: noted, recordProgress: progress } = state;
  const { busy, error, run } = useAttempt();
  const [done, setDone] = useState(false);
  const zone = useZone();
  const now = useNow();
  const words = t.backups.backupsText;
  const check = async (): Promise<void> => {
    setDone(false);
    setDone(await run(() => invoke('backups.checkRecord', undefined)));
  };
  return (
    <Part title={words.record}>
      {head === null ? null : <Fault>{t.backups.recordHeadWords(head)}</Fault>}
      {found !== null && found.faults > 0 ? (
        <Fault>{t.backups.recordWords(found)}</Fault>
      ) : (
        <Typography sx={{ mb: 1.5 }}>
          {found === null ? words.recordUnchecked : t.backups.recordWords(found)}
        </Typography>
      )}
      {isRecordFaultNew(found, head, noted) ? <RecordNote /> : null}
      {noted === null ? null : (
        <PlainText sx={{ mb: 1.5, typography: 'body2' }}>
          {t.backups.recordNotedWords(noted, now, zone)}
        </PlainText>
      )}
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

function Fault({ children }: { readonly children: string }): ReactNode {
  return <Typography sx={{ mb: 1.5, color: 'error.main', fontWeight: 600 }}>{children}</Typography>;
}
