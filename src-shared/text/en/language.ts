import { LOCALE } from './locale.ts';

/** What the language is called where it is named to other programs (BCP 47). */
export const LANGUAGE: string = 'en';

/** Puts names in the order of a list: below 0 where `a` comes before `b`. */
export const compareNames: (a: string, b: string) => number = new Intl.Collator(LOCALE).compare;

/** Whether a date in figures begins with the day, as people who speak it write: 14.3.1980. */
export const DAY_FIRST: boolean = false;
