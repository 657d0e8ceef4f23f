import type { AppError } from '../../src-shared/errors.ts';
import type { StorageTrouble } from '../../src-shared/ipc/sync-views.ts';
import { err, type Result } from '../../src-shared/result.ts';

/**
 * Another program holds the lock that was asked for (a backup, a virus scanner): nothing has been written, and trying again
 * is all there is to do.
 */
export function isDatabaseBusy(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return /^SQLITE_(BUSY|LOCKED|PROTOCOL|IOERR_(LOCK|RDLOCK|SHMLOCK|BLOCKED))/.test(code);
}

/** What is wrong with the disk or the database's file; null for another program's lock, and for any other error. */
export function storageTrouble(error: unknown): StorageTrouble | null {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (isDatabaseBusy(error)) return null;
  if (code === 'SQLITE_FULL') return 'disk-full';
  if (code === 'SQLITE_READONLY_DBMOVED') return 'database-moved';
  if (/^SQLITE_(CORRUPT|NOTADB)/.test(code)) return 'database-damaged';
  return /^SQLITE_(IOERR|READONLY|CANTOPEN)/.test(code) ? 'database-unwritable' : null;
}

/**
 * What SQLite's result codes for a database that cannot be written mean to the user (https://www.sqlite.org/rescode.html);
 * null for any other error, which is a bug.
 */
export function storageError(error: unknown): AppError | null {
  if (isDatabaseBusy(error)) return { code: 'database-busy' };
  const trouble = storageTrouble(error);
  return trouble === null ? null : { code: trouble };
}

/** Whether a code of SQLite's or of errno(3) says that there is no room left to write. */
export const isDiskFull = (code: string): boolean => /^(ENOSPC|EDQUOT|EFBIG|SQLITE_FULL)$/.test(code);

/** Why a file or a database could not be written; null for an error that is not the disk's. */
export function whyUnwritable(error: unknown): 'disk-full' | 'unwritable' | null {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (isDiskFull(code)) return 'disk-full';
  return /^(EACCES|EPERM|EROFS|EIO|SQLITE_(IOERR|READONLY|CANTOPEN).*)$/.test(code) ? 'unwritable' : null;
}

/** Runs `work`; a database that cannot be written becomes a refusal, every other exception goes on. */
export function refuseWhenUnwritable<T>(work: () => Result<T, AppError>): Result<T, AppError> {
  try {
    return work();
  } catch (error) {
    const refusal = storageError(error);
    if (refusal) return err(refusal);
    throw error;
  }
}
