import {
  type FoldedCharacter,
  foldedCharacters,
  spellings,
  UNSPACED,
} from '../../../src-shared/domain/fold.ts';

/** A stretch of a text, and whether it is what somebody looked for. */
export interface Part {
  readonly text: string;
  readonly marked: boolean;
}

/**
 * `text` in parts, those marked with which its words begin like one of the words `typed`, compared as the search compares.
 * What is typed as one word may stand in several (`obrien`, `garcialopez`). All parts together are the text again.
 */
export function markedParts(text: string, typed: string): readonly Part[] {
  const characters = foldedCharacters(text);
  const marked = new Set<number>();
  const wanted = wordsOf(typed);
  for (const [from] of characters.entries()) {
    if (!mayBegin(characters, from)) continue;
    const ends = wanted.map((word) => matchFrom(characters, from, word));
    for (let index = from; index < Math.max(from, ...ends); index += 1)
      if (characters[index]?.plain !== ' ') marked.add(index);
  }
  const parts: { text: string; marked: boolean }[] = [];
  for (const [index, { start, end }] of characters.entries()) {
    const last = parts.at(-1);
    const isMarked = marked.has(index);
    if (last?.marked === isMarked) last.text += text.slice(start, end);
    else parts.push({ text: text.slice(start, end), marked: isMarked });
  }
  return parts;
}

function wordsOf(typed: string): readonly string[] {
  const pieces = typed.split(/[\s,;]+/u);
  return [
    ...new Set(
      [typed, ...pieces].flatMap((piece) => spellings(piece).flatMap((words) => [...words, words.join('')])),
    ),
  ].filter((word) => word !== '');
}

function mayBegin(characters: readonly FoldedCharacter[], index: number): boolean {
  const plain = characters[index]?.plain ?? ' ';
  if (plain === ' ' || plain === '') return false;
  return UNSPACED.test(plain) || (characters[index - 1]?.plain ?? ' ') === ' ';
}

/** The index after the last character that `wanted` begins with here; `from` when it does not stand here. */
function matchFrom(characters: readonly FoldedCharacter[], from: number, wanted: string): number {
  const search = (index: number, rest: string): number => {
    if (rest === '') return index;
    const one = characters[index];
    if (one === undefined) return from;
    if (one.plain === ' ' || one.plain === '') return search(index + 1, rest);
    for (const way of new Set([one.plain, one.writtenOut])) {
      // Half of a letter that is typed as two is marked whole.
      if (way.startsWith(rest)) return index + 1;
      const end = rest.startsWith(way) ? search(index + 1, rest.slice(way.length)) : from;
      if (end > from) return end;
    }
    return from;
  };
  return search(from, wanted);
}
