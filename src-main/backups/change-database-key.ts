import { randomUUID } from 'node:crypto';
import { existsSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import type { KeyChangeProblem } from '../../src-shared/domain/backups.ts';
import type { DataKey } from '../data-key.ts';
import { databaseFiles } from '../db/database-files.ts';
import { isDiskFull } from '../db/storage-error.ts';
import { makePrivateFile, wipeFile } from '../private-files.ts';
import { HALF_MADE, sweepInterrupted } from './encrypt-database.ts';
import { freeBytes } from './free-bytes.ts';
import { finishReplacement, isBeingReplaced, replaceDatabase } from './replace-database.ts';
import type { JobEnd } from './run-job.ts';
import type { BackupJob } from './worker-protocol.ts';

export interface ChangeDatabaseKeyDeps {
  /** Nobody has it open. */
  readonly database: string;
  readonly from: DataKey;
  readonly to: DataKey;
  /** `stampOf` the present. */
  readonly stamp: string;
  readonly run: (job: BackupJob) => Promise<JobEnd>;
}

/** What stays free beside the copy. */
const SPARE_BYTES = 64 * 1024 * 1024;

/**
 * Encrypts the database with another key: in a copy, which is looked through, compared, brought to the disk and put in its place; then the one
 * with the key before is overwritten. It may end at any point: the database has the one key or the other then, and is whole. Where it cannot be done
 * nothing is changed, and why is the answer. Throws the system's error where it stopped midway: the next start goes on. `reached` is called before each step, for whoever tests that.
 */
export async function changeDatabaseKey(
  { database, from, to, stamp, run }: ChangeDatabaseKeyDeps,
  reached: (step: string) => void = () => {},
): Promise<KeyChangeProblem | null> {
  reached('sweep');
  finishReplacement(database);
  sweepInterrupted(database, from);
  if (!existsSync(database)) return null;
  const next = `${database}.${randomUUID()}${HALF_MADE}`;
  try {
    const bytes = sizeOf(database) + sizeOf(`${database}-wal`);
    // The copy, and each of its pages as it was before.
    if (freeBytes(dirname(database)) < 2 * bytes + SPARE_BYTES) return 'keys-no-space';
    reached('copy');
    makePrivateFile(next);
    const end = await run({ do: 'rekey', from: database, target: next, earlier: from, key: to });
    if (end.end !== 'done') return problemOf(end);
    reached('replace');
    const aside = replaceDatabase(database, { next, why: 'earlier', stamp });
    reached('wipe');
    // What cannot be wiped now is by a later start (`sweepInterrupted`): the database has the next key already.
    if (aside !== null) wipeQuietly(aside);
    reached('end');
    return null;
  } catch (error) {
    // There may be no database in its place: nobody is to begin anew there.
    if (isBeingReplaced(database)) throw error;
    return problemOf({
      end: 'failed',
      code: error instanceof Error && 'code' in error ? String(error.code) : '',
    });
  } finally {
    if (!isBeingReplaced(database)) wipeQuietly(next);
  }
}

function problemOf(end: Exclude<JobEnd, { readonly end: 'done' }>): KeyChangeProblem {
  if (end.end !== 'failed') return 'keys-database-damaged';
  if (/^SQLITE_(CORRUPT|NOTADB)/.test(end.code)) return 'keys-database-damaged';
  if (/^SQLITE_(BUSY|LOCKED)/.test(end.code)) return 'keys-database-busy';
  return isDiskFull(end.code) ? 'keys-no-space' : 'keys-failed';
}

const sizeOf = (path: string): number => statSync(path, { throwIfNoEntry: false })?.size ?? 0;

function wipeQuietly(path: string): void {
  for (const file of databaseFiles(path))
    try {
      wipeFile(file);
    } catch {
      // A later start tries again.
    }
}
