import { Alert, Box, Button, Typography } from '@mui/material';
import { type ReactNode, useState } from 'react';
import type { KeyChangeView } from '../../../../src-shared/ipc/backup-views.ts';
import type { CommandOutput } from '../../../../src-shared/ipc/contract.ts';
import { t } from '../../../../src-shared/text/text.ts';
import { invoke } from '../../../api/client.ts';
import { useAttempt } from '../../../api/use-attempt.ts';
import { ErrorNotice } from '../../../components/ErrorNotice.tsx';
import { FormDialog } from '../../../components/FormDialog.tsx';
import { dialogOpen } from '../../../keyboard/use-shortcuts.ts';
import { saveAllDrafts } from '../../../stores/drafts.ts';
import { useMayManage } from '../../../stores/session.ts';
import { Part } from '../SectionFrame.tsx';
import { typedNotSaved } from '../typed-not-saved.ts';
import { RecoveryKeyShown } from './RecoveryKeyShown.tsx';

/** A new data key and a new recovery key in the place of the present ones, and how far that is. */
export function ChangeKeys({ change }: { readonly change: KeyChangeView }): ReactNode {
  const words = t.backups.keysText;
  const mayManage = useMayManage();
  const [step, setStep] = useState<'told' | CommandOutput<'backups.newKeys'> | null>(null);
  const shown = step === 'told' ? null : step;
  return (
    <Part title={words.title}>
      <Typography sx={{ mb: 1.5 }}>{words.about}</Typography>
      {change.problem === null ? null : (
        <Alert severity="error" sx={{ mb: 1.5 }}>
          {t.errors.errorSentence({ code: change.problem })}
        </Alert>
      )}
      {change.askedAt === null ? (
        <Box sx={{ display: 'flex', alignItems: 'center', gap: 2, mb: 2 }}>
          <Button
            variant="outlined"
            disabled={!mayManage}
            aria-haspopup="dialog"
            onClick={() => setStep('told')}
            sx={{ flex: 'none' }}
          >
            {words.change}
          </Button>
          {mayManage ? null : (
            <Typography variant="body2" color="textSecondary">
              {t.users.usersText.managersOnly}
            </Typography>
          )}
        </Box>
      ) : (
        <Asked seconds={change.seconds} mayManage={mayManage} />
      )}
      <EarlierCopies names={change.withEarlierKey} />
      {step === 'told' ? (
        <WhatHappens seconds={change.seconds} onShown={setStep} onClose={() => setStep(null)} />
      ) : null}
      {shown === null ? null : (
        <RecoveryKeyShown
          recoveryKey={shown.recoveryKey}
          about={words.countsLater}
          cancel={words.keep}
          onWritten={() => invoke('backups.askForKeys', { mark: shown.mark })}
          onClose={() => setStep(null)}
        />
      )}
    </Part>
  );
}

/** What changing the keys does, before a new one is shown. */
function WhatHappens({
  seconds,
  onShown,
  onClose,
}: {
  readonly seconds: number;
  readonly onShown: (keys: CommandOutput<'backups.newKeys'>) => void;
  readonly onClose: () => void;
}): ReactNode {
  const words = t.backups.keysText;
  const { busy, error, run } = useAttempt();
  const show = (): void =>
    void run(async () => {
      const answer = await invoke('backups.newKeys', undefined);
      if (answer.ok) onShown(answer.value);
      return answer;
    });
  return (
    <FormDialog
      title={words.title}
      about={null}
      maxWidth="sm"
      onClose={() => {
        if (!busy) onClose();
      }}
      onSubmit={show}
      actions={
        <>
          <Button onClick={onClose} disabled={busy}>
            {t.common.common.cancel}
          </Button>
          <Button type="submit" variant="contained" loading={busy} autoFocus>
            {words.showNew}
          </Button>
        </>
      }
    >
      <Typography>{words.first}</Typography>
      <Typography>{t.backups.keysNextStart(seconds)}</Typography>
      <Typography>{words.afterwards}</Typography>
      <Alert severity="warning" role="note">
        {words.elsewhere}
      </Alert>
      <ErrorNotice error={error} />
    </FormDialog>
  );
}

/** New keys have been asked for: they count from the next start on. */
function Asked({ seconds, mayManage }: { readonly seconds: number; readonly mayManage: boolean }): ReactNode {
  const words = t.backups.keysText;
  const { busy, error, run } = useAttempt();
  const restart = (): void =>
    void run(async () => {
      const midway = { dialogOpen: dialogOpen(), unsaved: typedNotSaved() };
      const saved = await saveAllDrafts();
      return invoke('app.restart', { ...midway, unsaved: midway.unsaved || !saved });
    });
  return (
    <Alert severity="info" sx={{ mb: 2 }}>
      {t.backups.keysAsked(seconds)}
      <Box sx={{ display: 'flex', gap: 1.5, mt: 1.5 }}>
        <Button variant="contained" loading={busy} disabled={!mayManage} onClick={restart}>
          {words.restart}
        </Button>
        <Button
          disabled={busy || !mayManage}
          onClick={() => void run(() => invoke('backups.dropKeys', undefined))}
        >
          {words.keep}
        </Button>
      </Box>
      <ErrorNotice error={error} />
    </Alert>
  );
}

/** Backups and copies that an earlier key still opens. */
function EarlierCopies({ names }: { readonly names: KeyChangeView['withEarlierKey'] }): ReactNode {
  const words = t.backups.keysText;
  if (names === null)
    return (
      <Typography role="status" sx={{ mb: 2 }}>
        {words.renewing}
      </Typography>
    );
  if (names.length === 0) return null;
  return (
    <Alert severity="warning" role="note" sx={{ mb: 2 }}>
      {words.leftBehind}
      <Box component="ul" sx={{ m: 0, mt: 1, pl: 2.5, overflowWrap: 'anywhere' }}>
        {names.map((name) => (
          <li key={name}>
            <bdi>{name}</bdi>
          </li>
        ))}
      </Box>
    </Alert>
  );
}
