import { Box } from '@mui/material';
import type { ReactNode } from 'react';

interface Props {
  /** What is read out when it changes; empty for nothing. */
  readonly said: string;
  /** Stands beside it, for the eyes only. */
  readonly hint: string;
}

/** What happens to an appointment that is being moved, or why it cannot be: seen at the foot of the grid, and read out. */
export function GridStatus({ said, hint }: Props): ReactNode {
  return (
    <Box
      sx={{
        position: 'absolute',
        bottom: 16,
        left: 0,
        right: 0,
        zIndex: 8,
        display: 'flex',
        justifyContent: 'center',
        pointerEvents: 'none',
      }}
    >
      <Box
        sx={
          said === ''
            ? {}
            : {
                display: 'flex',
                gap: 1.5,
                alignItems: 'baseline',
                maxWidth: '90%',
                px: 1.75,
                py: 0.75,
                borderRadius: 1,
                border: 1,
                borderColor: 'divider',
                bgcolor: 'background.paper',
                boxShadow: '0 4px 16px rgba(0, 0, 0, 0.25)',
                typography: 'body1',
              }
        }
      >
        <Box component="span" role="status" sx={{ fontWeight: 700 }}>
          {said}
        </Box>
        {hint === '' ? null : (
          <Box component="span" aria-hidden sx={{ color: 'text.secondary', whiteSpace: 'nowrap' }}>
            {hint}
          </Box>
        )}
      </Box>
    </Box>
  );
}
