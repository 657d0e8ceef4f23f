import type { Language } from '../domain/language.ts';
import { en, type Text } from './en.ts';

/**
 * The words of the language that is spoken, by topic. Another one begins with `speak`: whoever keeps a word, rather than reads it when it
 * is shown, keeps it in the language of then.
 */
export let t: Text = en;

/** Loaded when they are wanted first: English is there from the beginning. */
const LANGUAGE_TEXTS: Readonly<Record<Language, () => Promise<Text>>> = {
  en: async () => en,
  es: async () => (await import('./es.ts')).es,
  de: async () => (await import('./de.ts')).de,
};

let spoken: Language = 'en';
let wanted: Language = 'en';

/** The language of `t`. */
export const spokenLanguage = (): Language => spoken;

/** From when it resolves `t` has the words of `language`, unless another one has been asked for since. */
export async function speak(language: Language): Promise<void> {
  wanted = language;
  const text = await LANGUAGE_TEXTS[language]();
  if (wanted !== language) return;
  t = text;
  spoken = language;
}

/** What can be wrong with a field of the Reschedule form. */
export type FieldProblem = keyof Text['requests']['FIELD_PROBLEM'];
/** What can be wrong with an entry of the Reason for change dialog. */
export type ReasonProblem = keyof Text['requests']['REASON_PROBLEM'];
