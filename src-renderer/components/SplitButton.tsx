import ArrowDropDown from '@mui/icons-material/ArrowDropDown';
import { Button, ButtonGroup, Menu } from '@mui/material';
import { type ReactNode, useId, useRef, useState } from 'react';
import type { Action } from '../actions/action.ts';
import { useHint } from '../keyboard/use-hint.ts';
import { ActionItem } from './ActionItem.tsx';
import { UNAVAILABLE, unavailable } from './unavailable.ts';

interface Props {
  readonly action: Action;
  /** What the drop-down is called, and what it has. */
  readonly moreLabel: string;
  readonly more: readonly Action[];
}

/** The button of an action with a drop-down of others beside it. */
export function SplitButton({ action, moreLabel, more }: Props): ReactNode {
  const { label, shortcut, whyNot, busy, run } = action;
  const id = useId();
  const group = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState(false);
  const hint = useHint(shortcut);
  return (
    <>
      <ButtonGroup ref={group} variant="outlined" aria-label={label} disabled={busy}>
        <Button
          {...hint}
          {...unavailable(whyNot)}
          sx={UNAVAILABLE}
          onClick={(event) => {
            if (whyNot !== null || event.detail <= 1) run();
          }}
        >
          {label}
        </Button>
        <Button
          aria-label={moreLabel}
          aria-haspopup="menu"
          aria-expanded={open}
          aria-controls={open ? id : undefined}
          onClick={() => setOpen(true)}
          sx={{ px: 0.5 }}
        >
          <ArrowDropDown />
        </Button>
      </ButtonGroup>
      <Menu id={id} anchorEl={() => group.current} open={open} onClose={() => setOpen(false)}>
        {more.map((one) => (
          <ActionItem key={one.id} action={one} onChosen={() => setOpen(false)} />
        ))}
      </Menu>
    </>
  );
}
