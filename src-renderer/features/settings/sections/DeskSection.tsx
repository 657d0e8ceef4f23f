import { Box } from '@mui/material';
import type { ReactNode } from 'react';
import { t } from '../../../../src-shared/text/text.ts';
import { Field } from '../Field.tsx';
import { SectionFrame } from '../SectionFrame.tsx';
import { useSection } from '../use-section.ts';
import { Diagnostics } from './Diagnostics.tsx';

/** Settings, This desk. */
export function DeskSection(): ReactNode {
  const { form, problems, unsaved, edit } = useSection('desk');
  return (
    <SectionFrame
      id="desk"
      unsaved={unsaved}
      after={
        <Box sx={{ mt: 3 }}>
          <Diagnostics />
        </Box>
      }
    >
      <Box sx={{ maxWidth: 520, display: 'grid', gap: 2 }}>
        <Field
          field="deskName"
          label={t.settings.deskText.name}
          hint={t.settings.deskText.nameHint}
          value={form.deskName}
          problems={problems}
          onText={(deskName) => edit({ deskName })}
          fullWidth
        />
        <Field
          field="letterMonths"
          label={t.settings.deskText.letterMonths}
          hint={t.settings.deskText.letterMonthsHint}
          value={form.letterMonths}
          problems={problems}
          onText={(letterMonths) => edit({ letterMonths })}
          slotProps={{ htmlInput: { inputMode: 'numeric' } }}
          fullWidth
        />
      </Box>
    </SectionFrame>
  );
}
