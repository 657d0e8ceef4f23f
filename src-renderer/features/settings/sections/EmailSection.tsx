import { Alert, Typography } from '@mui/material';
import type { ReactNode } from 'react';
import { t } from '../../../../src-shared/text/text.ts';
import { TellingFrame } from '../SectionFrame.tsx';

/** Settings, E-mail & reminders: nothing to set, but something to know. */
export function EmailSection(): ReactNode {
  return (
    <TellingFrame id="email">
      <Typography sx={{ mb: 2 }}>{t.settings.emailText.reminders}</Typography>
      <Alert severity="info" role="note">
        <Typography variant="body2" sx={{ fontWeight: 600 }}>
          {t.settings.emailText.sentEvenSo}
        </Typography>
        <Typography variant="body2">{t.settings.emailText.explanation}</Typography>
      </Alert>
    </TellingFrame>
  );
}
