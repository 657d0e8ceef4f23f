import ArrowDropDown from '@mui/icons-material/ArrowDropDown';
import { Button, Menu } from '@mui/material';
import { type ReactNode, useId, useRef, useState } from 'react';
import type { Action } from '../actions/action.ts';
import { ActionItem } from './ActionItem.tsx';
import { UNAVAILABLE, unavailable } from './unavailable.ts';

interface Props {
  readonly label: string;
  readonly actions: readonly Action[];
  /** It stands beside what matters more. */
  readonly quiet?: boolean;
}

/** A button that opens a few more actions. Where none of them can be done now, it says why instead. */
export function ActionMenu({ label, actions, quiet = false }: Props): ReactNode {
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(false);
  const [first] = actions;
  if (first === undefined) return null;
  const whyNot = actions.some((action) => action.whyNot === null) ? null : first.whyNot;
  return (
    <>
      <Button
        ref={button}
        id={`${id}-button`}
        {...(quiet ? { color: 'inherit' } : { variant: 'outlined' })}
        endIcon={<ArrowDropDown />}
        disabled={first.busy}
        aria-haspopup="menu"
        aria-expanded={open}
        aria-controls={open ? `${id}-menu` : undefined}
        {...unavailable(whyNot)}
        sx={quiet ? { ...UNAVAILABLE, py: 0, color: 'text.secondary' } : UNAVAILABLE}
        onClick={() => (whyNot === null ? setOpen(true) : first.run())}
      >
        {label}
      </Button>
      <Menu
        id={`${id}-menu`}
        anchorEl={() => button.current}
        open={open}
        onClose={() => setOpen(false)}
        slotProps={{ list: { 'aria-labelledby': `${id}-button`, dense: true } }}
      >
        {actions.map((action) => (
          <ActionItem key={action.id} action={action} onChosen={() => setOpen(false)} />
        ))}
      </Menu>
    </>
  );
}
