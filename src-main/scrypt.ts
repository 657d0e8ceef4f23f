import { scrypt as nodeScrypt } from 'node:crypto';

/** What scrypt (RFC 7914) was given beside the secret, so that it can be raised later; the salt in base64. */
export interface ScryptParameters {
  readonly N: number;
  readonly r: number;
  readonly p: number;
  readonly salt: string;
}

/** More than that nothing stored can ask of a desk. */
const MOST_MEMORY = 512 * 1024 * 1024;
/** The same of its time, `N * r * p`: sixteen times what a recovery key asks for now. A file that somebody has changed could ask for days. */
const MOST_WORK = 2 ** 24;

/** 32 bytes of a secret, worked out beside the main thread. Rejects for parameters that scrypt does not know, or that are beyond any use. */
export function scrypt(secret: string, { N, r, p, salt }: ScryptParameters): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    if (N * r * p > MOST_WORK) throw new RangeError('More work than any secret is worth');
    nodeScrypt(secret, Buffer.from(salt, 'base64'), 32, { N, r, p, maxmem: MOST_MEMORY }, (error, key) =>
      error ? reject(error) : resolve(key),
    );
  });
}
