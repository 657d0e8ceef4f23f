import { TextField } from '@mui/material';
import { type KeyboardEvent, type ReactNode, type Ref, useState } from 'react';
import { SECRET_LIMIT } from '../../src-shared/domain/users.ts';
import { t } from '../../src-shared/text/text.ts';

interface Props {
  readonly label: string;
  readonly value: string;
  readonly onType: (typed: string) => void;
  /** What is wrong with it. */
  readonly problem?: string | null | undefined;
  readonly hint?: string | undefined;
  readonly autoFocus?: boolean;
  readonly disabled?: boolean;
  /** Of a new one: the browser offers none it has stored. */
  readonly isNew?: boolean;
  /** In a dialog it is as high as the fields beside it. */
  readonly size?: 'small' | 'medium';
  readonly inputRef?: Ref<HTMLInputElement>;
}

/** A PIN or passphrase, unseen. Says so while Caps Lock is on. */
export function PinField({
  label,
  value,
  onType,
  problem = null,
  hint,
  autoFocus = false,
  disabled = false,
  isNew = false,
  size = 'medium',
  inputRef,
}: Props): ReactNode {
  const [capsLock, setCapsLock] = useState(false);
  const look = (event: KeyboardEvent): void => setCapsLock(event.getModifierState('CapsLock'));
  return (
    <TextField
      type="password"
      label={label}
      value={value}
      onChange={(event) => onType(event.target.value)}
      onKeyDown={look}
      onKeyUp={look}
      onBlur={() => setCapsLock(false)}
      autoFocus={autoFocus}
      disabled={disabled}
      error={problem !== null}
      helperText={problem ?? (capsLock ? t.users.entryText.capsLock : hint)}
      size={size}
      fullWidth
      slotProps={{
        inputLabel: { shrink: true },
        formHelperText: { 'aria-live': 'polite' },
        htmlInput: {
          ref: inputRef,
          maxLength: SECRET_LIMIT,
          autoComplete: isNew ? 'new-password' : 'off',
          style: { fontSize: '1.1rem', letterSpacing: value === '' ? undefined : '0.15em' },
        },
      }}
    />
  );
}
