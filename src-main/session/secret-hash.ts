import { randomBytes, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { readSecret } from '../../src-shared/domain/users.ts';
import { type ScryptParameters, scrypt } from '../scrypt.ts';

/** What is kept of a PIN or passphrase; in base64. */
const storedSecret = z.strictObject({
  scrypt: z.strictObject({ N: z.number(), r: z.number(), p: z.number(), salt: z.string() }),
  hash: z.string(),
});

export type Cost = Omit<ScryptParameters, 'salt'>;
/** One of OWASP's equal choices for scrypt: 64 MB, some tenths of a second of a thread beside the main one (Password Storage Cheat Sheet). */
export const COST: Cost = { N: 2 ** 16, r: 8, p: 2 };

/** As it is stored: nothing leads back from there but trying. */
export async function hashSecret(secret: string, cost: Cost): Promise<string> {
  const parameters = { ...cost, salt: randomBytes(16).toString('base64') };
  const hash = await scrypt(readSecret(secret), parameters);
  return JSON.stringify({ scrypt: parameters, hash: hash.toString('base64') });
}

/**
 * Whether this is the secret, in the same time wherever it differs. `outdated`: it is, and was stored at another cost than is asked for now.
 * What is stored and cannot be read is nobody's.
 */
export async function checkSecret(
  secretJson: string,
  secret: string,
  cost: Cost,
): Promise<'right' | 'outdated' | 'wrong'> {
  const stored = storedSecret.safeParse(parsed(secretJson));
  if (!stored.success) return 'wrong';
  const expected = Buffer.from(stored.data.hash, 'base64');
  const { salt: _, ...spent } = stored.data.scrypt;
  const given = await scrypt(readSecret(secret), stored.data.scrypt).catch(() => null);
  if (given === null || given.length !== expected.length || !timingSafeEqual(given, expected)) return 'wrong';
  return spent.N === cost.N && spent.r === cost.r && spent.p === cost.p ? 'right' : 'outdated';
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
}
