import { closeSync, constants, copyFileSync, existsSync, fsyncSync, openSync, statSync } from 'node:fs';
import DatabaseConnection from 'better-sqlite3';
import { kindOf } from '../db/kind.ts';
import { syncFile, tightenFile } from '../private-files.ts';
import { countHeld, markAsBackup, readBackupMark } from './backup-mark.ts';
import type { BackupJob, VerifiedCopy } from './worker-protocol.ts';

/** So many pages at a time, brought to the disk before the next: whoever commits meanwhile waits behind no more than these. */
const PAGES = 500;
/** Another program may hold the database for a moment. */
const BUSY_MS = 5000;

/** The copy was made and does not hold together. */
export class DamagedCopy extends Error {}

/**
 * Does a job of the worker's; it takes as long as it takes, with the thread to itself. Throws SQLite's and the system's errors, and
 * `DamagedCopy`. The copy is on the disk when it returns, a file of its own without a log.
 */
export async function makeCopy(job: BackupJob, progress: (share: number) => void): Promise<VerifiedCopy> {
  if (job.do === 'make') {
    writeBack(job.database);
    await copyOpen(job.database, job.target, progress);
  } else copyClosed(job.from, job.target);
  const copy = verify(job);
  syncFile(job.target);
  return copy;
}

/**
 * Brings what stands in the log into the database's own file, as far as nobody reads it there: whoever copies that file alone has it,
 * too. It holds up nobody who writes (https://www.sqlite.org/c3ref/wal_checkpoint_v2.html, PASSIVE).
 */
function writeBack(database: string): void {
  const connection = new DatabaseConnection(database, { fileMustExist: true, timeout: 0 });
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
 * SQLite's online backup (https://www.sqlite.org/backup.html) over a connection of its own. The transaction keeps it at one state of
 * the database: what is written meanwhile neither stands in it nor makes it begin anew.
 */
async function copyOpen(database: string, target: string, progress: (share: number) => void): Promise<void> {
  const source = new DatabaseConnection(database, { readonly: true, fileMustExist: true, timeout: BUSY_MS });
  const file = openSync(target, 'r+');
  try {
    source.exec('BEGIN');
    source.prepare('SELECT count(*) FROM sqlite_schema').get();
    await source.backup(target, {
      progress: ({ totalPages, remainingPages }) => {
        fsyncSync(file);
        progress(totalPages === 0 ? 0 : 1 - remainingPages / totalPages);
        return PAGES;
      },
    });
  } finally {
    closeSync(file);
    source.close();
  }
}

function copyClosed(from: string, target: string): void {
  copyFileSync(from, target, constants.COPYFILE_FICLONE);
  tightenFile(target);
  const log = `${from}-wal`;
  if (existsSync(log) && statSync(log).size > 0) copyFileSync(log, `${target}-wal`, constants.COPYFILE_EXCL);
  tightenFile(`${target}-wal`);
}

function verify(job: BackupJob): VerifiedCopy {
  const copy = new DatabaseConnection(job.target, { fileMustExist: true });
  try {
    // It is read where nothing can be written beside it, too.
    copy.pragma('journal_mode = DELETE');
    const application = Number(copy.pragma('application_id', { simple: true }));
    const version = Number(copy.pragma('user_version', { simple: true }));
    const isOurs = version > 0 && hasSettings(copy);
    const holds = isOurs ? heldBy(copy, job) : null;
    if (copy.pragma('integrity_check(1)', { simple: true }) !== 'ok') throw new DamagedCopy();
    return { kind: kindOf(application), version, holds };
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    throw /^SQLITE_(CORRUPT|NOTADB)/.test(code) ? new DamagedCopy() : error;
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
  if (marked) return marked;
  // A copy that somebody has made by hand becomes one.
  const holds = countHeld(copy, Math.round(statSync(job.from).mtimeMs));
  markAsBackup(copy, holds);
  return holds;
}
