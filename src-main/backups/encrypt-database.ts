import { randomUUID } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { type DataKey, lockOf } from '../data-key.ts';
import { connect } from '../db/connect.ts';
import { databaseFiles } from '../db/database-files.ts';
import { encryptFile } from '../db/encrypt-file.ts';
import { isSameDatabase } from '../db/same-database.ts';
import { makePrivateFile, syncFile, wipeFile } from '../private-files.ts';
import { finishReplacement, isBeingReplaced, replaceDatabase } from './replace-database.ts';

/** What a copy is called until it takes the place of the database. */
export const HALF_MADE = '.encrypting';

/**
 * Encrypts a database in clear text, of an earlier version, that nobody has open: in a copy, which is looked through, compared, brought to the
 * disk and put in its place; then what was in clear text is overwritten. It may end at any point: `finishReplacement`, and this once
 * more, go on from there. False where there was nothing to encrypt. Throws SQLite's and the system's errors; the database is as it was then.
 * `reached` is called before each step, for whoever tests that.
 */
export function encryptDatabase(
  database: string,
  key: DataKey,
  stamp: string,
  reached: (step: string) => void = () => {},
): boolean {
  reached('sweep');
  finishReplacement(database);
  sweepInterrupted(database, key);
  if (!existsSync(database) || lockOf(database, key).is !== 'plain') return false;
  const next = `${database}.${randomUUID()}${HALF_MADE}`;
  try {
    reached('copy');
    makePrivateFile(next);
    copyPlain(database, next);
    reached('encrypt');
    encryptFile(next, key);
    reached('compare');
    if (!isSameDatabase({ path: database, key: null }, { path: next, key }))
      throw new Error('The encrypted copy is not the same');
    reached('sync');
    syncFile(next);
    reached('replace');
    const aside = replaceDatabase(database, { next, why: 'plain', stamp });
    reached('wipe');
    if (aside !== null) for (const file of databaseFiles(aside)) wipeFile(file);
    reached('end');
    return true;
  } catch (error) {
    if (existsSync(next) && !isBeingReplaced(database)) wipeFile(next);
    throw error;
  }
}

/** With what its log holds, which it has afterwards in its own file. */
function copyPlain(database: string, next: string): void {
  const connection = connect(database, null, { fileMustExist: true });
  try {
    connection.pragma('locking_mode = EXCLUSIVE');
    connection.prepare('VACUUM INTO ?').run(next);
  } finally {
    connection.close();
  }
}

/**
 * What an interrupted run has left: copies, and once the encrypted one is in its place, the one in clear text or with the earlier key. What cannot be
 * wiped (somebody else holds it open, say) keeps nobody from the database: a later start tries again.
 */
export function sweepInterrupted(database: string, key: DataKey): void {
  const folder = dirname(database);
  if (!existsSync(folder)) return;
  const isEncrypted = existsSync(database) && lockOf(database, key).is === 'this-key';
  for (const name of readdirSync(folder)) {
    if (!name.startsWith(`${basename(database)}.`)) continue;
    if (!HALF_MADE_NAME.test(name) && !(isEncrypted && REPLACED_NAME.test(name))) continue;
    try {
      wipeFile(join(folder, name));
    } catch {
      // `encryptCopies` names it.
    }
  }
}

/** Copies that were to take the place of the database, or to be kept before a migration; and what was to be done, half written down. */
const HALF_MADE_NAME =
  /(\.(encrypting|restoring|before-\d+\.[0-9a-f-]{36}\.new)(-journal|-wal|-shm)?|\.replacing\.[0-9a-f-]{36}\.new)$/;
const REPLACED_NAME = /\.(plain|earlier)-\w+(-\d+)?(-wal|-shm|-journal)?$/;
