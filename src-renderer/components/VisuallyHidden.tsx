import { Box } from '@mui/material';
import { visuallyHidden } from '@mui/utils';
import type { ReactNode } from 'react';

interface Props {
  /** `status` for what is to be read out when it changes. */
  readonly role?: 'status' | 'alert';
  readonly children: ReactNode;
}

/** For screen readers only. */
export function VisuallyHidden({ role, children }: Props): ReactNode {
  return (
    <Box component="span" {...(role === undefined ? {} : { role })} sx={visuallyHidden}>
      {children}
    </Box>
  );
}
