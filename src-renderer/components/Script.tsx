import { Box } from '@mui/material';
import type { ReactNode } from 'react';
import { PlainText } from './PlainText.tsx';

interface Props {
  readonly label: string;
  readonly text: string;
  readonly open?: boolean;
}

/** What to say to somebody, folded away until wanted. */
export function Script({ label, text, open = false }: Props): ReactNode {
  if (text === '') return null;
  return (
    <Box
      component="details"
      open={open}
      sx={{ '& > summary': { cursor: 'pointer', fontWeight: 600, py: 0.5, width: 'fit-content' } }}
    >
      <summary>{label}</summary>
      <PlainText
        sx={{ borderLeft: 3, borderColor: 'primary.main', pl: 1.5, py: 0.5, my: 0.5, maxWidth: '70ch' }}
      >
        {text}
      </PlainText>
    </Box>
  );
}
