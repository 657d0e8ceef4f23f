import { Box } from '@mui/material';
import type { ReactNode } from 'react';
import { t } from '../../../src-shared/text/text.ts';

/** A resource of the portal as it came, folded away until wanted: to be read, selected and copied. */
export function ResourceText({ text }: { readonly text: string }): ReactNode {
  if (text === '') return null;
  const label = t.attention.attentionText.resource;
  return (
    <Box
      component="details"
      sx={{ '& > summary': { cursor: 'pointer', fontWeight: 600, py: 0.5, width: 'fit-content' } }}
    >
      <summary>{label}</summary>
      <Box
        component="pre"
        // Scrolled by keys, too.
        tabIndex={0}
        role="region"
        aria-label={label}
        dir="ltr"
        sx={{
          m: 0,
          p: 1,
          maxHeight: 320,
          overflow: 'auto',
          userSelect: 'text',
          fontSize: '0.8rem',
          color: 'text.primary',
          bgcolor: 'action.hover',
          border: 1,
          borderColor: 'divider',
          borderRadius: 1,
        }}
      >
        {text}
      </Box>
    </Box>
  );
}
