import { join } from 'node:path';
import type { RestoreProblem } from '../../src-shared/domain/backups.ts';
import { err, type Result } from '../../src-shared/result.ts';
import type { BackupFolder } from './backup-folder.ts';
import { type FetchedBackup, type FetchOptions, fetchBackup } from './fetch-backup.ts';

/** The newest backup of the folder that is sound and of this desk's kind, beside the database; or why the newest one is not. */
export async function fetchNewestGood(
  folder: BackupFolder,
  options: Omit<FetchOptions, 'from'>,
): Promise<Result<FetchedBackup, RestoreProblem>> {
  let first: RestoreProblem | null = null;
  for (const { name } of folder.list()) {
    const fetched = await fetchBackup({ ...options, from: join(folder.path, name) });
    if (fetched.ok) return fetched;
    first ??= fetched.error;
    // The next one would not fit either.
    if (fetched.error === 'restore-no-space') break;
  }
  return err(first ?? 'backup-none');
}
