import { Box } from '@mui/material';
import type { ReactNode } from 'react';
import { runOnAppointment } from '../../../actions/appointment-actions.ts';
import { askBook, askMove } from '../../../actions/ask-change.ts';
import { useAppointments } from '../../../stores/appointments.ts';
import { useCalendarSetup } from '../../../stores/calendar.ts';
import { useZone } from '../../../stores/clinic.ts';
import { type OpenDialog, useDialogs } from '../../../stores/dialogs.ts';
import { CalendarGrid } from '../grid/CalendarGrid.tsx';
import type { CalendarGridProps } from '../grid/calendar-grid-props.ts';
import type { CalendarColumn } from '../grid/types.ts';
import { LEAST_GRID_HEIGHT } from './layout.ts';
import { useEntryKeys } from './use-entry-keys.ts';

interface Props {
  readonly label: string;
  readonly columns: readonly CalendarColumn[];
}

/** The time grid with what its appointments do. */
export function GridBox({ label, columns }: Props): ReactNode {
  const zone = useZone();
  const { stepMinutes } = useCalendarSetup();
  const selectedId = useAppointments((state) => state.openId);
  const open = useDialogs((state) => state.open);
  useEntryKeys(columns.flatMap(({ day }) => day.appointments));
  return (
    <Box sx={{ flex: '1 0 0', minHeight: LEAST_GRID_HEIGHT, minWidth: 0, display: 'flex' }}>
      <CalendarGrid
        label={label}
        columns={columns}
        zone={zone}
        stepMinutes={stepMinutes}
        selectedId={selectedId}
        pending={askedMove(open)}
        onOpen={(appointment) => runOnAppointment(appointment, 'open')}
        onMove={askMove}
        onBook={askBook}
        onBlock={(about) => useDialogs.getState().ask({ asks: 'block', about })}
        onBlocked={(id, date) => useDialogs.getState().ask({ asks: 'block', about: { id, date } })}
      />
    </Box>
  );
}

/** The move that a dialog is asking about. */
function askedMove(open: OpenDialog | null): CalendarGridProps['pending'] {
  if (open?.asks === 'fields') {
    const { appointment, moved } = open;
    return moved === undefined ? null : { appointment, slot: moved };
  }
  if (open?.asks !== 'words' || !('appointment' in open.decision)) return null;
  const { appointment, command } = open.decision;
  return command.type === 'update' ? { appointment, slot: command.slot } : null;
}
