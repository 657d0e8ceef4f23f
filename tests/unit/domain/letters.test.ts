import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  areSoundLetters,
  fillLetter,
  LETTER_FIELDS,
  unknownFields,
} from '../../../src-shared/domain/letters.ts';

const values = Object.fromEntries(LETTER_FIELDS.map((field) => [field, `<${field}>`])) as Parameters<
  typeof fillLetter
>[1];

describe('a text of the practice’s own', () => {
  it.each([
    ['See you on {day} at {time}.', []],
    ['{patient}{patient}', []],
    ['Bring {insurance card} and {day}', ['{insurance card}']],
    ['{Day}', ['{Day}']],
    ['{ day }', ['{ day }']],
    ['Half {day', ['{']],
    ['day} {x} {x}', ['}', '{x}']],
    ['{{day}}', ['{', '}']],
    ['{}', ['{}']],
    ['{__proto__} {constructor}', ['{__proto__}', '{constructor}']],
  ])('%s: %j cannot be filled in', (text, unknown) => expect(unknownFields(text)).toEqual(unknown));

  it('is filled in once: what a name brings along stays as it is', () => {
    expect(fillLetter('{patient} {day} {unknown}', { ...values, patient: '{day}' })).toBe(
      '{day} <day> {unknown}',
    );
    expect(fillLetter('{patient}', { ...values, patient: '$&$1' })).toBe('$&$1');
  });

  it('without anything unknown holds no brace once it is filled in', () => {
    const part = fc.oneof(
      fc.constantFrom(...LETTER_FIELDS.map((field) => `{${field}}`)),
      fc.string(),
      fc.constantFrom('{', '}'),
    );
    fc.assert(
      fc.property(fc.array(part), (parts) => {
        const text = parts.join('');
        fc.pre(unknownFields(text).length === 0);
        expect(fillLetter(text, values)).not.toMatch(/[{}]/);
      }),
    );
  });
});

it('letters are sound where each is there once, says something, and can be filled in', () => {
  const letter = { language: 'en', kind: 'booked', text: 'See you on {day}.' } as const;
  const sound = (...texts: Parameters<typeof areSoundLetters>[0]['texts'][number][]): boolean =>
    areSoundLetters({ colour: '#123456', texts });
  expect([sound(), sound(letter), sound(letter, { ...letter, language: 'es' })]).toEqual([true, true, true]);
  expect([
    sound(letter, letter),
    sound({ ...letter, text: ' \n ' }),
    sound({ ...letter, text: '{nothing}' }),
  ]).toEqual([false, false, false]);
});
