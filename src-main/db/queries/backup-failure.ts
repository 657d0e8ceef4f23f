import { type BackupFailure, backupFailure } from '../../../src-shared/domain/backups.ts';
import type { Db } from '../db.ts';
import { readSetting, writeSetting } from './settings.ts';

const KEY = 'backup-failure';

/** Why no backup could be made of late; `null` after a good one. */
export const readBackupFailure = (db: Db): BackupFailure | null =>
  readSetting(db, KEY, backupFailure.nullable(), null);

export const writeBackupFailure = (db: Db, failure: BackupFailure | null): void =>
  writeSetting(db, KEY, failure);
