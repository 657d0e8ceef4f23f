import ArrowDropDown from '@mui/icons-material/ArrowDropDown';
import { Button, Menu, MenuItem } from '@mui/material';
import { type ReactNode, useId, useRef, useState } from 'react';
import type { ErrorCode } from '../../../../src-shared/errors.ts';
import type { ShortcutId } from '../../../../src-shared/shortcuts.ts';
import { UNAVAILABLE, unavailable } from '../../../components/unavailable.ts';
import { useHint } from '../../../keyboard/use-hint.ts';

interface Item {
  readonly label: string;
  readonly onAct: () => void;
  /** The key that does the same. */
  readonly shortcut?: ShortcutId;
}

interface Props {
  readonly label: string;
  /** Waits for a moment. */
  readonly disabled?: boolean;
  /** Why none of its choices can be made now; the same, pressed, is said in words by `onRefuse`. */
  readonly whyNot?: ErrorCode | null;
  readonly onRefuse?: ((code: ErrorCode) => void) | undefined;
  readonly items: readonly Item[];
}

/** A button that opens a few more choices. */
export function ActionMenu({ label, items, disabled = false, whyNot = null, onRefuse }: Props): ReactNode {
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button
        ref={button}
        id={`${id}-button`}
        variant="outlined"
        endIcon={<ArrowDropDown />}
        disabled={disabled}
        aria-haspopup="menu"
        aria-expanded={open}
        aria-controls={open ? `${id}-menu` : undefined}
        {...unavailable(whyNot)}
        sx={UNAVAILABLE}
        onClick={() => (whyNot === null ? setOpen(true) : onRefuse?.(whyNot))}
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
        {items.map((item) => (
          <Choice key={item.label} item={item} onChosen={() => setOpen(false)} />
        ))}
      </Menu>
    </>
  );
}

/** The menu looks at its items' own properties (the first is in focus): it hands them on. */
function Choice({
  item,
  onChosen,
  ...fromMenu
}: {
  readonly item: Item;
  readonly onChosen: () => void;
}): ReactNode {
  const hint = useHint(item.shortcut);
  return (
    <MenuItem
      {...fromMenu}
      {...hint}
      onClick={() => {
        onChosen();
        item.onAct();
      }}
    >
      {item.label}
    </MenuItem>
  );
}
