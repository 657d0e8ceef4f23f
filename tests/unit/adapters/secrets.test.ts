import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSafeSecrets } from '../../../src-main/adapters/secrets.ts';
import type { KeyStore } from '../../../src-main/key-store.ts';
import type { Logger } from '../../../src-main/ports.ts';

const quiet: Logger = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** Turns bytes round: enough to see that nothing is written in clear. */
function keyStore(overrides: Partial<KeyStore> = {}): KeyStore {
  const turn = (bytes: Buffer): Buffer => Buffer.from(bytes.map((byte) => 255 - byte));
  return {
    isAsyncEncryptionAvailable: async () => true,
    encryptStringAsync: async (text) => turn(Buffer.from(text)),
    decryptStringAsync: async (bytes) => ({ result: turn(bytes).toString(), shouldReEncrypt: false }),
    ...overrides,
  };
}

/** Where the secrets of these tests were entered for. */
const HERE = '["portal","https://here.example"]';

let directory: string;
let path: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'reslot-secrets-'));
  path = join(directory, 'secrets.json');
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

const secretsWith = (store: KeyStore, platform: NodeJS.Platform = 'linux') =>
  createSafeSecrets({ path, keyStore: store, platform, logger: quiet });

describe('secrets', () => {
  it('are kept across starts, encrypted, for this user only', async () => {
    expect(await secretsWith(keyStore()).set('portal', 'hunter2', HERE)).toBe(true);
    const later = secretsWith(keyStore());
    expect(await later.get('portal', HERE)).toBe('hunter2');
    expect(await later.get('mail', HERE)).toBeNull();
    expect(readFileSync(path, 'utf8')).not.toContain('hunter2');
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  it('are kept by name, and removed by name', async () => {
    const secrets = secretsWith(keyStore());
    await secrets.set('portal', 'a', HERE);
    await secrets.set('mail', 'b', HERE);
    secrets.remove('portal');
    expect([secrets.has('portal'), secrets.has('mail')]).toEqual([false, true]);
    expect([await secrets.get('portal', HERE), await secrets.get('mail', HERE)]).toEqual([null, 'b']);
  });

  /** Chromium's mark on what it has encrypted with the key that stands in its source. */
  const marked = (mark: string) =>
    keyStore({ encryptStringAsync: async (text) => Buffer.concat([Buffer.from(mark), Buffer.from(text)]) });

  it('are refused where Linux encrypts with a key that everybody knows, whatever its desktop is called', async () => {
    const secrets = secretsWith(marked('v10'));
    expect(await secrets.keyStore()).toBe('unprotected');
    expect(await secrets.set('portal', 'hunter2', HERE)).toBe(false);
    expect(() => readFileSync(path)).toThrow('ENOENT');
  });

  it.each([
    ['a keyring', 'linux', 'v11'],
    ['the portal for secrets', 'linux', 'v12'],
    // There, v10 is the mark of the system's own key store.
    ['the Keychain', 'darwin', 'v10'],
    ['DPAPI', 'win32', 'v10'],
  ] as const)('are kept by %s', async (_, platform, mark) => {
    const secrets = secretsWith(marked(mark), platform);
    expect(await secrets.keyStore()).toBe('ready');
    expect(await secrets.set('portal', 'x', HERE)).toBe(true);
  });

  it('that Linux would write anew with a key everybody knows stay as they are', async () => {
    await secretsWith(keyStore()).set('portal', 'x', HERE);
    const before = readFileSync(path, 'utf8');
    const { decryptStringAsync } = keyStore();
    const secrets = secretsWith({
      ...marked('v10'),
      decryptStringAsync: async (bytes) => ({ ...(await decryptStringAsync(bytes)), shouldReEncrypt: true }),
    });
    expect(await secrets.get('portal', HERE)).toBe('x');
    expect(readFileSync(path, 'utf8')).toBe(before);
  });

  it('that cannot be written anew are known all the same', async () => {
    await secretsWith(keyStore()).set('portal', 'x', HERE);
    const { decryptStringAsync, encryptStringAsync } = keyStore();
    const secrets = secretsWith(
      keyStore({
        decryptStringAsync: async (bytes) => ({
          ...(await decryptStringAsync(bytes)),
          shouldReEncrypt: true,
        }),
        encryptStringAsync: async (text) => {
          // Nothing can be written there from now on.
          rmSync(directory, { recursive: true });
          return encryptStringAsync(text);
        },
      }),
    );
    expect(await secrets.get('portal', HERE)).toBe('x');
  });

  it.each([
    ['there is no encryption', { isAsyncEncryptionAvailable: async () => false }],
    ['it is refused', { encryptStringAsync: () => Promise.reject(new Error('refused')) }],
  ])('are refused where %s', async (_, overrides) => {
    const secrets = secretsWith(keyStore(overrides), 'win32');
    expect(await secrets.keyStore()).toBe('none');
    expect(await secrets.set('portal', 'x', HERE)).toBe(false);
    expect(() => readFileSync(path)).toThrow('ENOENT');
  });

  it('are not asked for where none is stored: the system would ask somebody for a password', async () => {
    const silent = (): Promise<never> => Promise.reject(new Error('asked'));
    const secrets = secretsWith({
      isAsyncEncryptionAvailable: silent,
      encryptStringAsync: silent,
      decryptStringAsync: silent,
    });
    expect([await secrets.get('portal', HERE), await secrets.enteredFor('portal')]).toEqual([null, null]);
    expect(secrets.has('portal')).toBe(false);
  });

  it('are written anew when the key was changed', async () => {
    let encrypted = 0;
    const store = keyStore({
      encryptStringAsync: async (text) => {
        encrypted += 1;
        return Buffer.from(text).reverse();
      },
      decryptStringAsync: async (bytes) => ({
        result: Buffer.from(bytes).reverse().toString(),
        shouldReEncrypt: encrypted === 1,
      }),
    });
    const secrets = secretsWith(store);
    await secrets.set('portal', 'x', HERE);
    expect([await secrets.get('portal', HERE), await secrets.get('portal', HERE), encrypted]).toEqual([
      'x',
      'x',
      2,
    ]);
  });

  it('that cannot be decrypted, or stand in a damaged file, are as good as none', async () => {
    const secrets = secretsWith(
      keyStore({ decryptStringAsync: () => Promise.reject(new Error('another machine')) }),
    );
    await secrets.set('portal', 'x', HERE);
    expect([await secrets.get('portal', HERE), await secrets.enteredFor('portal')]).toEqual([null, null]);
    writeFileSync(path, '{"portal":');
    expect(await secretsWith(keyStore()).get('portal', HERE)).toBeNull();
  });

  it('in a file that cannot be read now are neither used nor lost, and are there once it can be read', async () => {
    const secrets = secretsWith(keyStore());
    await secrets.set('portal', 'a', HERE);
    // Whoever runs the tests may read anything: in the file's place stands what nobody can read as one.
    renameSync(path, `${path}.aside`);
    mkdirSync(path);
    await expect(secrets.get('portal', HERE)).rejects.toThrow();
    await expect(secrets.enteredFor('portal')).rejects.toThrow();
    expect([secrets.has('portal'), await secrets.keyStore()]).toEqual([false, 'unreadable']);
    expect(await secrets.set('mail', 'b', HERE)).toBe(false);
    expect(() => secrets.remove('portal')).toThrow();
    rmdirSync(path);
    renameSync(`${path}.aside`, path);
    expect(await secrets.set('mail', 'b', HERE)).toBe(true);
    expect([await secrets.get('portal', HERE), await secrets.get('mail', HERE)]).toEqual(['a', 'b']);
  });

  it('in a file that makes no sense are kept beside when others are saved', async () => {
    writeFileSync(path, '{"portal":');
    expect(await secretsWith(keyStore()).set('mail', 'b', HERE)).toBe(true);
    expect(readFileSync(`${path}.damaged`, 'utf8')).toBe('{"portal":');
  });

  it('go nowhere but where they were entered for, and the destination cannot be changed from outside', async () => {
    const secrets = secretsWith(keyStore());
    await secrets.set('portal', 'hunter2', HERE);
    expect(await secrets.get('portal', '["portal","https://elsewhere.example"]')).toBeNull();
    expect(secrets.has('portal')).toBe(true);
    expect(await secrets.enteredFor('portal')).toEqual({ destination: HERE });
    expect(await secrets.enteredFor('mail')).toBeNull();
    expect(readFileSync(path, 'utf8')).not.toContain('here.example');
  });

  it('of an earlier version, which are bound to nothing, are entered again', async () => {
    const turned = Buffer.from('hunter2').map((byte) => 255 - byte);
    writeFileSync(path, JSON.stringify({ portal: Buffer.from(turned).toString('base64') }));
    const secrets = secretsWith(keyStore());
    expect([await secrets.get('portal', HERE), secrets.has('portal')]).toEqual([null, true]);
    expect(await secrets.enteredFor('portal')).toEqual({ destination: null });
  });
});
