import { type ReactNode, useState } from 'react';
import { userName } from '../../../src-shared/domain/users.ts';
import { t } from '../../../src-shared/text/text.ts';
import { invoke } from '../../api/client.ts';
import { useAttempt } from '../../api/use-attempt.ts';
import { ErrorNotice } from '../../components/ErrorNotice.tsx';
import { isUsable, NewSecretFields, NO_SECRET } from '../../components/NewSecretFields.tsx';
import { UserNameField } from '../../components/UserNameField.tsx';
import { EntryCard } from './EntryCard.tsx';
import { EntryForm } from './EntryForm.tsx';

/** The first user of a desk, who is a manager. */
export function SetUpScreen(): ReactNode {
  const [name, setName] = useState('');
  const [typed, type] = useState(NO_SECRET);
  const [asked, setAsked] = useState(false);
  const { busy, error, run } = useAttempt();
  const text = t.users.setUpText;
  const read = userName.safeParse(name);
  const submit = async (): Promise<void> => {
    setAsked(true);
    if (!read.success || !isUsable(typed, name)) return;
    await run(() => invoke('session.setUp', { name: read.data, secret: typed.secret }));
  };
  return (
    <EntryCard title={text.title} hint={text.hint}>
      <EntryForm act={busy ? text.beginning : text.begin} busy={busy} onSubmit={submit}>
        <UserNameField
          label={text.name}
          value={name}
          onType={setName}
          problem={asked && !read.success ? text.nameMissing : null}
          size="medium"
        />
        <NewSecretFields typed={typed} onType={type} name={name} asked={asked} />
        <ErrorNotice error={error} />
      </EntryForm>
    </EntryCard>
  );
}
