import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import type { DataKey } from './data-key.ts';

/** What is sealed: each purpose has a key of its own, so that nothing sealed for one is taken for another's. */
type Purpose = 'reslot:earlier-data-key' | 'reslot:earlier-record-key';

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** Encrypts a few bytes (AES-256-GCM) with what HKDF (RFC 5869) makes of a data key, bound to `context`; in base64. */
export function sealBytes(
  { bytes: ikm }: DataKey,
  purpose: Purpose,
  bytes: Uint8Array,
  context: string,
): string {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', derived(ikm, purpose), nonce);
  cipher.setAAD(Buffer.from(context));
  const sealed = Buffer.concat([cipher.update(bytes), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64');
}

/** The bytes again; null where it is another key, purpose or context, or something has been changed. */
export function unsealBytes(
  { bytes: ikm }: DataKey,
  purpose: Purpose,
  sealed: string,
  context: string,
): Buffer | null {
  const all = Buffer.from(sealed, 'base64');
  try {
    const nonce = all.subarray(0, NONCE_BYTES);
    const decipher = createDecipheriv('aes-256-gcm', derived(ikm, purpose), nonce, {
      authTagLength: TAG_BYTES,
    });
    decipher.setAAD(Buffer.from(context));
    decipher.setAuthTag(all.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
    return Buffer.concat([decipher.update(all.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()]);
  } catch {
    return null;
  }
}

const derived = (ikm: Uint8Array, purpose: Purpose): Uint8Array =>
  new Uint8Array(hkdfSync('sha256', ikm, '', purpose, 32));
