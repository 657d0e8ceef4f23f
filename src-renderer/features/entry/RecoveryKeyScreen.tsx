import { type ReactNode, useRef, useState } from 'react';
import { t } from '../../../src-shared/text/text.ts';
import { invoke } from '../../api/client.ts';
import { useAttempt } from '../../api/use-attempt.ts';
import { ErrorNotice } from '../../components/ErrorNotice.tsx';
import { EntryCard } from './EntryCard.tsx';
import { EntryForm } from './EntryForm.tsx';
import { RecoveryKeyField } from './RecoveryKeyField.tsx';

/** Opens the desk's database where the system's key store has lost its key. `onOpened`: the desk is on its way. */
export function RecoveryKeyScreen({ onOpened }: { readonly onOpened: () => void }): ReactNode {
  const [typed, type] = useState('');
  const [asked, setAsked] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const { busy, error, run } = useAttempt();
  const text = t.startup.recoveryText;
  const isEmpty = typed.trim() === '';
  const submit = async (): Promise<void> => {
    setAsked(true);
    if (isEmpty) return field.current?.focus();
    let isTypo = false;
    const done = await run(async () => {
      const answer = await invoke('session.giveRecoveryKey', { recoveryKey: typed });
      isTypo = !answer.ok && answer.error.code === 'recovery-key-typo';
      return answer;
    });
    // A mistake is mended where it is; whatever else was typed does not stay.
    if (!isTypo) {
      setAsked(false);
      type('');
    }
    if (done) onOpened();
    else field.current?.focus();
  };
  return (
    <EntryCard title={text.title} hint={text.hint} foot={text.foot}>
      <EntryForm act={busy ? text.opening : text.open} busy={busy} onSubmit={submit}>
        <RecoveryKeyField value={typed} onType={type} isMissing={asked && isEmpty} inputRef={field} />
        <ErrorNotice error={error} />
      </EntryForm>
    </EntryCard>
  );
}
