import { Box, Button, Typography } from '@mui/material';
import { type ReactNode, useState } from 'react';
import type { SessionView, SignInView } from '../../../src-shared/ipc/session-views.ts';
import { t } from '../../../src-shared/text/text.ts';
import { invoke } from '../../api/client.ts';
import { useAttempt } from '../../api/use-attempt.ts';
import { ErrorNotice } from '../../components/ErrorNotice.tsx';
import { Initials } from '../../components/Initials.tsx';
import { EntryCard } from './EntryCard.tsx';
import { RecoverForm } from './RecoverForm.tsx';
import { SignInForm } from './SignInForm.tsx';

/** Who is there, and their PIN. Nothing of the practice is in the window. */
export function LockScreen({ session }: { readonly session: SessionView }): ReactNode {
  const { users, suggestedUserId } = session;
  const [recovering, recover] = useState(false);
  const [chosenId, choose] = useState(users.length === 1 ? (users[0]?.id ?? null) : suggestedUserId);
  const chosen = users.find(({ id, byClick }) => id === chosenId && !byClick) ?? null;
  const text = t.users.entryText;
  if (chosen !== null && recovering) {
    return (
      <EntryCard title={t.users.recoverText.title} hint={t.users.recoverText.hint}>
        <RecoverForm user={chosen} onBack={() => recover(false)} />
      </EntryCard>
    );
  }
  if (chosen !== null) {
    return (
      <EntryCard title={text.locked} foot={text.wentOn}>
        <SignInForm
          key={chosen.id}
          user={chosen}
          onForgotten={session.demo ? null : () => recover(true)}
          onBack={users.length === 1 ? null : () => choose(null)}
        />
      </EntryCard>
    );
  }
  return (
    <EntryCard
      title={text.who}
      {...(users.some(({ byClick }) => byClick) ? { hint: text.demoHint } : {})}
      foot={text.wentOn}
    >
      <Choice users={users} onChoose={choose} />
    </EntryCard>
  );
}

/** Everybody who can sign in; without a PIN they do with the click. */
function Choice({
  users,
  onChoose,
}: {
  readonly users: readonly SignInView[];
  readonly onChoose: (id: string) => void;
}): ReactNode {
  const { busy, error, run } = useAttempt();
  return (
    <Box sx={{ display: 'grid', gap: 1 }}>
      {users.map(({ id, name, byClick }, index) => (
        <Button
          key={id}
          variant="outlined"
          color="inherit"
          autoFocus={index === 0}
          disabled={busy}
          aria-label={byClick ? t.users.entryText.signInAs(name) : name}
          onClick={() =>
            byClick ? void run(() => invoke('session.signIn', { userId: id, secret: '' })) : onChoose(id)
          }
          sx={{ justifyContent: 'flex-start', gap: 1.5, px: 1.5, py: 1.25, borderColor: 'divider' }}
        >
          <Initials name={name} size={34} />
          <Typography component="span" sx={{ fontWeight: 600, overflowWrap: 'anywhere', textAlign: 'start' }}>
            <bdi>{byClick ? t.users.entryText.signInAs(name) : name}</bdi>
          </Typography>
        </Button>
      ))}
      <ErrorNotice error={error} />
    </Box>
  );
}
