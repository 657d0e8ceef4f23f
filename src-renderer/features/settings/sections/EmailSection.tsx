import { Alert, FormControlLabel, Switch, Typography } from '@mui/material';
import { type ReactNode, useId } from 'react';
import { emailText } from '../../../text/settings.ts';
import { SectionFrame } from '../SectionFrame.tsx';
import { useSection } from '../use-section.ts';

/** Settings, E-mail & reminders. */
export function EmailSection(): ReactNode {
  const { form, unsaved, edit } = useSection('email');
  const noteId = useId();
  return (
    <SectionFrame id="email" unsaved={unsaved}>
      <FormControlLabel
        label={emailText.remindersLabel}
        control={
          <Switch
            checked={form.remindersOn}
            onChange={(_, remindersOn) => edit({ remindersOn })}
            slotProps={{ input: { 'aria-describedby': noteId } }}
          />
        }
      />
      <Alert severity="info" role="note" sx={{ mt: 1 }}>
        <Typography id={noteId} variant="body2" sx={{ fontWeight: 600 }}>
          {emailText.sentEvenSo}
        </Typography>
        <Typography variant="body2">{emailText.explanation}</Typography>
      </Alert>
    </SectionFrame>
  );
}
