import { TextField } from '@mui/material';
import type { ReactNode, Ref } from 'react';
import { MESSAGE_LIMIT } from '../../../../src-shared/domain/commands.ts';
import type { Draft } from '../../../../src-shared/domain/draft.ts';
import type { Reason } from '../../../../src-shared/domain/practice.ts';
import { t } from '../../../../src-shared/text/text.ts';
import { SelectField } from '../../../components/SelectField.tsx';
import { OTHER, type WordsProblems } from './open-decision.ts';

interface Props {
  readonly draft: Draft;
  readonly edit: (change: Partial<Draft>) => void;
  /** `null`: only the message is asked for. */
  readonly reasons: readonly Reason[] | null;
  readonly picked: Reason | null;
  /** What to complain about now; `null` before the first try. */
  readonly problems: WordsProblems | null;
  readonly reasonRef: Ref<HTMLSelectElement>;
  /** Nothing is told but the message: what is missing where it is empty. `null`: it may be left out. */
  readonly messageMissing?: string | null;
}

/** Why, and what else to tell the patient. */
export function ReasonFields({
  draft,
  edit,
  reasons,
  picked,
  problems,
  reasonRef,
  messageMissing,
}: Props): ReactNode {
  const length = draft.message.trim().length;
  const missing = messageMissing ?? null;
  return (
    <>
      {reasons === null ? null : (
        <SelectField
          label={t.requests.words.reason}
          required
          autoFocus
          inputRef={reasonRef}
          value={picked?.code ?? ''}
          options={[
            ...(picked === null ? [{ value: '', label: t.requests.words.chooseReason }] : []),
            ...reasons.map((reason) => ({ value: reason.code, label: reason.text })),
          ]}
          error={problems?.reason === 'reason-missing' ? t.requests.REASON_PROBLEM['reason-missing'] : null}
          onChange={(reasonCode) => edit({ reasonCode })}
        />
      )}
      {picked?.code === OTHER ? (
        <TextField
          label={t.requests.words.otherReason}
          required
          value={draft.otherReason}
          onChange={(event) => edit({ otherReason: event.target.value })}
          error={problems?.reason === 'other-missing'}
          helperText={
            problems?.reason === 'other-missing' ? t.requests.REASON_PROBLEM['other-missing'] : undefined
          }
          slotProps={{ htmlInput: { maxLength: 300 } }}
        />
      ) : null}
      <TextField
        label={t.requests.words.message}
        {...(messageMissing === undefined
          ? { placeholder: t.requests.words.messageOptional }
          : { required: true })}
        multiline
        autoFocus={reasons === null}
        minRows={5}
        maxRows={12}
        value={draft.message}
        onChange={(event) => edit({ message: event.target.value })}
        error={length > MESSAGE_LIMIT || missing !== null}
        helperText={
          length > MESSAGE_LIMIT
            ? `${t.requests.messageCounter(length)} · ${t.requests.messageTooLong(length)}`
            : (missing ?? t.requests.messageCounter(length))
        }
        slotProps={{ inputLabel: { shrink: true }, htmlInput: { dir: 'auto' } }}
      />
    </>
  );
}
