import { Box, Button } from '@mui/material';
import { type ReactNode, useState } from 'react';
import type { SignedInUser } from '../../../src-shared/ipc/session-views.ts';
import { t } from '../../../src-shared/text/text.ts';
import { invoke } from '../../api/client.ts';
import { useAttempt } from '../../api/use-attempt.ts';
import { ErrorNotice } from '../../components/ErrorNotice.tsx';
import { FormDialog } from '../../components/FormDialog.tsx';
import { isUsable, NewSecretFields, NO_SECRET } from '../../components/NewSecretFields.tsx';
import { PinField } from '../../components/PinField.tsx';

interface Props {
  readonly user: SignedInUser;
  readonly onClose: () => void;
}

/** **Change my PIN**: with the one that holds. */
export function ChangeSecretDialog({ user, onClose }: Props): ReactNode {
  const [current, setCurrent] = useState('');
  const [typed, type] = useState(NO_SECRET);
  const [asked, setAsked] = useState(false);
  const { busy, error, run } = useAttempt();
  const text = t.users.userMenuText;
  const submit = async (): Promise<void> => {
    setAsked(true);
    if (!isUsable(typed, user.name)) return;
    if (await run(() => invoke('session.changeSecret', { current, secret: typed.secret }))) onClose();
  };
  return (
    <FormDialog
      title={text.changeSecret}
      about={null}
      maxWidth="sm"
      onClose={onClose}
      onSubmit={() => void submit()}
      actions={
        <>
          <Button onClick={onClose}>{t.common.common.cancel}</Button>
          <Button type="submit" variant="contained" loading={busy}>
            {text.changeSecret}
          </Button>
        </>
      }
    >
      <Box sx={{ display: 'grid', gap: 2, pt: 1 }}>
        {user.byClick ? null : (
          <PinField label={text.current} value={current} onType={setCurrent} autoFocus />
        )}
        <NewSecretFields
          label={text.newSecret}
          typed={typed}
          onType={type}
          name={user.name}
          asked={asked}
          autoFocus={user.byClick}
        />
        <ErrorNotice error={error} />
      </Box>
    </FormDialog>
  );
}
