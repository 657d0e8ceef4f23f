import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { makePrivateDirectory, writePrivateFile } from '../../src-main/private-files.ts';
import type { KeyStoreMode } from './options.ts';
import { strict } from './strict.ts';

export interface SafeStorageHost {
  readonly keyPath: () => string;
  readonly isReady: () => boolean;
  readonly mode: KeyStoreMode;
}

interface Decrypted {
  readonly result: string;
  readonly shouldReEncrypt: boolean;
}

/** How Chromium marks what it has encrypted without a keyring. */
const PUBLIC_MARK = Buffer.from('v10');

/**
 * The asynchronous part of `safeStorage`, with a key in a file that only this user can read: no key store of the
 * operating system stands behind it. `getSelectedStorageBackend` is not there: it names what the synchronous calls would use,
 * which says nothing about these.
 */
export function createSafeStorage({ keyPath, isReady, mode }: SafeStorageHost) {
  function key(): Buffer {
    const path = keyPath();
    if (!existsSync(path)) {
      makePrivateDirectory(dirname(path));
      writePrivateFile(path, randomBytes(32));
    }
    return readFileSync(path);
  }

  function encrypt(plainText: string): Buffer {
    const nonce = randomBytes(12);
    // Nothing of ours bears a mark of Chromium's by chance.
    while (nonce[0] === PUBLIC_MARK[0]) nonce.set(randomBytes(1));
    const cipher = createCipheriv('aes-256-gcm', key(), nonce);
    const sealed = Buffer.concat([cipher.update(plainText, 'utf8'), cipher.final()]);
    return Buffer.concat([nonce, cipher.getAuthTag(), sealed]);
  }

  function decrypt(encrypted: Buffer): string {
    const decipher = createDecipheriv('aes-256-gcm', key(), encrypted.subarray(0, 12));
    decipher.setAuthTag(encrypted.subarray(12, 28));
    return Buffer.concat([decipher.update(encrypted.subarray(28)), decipher.final()]).toString('utf8');
  }

  /** Until it is ready, Electron has no key store; then the first call asks the system, and all wait for its answer. */
  async function asked(): Promise<void> {
    if (!isReady()) throw new Error('safeStorage cannot be used before app is ready');
    if (mode === 'pending') await new Promise<never>(() => {});
  }

  return strict('safeStorage', {
    isAsyncEncryptionAvailable: async (): Promise<boolean> => {
      if (!isReady()) return false;
      await asked();
      return true;
    },
    encryptStringAsync: async (plainText: string): Promise<Buffer> => {
      await asked();
      if (mode === 'refuses')
        throw new Error('Error while encrypting the text provided to safeStorage.encryptStringAsync.');
      return mode === 'public' ? Buffer.concat([PUBLIC_MARK, encrypt(plainText)]) : encrypt(plainText);
    },
    decryptStringAsync: async (encrypted: Buffer): Promise<Decrypted> => {
      await asked();
      const marked = encrypted.subarray(0, PUBLIC_MARK.length).equals(PUBLIC_MARK);
      if (mode === 'refuses')
        throw new Error('Error while decrypting the ciphertext provided to safeStorage.decryptStringAsync.');
      const result = decrypt(marked ? encrypted.subarray(PUBLIC_MARK.length) : encrypted);
      return { result, shouldReEncrypt: marked && mode !== 'public' };
    },
  });
}
