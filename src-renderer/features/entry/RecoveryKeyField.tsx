import { TextField } from '@mui/material';
import type { ReactNode, Ref } from 'react';
import { t } from '../../../src-shared/text/text.ts';

interface Props {
  readonly value: string;
  readonly onType: (typed: string) => void;
  /** It was sent without one. */
  readonly isMissing: boolean;
  readonly inputRef?: Ref<HTMLInputElement>;
}

/** A recovery key, typed or pasted: legible, as it is compared with what is on paper. */
export function RecoveryKeyField({ value, onType, isMissing, inputRef }: Props): ReactNode {
  const text = t.users.recoverText;
  return (
    <TextField
      label={text.recoveryKey}
      value={value}
      onChange={(event) => onType(event.target.value)}
      {...(inputRef === undefined ? {} : { inputRef })}
      autoFocus
      fullWidth
      size="medium"
      error={isMissing}
      helperText={isMissing ? text.keyMissing : text.keyHint}
      slotProps={{
        inputLabel: { shrink: true },
        htmlInput: {
          maxLength: 200,
          autoComplete: 'off',
          autoCapitalize: 'characters',
          spellCheck: false,
          style: { fontFamily: 'monospace' },
        },
      }}
    />
  );
}
