import { Stack } from '@mui/material';
import type { ReactNode } from 'react';
import { t } from '../../../../src-shared/text/text.ts';
import { Field } from '../Field.tsx';
import { SectionFrame } from '../SectionFrame.tsx';
import { useSection } from '../use-section.ts';

/** Settings, Undo and expiry. */
export function TimesSection(): ReactNode {
  const { form, problems, unsaved, edit } = useSection('times');
  return (
    <SectionFrame id="times" unsaved={unsaved}>
      <Stack spacing={2.5} sx={{ maxWidth: 520 }}>
        <Field
          field="undoSeconds"
          label={t.settings.timesText.undo}
          hint={t.settings.timesText.undoHint}
          value={form.undoSeconds}
          problems={problems}
          onText={(undoSeconds) => edit({ undoSeconds })}
          slotProps={{ htmlInput: { inputMode: 'numeric' } }}
        />
        <Field
          field="proposalExpiryHours"
          label={t.settings.timesText.expiry}
          hint={t.settings.timesText.expiryHint}
          value={form.proposalExpiryHours}
          problems={problems}
          onText={(proposalExpiryHours) => edit({ proposalExpiryHours })}
          slotProps={{ htmlInput: { inputMode: 'numeric' } }}
        />
      </Stack>
    </SectionFrame>
  );
}
