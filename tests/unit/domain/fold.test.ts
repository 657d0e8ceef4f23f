import fc from 'fast-check';
import { expect, test } from 'vitest';
import { foldedCharacters, foldedWords, spellings } from '../../../src-shared/domain/fold.ts';
import { anyCharacter } from '../../support/any-character.ts';

test('every letter of the living Latin alphabets is typed with the letters of a plain keyboard', () => {
  const left: string[] = [];
  for (let code = 0x41; code <= 0x24f; code += 1) {
    const letter = String.fromCodePoint(code);
    // Clicks, tones and glottal stops are no letters of a plain keyboard.
    if (!/\p{L}/u.test(letter) || /[ƍƛƨƪƧƸƹƺƻƼƽƾǀ-ǃƄƅƢƣȸȹɁɂƔƕǶǷȜȝȢƱƲɅƱƷǮǯƩµªº]/u.test(letter)) continue;
    if (!/^[a-z]+$/.test(foldedWords(letter).join(''))) left.push(letter);
  }
  expect(left).toEqual([]);
});

test.each([
  ['D’Angelo', [['d', 'angelo']]],
  ['Kaʻeo', [['ka', 'eo']]],
  [
    'Müller-Lüdenscheidt',
    [
      ['muller', 'ludenscheidt'],
      ['mueller', 'luedenscheidt'],
    ],
  ],
  ['Mu\u0308ller', [['muller'], ['mueller']]],
  ['İIıi', [['iiii']]],
  ['A\u00addam\u200b', [['adam']]],
  ['ΣΟΦΟΣ', [['σοφοσ']]],
  ['  ', [[]]],
])('%s', (text, expected) => {
  expect(spellings(text)).toEqual(expected);
});

test('plain ASCII is folded as it is beside other letters', () => {
  const ascii = fc.string({
    unit: fc.integer({ min: 0, max: 127 }).map((code) => String.fromCharCode(code)),
  });
  fc.assert(
    fc.property(ascii, (text) => {
      expect(foldedWords(`${text} é`)).toEqual([...foldedWords(text), 'e']);
    }),
  );
});

test('what is folded stays what it is when it is folded again, and no character is left out', () => {
  fc.assert(
    fc.property(fc.string({ unit: anyCharacter, maxLength: 30 }), (text) => {
      const folded = foldedWords(text).join(' ');
      expect(foldedWords(folded).join(' ')).toBe(folded);
      expect(
        foldedCharacters(text)
          .map(({ start, end }) => text.slice(start, end))
          .join(''),
      ).toBe(text);
    }),
    { numRuns: 1000, seed: 3 },
  );
});
