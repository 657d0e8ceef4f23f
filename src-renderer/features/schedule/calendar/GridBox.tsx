import { Box } from '@mui/material';
import type { ReactNode } from 'react';
import { runOnAppointment } from '../../../actions/appointment-actions.ts';
import { useAppointments } from '../../../stores/appointments.ts';
import { useCalendarSetup } from '../../../stores/calendar.ts';
import { useZone } from '../../../stores/clinic.ts';
import { CalendarGrid } from '../grid/CalendarGrid.tsx';
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
  const question = useAppointments((state) => state.question);
  const { askMove, askBook } = useAppointments.getState();
  useEntryKeys(columns.flatMap(({ day }) => day.appointments));
  return (
    <Box sx={{ flex: '1 0 0', minHeight: LEAST_GRID_HEIGHT, minWidth: 0, display: 'flex' }}>
      <CalendarGrid
        label={label}
        columns={columns}
        zone={zone}
        stepMinutes={stepMinutes}
        selectedId={selectedId}
        pending={question?.type === 'move' ? question : null}
        onOpen={(appointment) => runOnAppointment(appointment, 'open')}
        onMove={askMove}
        onBook={askBook}
      />
    </Box>
  );
}
