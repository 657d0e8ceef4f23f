import { Box, CircularProgress, Typography } from '@mui/material';
import type { ReactNode } from 'react';
import { t } from '../../src-shared/text/text.ts';

/** Something is being fetched for the first time. */
export function Loading({ label = t.common.common.loading }: { readonly label?: string }): ReactNode {
  return (
    <Box sx={{ display: 'flex', gap: 1.5, alignItems: 'center', justifyContent: 'center', p: 4 }}>
      <CircularProgress size={20} aria-label={label} />
      <Typography variant="body2" color="textSecondary" aria-hidden>
        {label}
      </Typography>
    </Box>
  );
}
