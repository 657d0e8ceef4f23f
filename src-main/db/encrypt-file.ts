import DatabaseConnection from 'better-sqlite3';
import type { DataKey } from '../data-key.ts';
import { chooseCipher, connect, rawKey } from './connect.ts';
import { markDatabase } from './mark-database.ts';

/**
 * Encrypts a database in clear text where it lies: a copy that nobody else has open, and that is worth nothing if this is interrupted.
 * Throws SQLite's errors.
 */
export function encryptFile(path: string, key: DataKey): void {
  const connection = new DatabaseConnection(path, { fileMustExist: true });
  try {
    // Nothing of it is to stand in another file in clear text: neither in a log nor in what SQLite sorts or rebuilds.
    connection.pragma('journal_mode = DELETE');
    connection.pragma('journal_mode = MEMORY');
    connection.pragma('temp_store = MEMORY');
    markDatabase(connection, key.kind);
    chooseCipher(connection);
    connection.pragma(`rekey = "${rawKey(key)}"`);
  } finally {
    connection.close();
  }
}

/** Whether an encrypted copy is sound and has, table by table, as many rows as what it was made of, and the same schema. Throws SQLite's errors. */
export function isSameDatabase(plain: string, encrypted: string, key: DataKey): boolean {
  return summaryOf(plain, null) === summaryOf(encrypted, key);
}

function summaryOf(path: string, key: DataKey | null): string {
  const connection = connect(path, key, { readonly: true, fileMustExist: true });
  try {
    const schema = connection
      .prepare<[], { type: string; name: string; sql: string | null }>(
        'SELECT type, name, sql FROM sqlite_schema ORDER BY type, name',
      )
      .all();
    // What a virtual table has stands in tables of its own.
    const rows = schema
      .filter(({ type, sql }) => type === 'table' && !/^CREATE VIRTUAL/i.test(sql ?? ''))
      .map(({ name }) => connection.prepare(`SELECT count(*) FROM "${name}"`).pluck().get());
    if (connection.pragma('integrity_check(1)', { simple: true }) !== 'ok')
      throw new DatabaseConnection.SqliteError('damaged', 'SQLITE_CORRUPT');
    return JSON.stringify([schema, rows, connection.pragma('user_version', { simple: true })]);
  } finally {
    connection.close();
  }
}
