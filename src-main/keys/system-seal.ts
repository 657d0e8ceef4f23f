import { type DataKey, markOf } from '../data-key.ts';
import { isPublic, type KeyStore } from '../key-store.ts';
import type { KeptKey } from './key-file.ts';

export interface SystemSealDeps {
  readonly keyStore: KeyStore;
  readonly platform: NodeJS.Platform;
}

/** A clinic's key as the key store gives it; null where it refuses, is not there, or gives another one. `again`: it is to be sealed anew. */
export async function unsealBySystem(
  { keyStore }: SystemSealDeps,
  { system, mark }: KeptKey,
): Promise<{ readonly key: DataKey; readonly again: boolean } | null> {
  try {
    const { result, shouldReEncrypt } = await keyStore.decryptStringAsync(Buffer.from(system, 'base64'));
    const key: DataKey = { kind: 'clinic', bytes: Buffer.from(result, 'base64') };
    return markOf(key) === mark ? { key, again: shouldReEncrypt } : null;
  } catch {
    return null;
  }
}

/** What could not be given back is not relied upon; null too where everybody could decrypt it. In base64. */
export async function sealForSystem(
  { keyStore, platform }: SystemSealDeps,
  { bytes }: DataKey,
): Promise<string | null> {
  const text = Buffer.from(bytes).toString('base64');
  try {
    if (!(await keyStore.isAsyncEncryptionAvailable())) return null;
    const sealed = await keyStore.encryptStringAsync(text);
    if (isPublic(platform, sealed)) return null;
    const back = await keyStore.decryptStringAsync(sealed);
    return back.result === text ? sealed.toString('base64') : null;
  } catch {
    return null;
  }
}
