import CheckCircleOutlined from '@mui/icons-material/CheckCircleOutlined';
import InfoOutlined from '@mui/icons-material/InfoOutlined';
import ReportProblemOutlined from '@mui/icons-material/ReportProblemOutlined';
import ScheduleSendOutlined from '@mui/icons-material/ScheduleSendOutlined';
import { Box, Typography } from '@mui/material';
import type { ReactNode } from 'react';
import type { SignLevel } from '../../src-shared/text/subjects.ts';

const COLOR: Readonly<Record<SignLevel, string>> = {
  problem: 'warning.main',
  hint: 'text.secondary',
  wait: 'info.main',
  good: 'success.main',
};
const ICON: Readonly<Record<SignLevel, ReactNode>> = {
  problem: <ReportProblemOutlined fontSize="inherit" />,
  hint: <InfoOutlined fontSize="inherit" />,
  wait: <ScheduleSendOutlined fontSize="inherit" />,
  good: <CheckCircleOutlined fontSize="inherit" />,
};

export interface Sign {
  readonly key: string;
  readonly tone: SignLevel;
  readonly icon?: ReactNode;
  readonly text: string;
}

/** What to know at a glance, each as an icon and words. Draws nothing when there is nothing. */
export function SignList({ signs }: { readonly signs: readonly Sign[] }): ReactNode {
  if (signs.length === 0) return null;
  return (
    <Box
      component="ul"
      sx={{
        display: 'flex',
        flexWrap: 'wrap',
        columnGap: 2,
        rowGap: 0.25,
        m: 0,
        p: 0,
        listStyle: 'none',
      }}
    >
      {signs.map((sign) => (
        <Typography
          key={sign.key}
          component="li"
          variant="body2"
          sx={{ display: 'flex', alignItems: 'center', gap: 0.5, color: COLOR[sign.tone], fontWeight: 600 }}
        >
          {sign.icon ?? ICON[sign.tone]}
          <span>{sign.text}</span>
        </Typography>
      ))}
    </Box>
  );
}
