import { Box, Button, TextField } from '@mui/material';
import { type ReactNode, useRef, useState } from 'react';
import { NOTE_LIMIT } from '../../../../src-shared/domain/history.ts';
import { t } from '../../../../src-shared/text/text.ts';
import { invoke } from '../../../api/client.ts';
import { useAttempt } from '../../../api/use-attempt.ts';
import { ErrorNotice } from '../../../components/ErrorNotice.tsx';
import { useTyped } from '../../../stores/typed.ts';

/** What is known about a fault of the record, to be put on it: the window does not warn of that one any more then. */
export function RecordNote(): ReactNode {
  const [reason, setReason, forget] = useTyped('record/note', '');
  const [isMissing, setMissing] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const { busy, error, run } = useAttempt();
  const words = t.backups.backupsText;
  const note = (): void => {
    setMissing(reason.trim() === '');
    if (reason.trim() === '') field.current?.focus();
    else
      void run(async () => {
        const noted = await invoke('backups.noteRecord', { reason: reason.trim() });
        if (noted.ok) forget();
        return noted;
      });
  };
  return (
    <Box sx={{ display: 'grid', gap: 1, justifyItems: 'start', maxWidth: 640, mb: 2 }}>
      <TextField
        label={words.recordKnown}
        helperText={isMissing ? words.recordKnownMissing : words.recordKnownHelp}
        error={isMissing}
        multiline
        minRows={2}
        fullWidth
        value={reason}
        inputRef={field}
        onChange={(event) => setReason(event.target.value.slice(0, NOTE_LIMIT))}
        slotProps={{ htmlInput: { dir: 'auto' } }}
      />
      <Button variant="contained" loading={busy} onClick={note}>
        {words.noteRecord}
      </Button>
      <ErrorNotice error={error} />
    </Box>
  );
}
