/** A stretch of a text, and whether it is what somebody looked for. */
export interface Part {
  readonly text: string;
  readonly marked: boolean;
}

/** Without accents and capitals, as the search compares. */
const folded = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

const WORDS = /[\p{L}\p{N}\p{M}]+/gu;

/**
 * `text` in parts, those marked with which its words begin like one of the words `typed`. Accents and capitals do not
 * matter. All parts together are the text again.
 */
export function markedParts(text: string, typed: string): readonly Part[] {
  const wanted = (folded(typed).match(WORDS) ?? []).sort((a, b) => b.length - a.length);
  const parts: Part[] = [];
  const add = (piece: string, marked: boolean): void => {
    if (piece !== '') parts.push({ text: piece, marked });
  };
  let from = 0;
  for (const { 0: word, index } of text.matchAll(WORDS)) {
    const begin = wanted.find((one) => folded(word).startsWith(one));
    if (begin === undefined) continue;
    const end = index + lengthOfBeginning(word, begin.length);
    add(text.slice(from, index), false);
    add(text.slice(index, end), true);
    from = end;
  }
  add(text.slice(from), false);
  return parts;
}

/** How much of `word` has `length` letters once it is folded: an accent may be a character of its own. */
function lengthOfBeginning(word: string, length: number): number {
  let taken = 0;
  for (const character of word) {
    if (folded(word.slice(0, taken)).length >= length && !/\p{M}/u.test(character)) break;
    taken += character.length;
  }
  return taken;
}
