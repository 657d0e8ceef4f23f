/** Where Unicode keeps what German needs: names of days and months, the forms of numbers, the order of words. */
export const LOCALE: string = 'de-DE';

const rules = new Intl.PluralRules(LOCALE);
const numbers = new Intl.NumberFormat(LOCALE);
const lists = new Intl.ListFormat(LOCALE);

/** The words that go with a number (CLDR: German has a form for one, and one for every other). */
export const plural = (count: number, one: string, other: string): string =>
  rules.select(count) === 'one' ? one : other;

/** "Orte, Anfragen und Patienten". */
export const listWords = (words: readonly string[]): string => lists.format(words);

/** "1.000". */
export const formatCount = (count: number): string => numbers.format(count);

/** "Ann Smith, Bob Lee, Cleo Fox und 4 weitere": the first of many names. */
export const someOf = (names: readonly string[], most = 3): string =>
  names.length <= most + 1
    ? listWords(names)
    : listWords([...names.slice(0, most), `${formatCount(names.length - most)} weitere`]);
