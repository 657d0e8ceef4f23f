import { Button } from '@mui/material';
import type { ReactNode } from 'react';
import type { ErrorCode } from '../../../../src-shared/errors.ts';
import type { ShortcutId } from '../../../../src-shared/shortcuts.ts';
import { UNAVAILABLE, unavailable } from '../../../components/unavailable.ts';
import { useHint } from '../../../keyboard/use-hint.ts';

interface Props {
  readonly label: string;
  readonly onAct: () => void;
  /** Waits for a moment. */
  readonly disabled?: boolean;
  /** Why it cannot be used now; the same, pressed, is said in words by `onRefuse`. */
  readonly whyNot?: ErrorCode | null;
  readonly onRefuse?: ((code: ErrorCode) => void) | undefined;
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
  whyNot = null,
  onRefuse,
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
      {...unavailable(whyNot)}
      sx={UNAVAILABLE}
      {...(expanded === undefined ? {} : { 'aria-expanded': expanded })}
      onClick={(event) => {
        if (whyNot !== null) onRefuse?.(whyNot);
        else if (event.detail <= 1) onAct();
      }}
    >
      {label}
    </Button>
  );
}
