import { Box, Button, Typography } from '@mui/material';
import type { ReactNode } from 'react';
import type { AppointmentView } from '../../../src-shared/ipc/appointment-views.ts';
import type { Moment } from '../../../src-shared/text/subjects.ts';
import { t } from '../../../src-shared/text/text.ts';
import { runOnAppointment } from '../../actions/appointment-actions.ts';
import { EntryMarkIcon } from '../../components/EntryMarkIcon.tsx';
import { OutdatedNote } from '../../components/OutdatedNote.tsx';
import { StatusMark } from '../schedule/StatusMark.tsx';

interface Props {
  readonly appointment: AppointmentView;
  readonly moment: Moment;
}

/** An appointment on the card; its status in icon and word. */
export function CardAppointment({ appointment, moment }: Props): ReactNode {
  const { date, hours, day } = t.requestSentences.timeParts(appointment, moment);
  return (
    <Box
      component="li"
      aria-label={t.patients.appointmentName(appointment, moment)}
      sx={{
        display: 'grid',
        gridTemplateColumns: '190px minmax(0, 1fr) max-content max-content',
        columnGap: 2,
        alignItems: 'baseline',
        px: 1.5,
        py: 0.75,
      }}
    >
      <Box>
        <Typography variant="body2" sx={{ fontWeight: 600 }}>
          {date}
          {day === null ? null : <Box component="span" sx={{ color: 'warning.main' }}>{` · ${day}`}</Box>}
        </Typography>
        <Typography variant="body2" color="textSecondary">
          {hours}
        </Typography>
      </Box>
      <Box sx={{ minWidth: 0 }}>
        <Typography variant="body2" sx={{ overflowWrap: 'anywhere' }}>
          {t.patients.visitWords(appointment)}
        </Typography>
        {appointment.outdated ? <OutdatedNote what="visit" /> : null}
        {t.schedule.entryMarks(appointment).map(({ of, words }) => (
          <Typography
            key={of}
            variant="body2"
            sx={{ display: 'flex', gap: 0.5, alignItems: 'center', color: 'secondary.main', fontWeight: 600 }}
          >
            <EntryMarkIcon of={of} />
            {words}
          </Typography>
        ))}
      </Box>
      <StatusMark status={appointment.status} />
      <Button
        aria-label={`${t.appointments.appointmentText.showAppointment}: ${date}, ${hours}`}
        onClick={() => runOnAppointment(appointment, 'show-on-schedule')}
        sx={{ py: 0 }}
      >
        {t.appointments.appointmentText.show}
      </Button>
    </Box>
  );
}
