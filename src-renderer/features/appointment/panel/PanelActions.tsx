import { Box, Typography } from '@mui/material';
import type { ReactNode } from 'react';
import { SCHEDULE_STATUSES } from '../../../../src-shared/domain/schedule-command.ts';
import type { AppointmentDetail } from '../../../../src-shared/ipc/schedule-views.ts';
import { t } from '../../../../src-shared/text/text.ts';
import { useAppointmentActions } from '../../../actions/appointment-actions.ts';
import { ActionButton } from '../../../components/ActionButton.tsx';
import { SplitButton } from '../../../components/SplitButton.tsx';
import { useReadOnly } from '../../../stores/sync.ts';

/** What can be done with an appointment. What cannot be done now is greyed out, and says why; a Tentative is decided in its request. */
export function PanelActions({ detail }: { readonly detail: AppointmentDetail }): ReactNode {
  const actionOf = useAppointmentActions(detail);
  const readOnly = useReadOnly();
  const update = actionOf('update');
  const cancel = actionOf('cancel');
  if (update === null || cancel === null) return null;
  const statuses = SCHEDULE_STATUSES.flatMap((status) => actionOf(status) ?? []);
  const closed = statuses.filter(({ whyNot }) => whyNot !== null);
  return (
    <Box sx={{ display: 'grid', gap: 1 }}>
      <Box
        role="group"
        aria-label={t.appointments.appointmentText.statuses}
        sx={{ display: 'flex', flexWrap: 'wrap', gap: 0.75 }}
      >
        {statuses.map((action) => (
          <ActionButton key={action.id} action={action} />
        ))}
      </Box>
      {closed.length > 0 || readOnly ? (
        <Typography variant="caption" color="textSecondary">
          {readOnly ? t.errors.ERROR_SENTENCES['read-only'] : hintOf(closed.length)}
        </Typography>
      ) : null}
      <Box>
        <SplitButton action={update} moreLabel={t.requests.words.moreWaysToUpdate} more={[cancel]} />
      </Box>
    </Box>
  );
}

const hintOf = (closed: number): string =>
  closed > 1 ? t.appointments.appointmentText.statusHint : t.appointments.appointmentText.noShowHint;
