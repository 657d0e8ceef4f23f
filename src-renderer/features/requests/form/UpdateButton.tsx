import ArrowDropDown from '@mui/icons-material/ArrowDropDown';
import { Button, ButtonGroup, Menu, MenuItem } from '@mui/material';
import { type ReactNode, useId, useRef, useState } from 'react';
import type { RequestRow } from '../../../../src-shared/ipc/request-views.ts';
import { useHint } from '../../../keyboard/use-hint.ts';
import { useDialogs } from '../../../stores/dialogs.ts';
import { words } from '../../../text/requests.ts';
import { cancelPurpose } from '../row/row-step.ts';

interface Props {
  readonly row: RequestRow;
  readonly disabled: boolean;
  /** Updating is open, if not yet the drop-down's choices. */
  readonly updatable: boolean;
  readonly onUpdate: () => void;
}

/** **Update Appt.**, a split button whose drop-down has **Cancel appt.** */
export function UpdateButton({ row, disabled, updatable, onUpdate }: Props): ReactNode {
  const id = useId();
  const group = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState(false);
  const hint = useHint('form-update');
  const cancelHint = useHint('cancel-appointment');
  const purpose = cancelPurpose(row);
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
          disabled={purpose === null}
          {...cancelHint}
          onClick={() => {
            setOpen(false);
            if (purpose !== null) useDialogs.getState().askReason(row, purpose);
          }}
        >
          {words.cancelAppt}
        </MenuItem>
      </Menu>
    </>
  );
}
