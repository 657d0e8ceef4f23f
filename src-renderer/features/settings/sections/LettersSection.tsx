import { Box, Button, Stack, Typography } from '@mui/material';
import { type ReactNode, useEffect, useState } from 'react';
import { EMAIL_KINDS, type EmailKind } from '../../../../src-shared/domain/email-kind.ts';
import {
  LETTER_FIELDS,
  LETTER_LANGUAGES,
  type LetterLanguage,
  unknownFields,
} from '../../../../src-shared/domain/letters.ts';
import { t } from '../../../../src-shared/text/text.ts';
import { SelectField } from '../../../components/SelectField.tsx';
import { Field } from '../Field.tsx';
import { problemAt } from '../forms/checks.ts';
import { type LetterKey, letterKey } from '../forms/letters-form.ts';
import { LetterPreview } from '../LetterPreview.tsx';
import { SectionFrame } from '../SectionFrame.tsx';
import { useSection } from '../use-section.ts';

/** Settings, Letters: their colour, and for each kind in each language the practice's own words in place of ours. */
export function LettersSection(): ReactNode {
  const { form, view, problems, unsaved, edit } = useSection('letters');
  const [language, setLanguage] = useState<LetterLanguage>('en');
  const [kind, setKind] = useState<EmailKind>('proposed');
  const key = letterKey(language, kind);
  // A text that cannot be saved is shown, wherever it is: a problem beside no field helps nobody.
  const first = problems.find(({ field }) => field in form.texts)?.field;
  useEffect(() => {
    const wrong = LETTER_LANGUAGES.flatMap((one) => EMAIL_KINDS.map((other) => [one, other] as const)).find(
      ([one, other]) => letterKey(one, other) === first,
    );
    if (wrong === undefined) return;
    setLanguage(wrong[0]);
    setKind(wrong[1]);
  }, [first]);
  const write = (text: string): void => edit({ texts: { ...form.texts, [key]: text } });
  const unknown = unknownFields(form.texts[key]);
  return (
    <SectionFrame id="letters" unsaved={unsaved}>
      <Box sx={{ display: 'grid', gridTemplateColumns: { xs: '1fr', lg: '1fr 1fr' }, gap: 3 }}>
        <Stack spacing={2.5}>
          <Field
            field="letterColour"
            type="color"
            label={t.settings.lettersText.colour}
            hint={t.settings.lettersText.colourHint}
            value={form.colour}
            problems={problems}
            onText={(colour) => edit({ colour })}
            sx={{ maxWidth: 220 }}
            slotProps={{ inputLabel: { shrink: true } }}
          />
          {/* One below the other: a native list cuts what is longer than it. */}
          <Box sx={{ display: 'grid', gap: 2 }}>
            <SelectField
              label={t.settings.lettersText.kind}
              value={kind}
              options={EMAIL_KINDS.map((value) => ({
                value,
                label: `${t.settings.LETTER_KINDS[value]}${own(form.texts, language, value)}`,
              }))}
              onChange={setKind}
            />
            <SelectField
              label={t.settings.lettersText.language}
              value={language}
              options={LETTER_LANGUAGES.map((value) => ({
                value,
                label: t.settings.LETTER_LANGUAGE_NAMES[value],
              }))}
              onChange={setLanguage}
            />
          </Box>
          <Field
            field={key}
            label={t.settings.lettersText.text}
            hint={[
              ...(unknown.length > 0 && problemAt(problems, key) === null
                ? [t.settings.problemText.letterField(unknown)]
                : []),
              t.settings.lettersText.textHint(LETTER_FIELDS),
            ].join(' ')}
            hintStays
            placeholder={t.settings.lettersText.ours}
            multiline
            minRows={6}
            maxRows={14}
            value={form.texts[key]}
            problems={problems}
            onText={write}
            slotProps={{ inputLabel: { shrink: true }, htmlInput: { lang: language, dir: 'auto' } }}
          />
          <Box>
            <Button disabled={form.texts[key] === ''} onClick={() => write('')}>
              {t.settings.lettersText.useOurs}
            </Button>
          </Box>
          <Typography variant="body2" color="textSecondary">
            {t.settings.lettersText.always}
          </Typography>
        </Stack>
        <LetterPreview form={form} stored={view.rules.letters.colour} language={language} kind={kind} />
      </Box>
    </SectionFrame>
  );
}

const own = (
  texts: Readonly<Record<LetterKey, string>>,
  language: LetterLanguage,
  kind: EmailKind,
): string => (texts[letterKey(language, kind)].trim() === '' ? '' : ` ${t.settings.lettersText.isOwn}`);
