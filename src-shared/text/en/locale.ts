/** Where Unicode keeps what English needs: names of days and months, the forms of numbers, the order of words. */
export const LOCALE: string = 'en-US';

const rules = new Intl.PluralRules(LOCALE);
const numbers = new Intl.NumberFormat(LOCALE);
const lists = new Intl.ListFormat(LOCALE);

/** The words that go with a number (CLDR: English has a form for one, and one for every other). */
export const plural = (count: number, one: string, other: string): string =>
  rules.select(count) === 'one' ? one : other;

/** "locations, requests, and patients". */
export const listWords = (words: readonly string[]): string => lists.format(words);

/** "1,000". */
export const formatCount = (count: number): string => numbers.format(count);

/** "Ann Smith, Bob Lee, Cleo Fox, and 4 more": the first of many names. */
export const someOf = (names: readonly string[], most = 3): string =>
  names.length <= most + 1
    ? listWords(names)
    : listWords([...names.slice(0, most), `${formatCount(names.length - most)} more`]);
