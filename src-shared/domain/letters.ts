import { z } from 'zod';
import type { Infer } from '../infer.ts';
import { colour } from './colour.ts';
import { EMAIL_KINDS } from './email-kind.ts';

/** The languages letters are written in (BCP 47). The first is for whoever has asked for none of them. */
export const LETTER_LANGUAGES = ['en', 'es'] as const;
export type LetterLanguage = (typeof LETTER_LANGUAGES)[number];

/** What a text of the practice's own may name in braces, and the letter fills in. */
export const LETTER_FIELDS = [
  'patient',
  'practice',
  'phone',
  'provider',
  'day',
  'time',
  'originalDay',
  'originalTime',
] as const;
type LetterField = (typeof LETTER_FIELDS)[number];

/** Longest text of one's own, in UTF-16 code units. */
export const LONGEST_LETTER_TEXT = 2000;

/** What a kind of letter says between the greeting and the date, in place of our words: paragraphs, the first of them the one that matters. */
const letterText = z.strictObject({
  language: z.enum(LETTER_LANGUAGES),
  kind: z.enum(EMAIL_KINDS),
  text: z.string().min(1).max(LONGEST_LETTER_TEXT),
});

export const letterSettings = z.strictObject({
  colour,
  texts: z.array(letterText).max(LETTER_LANGUAGES.length * EMAIL_KINDS.length),
});
export type LetterSettings = Infer<typeof letterSettings>;

const BRACES = /\{([^{}]*)\}|[{}]/g;

const isField = (name: string | undefined): name is LetterField =>
  LETTER_FIELDS.some((field) => field === name);

/** What stands in braces in `text` and no letter can fill in, as typed, each once; a brace without its other half stands alone. */
export const unknownFields = (text: string): string[] => [
  ...new Set([...text.matchAll(BRACES)].flatMap(([found, name]) => (isField(name) ? [] : [found]))),
];

/** `text` with what it names in braces; what cannot be filled in stays as typed. */
export const fillLetter = (text: string, values: Readonly<Record<LetterField, string>>): string =>
  text.replace(BRACES, (found, name: string | undefined) => (isField(name) ? values[name] : found));

/** Each kind once in each language, and nothing in braces that no letter can fill in. */
export const areSoundLetters = ({ texts }: LetterSettings): boolean =>
  new Set(texts.map(({ language, kind }) => `${language} ${kind}`)).size === texts.length &&
  texts.every(({ text }) => text.trim() !== '' && unknownFields(text).length === 0);
