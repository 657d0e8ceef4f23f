import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import type { Logger, Secrets } from '../ports.ts';
import { writePrivateFile } from '../private-files.ts';

/** The part of Electron's `safeStorage` that is used: the asynchronous API only. */
export interface KeyStore {
  isAsyncEncryptionAvailable(): Promise<boolean>;
  encryptStringAsync(plainText: string): Promise<Buffer>;
  decryptStringAsync(encrypted: Buffer): Promise<{ result: string; shouldReEncrypt: boolean }>;
  /** Linux only. */
  getSelectedStorageBackend(): string;
}

const stored = z.record(z.string(), z.string());

/**
 * Secrets in one file, each encrypted by the operating system's key store. Where Electron would fall back to a key
 * that stands in its own source (Linux, `basic_text`), nothing is stored.
 */
export function createSafeSecrets(options: {
  readonly path: string;
  readonly keyStore: KeyStore;
  readonly platform: NodeJS.Platform;
  readonly logger: Logger;
}): Secrets {
  const { path, keyStore, platform, logger } = options;

  async function available(): Promise<boolean> {
    if (!(await keyStore.isAsyncEncryptionAvailable())) return false;
    return platform !== 'linux' || !['basic_text', 'unknown'].includes(keyStore.getSelectedStorageBackend());
  }

  function read(): Record<string, string> {
    if (!existsSync(path)) return {};
    try {
      return stored.parse(JSON.parse(readFileSync(path, 'utf8')));
    } catch {
      logger.error('secrets-unreadable');
      return {};
    }
  }

  /** Whole or not at all, readable by this user only. */
  function write(all: Record<string, string>): void {
    writePrivateFile(path, JSON.stringify(all));
  }

  async function set(name: string, value: string | null): Promise<boolean> {
    if (value === null) {
      const { [name]: _removed, ...rest } = read();
      write(rest);
      return true;
    }
    if (!(await available())) return false;
    const encrypted = await keyStore.encryptStringAsync(value);
    write({ ...read(), [name]: encrypted.toString('base64') });
    return true;
  }

  return {
    available,
    set,
    async get(name) {
      const encrypted = read()[name];
      if (encrypted === undefined || !(await available())) return null;
      try {
        const { result, shouldReEncrypt } = await keyStore.decryptStringAsync(
          Buffer.from(encrypted, 'base64'),
        );
        if (shouldReEncrypt) await set(name, result);
        return result;
      } catch {
        logger.error('secret-undecryptable');
        return null;
      }
    },
  };
}
