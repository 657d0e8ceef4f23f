import type { callScriptText } from './en/call-script.ts';
import type { letterText } from './en/letter.ts';

/** The words of the letters to patients: each language has them all. */
export type LetterWords = typeof letterText;

/** The words for calls to patients, likewise. */
export type CallScriptWords = typeof callScriptText;
