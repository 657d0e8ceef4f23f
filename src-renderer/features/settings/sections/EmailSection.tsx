import { Alert, Box, FormControlLabel, Stack, Switch, Typography } from '@mui/material';
import type { ReactNode } from 'react';
import { t } from '../../../../src-shared/text/text.ts';
import { Field } from '../Field.tsx';
import { SectionFrame } from '../SectionFrame.tsx';
import { useSection } from '../use-section.ts';

/** Settings, E-mail & reminders. */
export function EmailSection(): ReactNode {
  const { form, problems, unsaved, edit } = useSection('email');
  const text = t.settings.emailText;
  return (
    <SectionFrame id="email" unsaved={unsaved}>
      <Stack spacing={2.5} sx={{ maxWidth: 640 }}>
        <Box>
          <FormControlLabel
            control={<Switch checked={form.send} onChange={(_, send) => edit({ send })} />}
            label={text.send}
          />
        </Box>
        <Field
          field="reminderDays"
          label={text.days}
          hint={text.daysHint}
          value={form.daysBefore}
          problems={problems}
          onText={(daysBefore) => edit({ daysBefore })}
          sx={{ maxWidth: 520 }}
          slotProps={{ htmlInput: { inputMode: 'numeric' } }}
        />
        <Typography variant="body2" color="textSecondary">
          {text.how}
        </Typography>
        <Alert severity="info" role="note">
          <Typography variant="body2" sx={{ fontWeight: 600 }}>
            {text.sentEvenSo}
          </Typography>
          <Typography variant="body2">{text.explanation}</Typography>
        </Alert>
      </Stack>
    </SectionFrame>
  );
}
