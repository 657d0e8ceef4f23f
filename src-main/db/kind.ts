import { closeSync, existsSync, openSync, readFileSync, readSync, statSync } from 'node:fs';
import DatabaseConnection from 'better-sqlite3';
import { type DataKey, lockOf } from '../data-key.ts';
import { type DatabaseKind, kindOf } from '../database-kind.ts';
import { connect } from './connect.ts';

/** The name of a desk of the demo clinic: no computer has one with a blank in it. */
export const DEMO_DESK_NAME = 'Desk 1';

/** What a file is, as far as can be told without opening it for writing. */
export type Found =
  /** No file, or one without anything in it. */
  | { readonly is: 'nothing' }
  /** `marked`: false for one from before databases were marked; it counts as the demo's only where that is certain. */
  | { readonly is: DatabaseKind; readonly marked: boolean; readonly version: number }
  /** No database, or one that cannot be read to its end. */
  | { readonly is: 'damaged' }
  /** Encrypted with another key; of whose data tells its beginning. */
  | { readonly is: 'locked'; readonly kind: DatabaseKind }
  /** A database of another program. */
  | { readonly is: 'foreign' };

/**
 * Reads what the file at `path` is, with the key it may be encrypted with. Nothing is made or changed on the disk, but for SQLite's own
 * files beside a database that the key opens. Throws SQLite's and the system's errors.
 */
export function inspectDatabase(path: string, key: DataKey | null = null): Found {
  const hasLog = sizeOf(`${path}-wal`) > 0;
  if (sizeOf(path) === 0) return hasLog ? { is: 'damaged' } : { is: 'nothing' };
  const lock = lockOf(path, key);
  if (lock.is === 'other-key') return { is: 'locked', kind: lock.kind };
  if (lock.is === 'this-key') return { is: lock.kind, marked: true, version: versionOf(path, key) };
  const header = headerOf(path);
  if (!header) return { is: 'damaged' };
  const marked = kindOf(header.applicationId);
  // Once it is there it never changes: what the log may hold beside it does not matter.
  if (marked && !hasLog) return { is: marked, marked: true, version: header.version };
  return readDatabase(path, null, (connection): Found => {
    const number = (name: string): number => Number(connection.pragma(name, { simple: true }));
    const kind = kindOf(number('application_id'));
    const version = number('user_version');
    if (kind) return { is: kind, marked: true, version };
    const tables = tablesOf(connection);
    if (tables.size === 0) return { is: 'nothing' };
    if (number('application_id') !== 0 || version === 0) return { is: 'foreign' };
    return { is: isCertainlyDemo(connection, tables) ? 'demo' : 'clinic', marked: false, version };
  });
}

/**
 * Whether a demo clinic's database has been used with the demo clinic's own servers alone. A desk of the demo can be
 * connected to a real portal, too: its data is not the demo's any more. What is damaged cannot tell.
 */
export function demoStanding(
  path: string,
  key: DataKey | null = null,
): 'demo-only' | 'other-servers' | 'damaged' {
  return readDatabase(path, key, (connection) => {
    if (connection.pragma('quick_check(1)', { simple: true }) !== 'ok') return 'damaged';
    if (!tablesOf(connection).has('setting')) return 'damaged';
    return usesDemoServersOnly(connection) ? 'demo-only' : 'other-servers';
  });
}

/** Whether the file is a database with these tables, and no other than that. */
export function isDatabaseWith(path: string, tables: readonly string[]): boolean {
  if (headerOf(path) === null) return false;
  return readDatabase(path, null, (connection) => {
    const found = tablesOf(connection);
    return tables.every((table) => found.has(table));
  });
}

/**
 * From before databases were marked. Only a desk of the demo clinic notes the demo's portal as its server, and only under
 * its name stands what was decided there; one with settings of its own may have been somebody's.
 */
function isCertainlyDemo(connection: DatabaseConnection.Database, tables: ReadonlySet<unknown>): boolean {
  if (!tables.has('setting') || !tables.has('history')) return false;
  if (settingOf(connection, 'sync.server') !== 'demo' || settingOf(connection, 'rules') !== undefined)
    return false;
  const others = connection
    .prepare('SELECT count(*) FROM history WHERE desk_name <> ?')
    .pluck()
    .get(DEMO_DESK_NAME);
  return others === 0 && usesDemoServersOnly(connection);
}

function usesDemoServersOnly(connection: DatabaseConnection.Database): boolean {
  const server = settingOf(connection, 'sync.server');
  if (server !== undefined && server !== 'demo') return false;
  return ['portal', 'mail'].every((name) => {
    const config = settingOf(connection, name);
    return (
      config === undefined ||
      (typeof config === 'object' && config !== null && 'kind' in config && config.kind === 'demo')
    );
  });
}

function settingOf(connection: DatabaseConnection.Database, key: string): unknown {
  const json = connection.prepare('SELECT value_json FROM setting WHERE key = ?').pluck().get(key);
  if (typeof json !== 'string') return undefined;
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
}

function tablesOf(connection: DatabaseConnection.Database): ReadonlySet<unknown> {
  return new Set(connection.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").pluck().all());
}

const versionOf = (path: string, key: DataKey | null): number =>
  readDatabase(path, key, (connection) => Number(connection.pragma('user_version', { simple: true })));

/** The database header (https://www.sqlite.org/fileformat2.html#the_database_header); `null` where there is none. */
function headerOf(path: string): { readonly version: number; readonly applicationId: number } | null {
  const header = Buffer.alloc(100);
  const file = openSync(path, 'r');
  try {
    if (readSync(file, header) < header.length) return null;
  } finally {
    closeSync(file);
  }
  if (header.toString('latin1', 0, 16) !== 'SQLite format 3\0') return null;
  return { version: header.readUInt32BE(60), applicationId: header.readUInt32BE(68) };
}

/**
 * A file without a log is read from a copy in memory: SQLite would put files of its own beside it. One with a log, or that is
 * encrypted, is opened, for reading only.
 */
function readDatabase<T>(
  path: string,
  key: DataKey | null,
  work: (connection: DatabaseConnection.Database) => T,
): T {
  const encrypted = lockOf(path, key).is === 'this-key';
  const connection =
    encrypted || sizeOf(`${path}-wal`) > 0
      ? connect(path, encrypted ? key : null, { readonly: true, fileMustExist: true, timeout: 50 })
      : new DatabaseConnection(withoutLog(readFileSync(path)));
  try {
    return work(connection);
  } finally {
    connection.close();
  }
}

/** In memory there is no write-ahead log: the file format's version numbers say so. */
function withoutLog(database: Buffer): Buffer {
  database.writeUInt8(1, 18);
  database.writeUInt8(1, 19);
  return database;
}

function sizeOf(path: string): number {
  return existsSync(path) ? statSync(path).size : 0;
}
