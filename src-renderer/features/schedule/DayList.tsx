import { Box, LinearProgress, Typography } from '@mui/material';
import { type ReactNode, useId, useState } from 'react';
import type { EpochMs, PlainDate } from '../../../src-shared/domain/time.ts';
import type { ScheduleDay } from '../../../src-shared/ipc/appointment-views.ts';
import { useNow } from '../../api/use-now.ts';
import { useQuery } from '../../api/use-query.ts';
import { EmptyState } from '../../components/EmptyState.tsx';
import { ErrorNotice } from '../../components/ErrorNotice.tsx';
import { useClinic, useZone } from '../../stores/clinic.ts';
import { dayHeading, hoursSentence, scheduleText } from '../../text/schedule.ts';
import { Candidate } from './Candidate.tsx';
import { DayControls } from './DayControls.tsx';
import { DayEntry } from './DayEntry.tsx';
import { type DayRow, dayRows, openHours } from './day-rows.ts';
import { FreeGap } from './FreeGap.tsx';
import { NowMark } from './NowMark.tsx';

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
  /** Narrow, beside something else. */
  readonly compact?: boolean | undefined;
}

const NONE: readonly string[] = [];

/** One day of the schedule as a list. */
export function DayList({
  date,
  practitionerId,
  onDateChange,
  highlight = null,
  onPickTime,
  moving = NONE,
  compact = false,
}: Props): ReactNode {
  const headingId = useId();
  const zone = useZone();
  const { directory } = useClinic();
  const [cancelled, setCancelled] = useState(false);
  const day = useQuery(
    'schedule.days',
    { from: date, days: 1, practitionerId, includeCancelled: cancelled },
    ['schedule', 'settings'],
  );
  const shown = day.data?.days[0];
  const provider = directory.practitioners.find(({ id }) => id === practitionerId)?.name ?? null;
  return (
    <Box component="section" aria-labelledby={headingId}>
      <DayControls
        date={date}
        onDateChange={onDateChange}
        compact={compact}
        cancelled={cancelled}
        onCancelled={setCancelled}
      />
      <Typography
        id={headingId}
        component={compact ? 'p' : 'h2'}
        variant={compact ? 'h3' : 'h2'}
        sx={{ mt: 1.5 }}
      >
        {dayHeading(date, provider)}
      </Typography>
      <ErrorNotice error={day.error} onRetry={day.refetch} />
      {day.loading ? <LinearProgress aria-label={scheduleText.loading} sx={{ mt: 1 }} /> : null}
      {shown === undefined || day.loading ? null : (
        <Day
          day={shown}
          zone={zone}
          oneProvider={practitionerId !== null}
          highlight={highlight}
          moving={moving}
          onPickTime={onPickTime}
          compact={compact}
        />
      )}
    </Box>
  );
}

interface DayProps {
  readonly day: ScheduleDay;
  readonly zone: string;
  readonly oneProvider: boolean;
  readonly highlight: NonNullable<Props['highlight']> | null;
  readonly moving: readonly string[];
  readonly onPickTime: Props['onPickTime'];
  readonly compact: boolean;
}

function Day({ day, zone, oneProvider, highlight, moving, onPickTime, compact }: DayProps): ReactNode {
  const now = useNow();
  return (
    <>
      <Typography variant="body2" color={day.closed === null ? 'textSecondary' : 'warning'} sx={{ mb: 1 }}>
        {hoursSentence(day.closed, openHours(day, zone), zone)}
      </Typography>
      {day.appointments.length === 0 ? <EmptyState title={scheduleText.noAppointments} /> : null}
      <Box component="ol" sx={{ listStyle: 'none', m: 0, p: 0, display: 'grid', gap: 0.5 }}>
        {dayRows({ day, zone, now, candidate: highlight, oneProvider, moving }).map((row) => (
          <Line
            key={row.key}
            row={row}
            zone={zone}
            onPickTime={onPickTime}
            minimum={highlight === null ? 0 : highlight.end - highlight.start}
            compact={compact}
            oneProvider={oneProvider}
          />
        ))}
      </Box>
    </>
  );
}

interface LineProps extends Pick<DayProps, 'zone' | 'onPickTime' | 'compact' | 'oneProvider'> {
  readonly row: DayRow;
  /** How much room is needed, in milliseconds: a shorter stretch is said but cannot be picked. */
  readonly minimum: number;
}

function Line({ row, zone, onPickTime, minimum, compact, oneProvider }: LineProps): ReactNode {
  switch (row.kind) {
    case 'entry':
      return (
        <DayEntry appointment={row.appointment} zone={zone} compact={compact} withProvider={!oneProvider} />
      );
    case 'gap':
      return (
        <FreeGap gap={row} zone={zone} onPick={row.end - row.start < minimum ? undefined : onPickTime} />
      );
    case 'candidate':
      return <Candidate candidate={row} zone={zone} />;
    case 'now':
      return <NowMark now={row.start} zone={zone} />;
  }
}
