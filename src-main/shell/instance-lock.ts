import { lstatSync } from 'node:fs';
import { join } from 'node:path';
import DatabaseConnection from 'better-sqlite3';
import { err, ok, type Result } from '../../src-shared/result.ts';
import type { ClaimError } from '../../src-shared/start-errors.ts';
import { isDatabaseBusy } from '../db/storage-error.ts';
import { makePrivateDirectory, makePrivateFile } from '../private-files.ts';

/** So long the system may take to let go of the lock of a program that was killed a moment ago. */
const LET_GO_MS = 500;

/**
 * Claims the data directory for this process until it ends: one program at a time, under Electron as in the preview. The
 * lock is SQLite's own on a file, which the system lets go when the process dies, however it dies.
 */
export function claimInstance(dataDir: string): Result<null, ClaimError> {
  const directory = join(dataDir, 'lock');
  // The name of the preview's lock when it was the only one: programs of that time are kept out, too, and keep us out.
  const file = join(directory, 'preview-instance.lock');
  try {
    makePrivateDirectory(directory);
    if (!lstatSync(directory).isDirectory()) return err({ code: 'strange', path: directory });
    makePrivateFile(file);
    if (!lstatSync(file).isFile()) return err({ code: 'strange', path: file });
  } catch {
    return err(isSomethingElse(directory) ? { code: 'strange', path: directory } : { code: 'unwritable' });
  }
  return hold(file);
}

function isSomethingElse(directory: string): boolean {
  const there = lstatSync(directory, { throwIfNoEntry: false });
  return there !== undefined && !there.isDirectory();
}

function hold(file: string): Result<null, ClaimError> {
  let connection: DatabaseConnection.Database | undefined;
  try {
    connection = new DatabaseConnection(file, { timeout: LET_GO_MS });
    connection.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    connection?.close();
    if (isDatabaseBusy(error)) return err({ code: 'running' });
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (/^SQLITE_(NOTADB|CORRUPT)/.test(code)) return err({ code: 'strange', path: file });
    if (/^SQLITE_(CANTOPEN|READONLY|IOERR|PERM)/.test(code)) return err({ code: 'unwritable' });
    throw error;
  }
  held.add(connection);
  return ok(null);
}

/** Referenced for as long as the process lives: a connection that is collected gives its lock back. */
const held = new Set<DatabaseConnection.Database>();
