/**
 * How names are compared: as a keyboard without the letter types them. Independent of any locale.
 *
 * Letters lose their marks (Unicode NFKD, https://www.unicode.org/reports/tr15/), and those that are no letter with a mark
 * become the letters they are typed as: ø o, ß ss, æ ae, þ th. Where a second way of typing is usual (ü as ue, å as aa) that
 * is the `written-out` spelling. Apostrophes, hyphens and everything else between letters separate words.
 */
export type Spelling = 'plain' | 'written-out';

/** One character of a text with its marks, and what it is folded to. */
export interface FoldedCharacter {
  /** Where it stands in the text, in UTF-16 code units; `end` is exclusive. */
  readonly start: number;
  readonly end: number;
  /** Letters and digits; `' '` for what separates words; `''` for what is as if it were not there. */
  readonly plain: string;
  readonly writtenOut: string;
}

/** Letters that no decomposition gives a base, after the one they are typed as. */
const TYPED_AS: Readonly<Record<string, string>> = {
  a: 'ɑɐⱥ',
  ae: 'æ',
  b: 'ƀƃɓ',
  c: 'ƈȼɕ',
  d: 'đðƌɖɗȡ',
  e: 'ǝɇɛəɘ',
  f: 'ƒ',
  g: 'ǥɠɡɣ',
  h: 'ħɦⱨ',
  i: 'ıɨɩ',
  j: 'ȷɉɟ',
  k: 'ƙĸⱪ',
  l: 'łƚȴɫɬɭⱡ',
  m: 'ɱ',
  n: 'ŋƞȵɲɳꞑ',
  o: 'øɔɵ',
  oe: 'œ',
  ou: 'ȣ',
  p: 'ƥᵽ',
  q: 'ɋʠ',
  r: 'ɍɽʀ',
  s: 'ȿʂꞩ',
  ss: 'ß',
  t: 'ŧƫƭȶʈⱦ',
  th: 'þ',
  u: 'ʉʊɯ',
  v: 'ʋⱴ',
  w: 'ƿⱳ',
  y: 'ƴɏ',
  z: 'ƶȥɀʐʒⱬ',
  σ: 'ς',
};

const WRITTEN_OUT: Readonly<Record<string, string>> = {
  ä: 'ae',
  ö: 'oe',
  ü: 'ue',
  ø: 'oe',
  å: 'aa',
  đ: 'dj',
  ð: 'dh',
  ŋ: 'ng',
  ə: 'a',
};

const PLAIN = new Map(
  Object.entries(TYPED_AS).flatMap(([typed, letters]) => [...letters].map((letter) => [letter, typed])),
);

/** Invisible, or a stroke that only makes a word longer: typed by nobody. */
const AS_IF_NOT_THERE = /[\p{M}\p{Cf}\u0640]/gu;
/** Apostrophes that Unicode counts among the letters (ʼ, the ʻokina, ꞌ and their like). */
const LETTER_APOSTROPHE = /[\u02b9-\u02ff\u0294\u0295\ua78b\ua78c]/gu;
const NO_LETTER = /[^\p{L}\p{N}]+/gu;
const WITH_MARKS = /\P{M}\p{M}*|\p{M}+/gu;

/** A text character by character. */
export function foldedCharacters(text: string): readonly FoldedCharacter[] {
  return Array.from(text.matchAll(WITH_MARKS), ({ 0: character, index }) => {
    return { start: index, end: index + character.length, ...foldedOf(character) };
  });
}

type Folded = Pick<FoldedCharacter, 'plain' | 'writtenOut'>;

/** The characters of the clinic's names are few, and met a million times. */
const folded = new Map<string, Folded>();
const MOST_FOLDED = 2000;

function foldedOf(character: string): Folded {
  const known = folded.get(character);
  if (known) return known;
  const plain = foldCharacter(character);
  const one = { plain, writtenOut: WRITTEN_OUT[character.normalize('NFC').toLowerCase()] ?? plain };
  if (folded.size < MOST_FOLDED) folded.set(character, one);
  return one;
}

function foldCharacter(character: string): string {
  const bare = character
    .normalize('NFKD')
    .replace(LETTER_APOSTROPHE, "'")
    .toLowerCase()
    .normalize('NFKD')
    .replace(AS_IF_NOT_THERE, '');
  if (bare === '') return '';
  const letters = Array.from(bare, (letter) => PLAIN.get(letter) ?? letter)
    .join('')
    .replace(NO_LETTER, '');
  return letters === '' ? ' ' : letters.normalize('NFC');
}

const ASCII = /^\p{ASCII}*$/u;

/** The words of a text, folded: `Garcia-Lopez` has two, `D’Angelo` has two. */
export function foldedWords(text: string, spelling: Spelling = 'plain'): string[] {
  // Most names, and the same in either spelling.
  if (ASCII.test(text)) return text.toLowerCase().match(/[a-z0-9]+/g) ?? [];
  return foldedCharacters(text.normalize('NFC'))
    .map(({ plain, writtenOut }) => (spelling === 'plain' ? plain : writtenOut))
    .join('')
    .split(' ')
    .filter((word) => word !== '');
}

/** The words in each spelling they have; the second is left out where it is the same. */
export function spellings(text: string): readonly (readonly string[])[] {
  const plain = foldedWords(text);
  const writtenOut = foldedWords(text, 'written-out');
  return plain.join(' ') === writtenOut.join(' ') ? [plain] : [plain, writtenOut];
}

/** Letters of scripts that put no spaces between words: any of them may begin what somebody looks for. */
export const UNSPACED =
  /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Hang}\p{sc=Thai}\p{sc=Laoo}\p{sc=Khmr}\p{sc=Mymr}]/u;

/** Names longer than this are found by their words alone. */
const MOST_WORDS = 16;
const LONGEST_RUN = 60;

/**
 * What a search index holds of a name: its words in both spellings, and what they are when typed without anything between
 * them, from each word on (`obrien`, `garcialopez`); from each letter on in scripts without spaces.
 */
export function searchableName(of: {
  readonly name: string;
  readonly familyName: string;
  readonly givenName: string;
}): string {
  const familyFirst = `${of.familyName} ${of.givenName}`;
  const phrases = new Set([of.name, familyFirst].flatMap(spellings).map((words) => words.join(' ')));
  const runs = new Set<string>();
  for (const text of [of.name, familyFirst, of.familyName, of.givenName])
    for (const words of spellings(text)) for (const run of runsOf(words)) runs.add(run);
  return [...phrases, ...runs].filter((part) => part !== '').join(' ');
}

function* runsOf(words: readonly string[]): Generator<string> {
  const some = words.slice(0, MOST_WORDS);
  for (let from = 0; from < some.length - 1; from += 1)
    yield Array.from(some.slice(from).join('')).slice(0, LONGEST_RUN).join('');
  const letters = Array.from(some.join('')).slice(0, LONGEST_RUN);
  for (const [from, letter] of letters.entries())
    if (UNSPACED.test(letter)) yield letters.slice(from).join('');
}
