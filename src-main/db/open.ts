import { randomUUID } from 'node:crypto';
import { existsSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import type DatabaseConnection from 'better-sqlite3';
import { err, ok, type Result } from '../../src-shared/result.ts';
import type { OpenError } from '../../src-shared/start-errors.ts';
import { type DataKey, lockOf } from '../data-key.ts';
import type { DatabaseKind } from '../database-kind.ts';
import { makePrivateDirectory, makePrivateFile, syncFile, tightenFile } from '../private-files.ts';
import { connect } from './connect.ts';
import { Db } from './db.ts';
import { type Found, inspectDatabase } from './kind.ts';
import { markDatabase } from './mark-database.ts';
import { type Migration, migrations } from './migrations/index.ts';
import { NO_PLACE, rememberPlace } from './place.ts';
import { readRecordKeys } from './record-keys.ts';
import { isDatabaseBusy, whyUnwritable } from './storage-error.ts';

/**
 * So long a statement waits for another program's lock. Everything stands still meanwhile: who can wait longer tries again
 * later.
 */
const BUSY_TIMEOUT_MS = 50;

/** What is read again need not be decrypted again: sixteen times SQLite's own measure, of which a small clinic uses the smaller part. */
const CACHE_KIB = 32 * 1024;

/**
 * Opens the local database, the only place that does so, and brings it to this version's schema: each migration in a
 * transaction of its own, after a copy of the file (`<path>.before-<version>`). A new one is marked as `kind` in its first
 * transaction; one of the other kind is refused before it is opened for writing. With a `key` it is encrypted; one in clear text, or
 * encrypted with another key, is then refused. Without one it is in clear text, which is for tests.
 * `:memory:` gives a fresh one for a test; `steps` other than the program's own are for tests of this. `check`: every page is looked
 * at first, which takes seconds where there is much.
 */
export function openDatabase(
  path: string,
  steps: readonly Migration[] = migrations,
  kind: DatabaseKind = 'clinic',
  check = true,
  key: DataKey | null = null,
): Result<Db, OpenError> {
  let connection: DatabaseConnection.Database | undefined;
  try {
    let isMarked = false;
    if (path !== ':memory:') {
      makePrivateDirectory(dirname(path));
      const found = inspectDatabase(path, key);
      const refusal = refusalOf(found, path, kind, steps.length) ?? refusalOfPlain(found, path, key);
      if (refusal) return err(refusal);
      isMarked = 'marked' in found && found.marked;
      // SQLite gives its log the rights of the database.
      makePrivateFile(path);
      for (const suffix of ['-wal', '-shm', '-journal']) tightenFile(`${path}${suffix}`);
    }
    connection = connect(path, key, { timeout: BUSY_TIMEOUT_MS });
    const version = Number(connection.pragma('user_version', { simple: true }));
    connection.pragma('journal_mode = WAL');
    connection.pragma('synchronous = FULL');
    connection.pragma('foreign_keys = ON');
    connection.pragma(`cache_size = -${CACHE_KIB}`);
    if (check && connection.pragma('quick_check(1)', { simple: true }) !== 'ok') {
      connection.close();
      return err({ code: 'database-corrupt', path });
    }
    migrate(connection, { path, from: version, steps, kind: isMarked ? null : kind });
    // Otherwise a new database would stand in its log alone: a copy of the file would be empty.
    if (version < steps.length) connection.pragma('wal_checkpoint(TRUNCATE)');
    // The words of the search index, to find names that are spelled alike (https://www.sqlite.org/fts5.html#the_fts5vocab_virtual_table_module).
    if (hasPatientSearch(connection))
      connection.exec("CREATE VIRTUAL TABLE temp.patient_word USING fts5vocab(main, patient_search, 'col')");
    const place = path === ':memory:' ? NO_PLACE : rememberPlace(path);
    return ok(new Db(connection, place, readRecordKeys(connection, key)));
  } catch (error) {
    connection?.close();
    return err(openErrorOf(error, path));
  }
}

/** Not so in a test of the migrations with steps of its own. */
const hasPatientSearch = (connection: DatabaseConnection.Database): boolean =>
  connection.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'patient_search'").get() !== undefined;

/** Why `openDatabase` would refuse the file that is there, as far as reading alone tells; `null` when it would not. */
export function whyNotOpened(path: string, kind: DatabaseKind, key: DataKey | null = null): OpenError | null {
  try {
    return refusalOf(inspectDatabase(path, key), path, kind, migrations.length);
  } catch (error) {
    return openErrorOf(error, path);
  }
}

/** Why a file that is not what is to be opened is left alone; `null` when it may be opened. */
export function refusalOf(found: Found, path: string, kind: DatabaseKind, newest: number): OpenError | null {
  switch (found.is) {
    case 'nothing':
      return null;
    case 'damaged':
      return { code: 'database-corrupt', path };
    case 'foreign':
      return { code: 'database-foreign', path };
    case 'locked':
      return found.kind === kind
        ? { code: 'database-locked', path }
        : { code: 'database-other-kind', path, found: found.kind, marked: true };
    default:
      if (found.is !== kind)
        return { code: 'database-other-kind', path, found: found.is, marked: found.marked };
      return found.version > newest ? { code: 'database-newer', path } : null;
  }
}

/** What is to be encrypted is so before it is opened: nothing goes on in clear text because a step was left out. */
const refusalOfPlain = (found: Found, path: string, key: DataKey | null): OpenError | null =>
  key !== null && found.is !== 'nothing' && lockOf(path, key).is === 'plain'
    ? { code: 'database-locked', path }
    : null;

/**
 * The whole database, its log included, in a file of its own, or an error; a link that is there is replaced, not followed. By SQLite
 * and not by the system: closing any other handle on the file would let go of the locks that SQLite has on it
 * (https://www.sqlite.org/howtocorrupt.html, 2.2).
 */
function keepCopy(connection: DatabaseConnection.Database, copy: string): void {
  const next = `${copy}.${randomUUID()}.new`;
  try {
    // VACUUM INTO takes an empty file, and leaves it its rights.
    makePrivateFile(next);
    connection.prepare('VACUUM INTO ?').run(next);
    // SQLite does not wait for the disk here (https://www.sqlite.org/lang_vacuum.html).
    syncFile(next);
    renameSync(next, copy);
  } catch (error) {
    rmSync(next, { force: true });
    throw error;
  }
}

interface MigrateOptions {
  readonly path: string;
  readonly from: number;
  readonly steps: readonly Migration[];
  /** What it is to be marked as; `null` when it is marked already. */
  readonly kind: DatabaseKind | null;
}

function migrate(connection: DatabaseConnection.Database, { path, from, steps, kind }: MigrateOptions): void {
  let unmarked = kind;
  const mark = (): void => {
    if (unmarked) markDatabase(connection, unmarked);
    unmarked = null;
  };
  if (from > 0 && from < steps.length && existsSync(path)) {
    keepCopy(connection, `${path}.before-${steps.length}`);
  }
  for (const [index, migration] of steps.entries()) {
    if (index < from) continue;
    connection
      .transaction(() => {
        connection.exec(migration.up);
        migration.after?.(connection);
        connection.pragma(`user_version = ${index + 1}`);
        mark();
      })
      .immediate();
  }
  mark();
}

/** What an error of SQLite or of the system means to whoever starts the program; any other is thrown on. */
export function openErrorOf(error: unknown, path: string): OpenError {
  const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
  if (code === 'SQLITE_CORRUPT' || code === 'SQLITE_NOTADB') return { code: 'database-corrupt', path };
  if (isDatabaseBusy(error)) return { code: 'database-busy', path };
  if (whyUnwritable(error) === 'disk-full') return { code: 'disk-full', path };
  if (code.startsWith('SQLITE_') || /^E[A-Z]+$/.test(code))
    return { code: 'database-unwritable', path, detail: code };
  throw error;
}
