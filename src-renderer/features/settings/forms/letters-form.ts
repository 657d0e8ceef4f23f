import { colour as colourSchema } from '../../../../src-shared/domain/colour.ts';
import { EMAIL_KINDS, type EmailKind } from '../../../../src-shared/domain/email-kind.ts';
import {
  LETTER_LANGUAGES,
  type LetterLanguage,
  type LetterSettings,
  LONGEST_LETTER_TEXT,
  unknownFields,
} from '../../../../src-shared/domain/letters.ts';
import { t } from '../../../../src-shared/text/text.ts';
import { type Checked, checked, type Problem } from './checks.ts';

/** A letter of a language; also the end of its field's id. */
export type LetterKey = `${LetterLanguage}-${EmailKind}`;
export const letterKey = (language: LetterLanguage, kind: EmailKind): LetterKey => `${language}-${kind}`;

/** The Letters section as typed. */
export interface LettersForm {
  readonly colour: string;
  /** The practice's own texts; '' where ours is used. */
  readonly texts: Readonly<Record<LetterKey, string>>;
}

const ALL = LETTER_LANGUAGES.flatMap((language) => EMAIL_KINDS.map((kind) => ({ language, kind })));

export const lettersForm = ({ colour, texts }: LetterSettings): LettersForm => ({
  colour,
  texts: Object.fromEntries(
    ALL.map(({ language, kind }) => [
      letterKey(language, kind),
      texts.find((one) => one.language === language && one.kind === kind)?.text ?? '',
    ]),
  ) as LettersForm['texts'],
});

/** What stands in the fields, as far as a letter can be made of it: what is wrong with a text is shown in it. */
export const lettersAsTyped = (form: LettersForm, fallback: string): LetterSettings => ({
  colour: colourSchema.safeParse(form.colour).success ? form.colour : fallback,
  texts: ALL.flatMap(({ language, kind }) => {
    const text = form.texts[letterKey(language, kind)].trim();
    return text === '' ? [] : [{ language, kind, text: text.slice(0, LONGEST_LETTER_TEXT) }];
  }),
});

export const readLetters = (form: LettersForm): Checked<LetterSettings> => {
  const problems: Problem[] = [];
  if (!colourSchema.safeParse(form.colour).success)
    problems.push({ field: 'letterColour', text: t.settings.problemText.colour });
  for (const { language, kind } of ALL) {
    const key = letterKey(language, kind);
    const text = form.texts[key].trim();
    const unknown = unknownFields(text);
    if (text.length > LONGEST_LETTER_TEXT)
      problems.push({ field: key, text: t.settings.problemText.tooLong(LONGEST_LETTER_TEXT) });
    else if (unknown.length > 0)
      problems.push({ field: key, text: t.settings.problemText.letterField(unknown) });
  }
  return checked(lettersAsTyped(form, form.colour), problems);
};
