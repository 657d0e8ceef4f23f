import { Box, Button, TextField } from '@mui/material';
import { type FormEvent, type ReactNode, useState } from 'react';
import { USER_NAME_LIMIT, userName } from '../../../src-shared/domain/users.ts';
import { t } from '../../../src-shared/text/text.ts';
import { invoke } from '../../api/client.ts';
import { useAttempt } from '../../api/use-attempt.ts';
import { ErrorNotice } from '../../components/ErrorNotice.tsx';
import { isUsable, NewSecretFields, NO_SECRET } from '../../components/NewSecretFields.tsx';
import { EntryCard } from './EntryCard.tsx';

/** The first user of a desk, who is a manager. */
export function SetUpScreen(): ReactNode {
  const [name, setName] = useState('');
  const [typed, type] = useState(NO_SECRET);
  const [asked, setAsked] = useState(false);
  const { busy, error, run } = useAttempt();
  const text = t.users.setUpText;
  const read = userName.safeParse(name);
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setAsked(true);
    if (!read.success || !isUsable(typed, name)) return;
    await run(() => invoke('session.setUp', { name: read.data, secret: typed.secret }));
  };
  const isNameMissing = asked && !read.success;
  return (
    <EntryCard title={text.title} hint={text.hint}>
      <Box
        component="form"
        noValidate
        onSubmit={(event) => void submit(event)}
        sx={{ display: 'grid', gap: 2 }}
      >
        <TextField
          label={text.name}
          value={name}
          onChange={(event) => setName(event.target.value)}
          autoFocus
          fullWidth
          size="medium"
          error={isNameMissing}
          helperText={isNameMissing ? text.nameMissing : undefined}
          slotProps={{
            inputLabel: { shrink: true },
            htmlInput: { maxLength: USER_NAME_LIMIT, autoComplete: 'off', dir: 'auto' },
          }}
        />
        <NewSecretFields typed={typed} onType={type} name={name} asked={asked} />
        <ErrorNotice error={error} />
        <Button
          type="submit"
          variant="contained"
          size="large"
          loading={busy}
          loadingPosition="start"
          sx={{ py: 1 }}
        >
          {busy ? text.beginning : text.begin}
        </Button>
      </Box>
    </EntryCard>
  );
}
