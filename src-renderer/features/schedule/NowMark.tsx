import { Box, Typography } from '@mui/material';
import type { ReactNode } from 'react';
import type { EpochMs, ZoneId } from '../../../src-shared/domain/time.ts';
import { t } from '../../../src-shared/text/text.ts';

interface Props {
  readonly now: EpochMs;
  readonly zone: ZoneId;
}

/** The line between what has begun and what is to come. */
export function NowMark({ now, zone }: Props): ReactNode {
  return (
    <Box component="li" sx={{ display: 'flex', alignItems: 'center', gap: 1, color: 'error.main' }}>
      <Box sx={{ width: 8, height: 8, borderRadius: '50%', bgcolor: 'currentColor' }} />
      <Typography variant="body2" sx={{ fontWeight: 700, color: 'inherit' }}>
        {t.schedule.nowSentence(now, zone)}
      </Typography>
      <Box sx={{ flex: 1, borderTop: 2, borderColor: 'error.main' }} />
    </Box>
  );
}
