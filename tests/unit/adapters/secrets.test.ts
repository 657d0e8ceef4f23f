import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSafeSecrets, type KeyStore } from '../../../src-main/adapters/secrets.ts';
import type { Logger } from '../../../src-main/ports.ts';

const quiet: Logger = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** Turns bytes round: enough to see that nothing is written in clear. */
function keyStore(overrides: Partial<KeyStore> = {}): KeyStore {
  const turn = (bytes: Buffer): Buffer => Buffer.from(bytes.map((byte) => 255 - byte));
  return {
    isAsyncEncryptionAvailable: async () => true,
    encryptStringAsync: async (text) => turn(Buffer.from(text)),
    decryptStringAsync: async (bytes) => ({ result: turn(bytes).toString(), shouldReEncrypt: false }),
    getSelectedStorageBackend: () => 'gnome_libsecret',
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

  it.each([['basic_text'], ['unknown']])('are refused where Linux has only %s', async (backend) => {
    const secrets = secretsWith(keyStore({ getSelectedStorageBackend: () => backend }));
    expect(await secrets.available()).toBe(false);
    expect(await secrets.set('portal', 'hunter2', HERE)).toBe(false);
    expect(() => readFileSync(path)).toThrow('ENOENT');
  });

  it('do not ask for the backend where there is only one', async () => {
    const store = keyStore({
      getSelectedStorageBackend: () => {
        throw new Error('Linux only');
      },
    });
    expect(await secretsWith(store, 'darwin').available()).toBe(true);
    expect(await secretsWith(store, 'win32').set('portal', 'x', HERE)).toBe(true);
  });

  it('are refused where there is no encryption', async () => {
    const secrets = secretsWith(keyStore({ isAsyncEncryptionAvailable: async () => false }), 'win32');
    expect(await secrets.set('portal', 'x', HERE)).toBe(false);
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
