import DatabaseConnection from 'better-sqlite3';
import type { DataKey } from '../data-key.ts';
import { chooseCipher, rawKey } from './connect.ts';
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
