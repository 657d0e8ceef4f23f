import ArrowDropDown from '@mui/icons-material/ArrowDropDown';
import { Button, ButtonGroup, Menu, MenuItem } from '@mui/material';
import { type ReactNode, useId, useRef, useState } from 'react';
import type { ErrorCode } from '../../../../src-shared/errors.ts';
import type { ShortcutId } from '../../../../src-shared/shortcuts.ts';
import { words } from '../../../../src-shared/text/en/requests.ts';
import { UNAVAILABLE, unavailable } from '../../../components/unavailable.ts';
import { useHint } from '../../../keyboard/use-hint.ts';

interface Props {
  readonly disabled: boolean;
  /** Why **Update Appt.** cannot be chosen now. */
  readonly whyNotUpdate: ErrorCode | null;
  readonly onUpdate: () => void;
  /** Why **Cancel appt.** cannot be chosen now. */
  readonly whyNotCancel: ErrorCode | null;
  readonly onCancel: () => void;
  /** Says in words why one of the two cannot be chosen, to whoever has pressed it. */
  readonly onRefuse: (code: ErrorCode) => void;
  /** The keys that do the same here. */
  readonly updateKey?: ShortcutId;
  readonly cancelKey?: ShortcutId;
}

/** **Update Appt.**, a split button whose drop-down has **Cancel appt.** */
export function UpdateButton({
  disabled,
  whyNotUpdate,
  onUpdate,
  whyNotCancel,
  onCancel,
  onRefuse,
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
          {...hint}
          {...unavailable(whyNotUpdate)}
          sx={UNAVAILABLE}
          onClick={(event) => {
            if (whyNotUpdate !== null) onRefuse(whyNotUpdate);
            else if (event.detail <= 1) onUpdate();
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
          {...cancelHint}
          {...unavailable(whyNotCancel)}
          sx={UNAVAILABLE}
          onClick={() => {
            setOpen(false);
            if (whyNotCancel === null) onCancel();
            else onRefuse(whyNotCancel);
          }}
        >
          {words.cancelAppt}
        </MenuItem>
      </Menu>
    </>
  );
}
