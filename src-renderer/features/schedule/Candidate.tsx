import ArrowForward from '@mui/icons-material/ArrowForward';
import WarningAmber from '@mui/icons-material/WarningAmber';
import { Box, Typography } from '@mui/material';
import { type ReactNode, useEffect, useRef } from 'react';
import type { ZoneId } from '../../../src-shared/domain/time.ts';
import { t } from '../../../src-shared/text/text.ts';
import type { DayRow } from './day-rows.ts';
import { showWithin } from './show-within.ts';

interface Props {
  readonly candidate: Extract<DayRow, { kind: 'candidate' }>;
  readonly zone: ZoneId;
}

/** The time being considered, in its place among the others. It comes into view when it changes. */
export function Candidate({ candidate, zone }: Props): ReactNode {
  const { start, end, label, clash } = candidate;
  const item = useRef<HTMLLIElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another time is another place in the list.
  useEffect(() => {
    if (item.current !== null) showWithin(item.current);
  }, [start, end]);
  const Icon = clash ? WarningAmber : ArrowForward;
  return (
    <Box
      component="li"
      ref={item}
      aria-label={t.schedule.candidateName(start, label, clash, zone)}
      sx={{
        display: 'flex',
        flexWrap: 'wrap',
        columnGap: 1,
        alignItems: 'center',
        px: 1.5,
        py: 0.75,
        borderRadius: 1,
        border: 2,
        borderColor: clash ? 'warning.main' : 'primary.main',
        bgcolor: 'background.paper',
      }}
    >
      <Icon fontSize="small" color={clash ? 'warning' : 'primary'} aria-hidden />
      <Typography sx={{ fontWeight: 700, whiteSpace: 'nowrap' }}>
        {t.times.formatTimeRange(start, end, zone)}
      </Typography>
      <Typography sx={{ color: clash ? 'warning.main' : 'primary.main', fontWeight: 600 }}>
        {clash ? `${label}, ${t.schedule.scheduleText.clash}` : label}
      </Typography>
    </Box>
  );
}
