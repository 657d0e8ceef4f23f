import type { AppError } from '../../src-shared/errors.ts';
import { err, type Result } from '../../src-shared/result.ts';

/**
 * Another program holds the lock that was asked for (a backup, a virus scanner): nothing has been written, and trying again
 * is all there is to do.
 */
export function isDatabaseBusy(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return /^SQLITE_(BUSY|LOCKED|PROTOCOL|IOERR_(LOCK|RDLOCK|SHMLOCK|BLOCKED))/.test(code);
}

/**
 * What SQLite's result codes for a database that cannot be written mean to the user (https://www.sqlite.org/rescode.html);
 * null for any other error, which is a bug.
 */
export function storageError(error: unknown): AppError | null {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (isDatabaseBusy(error)) return { code: 'database-busy' };
  if (code === 'SQLITE_FULL') return { code: 'disk-full' };
  if (/^SQLITE_(IOERR|READONLY|CANTOPEN)/.test(code)) return { code: 'database-unwritable' };
  return null;
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
