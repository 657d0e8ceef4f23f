import { Typography } from '@mui/material';
import { type ReactNode, useState } from 'react';
import { type UserRole, userName } from '../../../../src-shared/domain/users.ts';
import type { AppError } from '../../../../src-shared/errors.ts';
import type { UserView } from '../../../../src-shared/ipc/session-views.ts';
import type { Result } from '../../../../src-shared/result.ts';
import { t } from '../../../../src-shared/text/text.ts';
import { invoke } from '../../../api/client.ts';
import { ChangeDialog } from '../../../components/ChangeDialog.tsx';
import { isUsable, NewSecretFields, NO_SECRET } from '../../../components/NewSecretFields.tsx';
import { UserNameField } from '../../../components/UserNameField.tsx';
import { Choice } from '../Choice.tsx';

interface Props {
  readonly onClose: () => void;
  /** It has been done. */
  readonly onDone: () => void;
}

/** **Add a user**, or what somebody is called and may do. */
export function UserDialog({ user, onClose, onDone }: Props & { readonly user: UserView | null }): ReactNode {
  const [name, setName] = useState(user?.name ?? '');
  const [role, setRole] = useState<UserRole>(user?.role ?? 'receptionist');
  const [typed, type] = useState(NO_SECRET);
  const [asked, setAsked] = useState(false);
  const read = userName.safeParse(name);
  const text = t.users.usersText;
  const save = (): Promise<Result<null, AppError>> => {
    const given = { name: read.data ?? '', role };
    return user === null
      ? invoke('users.add', { ...given, secret: typed.secret })
      : invoke('users.save', { ...given, id: user.id });
  };
  return (
    <ChangeDialog
      title={user === null ? text.add : text.changeOf(user.name)}
      act={user === null ? text.addIt : t.common.common.save}
      isReady={read.success && (user !== null || isUsable(typed, name))}
      onAsked={() => setAsked(true)}
      change={save}
      onClose={onClose}
      onDone={onDone}
    >
      <UserNameField
        label={text.name}
        value={name}
        onType={setName}
        problem={asked && !read.success ? text.nameMissing : null}
        hint={text.nameHint}
      />
      <Choice
        legend={text.role}
        value={role}
        options={(['receptionist', 'manager'] as const).map((value) => ({
          value,
          label: t.users.USER_ROLE[value],
          hint: text.roleHint[value],
        }))}
        onChoose={setRole}
      />
      {user === null ? (
        <>
          <NewSecretFields size="small" typed={typed} onType={type} name={name} asked={asked} />
          <Typography variant="body2" color="textSecondary">
            {text.firstSecret}
          </Typography>
        </>
      ) : null}
    </ChangeDialog>
  );
}

/** **New PIN** for somebody who has forgotten theirs. */
export function NewPinDialog({ user, onClose, onDone }: Props & { readonly user: UserView }): ReactNode {
  const [typed, type] = useState(NO_SECRET);
  const [asked, setAsked] = useState(false);
  const text = t.users.usersText;
  return (
    <ChangeDialog
      title={text.newPinOf(user.name)}
      act={text.setPin}
      isReady={isUsable(typed, user.name)}
      onAsked={() => setAsked(true)}
      change={() => invoke('users.setSecret', { id: user.id, secret: typed.secret })}
      onClose={onClose}
      onDone={onDone}
    >
      <NewSecretFields size="small" typed={typed} onType={type} name={user.name} asked={asked} autoFocus />
      <Typography variant="body2" color="textSecondary">
        {text.firstSecret}
      </Typography>
    </ChangeDialog>
  );
}

/** **Remove**, once more asked. */
export function RemoveDialog({ user, onClose, onDone }: Props & { readonly user: UserView }): ReactNode {
  const text = t.users.usersText;
  return (
    <ChangeDialog
      title={text.removeOf(user.name)}
      act={text.remove}
      isReady
      onAsked={() => {}}
      change={() => invoke('users.remove', { id: user.id })}
      onClose={onClose}
      onDone={onDone}
    >
      <Typography>{text.removeHint}</Typography>
    </ChangeDialog>
  );
}
