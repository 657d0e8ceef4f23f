import WarningAmber from '@mui/icons-material/WarningAmber';
import { Box, Typography } from '@mui/material';
import { Fragment, type ReactNode } from 'react';
import type { AppointmentDetail } from '../../../../src-shared/ipc/schedule-views.ts';
import { t } from '../../../../src-shared/text/text.ts';
import { useNow } from '../../../api/use-now.ts';
import { OutdatedNote } from '../../../components/OutdatedNote.tsx';
import { useZone } from '../../../stores/clinic.ts';
import { StatusMark } from '../../schedule/StatusMark.tsx';

/** Whose appointment it is, when, with whom, where, what for, and where it stands. */
export function PanelFacts({
  appointment,
  furtherProviders,
  furtherLocations,
}: Pick<AppointmentDetail, 'appointment' | 'furtherProviders' | 'furtherLocations'>): ReactNode {
  const zone = useZone();
  const now = useNow();
  const { patientName, status, practitionerName, locationName, type, overrideReason, outdated } = appointment;
  const { date, hours, day } = t.requestSentences.timeParts(appointment, { zone, now });
  const facts = [
    [t.requests.words.when, `${date}${day === null ? '' : ` · ${day}`}`],
    [t.requests.words.time, hours],
    [t.requests.words.duration, t.appointments.durationWords(appointment)],
    [t.requests.words.type, type.display],
    [t.requests.words.provider, t.appointments.providersWords(practitionerName, furtherProviders)],
    [t.requests.words.location, t.appointments.locationsWords(locationName, furtherLocations)],
  ] as const;
  return (
    <Box sx={{ display: 'grid', gap: 0.75 }}>
      <Box component="header" sx={{ pr: 4 }}>
        <Typography
          component="h2"
          tabIndex={-1}
          dir="auto"
          sx={{ fontSize: '1.15rem', fontWeight: 700, overflowWrap: 'anywhere', lineHeight: 1.3 }}
        >
          {patientName}
        </Typography>
        <StatusMark status={status} />
      </Box>
      <Box
        component="dl"
        sx={{
          display: 'grid',
          gridTemplateColumns: 'max-content minmax(0, 1fr)',
          columnGap: 2,
          rowGap: 0.125,
          m: 0,
        }}
      >
        {facts.map(([term, fact]) => (
          <Fragment key={term}>
            <Typography component="dt" variant="body2" color="textSecondary">
              {term}
            </Typography>
            <Typography component="dd" variant="body2" dir="auto" sx={{ m: 0, overflowWrap: 'anywhere' }}>
              {fact}
            </Typography>
          </Fragment>
        ))}
      </Box>
      {outdated ? <OutdatedNote what="visit" /> : null}
      {overrideReason === null ? null : (
        <Typography
          variant="body2"
          sx={{ display: 'flex', gap: 0.5, alignItems: 'center', color: 'warning.main', fontWeight: 600 }}
        >
          <WarningAmber fontSize="inherit" aria-hidden />
          <span>{t.schedule.overrideSentence(overrideReason)}</span>
        </Typography>
      )}
    </Box>
  );
}
