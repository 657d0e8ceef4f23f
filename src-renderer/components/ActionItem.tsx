import { MenuItem } from '@mui/material';
import type { ReactNode } from 'react';
import type { Action } from '../actions/action.ts';
import { useHint } from '../keyboard/use-hint.ts';
import { UNAVAILABLE, unavailable } from './unavailable.ts';

interface Props {
  readonly action: Action;
  /** Closes the menu. */
  readonly onChosen: () => void;
}

/** An action in a menu. The menu looks at its items' own properties (the first is in focus): it hands them on. */
export function ActionItem({ action, onChosen, ...fromMenu }: Props): ReactNode {
  const hint = useHint(action.shortcut);
  return (
    <MenuItem
      dense
      {...fromMenu}
      {...hint}
      {...unavailable(action.whyNot)}
      sx={UNAVAILABLE}
      onClick={() => {
        onChosen();
        action.run();
      }}
    >
      {action.label}
    </MenuItem>
  );
}
