import { TextField } from '@mui/material';
import type { ReactNode } from 'react';
import { USER_NAME_LIMIT } from '../../src-shared/domain/users.ts';

interface Props {
  readonly label: string;
  readonly value: string;
  readonly onType: (name: string) => void;
  /** What is missing; `null`: nothing. */
  readonly problem: string | null;
  readonly hint?: string;
  readonly size?: 'small' | 'medium';
}

/** How a person is called at this desk. */
export function UserNameField({ label, value, onType, problem, hint, size }: Props): ReactNode {
  return (
    <TextField
      label={label}
      value={value}
      onChange={(event) => onType(event.target.value)}
      autoFocus
      fullWidth
      {...(size ? { size } : {})}
      error={problem !== null}
      helperText={problem ?? hint}
      slotProps={{
        inputLabel: { shrink: true },
        htmlInput: { maxLength: USER_NAME_LIMIT, autoComplete: 'off', dir: 'auto' },
      }}
    />
  );
}
