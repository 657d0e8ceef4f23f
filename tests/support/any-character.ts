import fc from 'fast-check';

const SURROGATES = { first: 0xd800, count: 0x800 } as const;

/**
 * The unit of a string of any characters at all: every code point of Unicode but lone surrogates. The same as fast-check's
 * unit `binary`, which takes a second or more to be made the first time, within whichever test comes first.
 */
export const anyCharacter: fc.Arbitrary<string> = fc
  .integer({ min: 0, max: 0x10ffff - SURROGATES.count })
  .map((code) => String.fromCodePoint(code < SURROGATES.first ? code : code + SURROGATES.count));
