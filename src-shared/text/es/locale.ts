/** Where Unicode keeps what Spanish needs, as it is written in the United States: names of days and months, the forms of numbers, the order of words. */
export const LOCALE: string = 'es-US';

/**
 * Short dates and times are those of Latin America, "mar, 1 dic 2026": those of the United States, "mar, 1 de dic de 2026", are too long for
 * two of them in a row.
 */
export const DATES: string = 'es-419';

const rules = new Intl.PluralRules(LOCALE);
const numbers = new Intl.NumberFormat(LOCALE);
const lists = new Intl.ListFormat(LOCALE);

/** The words that go with a number. CLDR has a form for whole millions, too, which differs only before a noun that follows at once. */
export const plural = (count: number, one: string, other: string): string =>
  rules.select(count) === 'one' ? one : other;

/** "lugares, solicitudes y pacientes"; "e" before a word that begins with that sound. */
export const listWords = (words: readonly string[]): string => lists.format(words);

/** "1,000". */
export const formatCount = (count: number): string => numbers.format(count);

/** "Ann Smith, Bob Lee, Cleo Fox y 4 más": the first of many names. */
export const someOf = (names: readonly string[], most = 3): string =>
  names.length <= most + 1
    ? listWords(names)
    : listWords([...names.slice(0, most), `${formatCount(names.length - most)} más`]);

/** Ends a sentence: what ends in an abbreviation ("9:00 a.m.") has its full stop already. */
export const withStop = (words: string): string => (words.endsWith('.') ? words : `${words}.`);
