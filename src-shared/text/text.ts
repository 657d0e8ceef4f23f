import { en, type Text } from './en.ts';

/** The words of the language that is spoken, by topic. It does not change while the program runs. */
export const t: Text = en;
