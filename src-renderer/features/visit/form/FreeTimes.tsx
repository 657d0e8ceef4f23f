import { Box, Button, Typography } from '@mui/material';
import { type ReactNode, useState } from 'react';
import type { Draft } from '../../../../src-shared/domain/draft.ts';
import { isPlainDate, plainTimeOf } from '../../../../src-shared/domain/time.ts';
import { t } from '../../../../src-shared/text/text.ts';
import { clock } from '../../../api/clock.ts';
import { useQuery } from '../../../api/use-query.ts';
import { ErrorNotice } from '../../../components/ErrorNotice.tsx';
import { useZone } from '../../../stores/clinic.ts';
import { readMinutes } from './read-form.ts';
import type { VisitSubject } from './visit-subject.ts';

interface Props {
  readonly subject: VisitSubject;
  readonly draft: Draft;
  readonly edit: (change: Partial<Draft>) => void;
}

const SHOWN_AT_FIRST = 16;

/** The times of that day at which the provider has room for a visit of this length. */
export function FreeTimes({ subject, draft, edit }: Props): ReactNode {
  const zone = useZone();
  const [all, setAll] = useState(false);
  const minutes = readMinutes(draft.minutes);
  const { practitionerId } = draft;
  const askable = practitionerId !== null && minutes !== null && isPlainDate(draft.date);
  const { data, error, refetch } = useQuery(
    'schedule.freeSlots',
    askable
      ? {
          date: draft.date,
          practitionerId,
          minutes,
          movingAppointmentId: subject.appointmentId,
        }
      : 'skip',
  );
  if (!askable) return null;
  const now = clock.now();
  const slots = (data ?? []).filter((slot) => slot.start > now);
  const shown = all ? slots : slots.slice(0, SHOWN_AT_FIRST);
  return (
    <Box role="group" aria-label={t.requests.words.freeTimes}>
      <Typography variant="caption" color="textSecondary" sx={{ display: 'block', mb: 0.5 }}>
        {data !== null && slots.length === 0 ? t.requests.words.noFreeTimes : t.requests.words.freeTimes}
      </Typography>
      <ErrorNotice error={error} onRetry={refetch} />
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 0.5 }}>
        {shown.map((slot) => {
          const time = plainTimeOf(slot.start, zone);
          return (
            <Button
              key={slot.start}
              variant={time === draft.time ? 'contained' : 'outlined'}
              aria-pressed={time === draft.time}
              onClick={() => edit({ time })}
              sx={{ minWidth: 0, px: 1, py: 0.125, fontWeight: 500 }}
            >
              {t.times.formatTime(slot.start, zone)}
            </Button>
          );
        })}
        {shown.length < slots.length ? (
          <Button onClick={() => setAll(true)} sx={{ py: 0.125 }}>
            {t.requests.words.moreFreeTimes}
          </Button>
        ) : null}
      </Box>
    </Box>
  );
}
