import { Box, Button, Typography } from '@mui/material';
import { type ReactNode, useState } from 'react';
import type { AppError } from '../../../../src-shared/errors.ts';
import type { Result } from '../../../../src-shared/result.ts';
import { t } from '../../../../src-shared/text/text.ts';
import { invoke } from '../../../api/client.ts';
import { useAttempt } from '../../../api/use-attempt.ts';
import { ErrorNotice } from '../../../components/ErrorNotice.tsx';
import { FormDialog } from '../../../components/FormDialog.tsx';

interface Props {
  readonly recoveryKey: string;
  /** What else there is to know, and a way out where the key does not count yet. */
  readonly about?: string;
  readonly cancel?: string;
  /** Somebody has it on paper: done before it is closed. */
  readonly onWritten?: () => Promise<Result<unknown, AppError>>;
  readonly onClose: () => void;
}

/** A recovery key, shown this once. It is left by its buttons alone: whoever presses Escape may not have written anything down. */
export function RecoveryKeyShown({ recoveryKey, about, cancel, onWritten, onClose }: Props): ReactNode {
  const words = t.backups.backupsText;
  const { busy, error, run } = useAttempt();
  const [printed, setPrinted] = useState(false);
  const print = (): void =>
    void run(async () => {
      setPrinted(false);
      const answer = await invoke('recovery.print', { recoveryKey });
      if (answer.ok) setPrinted(answer.value.printed);
      return answer;
    });
  const written = async (): Promise<void> => {
    if (onWritten === undefined || (await run(onWritten))) onClose();
  };
  return (
    <FormDialog
      title={words.recoveryTitle}
      about={
        <Typography
          sx={{ fontFamily: 'monospace', fontSize: '1.25rem', fontWeight: 700, textAlign: 'center' }}
        >
          {recoveryKey.split('-').map((group) => (
            <Box key={group} component="span" sx={{ display: 'inline-block', mx: 1 }}>
              {group}
            </Box>
          ))}
        </Typography>
      }
      maxWidth="sm"
      onClose={() => {}}
      onSubmit={() => void written()}
      actions={
        <>
          {cancel === undefined ? null : (
            <Button disabled={busy} onClick={onClose}>
              {cancel}
            </Button>
          )}
          <Button disabled={busy} onClick={print}>
            {words.recoveryPrint}
          </Button>
          <Button type="submit" variant="contained" disabled={busy}>
            {words.recoveryWritten}
          </Button>
        </>
      }
    >
      <Typography>{words.recoveryOnce}</Typography>
      {about === undefined ? null : <Typography>{about}</Typography>}
      <ErrorNotice error={error} />
      <Typography role="status">{printed ? words.recoveryPrinted : ''}</Typography>
    </FormDialog>
  );
}
