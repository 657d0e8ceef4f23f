import type { AppError } from '../../src-shared/errors.ts';
import { err, type Result } from '../../src-shared/result.ts';

/**
 * What SQLite's result codes for a disk that cannot be written mean to the user (https://www.sqlite.org/rescode.html);
 * null for any other error, which is a bug.
 */
export function storageError(error: unknown): AppError | null {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'SQLITE_FULL') return { code: 'disk-full' };
  if (/^SQLITE_(IOERR|READONLY|CANTOPEN)/.test(code)) return { code: 'database-unwritable' };
  return null;
}

/** Runs `work`; a disk that cannot be written becomes a refusal, every other exception goes on. */
export function refuseWhenUnwritable<T>(work: () => Result<T, AppError>): Result<T, AppError> {
  try {
    return work();
  } catch (error) {
    const refusal = storageError(error);
    if (refusal) return err(refusal);
    throw error;
  }
}
