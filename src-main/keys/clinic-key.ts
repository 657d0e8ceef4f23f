import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { err, ok, type Result } from '../../src-shared/result.ts';
import type { KeyError } from '../../src-shared/start-errors.ts';
import { type DataKey, type EarlierKey, firstBytes, lockOf, markOf } from '../data-key.ts';
import type { KeyStore } from '../key-store.ts';
import type { Clock } from '../ports.ts';
import { earlierKeysOf } from './earlier-keys.ts';
import {
  type KeptKey,
  type KeyFile,
  KeyFileDamaged,
  putKeyFile,
  readIfWhole,
  readKeyFile,
  withNextKey,
  writeKeyFile,
} from './key-file.ts';
import { newRecoveryKey, readRecoveryKey } from './recovery-key.ts';
import { sealForSystem, unsealBySystem } from './system-seal.ts';
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
  readonly earlier: readonly EarlierKey[];
  readonly keep: () => void;
  /** A change of the keys that has been asked for and not been made; null: none. */
  readonly change: AskedChange | null;
}

interface AskedChange {
  /** What is found once the database has the next key; keeping that ends the change. Null where the next key is not given: nothing is encrypted with it then. */
  readonly to: Omit<FoundKey, 'change'> | null;
}

/**
 * The key of a clinic's database: made where there is neither one nor a database that needs it, otherwise as the system's key store
 * gives it or, where that does not, as the recovery key does that somebody has typed. Throws the system's error.
 */
export async function loadClinicKey(
  deps: ClinicKeyDeps,
  typedRecoveryKey: string | null,
): Promise<Result<FoundKey, KeyError>> {
  const { file, database } = deps;
  let stored: KeyFile | null;
  try {
    stored = storedFor(deps);
  } catch (error) {
    if (error instanceof KeyFileDamaged) return err({ code: 'key-file-damaged', path: file });
    throw error;
  }
  if (stored === null) {
    const isNeeded = existsSync(database) && lockOf(database, null).is === 'other-key';
    return isNeeded ? err({ code: 'key-file-gone', path: file }) : makeKey(deps);
  }
  // A change of the keys that was interrupted after the database had been replaced.
  const { next } = stored;
  const isChanged = next !== undefined && hasMark(database, next.mark);
  return open(deps, isChanged ? withNextKey(next) : stored, typedRecoveryKey);
}

/**
 * The key file; its copy where that is gone, or where the copy is of the database's key and the file, one of yesterday say, is not. Throws the
 * system's error, and `KeyFileDamaged`.
 */
function storedFor({ file, copy, database }: ClinicKeyDeps): KeyFile | null {
  const own = readKeyFile(file);
  if (own === null) return readKeyFile(copy);
  if (!existsSync(database) || isOf(database, own)) return own;
  const other = readIfWhole(copy);
  return other !== null && isOf(database, other) ? other : own;
}

const isOf = (database: string, { mark, next }: KeyFile): boolean =>
  hasMark(database, mark) || (next !== undefined && hasMark(database, next.mark));

const hasMark = (database: string, mark: string): boolean =>
  existsSync(database) && firstBytes(database).toString('hex') === mark;

async function makeKey(deps: ClinicKeyDeps): Promise<Result<FoundKey, KeyError>> {
  const key: DataKey = { kind: 'clinic', bytes: randomBytes(32) };
  const system = await sealForSystem(deps, key);
  if (system === null) return err({ code: 'no-key-store' });
  return ok(await found(deps, key, { format: 1, mark: markOf(key), system, recovery: null }));
}

/** `next`: the next key, where it is known by other means than the key store. */
async function found(
  deps: ClinicKeyDeps,
  key: DataKey,
  content: KeyFile,
  next: DataKey | null = null,
): Promise<FoundKey> {
  const kept = (of: DataKey, file: KeyFile): Omit<FoundKey, 'change'> => ({
    key: of,
    earlier: earlierKeysOf(file, of),
    keep() {
      putKeyFile(deps.file, file);
      keepCopy(deps);
    },
  });
  if (content.next === undefined) return { ...kept(key, content), change: null };
  const given = next ?? (await unsealBySystem(deps, content.next))?.key ?? null;
  if (given === null) return { ...kept(key, content), change: { to: null } };
  const after = withNextKey(content.next);
  const file = next === null ? after : await sealedAgain(deps, after, given);
  return { ...kept(key, content), change: { to: kept(given, file) } };
}

async function open(
  deps: ClinicKeyDeps,
  stored: KeyFile,
  typed: string | null,
): Promise<Result<FoundKey, KeyError>> {
  const given = await unsealBySystem(deps, stored);
  if (given !== null)
    return ok(
      await found(deps, given.key, given.again ? await sealedAgain(deps, stored, given.key) : stored),
    );
  const isRecoverable = (stored.recovery ?? stored.next?.recovery ?? null) !== null;
  if (!isRecoverable) return err({ code: 'key-lost', path: deps.file, recoverable: false });
  if (typed === null) return err({ code: 'key-lost', path: deps.file, recoverable: true });
  const read = readRecoveryKey(typed);
  if (!read.ok) return err({ code: 'recovery-key-mistyped', group: read.error });
  const opened = await openByRecovery(stored, read.value);
  if (opened === null) return err({ code: 'recovery-key-wrong' });
  // Without a key store it opens the database all the same, each time anew.
  const again = await sealedAgain(deps, stored, opened.key);
  return ok(await found(deps, opened.key, again, opened.next));
}

/** The recovery key, or the next one, which gives the next key and by that the present one. */
async function openByRecovery(
  stored: KeyFile,
  recoveryKey: string,
): Promise<{ readonly key: DataKey; readonly next: DataKey | null } | null> {
  const key = await recovered(stored, recoveryKey);
  if (key !== null) return { key, next: null };
  if (stored.next === undefined) return null;
  const next = await recovered(stored.next, recoveryKey);
  if (next === null) return null;
  const present = earlierKeysOf(stored.next, next).find((one) => isKey(one.key, stored));
  return present === undefined ? null : { key: present.key, next };
}

async function recovered(kept: KeptKey, recoveryKey: string): Promise<DataKey | null> {
  const bytes = kept.recovery && (await unwrap(kept.recovery.key, kept.mark, recoveryKey));
  if (bytes === null) return null;
  const key: DataKey = { kind: 'clinic', bytes };
  return isKey(key, kept) ? key : null;
}

const isKey = (key: DataKey, { mark }: KeptKey): boolean => markOf(key) === mark;

const sealedAgain = async (deps: ClinicKeyDeps, stored: KeyFile, key: DataKey): Promise<KeyFile> => ({
  ...stored,
  system: (await sealForSystem(deps, key)) ?? stored.system,
});

/** Among the backups: encrypted as they are, it is of use to nobody who has not got the recovery key. */
export function keepCopy({ file, copy }: Pick<ClinicKeyDeps, 'file' | 'copy'>): void {
  try {
    const now = readKeyFile(file);
    if (now === null || !existsSync(dirname(copy))) return;
    putKeyFile(copy, now);
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
  const mark = markOf(key);
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

/** Whether this is the recovery key of this database, or the one that will be once the keys are changed. Throws the system's error. */
export async function checkRecoveryKey(
  { file }: Pick<ClinicKeyDeps, 'file'>,
  { bytes }: DataKey,
  typed: string,
): Promise<Result<null, RecoveryKeyFault>> {
  const stored = readKeyFile(file);
  if (stored === null || (stored.recovery === null && stored.next === undefined))
    return err({ code: 'none' });
  const read = readRecoveryKey(typed);
  if (!read.ok) return err({ code: 'mistyped', group: read.error });
  const opened = await openByRecovery(stored, read.value);
  return opened && Buffer.from(bytes).equals(opened.key.bytes) ? ok(null) : err({ code: 'wrong' });
}
