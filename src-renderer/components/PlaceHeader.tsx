import { Box, Typography } from '@mui/material';
import type { ReactNode, Ref } from 'react';
import type { AppError } from '../../src-shared/errors.ts';
import { ErrorNotice } from './ErrorNotice.tsx';
import { VisuallyHidden } from './VisuallyHidden.tsx';

interface Props {
  readonly id: string;
  readonly title: string;
  readonly headingRef: Ref<HTMLHeadingElement>;
  /** What was done last, read out. */
  readonly said: string;
  /** Why something could not be done. */
  readonly error: AppError | null;
  readonly onClose: () => void;
}

/** The heading of a list to be worked through. What is said beside it has its room: nothing below moves when it comes or goes. */
export function PlaceHeader({ id, title, headingRef, said, error, onClose }: Props): ReactNode {
  return (
    <Box
      sx={{
        position: 'sticky',
        top: 0,
        zIndex: 1,
        bgcolor: 'background.default',
        height: 64,
        display: 'flex',
        alignItems: 'center',
        gap: 2,
      }}
    >
      <Typography id={id} ref={headingRef} tabIndex={-1} variant="h2" sx={{ flexShrink: 0 }}>
        {title}
      </Typography>
      <VisuallyHidden role="status">{said}</VisuallyHidden>
      <Box sx={{ flex: 1, minWidth: 0, maxHeight: '100%', overflow: 'auto' }}>
        <ErrorNotice error={error} onClose={onClose} />
      </Box>
    </Box>
  );
}
