/** Characters that nobody sees, in text from elsewhere: they make one name look like another, or a line read backwards. */

/** Stands in the place of each (U+FFFD, the Unicode Standard's replacement character). */
export const UNSEEN_MARK = '\ufffd';

/**
 * What is drawn as nothing (`Default_Ignorable_Code_Point`, UAX #44) and the Braille pattern blank; but for what is part of a letter's
 * spelling, or chooses how the letter before it is drawn (variation selectors).
 */
const UNSEEN = /[[\p{DI}\u2800]--[\u034f\u17b4\u17b5\u180b-\u180d\u180f\ufe00-\ufe0f\u{e0100}-\u{e01ef}]]/v;
/** ZWNJ and ZWJ: spelling needs them after letters of these scripts (UAX #31, 2.3), and emoji are made with them. */
const JOINERS = /[\u200c\u200d]/u;
const JOINED =
  /[\p{scx=Arab}\p{scx=Syrc}\p{scx=Mong}\p{scx=Deva}\p{scx=Beng}\p{scx=Guru}\p{scx=Gujr}\p{scx=Orya}\p{scx=Taml}\p{scx=Telu}\p{scx=Knda}\p{scx=Mlym}\p{scx=Sinh}\p{scx=Khmr}\p{scx=Mymr}\p{Extended_Pictographic}\p{EMod}\p{VS}]/u;
/** LRM, RLM, ALM: they belong where text of both directions meets. */
const DIRECTION_MARKS = /[\u061c\u200e\u200f]/u;
const RIGHT_TO_LEFT = /[\p{Script=Arab}\p{Script=Hebr}\p{Script=Syrc}\p{Script=Thaa}\p{Script=Nkoo}]/u;

/**
 * The text with a mark in the place of each character that nobody would see, and that spelling does not call for: zero-width
 * spaces, soft hyphens, embeddings, overrides and isolates of direction (UAX #9), fillers, tags. At both ends they are left out:
 * they came along when the text was copied.
 */
export function withUnseenMarked(text: string): string {
  if (!UNSEEN.test(text)) return text;
  const characters = Array.from(text);
  const isSeen = (character: string): boolean => character.trim() !== '' && !UNSEEN.test(character);
  const inner = characters.slice(characters.findIndex(isSeen), characters.findLastIndex(isSeen) + 1);
  const rightToLeft = RIGHT_TO_LEFT.test(text);
  return inner
    .map((character, index) => {
      if (!UNSEEN.test(character)) return character;
      if (JOINERS.test(character) && JOINED.test(inner[index - 1] ?? '')) return character;
      if (DIRECTION_MARKS.test(character) && rightToLeft) return character;
      return UNSEEN_MARK;
    })
    .join('');
}

/** The letters of an e-mail address that are none of ASCII: some look like those. Each once, in the order in which they stand. */
export const foreignLetters = (address: string): readonly string[] => [
  ...new Set(address.match(/[^\p{ASCII}]\p{M}*/gu) ?? []),
];
