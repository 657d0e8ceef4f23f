import type { letterText } from './en/letter.ts';

/** The words of the letters to patients: each language has them all. */
export type LetterWords = typeof letterText;
