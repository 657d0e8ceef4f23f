import { Box, type SxProps, type Theme } from '@mui/material';
import { type ReactNode, useMemo } from 'react';
import { trustedDocument } from '../api/trusted-document.ts';

interface Props {
  readonly title: string;
  /** A whole HTML document; empty while there is none. */
  readonly html: string;
  readonly sx: SxProps<Theme>;
}

/** A document that is only looked at: no scripts, no forms, no navigation out of the frame. */
export function DocumentFrame({ title, html, sx }: Props): ReactNode {
  const shown = useMemo(() => trustedDocument(html), [html]);
  return (
    <Box
      component="iframe"
      title={title}
      sandbox=""
      srcDoc={shown}
      sx={[
        { width: '100%', border: 1, borderColor: 'divider', borderRadius: 1, bgcolor: 'white' },
        ...(Array.isArray(sx) ? sx : [sx]),
      ]}
    />
  );
}
