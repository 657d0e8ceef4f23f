import { constants, copyFileSync, existsSync, statSync } from 'node:fs';
import type DatabaseConnection from 'better-sqlite3';
import { type DataKey, keyFor, lockOf } from '../data-key.ts';
import { kindOf } from '../database-kind.ts';
import { connect } from '../db/connect.ts';
import { encryptFile } from '../db/encrypt-file.ts';
import { rekeyFile } from '../db/rekey-file.ts';
import { isSameDatabase } from '../db/same-database.ts';
import { syncFile, tightenFile } from '../private-files.ts';
import { countHeld, markAsBackup, readBackupMark } from './backup-mark.ts';
import type { BackupJob, VerifiedCopy } from './worker-protocol.ts';

/** Another program may hold the database for a moment. */
const BUSY_MS = 5000;

/** What was to be copied, or the copy, does not hold together. */
export class DamagedCopy extends Error {}

/** What was to be copied is encrypted with another key. */
export class LockedCopy extends Error {}

/**
 * Does a job of the worker's; it takes as long as it takes, with the thread to itself. Throws SQLite's and the system's errors,
 * `DamagedCopy` and `LockedCopy`. The copy is on the disk when it returns, a file of its own without a log.
 */
export function makeCopy(job: BackupJob): VerifiedCopy {
  write(job);
  const copy = verify(job);
  const original = originalOf(job);
  if (original !== null && !onSound(() => isSameDatabase(original, { path: job.target, key: job.key })))
    throw new DamagedCopy();
  syncFile(job.target);
  return copy;
}

function write(job: BackupJob): void {
  const { target, key } = job;
  switch (job.do) {
    case 'make':
      writeBack(job.database, key);
      copyOpen(job.database, target, key);
      break;
    case 'fetch':
      copyClosed(job.from, target, { key, earlier: job.earlier });
      break;
    case 'encrypt':
      copyClosed(job.from, target, { key, earlier: [] });
      break;
    case 'rekey':
      if (key === null) throw new Error('There is no key to change to');
      copyOpen(job.from, target, job.earlier);
      onSound(() => rekeyFile(target, job.earlier, key));
  }
}

/** What a copy is to be compared with, whose every row it has to have; null for the others. */
function originalOf(job: BackupJob): { readonly path: string; readonly key: DataKey | null } | null {
  if (job.do === 'encrypt') return { path: job.from, key: null };
  return job.do === 'rekey' ? { path: job.from, key: job.earlier } : null;
}

/**
 * Brings what stands in the log into the database's own file, as far as nobody reads it there: whoever copies that file alone has it,
 * too. It holds up nobody who writes (https://www.sqlite.org/c3ref/wal_checkpoint_v2.html, PASSIVE).
 */
function writeBack(database: string, key: DataKey | null): void {
  const connection = connect(database, key, { fileMustExist: true, timeout: 0 });
  try {
    connection.pragma('synchronous = FULL');
    connection.pragma('wal_checkpoint(PASSIVE)');
  } catch {
    // The copy has it in any case.
  } finally {
    connection.close();
  }
}

/**
 * One state of the database, over a connection of its own: what is written meanwhile does not stand in it. SQLite's online backup knows
 * no key for what it writes to. `VACUUM INTO` encrypts it with that of the database, and builds every index anew: what it is made of
 * is looked through first, as damage there would not be found in the copy.
 */
function copyOpen(database: string, target: string, key: DataKey | null): void {
  const source = connect(database, key, { readonly: true, fileMustExist: true, timeout: BUSY_MS });
  try {
    onSound(() => {
      requireSound(source);
      source.prepare('VACUUM INTO ?').run(target);
    });
  } finally {
    source.close();
  }
}

function copyClosed(
  from: string,
  target: string,
  { key, earlier }: { readonly key: DataKey | null; readonly earlier: readonly DataKey[] },
): void {
  const lock = lockOf(from, key);
  const before = lock.is === 'other-key' ? keyFor(from, earlier) : null;
  if (lock.is === 'other-key' && before === null) throw new LockedCopy();
  copyFileSync(from, target, constants.COPYFILE_FICLONE);
  tightenFile(target);
  const log = `${from}-wal`;
  if (existsSync(log) && statSync(log).size > 0) copyFileSync(log, `${target}-wal`, constants.COPYFILE_EXCL);
  tightenFile(`${target}-wal`);
  if (key === null) return;
  if (before !== null) onSound(() => rekeyFile(target, before, key));
  else if (lock.is === 'plain') onSound(() => encryptFile(target, key));
}

function requireSound(connection: DatabaseConnection.Database): void {
  if (connection.pragma('integrity_check(1)', { simple: true }) !== 'ok') throw new DamagedCopy();
}

/** Throws `DamagedCopy` in the place of what SQLite says to damage. */
function onSound<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    throw /^SQLITE_(CORRUPT|NOTADB)/.test(code) ? new DamagedCopy() : error;
  }
}

function verify(job: BackupJob): VerifiedCopy {
  const copy = connect(job.target, job.key, { fileMustExist: true });
  try {
    return onSound(() => {
      // It is read where nothing can be written beside it, too.
      copy.pragma('journal_mode = DELETE');
      const application = Number(copy.pragma('application_id', { simple: true }));
      const version = Number(copy.pragma('user_version', { simple: true }));
      const isOurs = version > 0 && hasSettings(copy);
      const holds = isOurs ? heldBy(copy, job) : null;
      requireSound(copy);
      return { kind: kindOf(application), version, holds };
    });
  } finally {
    copy.close();
  }
}

const hasSettings = (copy: DatabaseConnection.Database): boolean =>
  copy.prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'setting'").get() !== undefined;

/** What stands in one that was made is counted in it, and said by it from then on. */
function heldBy(copy: DatabaseConnection.Database, job: BackupJob): VerifiedCopy['holds'] {
  if (job.do === 'make') {
    const holds = countHeld(copy, job.madeAt);
    markAsBackup(copy, holds);
    return holds;
  }
  const marked = readBackupMark(copy);
  if (marked || job.do !== 'fetch') return marked;
  // A copy that somebody has made by hand becomes one.
  const holds = countHeld(copy, Math.round(statSync(job.from).mtimeMs));
  markAsBackup(copy, holds);
  return holds;
}
