import { Button } from '@mui/material';
import type { ReactNode } from 'react';
import type { ShortcutId } from '../../../../src-shared/shortcuts.ts';
import { useHint } from '../../../keyboard/use-hint.ts';

interface Props {
  readonly label: string;
  readonly onAct: () => void;
  readonly disabled?: boolean;
  readonly primary?: boolean;
  readonly tone?: 'primary' | 'error';
  /** For a button that opens something in place. */
  readonly expanded?: boolean | undefined;
  /** The key that does the same. */
  readonly shortcut?: ShortcutId | undefined;
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
  shortcut,
}: Props): ReactNode {
  const hint = useHint(shortcut);
  return (
    <Button
      variant={primary ? 'contained' : 'outlined'}
      color={tone}
      disabled={disabled}
      {...hint}
      {...(expanded === undefined ? {} : { 'aria-expanded': expanded })}
      onClick={(event) => {
        if (event.detail <= 1) onAct();
      }}
    >
      {label}
    </Button>
  );
}
