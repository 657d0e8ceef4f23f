import type { DataKey } from '../data-key.ts';
import { wipeFile } from '../private-files.ts';
import { connect, rawKey } from './connect.ts';
import { carryRecordKeys } from './record-keys.ts';

/**
 * Encrypts a database with another key where it lies, with what its log holds: a copy that nobody else has open, and that is worth nothing
 * if this is interrupted. Its record stays what it is. Throws SQLite's errors.
 */
export function rekeyFile(path: string, from: DataKey, to: DataKey): void {
  const connection = connect(path, from, { fileMustExist: true });
  try {
    connection.pragma('journal_mode = DELETE');
    // Each page as it was: in memory that would be as much as the whole database. As it has the key before, it is overwritten.
    connection.pragma('journal_mode = PERSIST');
    carryRecordKeys(connection, from, to);
    connection.pragma(`rekey = "${rawKey(to)}"`);
  } finally {
    connection.close();
    wipeFile(`${path}-journal`);
  }
}
