import { join } from 'node:path';
import DatabaseConnection from 'better-sqlite3';
import { makePrivateDirectory, makePrivateFile } from '../../src-main/private-files.ts';

/**
 * Takes the one lock on `directory`; false when another process has it. The lock is SQLite's own on a file, which the
 * system lets go when the process dies, however it dies.
 */
export function takeInstanceLock(directory: string): boolean {
  makePrivateDirectory(directory);
  const file = join(directory, 'preview-instance.lock');
  makePrivateFile(file);
  const connection = new DatabaseConnection(file, { timeout: 0 });
  try {
    connection.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    connection.close();
    if (error instanceof Error && 'code' in error && String(error.code).startsWith('SQLITE_BUSY'))
      return false;
    throw error;
  }
  held.add(connection);
  return true;
}

/** Referenced for as long as the process lives: a connection that is collected gives its lock back. */
const held = new Set<DatabaseConnection.Database>();
