import { Stack } from '@mui/material';
import type { ReactNode } from 'react';
import { appearance, density } from '../../../../src-shared/domain/appearance.ts';
import { languageChoice } from '../../../../src-shared/domain/language.ts';
import { t } from '../../../../src-shared/text/text.ts';
import { Choice } from '../Choice.tsx';
import { SectionFrame } from '../SectionFrame.tsx';
import { useSection } from '../use-section.ts';

/** Settings, Appearance. */
export function AppearanceSection(): ReactNode {
  const { form, unsaved, edit } = useSection('appearance');
  return (
    <SectionFrame id="appearance" unsaved={unsaved}>
      <Stack spacing={2.5}>
        <Choice
          legend={t.settings.appearanceText.language}
          value={form.language}
          options={languageChoice.options.map((value) => ({ value, ...t.settings.LANGUAGE_CHOICE[value] }))}
          onChoose={(chosen) => edit({ language: chosen })}
        />
        <Choice
          legend={t.settings.appearanceText.legend}
          hint={t.settings.appearanceText.hint}
          value={form.appearance}
          options={appearance.options.map((value) => ({ value, ...t.settings.APPEARANCE[value] }))}
          onChoose={(chosen) => edit({ appearance: chosen })}
        />
        <Choice
          legend={t.settings.appearanceText.density}
          value={form.density}
          options={density.options.map((value) => ({ value, ...t.settings.DENSITY[value] }))}
          onChoose={(chosen) => edit({ density: chosen })}
        />
      </Stack>
    </SectionFrame>
  );
}
