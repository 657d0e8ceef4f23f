import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { err, ok, type Result } from '../../src-shared/result.ts';
import type { KeyError } from '../../src-shared/start-errors.ts';
import { type DataKey, keyMark, lockOf } from '../data-key.ts';
import { isPublic, type KeyStore } from '../key-store.ts';
import type { Clock } from '../ports.ts';
import { type KeyFile, KeyFileDamaged, readKeyFile, writeKeyFile } from './key-file.ts';
import { newRecoveryKey, readRecoveryKey } from './recovery-key.ts';
import { unwrap, wrap } from './wrap.ts';

export interface ClinicKeyDeps {
  /** Where the key stands, encrypted; and a copy of that among the backups, for whoever has nothing but those. */
  readonly file: string;
  readonly copy: string;
  /** The database's file. */
  readonly database: string;
  readonly keyStore: KeyStore;
  readonly platform: NodeJS.Platform;
}

/** A key, and what keeps it for the next start: to be called before anything is encrypted with it. Throws the system's error. */
export interface FoundKey {
  readonly key: DataKey;
  readonly keep: () => void;
}

/**
 * The key of a clinic's database: made where there is neither one nor a database that needs it, otherwise as the system's key store
 * gives it or, where that does not, as the recovery key does that somebody has typed. Throws the system's error.
 */
export async function loadClinicKey(
  deps: ClinicKeyDeps,
  typedRecoveryKey: string | null,
): Promise<Result<FoundKey, KeyError>> {
  const { file, copy, database } = deps;
  let stored: KeyFile | null;
  try {
    stored = readKeyFile(file) ?? readKeyFile(copy);
  } catch (error) {
    if (error instanceof KeyFileDamaged) return err({ code: 'key-file-damaged', path: file });
    throw error;
  }
  if (stored === null) {
    const isNeeded = existsSync(database) && lockOf(database, null).is === 'other-key';
    return isNeeded ? err({ code: 'key-file-gone', path: file }) : makeKey(deps);
  }
  return open(deps, stored, typedRecoveryKey);
}

async function makeKey(deps: ClinicKeyDeps): Promise<Result<FoundKey, KeyError>> {
  const key: DataKey = { kind: 'clinic', bytes: randomBytes(32) };
  const system = await seal(deps, key);
  if (system === null) return err({ code: 'no-key-store' });
  return ok(kept(deps, key, { format: 1, mark: keyMark(key).toString('hex'), system, recovery: null }));
}

const kept = (deps: ClinicKeyDeps, key: DataKey, content: KeyFile): FoundKey => ({
  key,
  keep() {
    if (JSON.stringify(readKeyFile(deps.file)) !== JSON.stringify(content)) writeKeyFile(deps.file, content);
    keepCopy(deps);
  },
});

async function open(
  deps: ClinicKeyDeps,
  stored: KeyFile,
  typed: string | null,
): Promise<Result<FoundKey, KeyError>> {
  const given = await unseal(deps, stored);
  if (given !== null)
    return ok(kept(deps, given.key, given.again ? await sealedAgain(deps, stored, given.key) : stored));
  const { recovery } = stored;
  if (recovery === null) return err({ code: 'key-lost', path: deps.file, recoverable: false });
  if (typed === null) return err({ code: 'key-lost', path: deps.file, recoverable: true });
  const read = readRecoveryKey(typed);
  if (!read.ok) return err({ code: 'recovery-key-mistyped', group: read.error });
  const bytes = await unwrap(recovery.key, stored.mark, read.value);
  const key = bytes === null ? null : keyOf(bytes, stored);
  if (key === null) return err({ code: 'recovery-key-wrong' });
  // Without a key store it opens the database all the same, each time anew.
  return ok(kept(deps, key, await sealedAgain(deps, stored, key)));
}

/** The key as the key store gives it; null where it refuses, is not there, or gives another one. */
async function unseal(
  { keyStore }: ClinicKeyDeps,
  stored: KeyFile,
): Promise<{ readonly key: DataKey; readonly again: boolean } | null> {
  try {
    const { result, shouldReEncrypt } = await keyStore.decryptStringAsync(
      Buffer.from(stored.system, 'base64'),
    );
    const key = keyOf(Buffer.from(result, 'base64'), stored);
    return key && { key, again: shouldReEncrypt };
  } catch {
    return null;
  }
}

function keyOf(bytes: Buffer, { mark }: KeyFile): DataKey | null {
  const key: DataKey = { kind: 'clinic', bytes };
  return keyMark(key).toString('hex') === mark ? key : null;
}

/** What could not be given back is not relied upon; null too where everybody could decrypt it. */
async function seal({ keyStore, platform }: ClinicKeyDeps, { bytes }: DataKey): Promise<string | null> {
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

const sealedAgain = async (deps: ClinicKeyDeps, stored: KeyFile, key: DataKey): Promise<KeyFile> => ({
  ...stored,
  system: (await seal(deps, key)) ?? stored.system,
});

/** Among the backups: encrypted as they are, it is of use to nobody who has not got the recovery key. */
function keepCopy({ file, copy }: Pick<ClinicKeyDeps, 'file' | 'copy'>): void {
  try {
    const now = readKeyFile(file);
    if (now === null || !existsSync(dirname(copy))) return;
    if (JSON.stringify(readKeyFile(copy)) !== JSON.stringify(now)) writeKeyFile(copy, now);
  } catch {
    // The next start tries again.
  }
}

/** When the recovery key that is valid now was made, by the desk's clock; null: there is none. Throws the system's error. */
export const recoveryKeyMadeAt = ({ file }: Pick<ClinicKeyDeps, 'file'>): number | null =>
  readKeyFile(file)?.recovery?.madeAt ?? null;

/** Makes a recovery key, which is told this once; the one before is of no use from then on. Throws the system's error. */
export async function makeRecoveryKey(
  deps: Pick<ClinicKeyDeps, 'file' | 'copy'> & { readonly clock: Clock },
  key: DataKey,
): Promise<string> {
  const recoveryKey = newRecoveryKey();
  const mark = keyMark(key).toString('hex');
  const wrapped = await wrap(key.bytes, mark, recoveryKey);
  const stored = readKeyFile(deps.file);
  if (stored === null) throw new Error('The key file is gone');
  writeKeyFile(deps.file, { ...stored, recovery: { madeAt: deps.clock.now(), key: wrapped } });
  keepCopy(deps);
  return recoveryKey;
}

/** `group`, from 1, is the first in which something is wrong; null where there are not six of five characters. */
export type RecoveryKeyFault =
  | { readonly code: 'none' | 'wrong' }
  | { readonly code: 'mistyped'; readonly group: number | null };

/** Whether this is the recovery key of this database. Throws the system's error. */
export async function checkRecoveryKey(
  { file }: Pick<ClinicKeyDeps, 'file'>,
  { bytes }: DataKey,
  typed: string,
): Promise<Result<null, RecoveryKeyFault>> {
  const stored = readKeyFile(file);
  if (stored === null || stored.recovery === null) return err({ code: 'none' });
  const read = readRecoveryKey(typed);
  if (!read.ok) return err({ code: 'mistyped', group: read.error });
  const opened = await unwrap(stored.recovery.key, stored.mark, read.value);
  return opened?.equals(bytes) ? ok(null) : err({ code: 'wrong' });
}
