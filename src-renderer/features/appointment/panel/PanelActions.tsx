import { Box, Typography } from '@mui/material';
import type { ReactNode } from 'react';
import { SCHEDULE_STATUSES, type ScheduleStatus } from '../../../../src-shared/domain/schedule-command.ts';
import type { ErrorCode } from '../../../../src-shared/errors.ts';
import type { AppointmentDetail } from '../../../../src-shared/ipc/schedule-views.ts';
import { appointmentText, statusButton } from '../../../../src-shared/text/en/appointments.ts';
import { useAppointments } from '../../../stores/appointments.ts';
import { useDecisions } from '../../../stores/decisions.ts';
import { UpdateButton } from '../../requests/form/UpdateButton.tsx';
import { ActionButton } from '../../requests/row/ActionButton.tsx';
import { setStatus } from '../change/set-status.ts';
import { statusesOffered } from './statuses-offered.ts';

/** What can be done with an appointment. What cannot be done now is greyed out, and says why; a Tentative is decided in its request. */
export function PanelActions({ detail }: { readonly detail: AppointmentDetail }): ReactNode {
  const { appointment, allowed } = detail;
  const busy = useDecisions((state) => state.busy.has(appointment.id));
  const { askEdit, askCancel } = useAppointments.getState();
  if (appointment.status === 'tentative' || appointment.status === 'cancelled') return null;
  const offered = statusesOffered(appointment.status);
  const closed = offered.filter((status) => !allowed.statuses.includes(status));
  const refuse = (code: ErrorCode): void => useDecisions.getState().setError(appointment.id, { code });
  const button = (status: ScheduleStatus): ReactNode => (
    <ActionButton
      key={status}
      label={statusButton(appointment.status, status)}
      disabled={busy}
      whyNot={allowed.statuses.includes(status) ? null : 'status-too-early'}
      onRefuse={refuse}
      onAct={() => void setStatus(appointment, status)}
    />
  );
  return (
    <Box sx={{ display: 'grid', gap: 1 }}>
      <Box
        role="group"
        aria-label={appointmentText.statuses}
        sx={{ display: 'flex', flexWrap: 'wrap', gap: 0.75 }}
      >
        {SCHEDULE_STATUSES.filter((status) => offered.includes(status)).map(button)}
      </Box>
      {closed.length > 0 ? (
        <Typography variant="caption" color="textSecondary">
          {closed.length > 1 ? appointmentText.statusHint : appointmentText.noShowHint}
        </Typography>
      ) : null}
      <Box>
        <UpdateButton
          disabled={busy}
          whyNotUpdate={allowed.update ? null : 'appointment-not-active'}
          onUpdate={() => askEdit(appointment)}
          whyNotCancel={allowed.cancel ? null : 'appointment-not-active'}
          onCancel={() => askCancel(appointment)}
          onRefuse={refuse}
        />
      </Box>
    </Box>
  );
}
