import { rmSync } from 'node:fs';
import type { RestoreProblem } from '../../src-shared/domain/backups.ts';
import { ok, type Result } from '../../src-shared/result.ts';
import { type EarlierKey, neededKeys } from '../data-key.ts';
import type { BackupFolder } from './backup-folder.ts';
import { type FetchedBackup, type FetchOptions, fetchBackup } from './fetch-backup.ts';
import { fetchNewestGood } from './newest-good.ts';
import { replaceDatabase } from './replace-database.ts';

export interface BeforeStartDeps extends Omit<FetchOptions, 'from' | 'earlier'> {
  readonly folder: BackupFolder;
  readonly earlier: readonly EarlierKey[];
  /** For the name of the database that goes: `stampOf` the present. */
  readonly stamp: string;
}

/** What a start has put in the place of the database. */
export interface Replaced {
  readonly backup: FetchedBackup;
  /** Where the one that was there is now; null where there was none. */
  readonly aside: string | null;
}

/** Before the database is opened: the newest good backup, or the one at a path, takes its place. Throws the system's error. */
export async function restoreBeforeStart(
  deps: BeforeStartDeps,
  which: 'newest' | { readonly path: string },
): Promise<Result<Replaced, RestoreProblem>> {
  const fetched =
    which === 'newest'
      ? await fetchNewestGood(deps.folder, { ...deps, earlier: neededKeys(deps.earlier) })
      : // Somebody names it, who knows where it has been: whoever has stolen an earlier key can have made what lies in the folder.
        await fetchBackup({ ...deps, earlier: deps.earlier.map(({ key }) => key), from: which.path });
  if (!fetched.ok) return fetched;
  const { stamp, database } = deps;
  const aside = replaceDatabase(database, { next: fetched.value.path, why: 'replaced', stamp });
  return ok({ backup: fetched.value, aside });
}

/** What somebody chooses where the database is damaged. */
export type WayOn = 'restore' | 'anew' | 'close';

/**
 * The database is damaged: asks which way to go on, with the newest good backup or `null`, and goes it. The damaged one stays beside.
 * Resolves to the choice. Throws the system's error.
 */
export async function goOnFromDamage(
  deps: BeforeStartDeps,
  ask: (backup: FetchedBackup | null) => Promise<WayOn>,
): Promise<WayOn> {
  const found = await fetchNewestGood(deps.folder, { ...deps, earlier: neededKeys(deps.earlier) });
  const backup = found.ok ? found.value : null;
  const way = await ask(backup);
  const next = way === 'restore' ? (backup?.path ?? null) : null;
  if (backup !== null && next === null) rmSync(backup.path, { force: true });
  if (way !== 'close') replaceDatabase(deps.database, { next, why: 'damaged', stamp: deps.stamp });
  return way;
}
