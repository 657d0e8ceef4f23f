import { Button } from '@mui/material';
import { type ReactNode, useState } from 'react';
import type { SignInView } from '../../../src-shared/ipc/session-views.ts';
import { t } from '../../../src-shared/text/text.ts';
import { invoke } from '../../api/client.ts';
import { useAttempt } from '../../api/use-attempt.ts';
import { ErrorNotice } from '../../components/ErrorNotice.tsx';
import { isUsable, NewSecretFields, NO_SECRET } from '../../components/NewSecretFields.tsx';
import { EntryForm } from './EntryForm.tsx';
import { RecoveryKeyField } from './RecoveryKeyField.tsx';

interface Props {
  readonly user: SignInView;
  readonly onBack: () => void;
}

/** A new PIN by the recovery key of the desk's database, for a manager whom no other can help. */
export function RecoverForm({ user, onBack }: Props): ReactNode {
  const [recoveryKey, setRecoveryKey] = useState('');
  const [typed, type] = useState(NO_SECRET);
  const [asked, setAsked] = useState(false);
  const { busy, error, run } = useAttempt();
  const text = t.users.recoverText;
  const submit = async (): Promise<void> => {
    setAsked(true);
    if (recoveryKey.trim() === '' || !isUsable(typed, user.name)) return;
    await run(() => invoke('session.recover', { recoveryKey, userId: user.id, secret: typed.secret }));
  };
  const isMissing = asked && recoveryKey.trim() === '';
  return (
    <EntryForm
      act={text.setAndSignIn}
      busy={busy}
      onSubmit={submit}
      below={
        <Button color="inherit" onClick={onBack} sx={{ justifySelf: 'center' }}>
          {t.common.common.back}
        </Button>
      }
    >
      <RecoveryKeyField value={recoveryKey} onType={setRecoveryKey} isMissing={isMissing} />
      <NewSecretFields
        label={text.newSecretOf(user.name)}
        typed={typed}
        onType={type}
        name={user.name}
        asked={asked}
      />
      <ErrorNotice error={error} />
    </EntryForm>
  );
}
