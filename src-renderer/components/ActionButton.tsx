import { Button } from '@mui/material';
import type { ReactNode } from 'react';
import type { Action } from '../actions/action.ts';
import { useHint } from '../keyboard/use-hint.ts';
import { UNAVAILABLE, unavailable } from './unavailable.ts';

interface Props {
  readonly action: Action;
  readonly primary?: boolean;
  readonly tone?: 'primary' | 'error';
  /** For a button that opens something in place. */
  readonly expanded?: boolean | undefined;
}

/** The button of an action. The second click of a double click does nothing: by then another patient's button may be under the pointer. */
export function ActionButton({ action, primary = false, tone = 'primary', expanded }: Props): ReactNode {
  const { label, shortcut, whyNot, busy, run } = action;
  const hint = useHint(shortcut);
  return (
    <Button
      variant={primary ? 'contained' : 'outlined'}
      color={tone}
      disabled={busy}
      {...hint}
      {...unavailable(whyNot)}
      sx={UNAVAILABLE}
      {...(expanded === undefined ? {} : { 'aria-expanded': expanded })}
      onClick={(event) => {
        if (whyNot !== null || event.detail <= 1) run();
      }}
    >
      {label}
    </Button>
  );
}
