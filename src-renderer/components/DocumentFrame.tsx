import { Box, type SxProps, type Theme } from '@mui/material';
import type { ReactNode } from 'react';
import { withStyleNonce } from '../api/csp-nonce.ts';

interface Props {
  readonly title: string;
  /** A whole HTML document; empty while there is none. */
  readonly html: string;
  readonly sx: SxProps<Theme>;
}

/** A document that is only looked at: no scripts, no forms, no navigation out of the frame. */
export function DocumentFrame({ title, html, sx }: Props): ReactNode {
  return (
    <Box
      component="iframe"
      title={title}
      sandbox=""
      srcDoc={html === '' ? '' : withStyleNonce(html)}
      sx={[
        { width: '100%', border: 1, borderColor: 'divider', borderRadius: 1, bgcolor: 'white' },
        ...(Array.isArray(sx) ? sx : [sx]),
      ]}
    />
  );
}
