import { Alert, Box, Button, Typography } from '@mui/material';
import { type ReactNode, useRef, useState } from 'react';
import type { SignInView } from '../../../src-shared/ipc/session-views.ts';
import { t } from '../../../src-shared/text/text.ts';
import { invoke } from '../../api/client.ts';
import { useAttempt } from '../../api/use-attempt.ts';
import { Initials } from '../../components/Initials.tsx';
import { PinField } from '../../components/PinField.tsx';
import { EntryForm } from './EntryForm.tsx';
import { useCountdown } from './use-countdown.ts';

interface Props {
  readonly user: SignInView;
  /** Back to everybody; `null` where there is nobody else. */
  readonly onBack: (() => void) | null;
  /** Somebody does not know theirs any more; `null` where nothing can help. */
  readonly onForgotten: (() => void) | null;
}

/** One person's PIN or passphrase. */
export function SignInForm({ user, onBack, onForgotten }: Props): ReactNode {
  const [secret, setSecret] = useState('');
  const field = useRef<HTMLInputElement>(null);
  const { busy, error, run } = useAttempt();
  const seconds = useCountdown(user.waitMs);
  const waits = seconds > 0;
  const text = t.users.entryText;
  const submit = async (): Promise<void> => {
    if (secret === '' || waits) return field.current?.focus();
    const done = await run(() => invoke('session.signIn', { userId: user.id, secret }));
    if (done) return;
    setSecret('');
    field.current?.focus();
  };
  return (
    <EntryForm
      act={busy ? text.signingIn : text.signIn}
      busy={busy}
      disabled={waits}
      onSubmit={submit}
      below={
        <Box sx={{ display: 'flex', justifyContent: 'center', gap: 1 }}>
          {onBack === null ? null : (
            <Button color="inherit" onClick={onBack}>
              {text.back}
            </Button>
          )}
          {onForgotten === null ? null : (
            <Button color="inherit" onClick={onForgotten}>
              {text.forgotten}
            </Button>
          )}
        </Box>
      }
    >
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 1.5, minWidth: 0 }}>
        <Initials name={user.name} size={44} />
        <Typography sx={{ fontSize: '1.05rem', fontWeight: 600, overflowWrap: 'anywhere' }}>
          <bdi>{user.name}</bdi>
        </Typography>
      </Box>
      <PinField
        label={text.secret}
        value={secret}
        onType={setSecret}
        problem={error === null || waits || secret !== '' ? null : t.errors.errorSentence(error)}
        autoFocus
        inputRef={field}
      />
      {waits ? (
        <Alert severity="warning" icon={false} role="status">
          <Box component="strong" sx={{ display: 'block', fontVariantNumeric: 'tabular-nums' }}>
            {text.waitLeft(seconds)}
          </Box>
          {text.waitHint}
        </Alert>
      ) : null}
    </EntryForm>
  );
}
