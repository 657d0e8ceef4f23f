import { Box, LinearProgress, Typography } from '@mui/material';
import { type ReactNode, useId } from 'react';
import type { EpochMs, PlainDate } from '../../../src-shared/domain/time.ts';
import { t } from '../../../src-shared/text/text.ts';
import { useNow } from '../../api/use-now.ts';
import { useQuery } from '../../api/use-query.ts';
import { EmptyState } from '../../components/EmptyState.tsx';
import { ErrorNotice } from '../../components/ErrorNotice.tsx';
import { useClinic, useZone } from '../../stores/clinic.ts';
import { DayControls } from './DayControls.tsx';
import { DayLines } from './DayLines.tsx';
import { dayRows, openHours } from './day-rows.ts';

interface Props {
  readonly date: PlainDate;
  /** `null`: everybody's day. */
  readonly practitionerId: string | null;
  readonly onDateChange: (date: PlainDate) => void;
  /** The time being considered, shown in its place among the others. */
  readonly highlight?:
    | { readonly start: EpochMs; readonly end: EpochMs; readonly label: string }
    | null
    | undefined;
  /** Makes the free times of one provider's day clickable. */
  readonly onPickTime?: ((start: EpochMs) => void) | undefined;
  /** Appointments about to move away: their time counts as free. */
  readonly moving?: readonly string[] | undefined;
}

const NONE: readonly string[] = [];

/** One day of the schedule as a narrow list, beside something else. */
export function DayList({
  date,
  practitionerId,
  onDateChange,
  highlight = null,
  onPickTime,
  moving = NONE,
}: Props): ReactNode {
  const headingId = useId();
  const zone = useZone();
  const now = useNow();
  const { directory } = useClinic();
  const answer = useQuery('schedule.days', { from: date, days: 1, practitionerId, includeCancelled: false });
  const day = answer.loading ? undefined : answer.data?.days[0];
  const oneProvider = practitionerId !== null;
  const provider = directory.practitioners.find(({ id }) => id === practitionerId)?.name ?? null;
  return (
    <Box component="section" aria-labelledby={headingId}>
      <DayControls date={date} onDateChange={onDateChange} />
      <Typography id={headingId} component="p" variant="h3" sx={{ mt: 1.5 }}>
        {t.schedule.dayHeading(date, provider)}
      </Typography>
      <ErrorNotice error={answer.error} onRetry={answer.refetch} />
      {answer.loading ? <LinearProgress aria-label={t.schedule.scheduleText.loading} sx={{ mt: 1 }} /> : null}
      {day === undefined ? null : (
        <>
          <Typography
            variant="body2"
            color={day.closed === null ? 'textSecondary' : 'warning'}
            sx={{ mb: 1 }}
          >
            {t.schedule.hoursSentence(day.closed, openHours(day, zone), zone)}
          </Typography>
          {day.appointments.length === 0 ? (
            <EmptyState title={t.schedule.scheduleText.noAppointments} />
          ) : null}
          <DayLines
            rows={dayRows({ day, zone, now, candidate: highlight, oneProvider, moving })}
            zone={zone}
            compact
            withProvider={!oneProvider}
            onPickTime={onPickTime}
            minimum={highlight === null ? 0 : highlight.end - highlight.start}
          />
        </>
      )}
    </Box>
  );
}
