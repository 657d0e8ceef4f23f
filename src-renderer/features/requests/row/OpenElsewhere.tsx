import DesktopWindowsOutlined from '@mui/icons-material/DesktopWindowsOutlined';
import { Box, Typography } from '@mui/material';
import type { ReactNode } from 'react';
import { t } from '../../../../src-shared/text/text.ts';

/** Which other desk has the request open, in one line. */
export function OpenElsewhere({ desk }: { readonly desk: string }): ReactNode {
  const words = t.requests.openOn(desk);
  return (
    <Typography
      variant="caption"
      title={words}
      sx={{ display: 'flex', alignItems: 'center', gap: 0.5, color: 'info.main', fontWeight: 700 }}
    >
      <DesktopWindowsOutlined aria-hidden sx={{ fontSize: 15 }} />
      <Box component="bdi" sx={{ overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' }}>
        {words}
      </Box>
    </Typography>
  );
}
