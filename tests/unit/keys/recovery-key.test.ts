import fc from 'fast-check';
import { expect, test } from 'vitest';
import { newRecoveryKey, readRecoveryKey } from '../../../src-main/keys/recovery-key.ts';

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

test('it has six groups of five characters, and no two are the same', () => {
  const keys = Array.from({ length: 50 }, newRecoveryKey);
  for (const key of keys) expect(key).toMatch(/^([0-9A-HJKMNP-TV-Z]{5}-){5}[0-9A-HJKMNP-TV-Z]{5}$/);
  expect(new Set(keys).size).toBe(50);
});

test('it is read however it was typed', () => {
  const key = newRecoveryKey();
  const small = key.toLowerCase().replaceAll('0', 'o').replaceAll('1', 'l');
  for (const typed of [key, `  ${key}\n`, key.replaceAll('-', ''), key.replaceAll('-', ' '), small])
    expect(readRecoveryKey(typed)).toEqual({ ok: true, value: key });
});

test('one wrong character is told with its group, whichever it is', () => {
  fc.assert(
    fc.property(fc.nat(29), fc.nat(30), (place, shift) => {
      const symbols = newRecoveryKey().replaceAll('-', '');
      const was = ALPHABET.indexOf(symbols.charAt(place));
      const other = ALPHABET.charAt((was + 1 + shift) % ALPHABET.length);
      const typed = symbols.slice(0, place) + other + symbols.slice(place + 1);
      expect(readRecoveryKey(typed)).toEqual({ ok: false, error: Math.floor(place / 5) + 1 });
    }),
  );
});

test('two characters, or two groups, that have changed places are told', () => {
  fc.assert(
    fc.property(fc.nat(28), (place) => {
      const symbols = [...newRecoveryKey().replaceAll('-', '')];
      const [a = '', b = ''] = [symbols[place], symbols[place + 1]];
      fc.pre(a !== b);
      symbols.splice(place, 2, b, a);
      expect(readRecoveryKey(symbols.join('')).ok).toBe(false);
    }),
  );
  const groups = newRecoveryKey().split('-');
  expect(readRecoveryKey([groups[1], groups[0], ...groups.slice(2)].join('-'))).toEqual({
    ok: false,
    error: 1,
  });
});

test('too few and too many are told as that', () => {
  for (const typed of ['', 'ABCDE', `${newRecoveryKey()}A`])
    expect(readRecoveryKey(typed)).toEqual({ ok: false, error: null });
});
