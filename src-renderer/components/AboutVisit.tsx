import { Box, Typography } from '@mui/material';
import { Fragment, type ReactNode } from 'react';
import type { AppointmentView } from '../../src-shared/ipc/appointment-views.ts';
import { t } from '../../src-shared/text/text.ts';
import { useNow } from '../api/use-now.ts';
import { useQuery } from '../api/use-query.ts';
import { useZone } from '../stores/clinic.ts';

interface Props {
  /** What is about to be done: the words of the button that asked for it. */
  readonly action: string;
  readonly patientName: string;
  /** Who it is on file; `null` while nobody is matched. */
  readonly patientId: string | null;
  /** The visit as it is, or as it is to be booked. */
  readonly visit: Pick<AppointmentView, 'type' | 'practitionerName' | 'locationName'> | null;
  /** The times it is about, each under its name; the last is where it leads to, with those of the same name before it. */
  readonly times: readonly {
    readonly label: string;
    readonly time: { readonly start: number; readonly end: number };
  }[];
  /** What else changes, each in a line. */
  readonly lines?: readonly string[];
}

/** Whom a dialog is about, which visit, and when: two patients of one name are told apart by their date of birth. */
export function AboutVisit({ action, patientName, patientId, visit, times, lines = [] }: Props): ReactNode {
  const zone = useZone();
  const now = useNow();
  const found = useQuery('patients.get', patientId === null ? 'skip' : { id: patientId });
  const patient = found.data?.id === patientId ? found.data : null;
  return (
    <Box sx={{ minWidth: 0, overflowWrap: 'anywhere' }}>
      <Typography variant="body2" color="textSecondary">
        <b>{action}</b> ·{' '}
        <Box component="b" sx={{ color: 'text.primary' }}>
          <bdi>{patientName}</bdi>
        </Box>
        {patient === null ? '' : `, ${t.visit.bornWords(patient.birthDate)}`}
      </Typography>
      {visit === null ? null : (
        <Typography variant="body2" color="textSecondary" dir="auto">
          {t.visit.placeWords(visit)}
        </Typography>
      )}
      {times.length === 0 ? null : (
        <Box
          component="dl"
          sx={{
            m: 0,
            display: 'grid',
            gridTemplateColumns: 'max-content minmax(0, 1fr)',
            columnGap: 1.5,
          }}
        >
          {times.map(({ label, time }) => (
            <Fragment key={`${label} ${time.start}`}>
              <Typography component="dt" variant="body2" color="textSecondary">
                {label}
              </Typography>
              <Typography
                component="dd"
                variant="body2"
                sx={{ m: 0, fontWeight: label === times.at(-1)?.label ? 700 : 400 }}
              >
                {t.times.shortRange(time.start, time.end, now, zone)}
              </Typography>
            </Fragment>
          ))}
        </Box>
      )}
      {lines.map((line) => (
        <Typography key={line} variant="body2" dir="auto" sx={{ fontWeight: 600 }}>
          {line}
        </Typography>
      ))}
    </Box>
  );
}

/** The visit of a request or an appointment, with the time it has and those it may have instead. */
export const timesOf = (
  from: { readonly start: number; readonly end: number },
  to: Props['times'],
): Props['times'] => [{ label: t.requests.words.originalTime, time: from }, ...to];
