import { Alert, Box, TextField, Typography } from '@mui/material';
import type { ReactNode } from 'react';
import { mostAtOnce } from '../../../../src-shared/domain/conflicts.ts';
import { weekdayHours } from '../../../../src-shared/domain/provider-hours.ts';
import { plainDateOf, weekdayOf } from '../../../../src-shared/domain/time.ts';
import type { TimeConflict } from '../../../../src-shared/domain/time-conflict.ts';
import type { WouldTake } from '../../../../src-shared/text/subjects.ts';
import { t } from '../../../../src-shared/text/text.ts';
import { useNow } from '../../../api/use-now.ts';
import { useQuery } from '../../../api/use-query.ts';
import { useClinic, useZone } from '../../../stores/clinic.ts';

/** What speaks against a time. */
export interface Objection {
  /** As the refusal said. */
  readonly conflict: TimeConflict;
  /** Whose visit is to take which time. */
  readonly take: WouldTake;
}

interface Props {
  /** One at least. */
  readonly objections: readonly Objection[];
  /** What has been typed as the reason. */
  readonly reason: string;
  readonly onReason: (reason: string) => void;
  /** Complains that there is no reason yet. */
  readonly missing: boolean;
  readonly autoFocus?: boolean;
}

/** Who has the time already, or that the practice is closed or the provider sees nobody then, and why it is to be booked all the same. */
export function OverlapWarning(props: Props): ReactNode {
  const { objections, reason, onReason, missing, autoFocus = false } = props;
  return (
    <Box sx={{ display: 'grid', gap: 1.5 }}>
      {objections.map((objection) => (
        <Warning key={objection.take.start} {...objection} />
      ))}
      <TextField
        label={t.requests.words.overrideReason}
        required
        autoFocus={autoFocus}
        value={reason}
        onChange={(event) => onReason(event.target.value)}
        error={missing}
        helperText={missing ? t.requests.REASON_PROBLEM['override-missing'] : t.requests.words.overrideHelp}
        slotProps={{ htmlInput: { maxLength: 300 } }}
      />
    </Box>
  );
}

function Warning({ conflict, take }: Objection): ReactNode {
  const { start } = take;
  const zone = useZone();
  const now = useNow();
  const day = useQuery('schedule.days', {
    from: plainDateOf(start, zone),
    days: 1,
    practitionerId: null,
    includeCancelled: false,
  });
  const shown = day.data?.days[0];
  const others = (shown?.appointments ?? []).filter((one) => conflict.appointmentIds.includes(one.id));
  const most = mostAtOnce(take, others);
  const { directory, rules } = useClinic();
  const nameOf = (id: string | undefined): string =>
    directory.practitioners.find((one) => one.id === id)?.name ?? '';
  const { hoursOf } = conflict;
  const open =
    hoursOf === undefined
      ? (shown?.hours ?? [])
      : weekdayHours(rules.practice, hoursOf, weekdayOf(plainDateOf(start, zone)));
  const hours = t.timeConflict.hoursSentence(conflict, open, nameOf(hoursOf));
  return (
    <Alert severity="warning">
      <Typography variant="body2" dir="auto" sx={{ fontWeight: 700 }}>
        {t.visit.wouldTakeSentence(take, { now, zone })}
        {most === null ? '' : ` ${t.visit.standThereSentence(most.count, most.at, zone)}`}
      </Typography>
      {others.map((other) => (
        <Typography key={other.id} variant="body2" dir="auto">
          {t.timeConflict.overlapSentence(other, zone)}
        </Typography>
      ))}
      {conflict.unavailable?.map((one) => (
        <Typography
          key={`${one.practitionerId} ${one.why} ${one.start}`}
          variant="body2"
          dir="auto"
          sx={{ fontWeight: 700 }}
        >
          {t.timeConflict.unavailableWords(one, nameOf(one.practitionerId), { now, zone })}
        </Typography>
      ))}
      {hours === null ? null : (
        <Typography variant="body2" sx={{ fontWeight: 700 }}>
          {hours}
        </Typography>
      )}
    </Alert>
  );
}
