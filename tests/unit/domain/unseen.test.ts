import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { foreignLetters, UNSEEN_MARK, withUnseenMarked } from '../../../src-shared/domain/unseen.ts';

describe('characters that nobody sees', () => {
  test.each([
    ['a zero-width space', 'Anna\u200bMason', 'Anna\ufffdMason'],
    ['an override of direction', 'Anna \u202enosaM', 'Anna \ufffdnosaM'],
    ['isolates', 'A\u2067b\u2069c', 'A\ufffdb\ufffdc'],
    ['a soft hyphen', 'Ma\u00adson', 'Ma\ufffdson'],
    ['a joiner between Latin letters', 'Ma\u200dson', 'Ma\ufffdson'],
    ['a mark of direction where nothing runs the other way', 'Ma\u200fson', 'Ma\ufffdson'],
    ['a Hangul filler', 'Ma\u3164son', 'Ma\ufffdson'],
    ['a Braille blank', 'Ma\u2800son', 'Ma\ufffdson'],
    ['tags', 'Ma\u{e0041}son', 'Ma\ufffdson'],
  ])('%s is marked', (_, written, shown) => {
    expect(withUnseenMarked(written)).toBe(shown);
  });

  test.each([
    ['Persian', 'می\u200cخواهم'],
    ['Hindi', 'क्\u200dष'],
    ['a family in one picture', '👩\u200d👧'],
    ['a picture in colour', '❤\ufe0f'],
    ['both directions in one line', 'שלום\u200e (Anna)'],
    ['accents', 'Zoë Nuñez-O’Brien'],
  ])('%s stays as it is spelt', (_, written) => {
    expect(withUnseenMarked(written)).toBe(written);
  });

  test('at both ends they are left out', () => {
    expect(withUnseenMarked('\ufeff\u200e Anna Mason\u200b')).toBe('Anna Mason');
    expect(withUnseenMarked('\u200b\u202e')).toBe('');
  });

  test('nothing that turns a line round is left, and to mark twice changes nothing', () => {
    const letters = fc.constantFrom(
      'a',
      'ب',
      'א',
      'क',
      ' ',
      '\u200b',
      '\u200d',
      '\u202e',
      '\u2066',
      '\u200f',
      '👧',
    );
    fc.assert(
      fc.property(fc.string({ unit: letters, maxLength: 12 }), (text) => {
        const shown = withUnseenMarked(text);
        expect(shown).not.toMatch(/[\u200b\u202a-\u202e\u2066-\u2069]/u);
        expect(withUnseenMarked(shown)).toBe(shown);
        expect(shown.replaceAll(UNSEEN_MARK, '').length).toBeLessThanOrEqual(text.length);
      }),
    );
  });
});

test('the letters of an address that are none of ASCII, each once', () => {
  expect(foreignLetters('anna@example.com')).toEqual([]);
  expect(foreignLetters('раул.р@example.com')).toEqual(['р', 'а', 'у', 'л']);
  expect(foreignLetters('zoë@example.com')).toEqual(['ë']);
});
