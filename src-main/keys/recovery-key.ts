import { randomBytes } from 'node:crypto';
import { err, ok, type Result } from '../../src-shared/result.ts';

/** Crockford's alphabet: without I, L, O and U, which are taken for others (https://www.crockford.com/base32.html). */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const GROUPS = 6;
/** Symbols of a group that carry the key; the last one checks them. */
const CARRYING = 4;

/** A new one: 120 random bits in six groups of five characters, the last of each a check. */
export function newRecoveryKey(): string {
  const bits = [...randomBytes((GROUPS * CARRYING * 5) / 8)]
    .map((byte) => byte.toString(2).padStart(8, '0'))
    .join('');
  const groups = Array.from({ length: GROUPS }, (_, index) => {
    const values = Array.from({ length: CARRYING }, (_, place) => {
      const at = (index * CARRYING + place) * 5;
      return Number.parseInt(bits.slice(at, at + 5), 2);
    });
    return [...values, checkOf(index, values)].map((value) => ALPHABET.charAt(value)).join('');
  });
  return groups.join('-');
}

/**
 * What somebody has typed, as it was printed: capital or small, with blanks or hyphens or without, O for 0, I and L for 1. One wrong character, and two
 * that have changed places, are always noticed. The error is the first group, from 1, in which something is wrong; `null` where there
 * are not six of five characters.
 */
export function readRecoveryKey(typed: string): Result<string, number | null> {
  const symbols = typed
    .toUpperCase()
    .replaceAll(/[\s‐-―-]/g, '')
    .replaceAll('O', '0')
    .replaceAll(/[IL]/g, '1');
  const size = CARRYING + 1;
  if (symbols.length !== GROUPS * size) return err(null);
  const groups = Array.from({ length: GROUPS }, (_, index) =>
    symbols.slice(index * size, (index + 1) * size),
  );
  for (const [index, group] of groups.entries()) {
    const values = [...group].map((symbol) => ALPHABET.indexOf(symbol));
    const check = values.at(-1);
    if (values.includes(-1) || checkOf(index, values.slice(0, -1)) !== check) return err(index + 1);
  }
  return ok(groups.join('-'));
}

/** A polynomial over GF(32), each place with a weight of its own, the group's number among them. */
function checkOf(group: number, values: readonly number[]): number {
  return values.reduce((sum, value) => timesAlpha(sum ^ value), timesAlpha(group + 1));
}

/** In GF(2)[x] / (x^5 + x^2 + 1), which x generates. */
const timesAlpha = (value: number): number => ((value << 1) ^ (value & 16 ? 0b100101 : 0)) & 31;
