import { Box } from '@mui/material';
import type { ReactNode } from 'react';

interface Props {
  /** `status` for what is to be read out when it changes. */
  readonly role?: 'status' | 'alert' | undefined;
  /** Read out when it changes, without being a region of its own. */
  readonly polite?: boolean | undefined;
  readonly children: ReactNode;
}

/** For screen readers only. */
export function VisuallyHidden({ role, polite = false, children }: Props): ReactNode {
  return (
    <Box
      component="span"
      {...(role === undefined ? {} : { role })}
      {...(polite ? { 'aria-live': 'polite' } : {})}
      sx={{
        position: 'absolute',
        width: '1px',
        height: '1px',
        m: '-1px',
        overflow: 'hidden',
        clipPath: 'inset(50%)',
        whiteSpace: 'nowrap',
      }}
    >
      {children}
    </Box>
  );
}
