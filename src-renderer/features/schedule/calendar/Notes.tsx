import { Box, Typography } from '@mui/material';
import type { ReactNode } from 'react';

/** A line of what is to be said of the days shown, above them. */
export function Notes({ children }: { readonly children: ReactNode }): ReactNode {
  return (
    <Box
      sx={{
        display: 'flex',
        flexWrap: 'wrap',
        alignItems: 'center',
        columnGap: 2,
        rowGap: 0.25,
        minHeight: 34,
        px: 1.5,
        py: 0.25,
        flexShrink: 0,
      }}
    >
      {children}
    </Box>
  );
}

interface NoteProps {
  readonly tone?: 'plain' | 'warning';
  readonly children: string;
  /** What helps. */
  readonly action?: ReactNode;
}

export function Note({ tone = 'plain', children, action }: NoteProps): ReactNode {
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', columnGap: 0.75 }}>
      <Typography variant="body2" color={tone === 'warning' ? 'warning' : 'textSecondary'}>
        {children}
      </Typography>
      {action}
    </Box>
  );
}
