import {
  type BackupHolds,
  backupHolds,
  type RestoredFrom,
  restoredFrom,
} from '../../src-shared/domain/backups.ts';
import type { EpochMs } from '../../src-shared/domain/time.ts';
import { t } from '../../src-shared/text/text.ts';
import { type Db, qb } from '../db/db.ts';
import { readSetting, writeSetting } from '../db/queries/settings.ts';
import { unfinishedRows, updateOutbox } from '../outbox/entries.ts';
import { BACKUP_MARK } from './backup-mark.ts';

const TOLD = 'restored';
/** The same, until it stands on the record. */
const TO_RECORD = 'record.restored';

/**
 * A database that was a backup has been in its place for the first time: what it holds as on its way may have arrived since, or have
 * been undone. A decision that might have left is in doubt, so that the portal is asked before it is taken for refused. One that could
 * still be undone waits for somebody: whether it was, nobody knows. For any other database nothing happens.
 */
export function settleRestored(db: Db, now: EpochMs): void {
  const backup = readSetting(db, BACKUP_MARK, backupHolds.nullable(), null);
  if (backup === null) return;
  db.transaction(() => {
    const rows = unfinishedRows(db);
    const held = rows.filter(({ state }) => state === 'held');
    for (const { id, state } of rows) {
      if (state === 'held')
        updateOutbox(db, id, {
          state: 'failed',
          last_error: t.details.detailText.undoneOrNot,
          finished_ms: now,
        });
      else updateOutbox(db, id, { state: 'unsure', next_attempt_ms: now });
    }
    writeSetting(db, TOLD, {
      madeAt: backup.madeAt,
      at: now,
      inDoubt: rows.length - held.length,
      toLookAt: held.length,
    } satisfies RestoredFrom);
    writeSetting(db, TO_RECORD, backup);
    db.run(qb.deleteFrom('setting').where('key', '=', BACKUP_MARK));
  });
}

/** What was done then, until somebody has read it. */
export const readRestored = (db: Db): RestoredFrom | null =>
  readSetting(db, TOLD, restoredFrom.nullable(), null);

/** Somebody has read it. */
export const forgetRestored = (db: Db): void => writeSetting(db, TOLD, null);

/** The backup that this database was, where that does not stand on its record yet; once only. For the caller's transaction. */
export function takeRestoredFrom(db: Db): BackupHolds | null {
  const backup = readSetting(db, TO_RECORD, backupHolds.nullable(), null);
  if (backup !== null) db.run(qb.deleteFrom('setting').where('key', '=', TO_RECORD));
  return backup;
}
