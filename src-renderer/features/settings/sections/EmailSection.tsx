import { Alert, Typography } from '@mui/material';
import type { ReactNode } from 'react';
import { emailText } from '../../../../src-shared/text/en/settings.ts';
import { TellingFrame } from '../SectionFrame.tsx';

/** Settings, E-mail & reminders: nothing to set, but something to know. */
export function EmailSection(): ReactNode {
  return (
    <TellingFrame id="email">
      <Typography sx={{ mb: 2 }}>{emailText.reminders}</Typography>
      <Alert severity="info" role="note">
        <Typography variant="body2" sx={{ fontWeight: 600 }}>
          {emailText.sentEvenSo}
        </Typography>
        <Typography variant="body2">{emailText.explanation}</Typography>
      </Alert>
    </TellingFrame>
  );
}
