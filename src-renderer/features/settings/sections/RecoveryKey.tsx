import { Box, Button, Typography } from '@mui/material';
import { type ReactNode, useState } from 'react';
import { t } from '../../../../src-shared/text/text.ts';
import { invoke } from '../../../api/client.ts';
import { useAttempt } from '../../../api/use-attempt.ts';
import { useNow } from '../../../api/use-now.ts';
import { ErrorNotice } from '../../../components/ErrorNotice.tsx';
import { FormDialog } from '../../../components/FormDialog.tsx';
import { useZone } from '../../../stores/clinic.ts';
import { useMayManage } from '../../../stores/session.ts';
import { Part } from '../SectionFrame.tsx';

/** Whether a recovery key has been made, and making one. `madeAt`: of the one that is valid. */
export function RecoveryKey({ madeAt }: { readonly madeAt: number | 'none' }): ReactNode {
  const zone = useZone();
  const now = useNow();
  const mayManage = useMayManage();
  const { busy, error, run } = useAttempt();
  const [made, setMade] = useState<string | null>(null);
  const words = t.backups.backupsText;
  const make = (): Promise<boolean> =>
    run(async () => {
      const answer = await invoke('backups.makeRecoveryKey', undefined);
      if (answer.ok) setMade(answer.value.recoveryKey);
      return answer;
    });
  return (
    <Part title={words.recovery}>
      <Typography sx={{ mb: 1.5 }}>{words.recoveryAbout}</Typography>
      <Typography sx={{ mb: 1.5, fontWeight: 600 }}>
        {madeAt === 'none' ? words.recoveryNone : t.backups.recoveryMade(madeAt, now, zone)}
      </Typography>
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 2, mb: 4 }}>
        <Button
          variant={madeAt === 'none' ? 'contained' : 'outlined'}
          loading={busy}
          disabled={!mayManage}
          aria-haspopup="dialog"
          onClick={() => void make()}
          sx={{ flex: 'none' }}
        >
          {madeAt === 'none' ? words.makeRecovery : words.replaceRecovery}
        </Button>
        {madeAt === 'none' && mayManage ? null : (
          <Typography variant="body2" color="textSecondary">
            {mayManage ? words.recoveryReplaces : t.users.usersText.managersOnly}
          </Typography>
        )}
      </Box>
      <ErrorNotice error={error} />
      {made === null ? null : <ShownOnce recoveryKey={made} onClose={() => setMade(null)} />}
    </Part>
  );
}

/** It is left by its button alone: whoever presses Escape may not have written anything down. */
function ShownOnce({
  recoveryKey,
  onClose,
}: {
  readonly recoveryKey: string;
  readonly onClose: () => void;
}): ReactNode {
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
      onSubmit={onClose}
      actions={
        <>
          <Button disabled={busy} onClick={print}>
            {words.recoveryPrint}
          </Button>
          <Button type="submit" variant="contained">
            {words.recoveryWritten}
          </Button>
        </>
      }
    >
      <Typography>{words.recoveryOnce}</Typography>
      <ErrorNotice error={error} />
      <Typography role="status">{printed ? words.recoveryPrinted : ''}</Typography>
    </FormDialog>
  );
}
