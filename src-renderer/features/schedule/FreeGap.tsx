import AddIcon from '@mui/icons-material/Add';
import { Box, ButtonBase, Typography } from '@mui/material';
import type { ReactNode } from 'react';
import type { Interval } from '../../../src-shared/domain/conflicts.ts';
import type { EpochMs, ZoneId } from '../../../src-shared/domain/time.ts';
import { t } from '../../../src-shared/text/text.ts';

interface Props {
  readonly gap: Interval;
  readonly zone: ZoneId;
  /** Takes the beginning of the gap; without it the gap is only said. */
  readonly onPick: ((start: EpochMs) => void) | undefined;
}

/** A stretch nobody has taken. */
export function FreeGap({ gap, zone, onPick }: Props): ReactNode {
  const words = t.schedule.freeSentence(gap.start, gap.end, zone);
  if (onPick === undefined) {
    return (
      <Typography component="li" variant="body2" color="textSecondary" sx={{ px: 1.5, py: 0.5 }}>
        {words}
      </Typography>
    );
  }
  return (
    <Box component="li">
      <ButtonBase
        onClick={() => onPick(gap.start)}
        sx={{
          width: '100%',
          justifyContent: 'flex-start',
          gap: 0.75,
          px: 1.5,
          py: 0.5,
          borderRadius: 1,
          border: 1,
          borderStyle: 'dashed',
          borderColor: 'success.main',
          color: 'success.main',
          font: 'inherit',
          fontSize: '0.875rem',
          fontWeight: 600,
          '&:hover': { bgcolor: 'action.hover' },
        }}
      >
        <AddIcon fontSize="inherit" aria-hidden />
        {words}
      </ButtonBase>
    </Box>
  );
}
