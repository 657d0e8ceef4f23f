import { foldedWords } from './fold.ts';

/** A word of a name as a plain keyboard types it: "GONZÁLEZ" and "gonzález" are "gonzalez". */
const folded = (word: string): string => foldedWords(word).join('');

/** How a word is heard, roughly: spellings that change places in names ("Gonzales", "González"; "Catherine", "Katherine") are one. */
const heard = (word: string): string =>
  folded(word)
    .replace(/ph/g, 'f')
    .replace(/ck|qu|q|c(?![eiyh])/g, 'k')
    .replace(/c(?=[eiy])|z/g, 's')
    .replace(/w/g, 'v')
    .replace(/y|j(?=[aeiou])/g, 'i')
    .replace(/(?<=[a-z])h/g, '')
    .replace(/([a-z])\1+/g, '$1');

/** From this length on one letter may be wrong, missing, too many, or two of them swapped. */
const LONG_ENOUGH = 5;

/** True for two spellings of what may be one name. Short words have to sound the same: "Li" is not "Lee", nor "Ann" "Ana". */
export function spelledAlike(one: string, other: string): boolean {
  const [a, b] = [folded(one), folded(other)];
  if (a === '' || b === '') return false;
  const [soundA, soundB] = [heard(a), heard(b)];
  if (a === b || soundA === soundB) return true;
  return Math.min(a.length, b.length) >= LONG_ENOUGH && (oneSlipApart(a, b) || oneSlipApart(soundA, soundB));
}

/** One letter changed, missing or too many, or two neighbours swapped. */
function oneSlipApart(a: string, b: string): boolean {
  if (a.length > b.length) return oneSlipApart(b, a);
  let start = 0;
  while (start < a.length && a[start] === b[start]) start += 1;
  if (b.length - a.length > 1) return false;
  if (b.length > a.length) return a.slice(start) === b.slice(start + 1);
  if (a.slice(start + 1) === b.slice(start + 1)) return true;
  return a[start] === b[start + 1] && a[start + 1] === b[start] && a.slice(start + 2) === b.slice(start + 2);
}

/** Initials that change places in the spellings of one name. */
const INITIALS: readonly string[] = ['ckq', 'sz', 'ijy', 'vw', 'fpv'];

/** With which letters the spellings of a word may begin. */
export function initialsLike(word: string): readonly string[] {
  const [first = ''] = folded(word);
  const like = INITIALS.filter((letters) => letters.includes(first)).flatMap((letters) => [...letters]);
  return first === '' ? [] : [...new Set([first, ...like])];
}

/** A name as one text, taken apart: "Gonzales, Maria" and "Ms. Maria Gonzales" have the given name Maria. */
export function namedAs(text: string): { readonly givenName: string; readonly familyName: string } {
  const [before = '', ...after] = text.split(',').map((part) => part.trim());
  const turned = after.join(' ').trim();
  const words = `${turned} ${before}`.split(/\s+/u).filter((word) => word !== '' && !TITLES.test(word));
  const [given = '', ...family] = words;
  return family.length === 0
    ? { givenName: '', familyName: given }
    : { givenName: given, familyName: family.join(' ') };
}

const TITLES = /^(?:mr|mrs|ms|miss|mx|dr|prof|sr|jr|i{2,3})\.?$/i;
