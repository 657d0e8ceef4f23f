import { Box, Button, Typography } from '@mui/material';
import type { ReactNode } from 'react';
import type { Interval } from '../../../src-shared/domain/conflicts.ts';
import { type EpochMs, formatTime, type ZoneId } from '../../../src-shared/domain/time.ts';
import { freeSentence, takeTime } from '../../text/schedule.ts';
import { startsIn } from './day-rows.ts';

interface Props {
  readonly gap: Interval;
  readonly zone: ZoneId;
  /** How long the visit takes for which a time is looked for. */
  readonly minutes: number;
  readonly dayFrom: EpochMs;
  readonly onPick: ((start: EpochMs) => void) | undefined;
}

/** A stretch nobody has taken, with the times at which a visit could begin. */
export function FreeGap({ gap, zone, minutes, dayFrom, onPick }: Props): ReactNode {
  return (
    <Box component="li" aria-label={freeSentence(gap.start, gap.end, zone)} sx={{ px: 1.5, py: 0.25 }}>
      <Typography variant="body2" color="textSecondary">
        {freeSentence(gap.start, gap.end, zone)}
      </Typography>
      {onPick === undefined ? null : (
        <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 0.5, mt: 0.25, mb: 0.5 }}>
          {startsIn(gap, minutes, dayFrom).map((start) => (
            <Button
              key={start}
              variant="outlined"
              aria-label={takeTime(start, zone)}
              onClick={() => onPick(start)}
              sx={{ minWidth: 0, px: 1, py: 0.1 }}
            >
              {formatTime(start, zone)}
            </Button>
          ))}
        </Box>
      )}
    </Box>
  );
}
