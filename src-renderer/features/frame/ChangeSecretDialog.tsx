import { type ReactNode, useState } from 'react';
import type { SignedInUser } from '../../../src-shared/ipc/session-views.ts';
import { t } from '../../../src-shared/text/text.ts';
import { invoke } from '../../api/client.ts';
import { ChangeDialog } from '../../components/ChangeDialog.tsx';
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
  const text = t.users.userMenuText;
  return (
    <ChangeDialog
      title={text.changeSecret}
      act={text.changeSecret}
      isReady={isUsable(typed, user.name)}
      onAsked={() => setAsked(true)}
      change={() => invoke('session.changeSecret', { current, secret: typed.secret })}
      onClose={onClose}
      onDone={onClose}
    >
      {user.byClick ? null : (
        <PinField size="small" label={text.current} value={current} onType={setCurrent} autoFocus />
      )}
      <NewSecretFields
        size="small"
        label={text.newSecret}
        typed={typed}
        onType={type}
        name={user.name}
        asked={asked}
        autoFocus={user.byClick}
      />
    </ChangeDialog>
  );
}
