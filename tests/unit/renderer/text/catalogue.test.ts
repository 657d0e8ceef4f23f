import { expect, it } from 'vitest';
import { plural } from '../../../../src-shared/text/en/locale.ts';
import { en, type Text } from '../../../../src-shared/text/en.ts';
import { t } from '../../../../src-shared/text/text.ts';

/** What the compiler accepts as a language; each line is held by `tsc`. */
const languages = [
  { ...en, updates: { ...en.updates } } satisfies Text,
  // Other words are another language.
  {
    ...en,
    letter: { ...en.letter, letterText: { ...en.letter.letterText, asPlanned: 'Wie geplant.' } },
  } satisfies Text,
  // @ts-expect-error a topic is missing
  (({ letter: _, ...others }: Text) => others)(en) satisfies Text,
  // @ts-expect-error a word is missing
  { ...en, letter: { ...en.letter, letterText: { greeting: en.letter.letterText.greeting } } } satisfies Text,
  // @ts-expect-error a sentence lacks what it is about
  { ...en, shell: { ...en.shell, newRequestsText: (_count: string) => '' } } satisfies Text,
];

/** The words that a language could not choose, because their type is one string: none but the codes that sentences come with. */
type Fixed<T> = T extends string
  ? string extends T
    ? never
    : T
  : T extends (...given: never[]) => infer Said
    ? Fixed<Said>
    : T extends readonly (infer One)[]
      ? Fixed<One>
      : T extends object
        ? { [Key in keyof T]-?: Fixed<T[Key]> }[keyof T]
        : never;

it('every word is free to be another one: only the codes beside sentences are fixed', () => {
  const codes = [
    ...(['good', 'busy', 'waiting', 'bad', 'problem', 'hint', 'wait'] as const),
    ...(['change', 'offer', 'requests'] as const),
  ] as const;
  const fixed: readonly Fixed<Text>[] = codes;
  const allOfThem: Fixed<Text> extends (typeof codes)[number] ? true : never = true;
  expect([new Set(fixed).size, allOfThem]).toEqual([10, true]);
});

it('the program speaks a whole language', () => {
  expect(languages.map((language) => Object.keys(language).length === Object.keys(t).length)).toEqual([
    true,
    true,
    false,
    true,
    true,
  ]);
});

it('one is one, and everything else is several', () => {
  expect([0, 1, 1.5, 2, 11, 21, 101].map((count) => plural(count, 'one', 'several'))).toEqual([
    'several',
    'one',
    ...Array.from({ length: 5 }, () => 'several'),
  ]);
});
