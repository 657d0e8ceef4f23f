import { join } from 'node:path';
import { createSafeStorage } from '../../scripts/preview/safe-storage.ts';
import { DamagedCopy, LockedCopy, makeCopy } from '../../src-main/backups/copy.ts';
import { type CopiesLeft, encryptCopies } from '../../src-main/backups/encrypt-copies.ts';
import { encryptDatabase } from '../../src-main/backups/encrypt-database.ts';
import { finishReplacement } from '../../src-main/backups/replace-database.ts';
import type { JobEnd } from '../../src-main/backups/run-job.ts';
import type { BackupJob } from '../../src-main/backups/worker-protocol.ts';
import { type DataKey, neededKeys } from '../../src-main/data-key.ts';
import { settleEarlierKeys } from '../../src-main/keys/change-keys.ts';
import { type ClinicKeyDeps, loadClinicKey } from '../../src-main/keys/clinic-key.ts';
import { changeKeysAtStart, type KeysAtStart } from '../../src-main/program/change-keys.ts';
import { NOW } from './domain.ts';
import { createVirtualClock } from './virtual-clock.ts';

type KeyStoreMode = Parameters<typeof createSafeStorage>[0]['mode'];

/** Where a clinic's desk in this folder has its keys. `store`: whose key store it is. */
export const keyDepsIn = (
  folder: string,
  mode: KeyStoreMode = 'answers',
  store = 'system-key',
): ClinicKeyDeps => ({
  file: join(folder, 'keys.json'),
  copy: join(folder, 'backups', 'keys.json'),
  database: join(folder, 'reslot.sqlite'),
  keyStore: createSafeStorage({ keyPath: () => join(folder, store), isReady: () => true, mode }),
  platform: 'linux',
});

/** The worker's job in this thread. */
export async function runHere(job: BackupJob): Promise<JobEnd> {
  try {
    return { end: 'done', copy: makeCopy(job) };
  } catch (error) {
    if (error instanceof DamagedCopy) return { end: 'damaged' };
    if (error instanceof LockedCopy) return { end: 'locked' };
    return { end: 'failed', code: error instanceof Error && 'code' in error ? String(error.code) : '' };
  }
}

export interface Started {
  readonly key: DataKey;
  readonly keys: KeysAtStart;
  /** What the copies have been looked through for. */
  readonly left: CopiesLeft;
}

/** A start of the program as far as its keys go, in its order, and what follows while it works: the copies, the backups. */
export async function startWithKeys(
  folder: string,
  {
    deps = keyDepsIn(folder),
    typed = null,
    armed = () => {},
  }: { readonly deps?: ClinicKeyDeps; readonly typed?: string | null; readonly armed?: () => void } = {},
): Promise<Started> {
  const clock = createVirtualClock(NOW);
  const { database } = deps;
  finishReplacement(database);
  const found = await loadClinicKey(deps, typed);
  if (!found.ok) throw new Error(found.error.code);
  armed();
  const keys = await changeKeysAtStart(found.value, {
    database,
    kind: 'clinic',
    run: runHere,
    clock,
    tell: () => {},
    whileWorking: (_, work) => work(),
  });
  const { key, earlier, keep } = keys.found;
  keep();
  encryptDatabase(database, key, '20261120T150000Z');
  const left = await encryptCopies({
    database,
    folder: join(folder, 'backups'),
    key,
    earlier: neededKeys(earlier),
    run: runHere,
  });
  if (left.withEarlierKey.length === 0) settleEarlierKeys(deps, key);
  return { key, keys, left };
}
