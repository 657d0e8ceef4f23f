import { Alert, Box, LinearProgress, Typography } from '@mui/material';
import type { ReactNode } from 'react';
import { t } from '../../../../src-shared/text/text.ts';

interface Props {
  /** What is being done. */
  readonly doing: string;
  /** How many of how many have not been begun. */
  readonly left: number;
  readonly of: number;
  /** What is said once it has ended; `null` as long as it goes on. */
  readonly ended: string | null;
}

/** How far a go has come. */
export function HowFar({ doing, left, of, ended }: Props): ReactNode {
  if (ended !== null)
    return (
      <Alert severity="info" role="status">
        {ended}
      </Alert>
    );
  return (
    <Box>
      <Typography>{t.many.progress(of - left, of)}</Typography>
      <LinearProgress
        variant="determinate"
        aria-label={doing}
        value={of === 0 ? 100 : ((of - left) / of) * 100}
        sx={{ mt: 1 }}
      />
    </Box>
  );
}
