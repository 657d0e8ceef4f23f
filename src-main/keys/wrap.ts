import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { z } from 'zod';
import { scrypt } from '../scrypt.ts';

/** A data key, encrypted with what scrypt (RFC 7914) makes of a recovery key; everything but that key stands here. In base64. */
export const wrappedKey = z.strictObject({
  scrypt: z.strictObject({ N: z.number(), r: z.number(), p: z.number(), salt: z.string() }),
  nonce: z.string(),
  sealed: z.string(),
  tag: z.string(),
});
export type WrappedKey = z.infer<typeof wrappedKey>;

/** OWASP's first choice for scrypt: 128 MB, a moment of a processor (Password Storage Cheat Sheet). */
const COST = { N: 2 ** 17, r: 8, p: 1 };

/** Encrypts a data key; `mark`, which stands beside it, is bound to it. */
export async function wrap(bytes: Uint8Array, mark: string, recoveryKey: string): Promise<WrappedKey> {
  const salt = randomBytes(16).toString('base64');
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', await scrypt(recoveryKey, { ...COST, salt }), nonce);
  cipher.setAAD(Buffer.from(mark));
  const sealed = Buffer.concat([cipher.update(bytes), cipher.final()]);
  return {
    scrypt: { ...COST, salt },
    nonce: nonce.toString('base64'),
    sealed: sealed.toString('base64'),
    tag: cipher.getAuthTag().toString('base64'),
  };
}

/** The data key again; null where it is another recovery key, or something has been changed. */
export async function unwrap(wrapped: WrappedKey, mark: string, recoveryKey: string): Promise<Buffer | null> {
  try {
    const [nonce, sealed, tag] = [wrapped.nonce, wrapped.sealed, wrapped.tag].map((text) =>
      Buffer.from(text, 'base64'),
    ) as [Buffer, Buffer, Buffer];
    const key = await scrypt(recoveryKey, wrapped.scrypt);
    const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: 16 });
    decipher.setAAD(Buffer.from(mark));
    decipher.setAuthTag(tag);
    return Buffer.concat([decipher.update(sealed), decipher.final()]);
  } catch {
    return null;
  }
}
