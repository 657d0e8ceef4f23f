import {
  Alert,
  Box,
  Button,
  LinearProgress,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableRow,
  Typography,
} from '@mui/material';
import { type ReactNode, useState } from 'react';
import type { BackupView } from '../../../../src-shared/ipc/backup-views.ts';
import { t } from '../../../../src-shared/text/text.ts';
import { invoke } from '../../../api/client.ts';
import { useAttempt } from '../../../api/use-attempt.ts';
import { useNow } from '../../../api/use-now.ts';
import { useQuery } from '../../../api/use-query.ts';
import { ErrorNotice } from '../../../components/ErrorNotice.tsx';
import { Loading } from '../../../components/Loading.tsx';
import { VisuallyHidden } from '../../../components/VisuallyHidden.tsx';
import { useZone } from '../../../stores/clinic.ts';
import { useMayManage } from '../../../stores/session.ts';
import { Part, TellingFrame } from '../SectionFrame.tsx';
import { ChangeKeys } from './ChangeKeys.tsx';
import { RecordCheck } from './RecordCheck.tsx';
import { RecoveryKey } from './RecoveryKey.tsx';
import { RestoreDialog } from './RestoreDialog.tsx';

/** Settings, Backups: those there are, making one now, and going back to one. */
export function BackupsSection(): ReactNode {
  const { data: state, error, refetch } = useQuery('backups.state', undefined);
  return (
    <TellingFrame id="backups">
      <Typography sx={{ mb: 2.5 }}>{t.backups.backupsText.about}</Typography>
      <ErrorNotice error={error} onRetry={refetch} />
      {state === null ? (
        error === null && <Loading label={t.backups.backupsText.loading} />
      ) : (
        <>
          {state.failure === null ? null : (
            <Alert severity="error" sx={{ mb: 2 }}>
              {t.errors.errorSentence({ code: state.failure.code })}
            </Alert>
          )}
          <MakeNow progress={state.progress} />
          <Part title={t.backups.backupsText.list}>
            <BackupTable backups={state.backups} />
          </Part>
          <Part title={t.backups.backupsText.folder}>
            <Typography variant="body2" sx={{ overflowWrap: 'anywhere', mb: 1.5 }}>
              <bdi>{state.folder}</bdi>
            </Typography>
            <Alert severity="warning" role="note" sx={{ mb: 4 }}>
              {t.backups.backupsText.otherDisk}
            </Alert>
          </Part>
          <RecordCheck state={state} />
          {state.recoveryKey === null || state.keyChange === null ? null : (
            <>
              <RecoveryKey madeAt={state.recoveryKey} isReplaced={state.keyChange.askedAt !== null} />
              <ChangeKeys change={state.keyChange} />
            </>
          )}
        </>
      )}
    </TellingFrame>
  );
}

/** **Back up now**, and how far it is. */
function MakeNow({ progress }: { readonly progress: number | null }): ReactNode {
  const { busy, error, run } = useAttempt();
  const [made, setMade] = useState(false);
  const make = async (): Promise<void> => {
    setMade(false);
    setMade(await run(() => invoke('backups.make', undefined)));
  };
  return (
    <Box sx={{ mb: 3 }}>
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 2, minHeight: 40 }}>
        <Button variant="outlined" loading={busy} onClick={() => void make()} sx={{ flex: 'none' }}>
          {t.backups.backupsText.makeNow}
        </Button>
        {progress === null ? null : (
          <LinearProgress
            variant="determinate"
            value={Math.round(progress * 100)}
            aria-label={t.backups.backupsText.making}
            sx={{ flex: 1, maxWidth: 320 }}
          />
        )}
        <Typography variant="body2" role="status" sx={{ color: 'success.main', fontWeight: 600 }}>
          {made && progress === null ? t.backups.backupsText.made : ''}
        </Typography>
      </Box>
      <ErrorNotice error={error} />
    </Box>
  );
}

function BackupTable({ backups }: { readonly backups: readonly BackupView[] }): ReactNode {
  const [chosen, setChosen] = useState<BackupView | null>(null);
  const { when, holds, size } = t.backups.backupsText.columns;
  if (backups.length === 0)
    return <Typography color="textSecondary">{t.backups.backupsText.none}</Typography>;
  return (
    <>
      <Table size="small" aria-label={t.backups.backupsText.list} sx={{ '& td, & th': { px: 1 } }}>
        <TableHead>
          <TableRow>
            <TableCell>{when}</TableCell>
            <TableCell>{holds}</TableCell>
            <TableCell align="right">{size}</TableCell>
            <TableCell>
              <VisuallyHidden>{t.backups.backupsText.restoreTitle}</VisuallyHidden>
            </TableCell>
          </TableRow>
        </TableHead>
        <TableBody>
          {backups.map((backup) => (
            <BackupRow key={backup.name} backup={backup} onRestore={() => setChosen(backup)} />
          ))}
        </TableBody>
      </Table>
      {chosen?.holds ? (
        <RestoreDialog name={chosen.name} holds={chosen.holds} onClose={() => setChosen(null)} />
      ) : null}
    </>
  );
}

function BackupRow({
  backup: { name, bytes, holds },
  onRestore,
}: {
  readonly backup: BackupView;
  readonly onRestore: () => void;
}): ReactNode {
  const zone = useZone();
  const now = useNow();
  const mayManage = useMayManage();
  const when = holds === null ? name : t.backups.backupWhen(holds.madeAt, now, zone);
  return (
    <TableRow>
      <TableCell component="th" scope="row" sx={{ whiteSpace: 'nowrap', fontWeight: 600 }}>
        {when}
      </TableCell>
      <TableCell>
        {holds === null ? t.backups.backupsText.unreadable : t.backups.backupHoldsWords(holds)}
      </TableCell>
      <TableCell align="right" sx={{ whiteSpace: 'nowrap' }}>
        {t.backups.sizeWords(bytes)}
      </TableCell>
      <TableCell align="right" sx={{ whiteSpace: 'nowrap' }}>
        {holds === null ? null : (
          <Button
            size="small"
            disabled={!mayManage}
            {...(mayManage ? {} : { title: t.users.usersText.managersOnly })}
            aria-label={`${t.backups.backupsText.restore} ${when}`}
            aria-haspopup="dialog"
            onClick={onRestore}
          >
            {t.backups.backupsText.restore}
          </Button>
        )}
      </TableCell>
    </TableRow>
  );
}
