import { Box, Paper, Typography } from '@mui/material';
import type { ReactNode } from 'react';
import { t } from '../../../src-shared/text/text.ts';

const ICON = new URL('../../../resources/icons/128x128.png', import.meta.url).href;

interface Props {
  readonly title: string;
  readonly hint?: string;
  readonly children: ReactNode;
  /** What stands small below everything. */
  readonly foot?: string;
}

/** The one card in an empty window. */
export function EntryCard({ title, hint, children, foot }: Props): ReactNode {
  return (
    <Box
      component="main"
      sx={{
        height: '100%',
        overflow: 'auto',
        display: 'grid',
        placeItems: 'center',
        alignContent: 'safe center',
        rowGap: 2.5,
        p: 3,
        bgcolor: 'background.default',
      }}
    >
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 1.25 }}>
        <Box component="img" src={ICON} alt="" sx={{ width: 36, height: 36 }} />
        <Typography component="p" sx={{ fontSize: '1.35rem', fontWeight: 700, letterSpacing: '-0.01em' }}>
          {t.common.common.product}
        </Typography>
      </Box>
      <Paper
        variant="outlined"
        sx={{ width: '100%', maxWidth: 420, p: 4, borderRadius: 3, display: 'grid', gap: 2.5 }}
      >
        <Box sx={{ display: 'grid', gap: 0.75 }}>
          <Typography component="h1" sx={{ fontSize: '1.25rem', fontWeight: 700 }}>
            {title}
          </Typography>
          {hint === undefined ? null : (
            <Typography variant="body2" color="textSecondary">
              {hint}
            </Typography>
          )}
        </Box>
        {children}
      </Paper>
      {foot === undefined ? null : (
        <Typography variant="caption" color="textSecondary" sx={{ maxWidth: 420, textAlign: 'center' }}>
          {foot}
        </Typography>
      )}
    </Box>
  );
}
