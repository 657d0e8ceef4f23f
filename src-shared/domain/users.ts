/** The people who sign in at a desk, what they sign in with, and how long a wrong one makes them wait. */
import { z } from 'zod';
import type { Infer } from '../infer.ts';
import { shortName } from './desk-name.ts';

/** In UTF-16 code units. */
export const USER_NAME_LIMIT = 60;
/** Of a PIN or passphrase, in UTF-16 code units. */
export const SECRET_LIMIT = 200;

/** A manager may also set the desk and the practice up, take data out, and say who signs in. */
export const userRole = z.enum(['receptionist', 'manager']);
export type UserRole = Infer<typeof userRole>;

/** How a person is called on the lock screen and on the record. */
export const userName = shortName(USER_NAME_LIMIT);

/** Two people at one desk are told apart by what can be seen of their names: not by case, by blanks, or by what is drawn as nothing. */
export const sameUserName = (one: string, other: string): boolean => seenOf(one) === seenOf(other);

/** `Default_Ignorable_Code_Point` (UAX #44), and the Braille pattern blank. */
const DRAWN_AS_NOTHING = /[\p{DI}\u2800]/gu;

const seenOf = (name: string): string =>
  name.normalize('NFKC').replace(DRAWN_AS_NOTHING, '').replace(/\s+/gu, ' ').trim().toLowerCase();

export const SECRET_PROBLEMS = ['secret-short', 'secret-common'] as const;
export type SecretProblem = (typeof SECRET_PROBLEMS)[number];

const FEWEST_DIGITS = 6;
/** NIST SP 800-63B-4, 3.1.1.2, asks for at least eight characters of a password beside another safeguard: here, the computer itself. */
const FEWEST_CHARACTERS = 8;
/** Fewer different characters than this are a pattern. */
const FEWEST_DIFFERENT = 3;
/** Those that are tried first, of digits and of words; runs, repetitions and the person's own name are found by rule. */
const COMMON = new Set([
  '159753',
  '147258',
  '147258369',
  '258456',
  '696969',
  '789456',
  '123654',
  '112358',
  '102030',
  '010203',
  'password',
  'passw0rd',
  'passphrase',
  'qwertyui',
  'qwertyuiop',
  'qwertzuiop',
  'asdfghjkl',
  'iloveyou',
  'sunshine',
  'princess',
  'football',
  'baseball',
  'welcome1',
  'letmein1',
  'trustno1',
  'superman',
  'reception',
  'receptionist',
  'frontdesk',
  'front desk',
]);

/** The same PIN or passphrase, however the keyboard composes its letters. */
export const readSecret = (typed: string): string => typed.normalize('NFKC');

/** Why nobody should sign in with this; `null` for a PIN of six digits or more, or a passphrase, that is not guessed at once. */
export function secretProblem(typed: string, name: string): SecretProblem | null {
  const secret = readSecret(typed);
  const fewest = /^\d*$/.test(secret) ? FEWEST_DIGITS : FEWEST_CHARACTERS;
  if ([...secret].length < fewest) return 'secret-short';
  const folded = secret.toLowerCase();
  const isGuessed =
    COMMON.has(folded) ||
    new Set(folded).size < FEWEST_DIFFERENT ||
    isRun(folded) ||
    /^(.{1,4})\1+$/u.test(folded) ||
    /^password\W?\d*\W?$/.test(folded) ||
    sameUserName(folded, name);
  return isGuessed ? 'secret-common' : null;
}

/** Each character is the next one of an alphabet or of the digits, or the one before: 123456, 987654, abcdefgh; 9 is followed by 0. */
function isRun(text: string): boolean {
  const codes = [...text].map((character) => character.codePointAt(0) ?? 0);
  return [1, -1].some((step) =>
    codes.every((code, at) => {
      const before = codes[at - 1];
      if (before === undefined) return true;
      return (
        code - before === step || (step === 1 ? before === 57 && code === 48 : before === 48 && code === 57)
      );
    }),
  );
}

/** So many wrong ones in a row cost nothing: fingers slip. */
const FREE_ATTEMPTS = 4;
/** After the fifth wrong one in a row, the sixth, and so on; the last holds for all that follow. */
const WAITS_MS = [30_000, 60_000, 120_000, 300_000, 900_000] as const;

/**
 * How long nobody can try again after so many wrong ones in a row, in milliseconds. It never becomes for ever: with the last wait a
 * PIN of six digits holds against guessing for years, and somebody who has forgotten theirs is not shut out for a day.
 */
export function waitAfter(failures: number): number {
  const beyond = failures - FREE_ATTEMPTS;
  return beyond <= 0 ? 0 : (WAITS_MS[Math.min(beyond, WAITS_MS.length) - 1] ?? 0);
}
