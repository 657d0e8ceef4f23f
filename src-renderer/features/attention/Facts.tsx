import { Box, Typography } from '@mui/material';
import type { ReactNode } from 'react';

interface Props {
  /** Each under its name. */
  readonly facts: readonly (readonly [term: string, words: string])[];
}

/** A few facts, one a line, their names in a column. */
export function Facts({ facts }: Props): ReactNode {
  return (
    <Box
      component="dl"
      sx={{ display: 'grid', gridTemplateColumns: 'max-content minmax(0, 1fr)', columnGap: 2, m: 0 }}
    >
      {facts.map(([term, words]) => (
        <Box key={term} sx={{ display: 'contents' }}>
          <Typography component="dt" color="textSecondary">
            {term}
          </Typography>
          <Typography component="dd" dir="auto" sx={{ m: 0, overflowWrap: 'anywhere', textAlign: 'start' }}>
            {words}
          </Typography>
        </Box>
      ))}
    </Box>
  );
}
