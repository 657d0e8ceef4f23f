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
/** What is encrypted: the destination inside, so that a changed setting cannot lead the secret elsewhere. */
const bound = z.object({ destination: z.string(), secret: z.string() });

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

  async function encrypt(name: string, text: string): Promise<void> {
    const encrypted = await keyStore.encryptStringAsync(text);
    write({ ...read(), [name]: encrypted.toString('base64') });
  }

  async function decrypt(name: string): Promise<string | null> {
    const encrypted = read()[name];
    if (encrypted === undefined || !(await available())) return null;
    try {
      const { result, shouldReEncrypt } = await keyStore.decryptStringAsync(Buffer.from(encrypted, 'base64'));
      if (shouldReEncrypt) await encrypt(name, result);
      return result;
    } catch {
      logger.error('secret-undecryptable');
      return null;
    }
  }

  return {
    available,
    has: (name) => read()[name] !== undefined,
    async set(name, value, destination) {
      if (!(await available())) return false;
      await encrypt(name, JSON.stringify({ destination, secret: value } satisfies z.infer<typeof bound>));
      return true;
    },
    remove(name) {
      const { [name]: removed, ...rest } = read();
      if (removed !== undefined) write(rest);
    },
    async get(name, destination) {
      const text = await decrypt(name);
      const found = text === null ? null : readBound(text);
      return found?.destination === destination ? found.secret : null;
    },
    async enteredFor(name) {
      const text = await decrypt(name);
      return text === null ? null : { destination: readBound(text)?.destination ?? null };
    },
  };
}

/** Null for one that is bound to nothing, of an earlier version: for whom it was entered is not known. */
function readBound(text: string): z.infer<typeof bound> | null {
  try {
    return bound.parse(JSON.parse(text));
  } catch {
    return null;
  }
}
