import { randomUUID } from 'node:crypto';
import { rmSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import type { BackupHolds, RestoreProblem } from '../../src-shared/domain/backups.ts';
import { err, ok, type Result } from '../../src-shared/result.ts';
import type { DataKey } from '../data-key.ts';
import type { DatabaseKind } from '../database-kind.ts';
import { databaseFiles } from '../db/database-files.ts';
import { migrations } from '../db/migrations/index.ts';
import { makePrivateFile } from '../private-files.ts';
import { runJob } from './run-job.ts';

/** A backup ready to take the place of the database, beside it and on the disk. */
export interface FetchedBackup {
  readonly path: string;
  readonly holds: BackupHolds;
}

export interface FetchOptions {
  /** The backup's file: it is only read. */
  readonly from: string;
  /** The database whose place it is to take. */
  readonly database: string;
  readonly kind: DatabaseKind;
  /** That of this desk; a backup in clear text, of an earlier version, is encrypted with it. */
  readonly key: DataKey | null;
  /** Those before it that open a backup, too: it has the present one afterwards. */
  readonly earlier: readonly DataKey[];
  /** The worker's script. */
  readonly worker: string;
}

/** Copies a backup beside the database and verifies the copy: integrity, whose data it is, of which version. */
export async function fetchBackup({
  from,
  database,
  kind,
  key,
  earlier,
  worker,
}: FetchOptions): Promise<Result<FetchedBackup, RestoreProblem>> {
  if (!statSync(from, { throwIfNoEntry: false })?.isFile()) return err('backup-gone');
  if (resolve(from) === resolve(database)) return err('backup-gone');
  const target = `${database}.${randomUUID()}.restoring`;
  try {
    makePrivateFile(target);
  } catch {
    return err('restore-failed');
  }
  const end = await runJob(worker, { do: 'fetch', from, target, key, earlier }).ended;
  const refusal = refusalOf();
  if (refusal === null && end.end === 'done' && end.copy.holds)
    return ok({ path: target, holds: end.copy.holds });
  for (const file of databaseFiles(target)) rmSync(file, { force: true });
  return err(refusal ?? 'restore-failed');

  function refusalOf(): RestoreProblem | null {
    if (end.end === 'damaged') return 'backup-damaged';
    if (end.end === 'locked') return 'backup-locked';
    if (end.end === 'failed')
      return /^(ENOSPC|EDQUOT|SQLITE_FULL)$/.test(end.code) ? 'restore-no-space' : 'restore-failed';
    if (end.copy.holds === null) return 'backup-foreign';
    // What is not marked is a clinic's, of before databases were.
    if ((end.copy.kind ?? 'clinic') !== kind) return 'backup-other-kind';
    return end.copy.version > migrations.length ? 'backup-newer' : null;
  }
}
