import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { DESK_NAME_LIMIT, deskName, deskNameOf, nameOfOther } from '../../../src-shared/domain/desk-name.ts';
import { anyCharacter } from '../../support/any-character.ts';

const isName = (text: string): boolean => deskName.safeParse(text).success;

describe('a name somebody gives a desk', () => {
  test('is kept trimmed', () => {
    expect(deskName.parse('  Desk 2\n')).toBe('Desk 2');
    expect(deskName.parse('Empfang Süd – 受付 👋')).toBe('Empfang Süd – 受付 👋');
  });

  it.each([
    ['nothing', ''],
    ['blanks', ' \u00a0\t '],
    ['nothing to see', '\u200b\u200b'],
    ['a line break', 'Desk\n2'],
    ['a control character', 'Desk\u00072'],
    ['what turns the text around it', 'Desk \u202e2'],
    ['half a character', 'Desk \ud83d'],
    ['too long a text', 'x'.repeat(41)],
  ])('is refused: %s', (_, text) => {
    expect(isName(text)).toBe(false);
  });

  test('of forty characters is one', () => {
    expect(isName('x'.repeat(40))).toBe(true);
  });
});

it.each([
  ['frontdesk-2.clinic.local', 'frontdesk-2'],
  ['DESKTOP-4F7K2L1', 'DESKTOP-4F7K2L1'],
  ['Mias-MacBook-Air.local', 'Mias-MacBook-Air'],
  ['', null],
  ['localhost', null],
  ['localhost.localdomain', null],
  ['192.168.0.7', null],
  [`${'a'.repeat(60)}.clinic.local`, 'a'.repeat(40)],
])('a computer called "%s" names its desk %s', (host, name) => {
  expect(deskNameOf(host)).toBe(name);
});

describe("another desk's name", () => {
  it.each([
    ['Desk 2', 'Desk 2'],
    ['  Desk\r\n2\u0007 ', 'Desk 2'],
    ['\u202eDesk 2', 'Desk 2'],
    ['x'.repeat(500), 'x'.repeat(40)],
    [`${'x'.repeat(39)}👋`, 'x'.repeat(39)],
    ['\u200b', null],
    ['', null],
    [42, null],
    [undefined, null],
  ])('%j is shown as %j', (written, shown) => {
    expect(nameOfOther(written)).toBe(shown);
  });

  test('whatever was written, what is shown is a name or nothing, and a name is shown as it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: anyCharacter, maxLength: 200 }), (written) => {
        const shown = nameOfOther(written);
        if (shown === null) return;
        expect(isName(shown)).toBe(true);
        expect(shown.length).toBeLessThanOrEqual(DESK_NAME_LIMIT);
        expect(nameOfOther(shown)).toBe(shown);
      }),
    );
  });
});
