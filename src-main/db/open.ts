import { copyFileSync, existsSync } from 'node:fs';
import { dirname } from 'node:path';
import DatabaseConnection from 'better-sqlite3';
import { err, ok, type Result } from '../../src-shared/result.ts';
import { makeDirectory } from '../make-directory.ts';
import { Db } from './db.ts';
import { type Migration, migrations } from './migrations/index.ts';

export type OpenError =
  /** A later version of the program wrote it: this one must not touch it. */
  | { readonly code: 'database-newer'; readonly path: string }
  | { readonly code: 'database-corrupt'; readonly path: string }
  | { readonly code: 'database-unwritable'; readonly path: string; readonly detail: string }
  | { readonly code: 'database-busy'; readonly path: string };

/**
 * Opens the local database, the only place that does so, and brings it to this version's schema: each migration in a
 * transaction of its own, after a copy of the file (`<path>.before-<version>`).
 * `:memory:` gives a fresh one for a test; `steps` other than the program's own are for tests of this.
 */
export function openDatabase(path: string, steps: readonly Migration[] = migrations): Result<Db, OpenError> {
  let connection: DatabaseConnection.Database | undefined;
  try {
    if (path !== ':memory:') makeDirectory(dirname(path));
    connection = new DatabaseConnection(path);
    connection.pragma('busy_timeout = 2000');
    const version = Number(connection.pragma('user_version', { simple: true }));
    if (version > steps.length) {
      connection.close();
      return err({ code: 'database-newer', path });
    }
    connection.pragma('journal_mode = WAL');
    connection.pragma('synchronous = FULL');
    connection.pragma('foreign_keys = ON');
    if (connection.pragma('quick_check(1)', { simple: true }) !== 'ok') {
      connection.close();
      return err({ code: 'database-corrupt', path });
    }
    migrate(connection, path, version, steps);
    return ok(new Db(connection));
  } catch (error) {
    connection?.close();
    return err(openError(error, path));
  }
}

function migrate(
  connection: DatabaseConnection.Database,
  path: string,
  from: number,
  steps: readonly Migration[],
): void {
  if (from > 0 && from < steps.length && existsSync(path)) {
    connection.pragma('wal_checkpoint(TRUNCATE)');
    copyFileSync(path, `${path}.before-${steps.length}`);
  }
  for (const [index, migration] of steps.entries()) {
    if (index < from) continue;
    connection.transaction(() => {
      connection.exec(migration.sql);
      connection.pragma(`user_version = ${index + 1}`);
    })();
  }
}

function openError(error: unknown, path: string): OpenError {
  const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
  if (code === 'SQLITE_CORRUPT' || code === 'SQLITE_NOTADB') return { code: 'database-corrupt', path };
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED'))
    return { code: 'database-busy', path };
  if (code.startsWith('SQLITE_') || /^E[A-Z]+$/.test(code))
    return { code: 'database-unwritable', path, detail: code };
  throw error;
}
