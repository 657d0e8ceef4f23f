import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { makePrivateDirectory, writePrivateFile } from '../../src-main/private-files.ts';
import { strict } from './strict.ts';

/**
 * The asynchronous part of `safeStorage`, with a key in a file that only this user can read: no key store of the
 * operating system stands behind it. The backend names itself so that nobody mistakes it for one.
 */
export function createSafeStorage(keyPath: () => string) {
  function key(): Buffer {
    const path = keyPath();
    if (!existsSync(path)) {
      makePrivateDirectory(dirname(path));
      writePrivateFile(path, randomBytes(32));
    }
    return readFileSync(path);
  }
  return strict('safeStorage', {
    isAsyncEncryptionAvailable: async () => true,
    getSelectedStorageBackend: () => 'preview_key_file',
    encryptStringAsync: async (plainText: string): Promise<Buffer> => {
      const nonce = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', key(), nonce);
      const sealed = Buffer.concat([cipher.update(plainText, 'utf8'), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), sealed]);
    },
    decryptStringAsync: async (encrypted: Buffer): Promise<{ result: string; shouldReEncrypt: boolean }> => {
      const decipher = createDecipheriv('aes-256-gcm', key(), encrypted.subarray(0, 12));
      decipher.setAuthTag(encrypted.subarray(12, 28));
      const result = Buffer.concat([decipher.update(encrypted.subarray(28)), decipher.final()]).toString(
        'utf8',
      );
      return { result, shouldReEncrypt: false };
    },
  });
}
