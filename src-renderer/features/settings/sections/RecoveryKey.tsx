import { Box, Button, Typography } from '@mui/material';
import { type ReactNode, useState } from 'react';
import { t } from '../../../../src-shared/text/text.ts';
import { invoke } from '../../../api/client.ts';
import { useAttempt } from '../../../api/use-attempt.ts';
import { useNow } from '../../../api/use-now.ts';
import { ErrorNotice } from '../../../components/ErrorNotice.tsx';
import { useZone } from '../../../stores/clinic.ts';
import { useMayManage } from '../../../stores/session.ts';
import { Part } from '../SectionFrame.tsx';
import { RecoveryKeyShown } from './RecoveryKeyShown.tsx';

interface Props {
  /** Of the one that is valid. */
  readonly madeAt: number | 'none';
  /** A new one comes with the next start. */
  readonly isReplaced: boolean;
}

/** Whether a recovery key has been made, and making one. */
export function RecoveryKey({ madeAt, isReplaced }: Props): ReactNode {
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
        {madeAt === 'none'
          ? isReplaced
            ? t.backups.keysText.shownAlready
            : words.recoveryNone
          : t.backups.recoveryMade(madeAt, now, zone)}
      </Typography>
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 2, mb: 4 }}>
        <Button
          variant={madeAt === 'none' ? 'contained' : 'outlined'}
          loading={busy}
          disabled={!mayManage || isReplaced}
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
      {made === null ? null : <RecoveryKeyShown recoveryKey={made} onClose={() => setMade(null)} />}
    </Part>
  );
}
