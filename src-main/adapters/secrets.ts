import { readFileSync, renameSync } from 'node:fs';
import { z } from 'zod';
import { isPublic, type KeyStore } from '../key-store.ts';
import type { KeyStoreState, Logger, Secrets } from '../ports.ts';
import { writePrivateFile } from '../private-files.ts';

const stored = z.record(z.string(), z.string());
/** The file is there and cannot be read now: what stands in it is not known, and must not be lost. */
class SecretsUnreadable extends Error {}

/** What is encrypted: the destination inside, so that a changed setting cannot lead the secret elsewhere. */
const bound = z.object({ destination: z.string(), secret: z.string() });

/**
 * Secrets in one file, each encrypted by the operating system's key store. Where Electron falls back to a key that stands
 * in its own source (Linux without a keyring, or one that was not opened), nothing is stored. Only something that has been
 * encrypted shows it: `getSelectedStorageBackend` names the key store of the synchronous calls, chosen by the desktop's name.
 */
export function createSafeSecrets(options: {
  readonly path: string;
  readonly keyStore: KeyStore;
  readonly platform: NodeJS.Platform;
  readonly logger: Logger;
}): Secrets {
  const { path, keyStore, platform, logger } = options;

  async function state(): Promise<KeyStoreState> {
    if (!isReadable()) return 'unreadable';
    try {
      if (!(await keyStore.isAsyncEncryptionAvailable())) return 'none';
      const probe = await keyStore.encryptStringAsync('probe');
      return isPublic(platform, probe) ? 'unprotected' : 'ready';
    } catch {
      logger.error('key-store-refused');
      return 'none';
    }
  }

  /** The file's text as it is now, each time anew; null where there is none. Throws `SecretsUnreadable`. */
  function readText(): string | null {
    try {
      return readFileSync(path, 'utf8');
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
      logger.error('secrets-unreadable');
      throw new SecretsUnreadable();
    }
  }

  function isReadable(): boolean {
    try {
      readText();
      return true;
    } catch {
      return false;
    }
  }

  /** What stands in the file; null where that makes no sense. Throws `SecretsUnreadable`. */
  function parse(): Record<string, string> | null {
    const text = readText();
    if (text === null) return {};
    try {
      return stored.parse(JSON.parse(text));
    } catch {
      logger.error('secrets-unreadable');
      return null;
    }
  }

  const read = (): Record<string, string> => parse() ?? {};

  /** Whole or not at all, readable by this user only. A file that made no sense stays beside it. */
  function write(change: (all: Record<string, string>) => Record<string, string>): void {
    const before = parse();
    if (before === null) renameSync(path, `${path}.damaged`);
    writePrivateFile(path, JSON.stringify(change(before ?? {})));
  }

  /** False: it could not be encrypted safely, and nothing was written. */
  async function encrypt(name: string, text: string): Promise<boolean> {
    let encrypted: Buffer;
    try {
      encrypted = await keyStore.encryptStringAsync(text);
    } catch {
      logger.error('key-store-refused');
      return false;
    }
    if (isPublic(platform, encrypted)) return false;
    write((all) => ({ ...all, [name]: encrypted.toString('base64') }));
    return true;
  }

  async function decrypt(name: string): Promise<string | null> {
    const encrypted = read()[name];
    if (encrypted === undefined) return null;
    let found: Awaited<ReturnType<KeyStore['decryptStringAsync']>>;
    try {
      found = await keyStore.decryptStringAsync(Buffer.from(encrypted, 'base64'));
    } catch {
      logger.error('secret-undecryptable');
      return null;
    }
    if (found.shouldReEncrypt && read()[name] === encrypted) await encryptAgain(name, found.result);
    return found.result;
  }

  /** What cannot be written now is encrypted anew the next time: the secret is known all the same. */
  async function encryptAgain(name: string, text: string): Promise<void> {
    try {
      await encrypt(name, text);
    } catch {
      logger.error('secrets-unwritable');
    }
  }

  return {
    keyStore: state,
    has: (name) => isReadable() && read()[name] !== undefined,
    async set(name, value, destination) {
      if ((await state()) !== 'ready') return false;
      return encrypt(name, JSON.stringify({ destination, secret: value } satisfies z.infer<typeof bound>));
    },
    remove(name) {
      if (read()[name] !== undefined) write(({ [name]: _removed, ...rest }) => rest);
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
