import { Button } from '@mui/material';
import type { ReactNode } from 'react';

interface Props {
  readonly label: string;
  readonly onAct: () => void;
  readonly disabled?: boolean;
  readonly primary?: boolean;
  readonly tone?: 'primary' | 'error';
  /** For a button that opens something in place. */
  readonly expanded?: boolean | undefined;
}

/**
 * A button that decides about a patient. The second click of a double click does nothing: by then another patient's button
 * may be under the pointer.
 */
export function ActionButton({
  label,
  onAct,
  disabled = false,
  primary = false,
  tone = 'primary',
  expanded,
}: Props): ReactNode {
  return (
    <Button
      variant={primary ? 'contained' : 'outlined'}
      color={tone}
      disabled={disabled}
      {...(expanded === undefined ? {} : { 'aria-expanded': expanded })}
      onClick={(event) => {
        if (event.detail <= 1) onAct();
      }}
    >
      {label}
    </Button>
  );
}
