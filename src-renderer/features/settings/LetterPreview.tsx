import { Box, Typography } from '@mui/material';
import type { ReactNode } from 'react';
import type { Colour } from '../../../src-shared/domain/colour.ts';
import type { EmailKind } from '../../../src-shared/domain/email-kind.ts';
import type { LetterLanguage } from '../../../src-shared/domain/letters.ts';
import { t } from '../../../src-shared/text/text.ts';
import { useQuery } from '../../api/use-query.ts';
import { DocumentFrame } from '../../components/DocumentFrame.tsx';
import { useHeld } from '../../components/use-held.ts';
import { useSettled } from '../../components/use-settled.ts';
import { type LettersForm, lettersAsTyped } from './forms/letters-form.ts';

const AFTER_MS = 200;

interface Props {
  readonly form: LettersForm;
  /** While what stands in the field is none. */
  readonly stored: Colour;
  readonly language: LetterLanguage;
  readonly kind: EmailKind;
}

/** The letter as a patient who does not exist would get it, with what stands in the fields, saved or not. */
export function LetterPreview({ form, stored, language, kind }: Props): ReactNode {
  const input = useSettled({ letters: lettersAsTyped(form, stored), language, kind }, AFTER_MS);
  const { data, error } = useQuery('settings.previewLetter', input);
  const shown = useHeld(data);
  return (
    <Box component="section" aria-label={t.settings.lettersText.preview} sx={{ minWidth: 0 }}>
      <Typography component="h4" variant="h3" sx={{ mb: 0.5 }}>
        {t.settings.lettersText.preview}
      </Typography>
      <Typography variant="body2" color="textSecondary" lang={language} sx={{ mb: 1 }}>
        {error === null ? (shown?.subject ?? '') : t.errors.errorSentence(error)}
      </Typography>
      <DocumentFrame
        title={t.settings.lettersText.previewFrame}
        html={shown?.html ?? ''}
        sx={{ height: 'clamp(360px, 68vh, 720px)' }}
      />
    </Box>
  );
}
