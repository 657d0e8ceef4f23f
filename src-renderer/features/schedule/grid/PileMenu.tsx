import { Menu, MenuItem } from '@mui/material';
import type { ReactNode } from 'react';
import type { ZoneId } from '../../../../src-shared/domain/time.ts';
import type { AppointmentView } from '../../../../src-shared/ipc/appointment-views.ts';
import { t } from '../../../../src-shared/text/text.ts';

interface Props {
  readonly anchor: HTMLElement;
  readonly appointments: readonly AppointmentView[];
  readonly zone: ZoneId;
  readonly onOpen: (appointment: AppointmentView) => void;
  readonly onClose: () => void;
}

/** The appointments that found no lane of their own. One that is to be moved is opened, and moved by its form. */
export function PileMenu({ anchor, appointments, zone, onOpen, onClose }: Props): ReactNode {
  return (
    <Menu
      open
      anchorEl={anchor}
      onClose={onClose}
      slotProps={{
        list: { dense: true, 'aria-label': t.calendar.calendarText.folded },
        paper: { sx: { maxHeight: 420, maxWidth: 480 } },
      }}
    >
      {appointments.map((appointment) => (
        <MenuItem
          key={appointment.id}
          onClick={() => {
            onClose();
            onOpen(appointment);
          }}
          sx={{ display: 'block', overflow: 'hidden', textOverflow: 'ellipsis' }}
        >
          {t.schedule.entryName(appointment, zone)}
        </MenuItem>
      ))}
    </Menu>
  );
}
