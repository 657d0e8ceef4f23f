import { Alert, Box, Typography } from '@mui/material';
import type { ReactNode } from 'react';
import { clock } from '../../../api/clock.ts';
import { useClinic } from '../../../stores/clinic.ts';
import { answersWords, appointmentText, changeLines } from '../../../text/appointments.ts';
import { words } from '../../../text/requests.ts';
import { formatRange } from '../../../text/times.ts';
import type { Planned } from './planned.ts';

/** What is about to happen, in words: to whom, from where to where, and which open request it answers. */
export function ChangeSummary({ planned }: { readonly planned: Planned }): ReactNode {
  const { directory, bootstrap } = useClinic();
  const { zone } = bootstrap;
  const names =
    planned.type === 'cancel'
      ? { provider: '', location: '' }
      : {
          provider: directory.practitioners.find(({ id }) => id === planned.slot.practitionerId)?.name ?? '',
          location: directory.locations.find(({ id }) => id === planned.slot.locationId)?.name ?? '',
        };
  const lines = ((): readonly string[] => {
    switch (planned.type) {
      case 'move':
        return changeLines(planned.appointment, planned.slot, names, { zone, now: clock.now() });
      case 'cancel':
        return [formatRange(planned.appointment.start, planned.appointment.end, zone)];
      case 'book': {
        const { start, end, type } = planned.slot;
        const place = [type.display, names.provider, names.location].filter((part) => part !== '');
        return [formatRange(start, end, zone), place.join(' · ')];
      }
    }
  })();
  const answers = planned.type === 'book' ? [] : answersWords(planned.appointment, planned.type);
  return (
    <>
      <Box>
        <Typography variant="body2" color="textSecondary">
          <b>{TITLE[planned.type]}</b> ·{' '}
          <bdi>{planned.type === 'book' ? planned.patient.name : planned.appointment.patientName}</bdi>
        </Typography>
        {lines.map((line) => (
          <Typography key={line} variant="body2" dir="auto" sx={{ fontWeight: 600 }}>
            {line}
          </Typography>
        ))}
      </Box>
      {answers.length === 0 ? null : <Alert severity="info">{answers.join(' ')}</Alert>}
    </>
  );
}

const TITLE: Readonly<Record<Planned['type'], string>> = {
  move: words.updateAppt,
  cancel: words.cancelAppt,
  book: appointmentText.bookTitle,
};
