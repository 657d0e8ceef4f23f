import ArrowDropDown from '@mui/icons-material/ArrowDropDown';
import { Button, ButtonGroup, Menu, MenuItem } from '@mui/material';
import { type ReactNode, useId, useRef, useState } from 'react';
import type { ShortcutId } from '../../../../src-shared/shortcuts.ts';
import { useHint } from '../../../keyboard/use-hint.ts';
import { words } from '../../../text/requests.ts';

interface Props {
  readonly disabled: boolean;
  /** Updating is open, if not yet the drop-down's choices. */
  readonly updatable: boolean;
  readonly onUpdate: () => void;
  /** **Cancel appt.**; `null` when that is not allowed now. */
  readonly onCancel: (() => void) | null;
  /** The keys that do the same here. */
  readonly updateKey?: ShortcutId;
  readonly cancelKey?: ShortcutId;
}

/** **Update Appt.**, a split button whose drop-down has **Cancel appt.** */
export function UpdateButton({
  disabled,
  updatable,
  onUpdate,
  onCancel,
  updateKey,
  cancelKey,
}: Props): ReactNode {
  const id = useId();
  const group = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState(false);
  const hint = useHint(updateKey);
  const cancelHint = useHint(cancelKey);
  return (
    <>
      <ButtonGroup ref={group} variant="outlined" aria-label={words.updateAppt} disabled={disabled}>
        <Button
          disabled={disabled || !updatable}
          {...hint}
          onClick={(event) => {
            if (event.detail <= 1) onUpdate();
          }}
        >
          {words.updateAppt}
        </Button>
        <Button
          aria-label={words.moreWaysToUpdate}
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
        <MenuItem
          dense
          disabled={onCancel === null}
          {...cancelHint}
          onClick={() => {
            setOpen(false);
            onCancel?.();
          }}
        >
          {words.cancelAppt}
        </MenuItem>
      </Menu>
    </>
  );
}
