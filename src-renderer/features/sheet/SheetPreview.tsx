import { Box, Typography } from '@mui/material';
import type { ReactNode } from 'react';
import { t } from '../../../src-shared/text/text.ts';
import { DocumentFrame } from '../../components/DocumentFrame.tsx';

interface Props {
  /** `null` while there is nothing to show yet. */
  readonly html: string | null;
  /** Said instead while there is nothing. */
  readonly waiting: string;
  /** What is shown belongs to an earlier choice. */
  readonly stale: boolean;
}

/** The sheet as it will be on paper, without its pages. */
export function SheetPreview({ html, waiting, stale }: Props): ReactNode {
  return (
    <Box
      component="section"
      aria-label={t.sheet.sheetText.preview}
      aria-busy={stale}
      sx={{ flex: 1, minHeight: 240, display: 'flex', flexDirection: 'column' }}
    >
      {html === null ? (
        <Typography variant="body2" color="textSecondary">
          {waiting}
        </Typography>
      ) : (
        <DocumentFrame
          title={t.sheet.sheetText.previewFrame}
          html={html}
          sx={{ flex: 1, opacity: stale ? 0.6 : 1 }}
        />
      )}
    </Box>
  );
}
