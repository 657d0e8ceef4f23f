const rules = new Intl.PluralRules('en');

/** The words that go with a number (CLDR: English has a form for one, and one for every other). */
export const plural = (count: number, one: string, other: string): string =>
  rules.select(count) === 'one' ? one : other;
