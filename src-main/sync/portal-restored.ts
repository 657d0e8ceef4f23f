import { z } from 'zod';
import type { EpochMs } from '../../src-shared/domain/time.ts';
import type { Db } from '../db/db.ts';
import { readSetting, writeSetting } from '../db/queries/settings.ts';
import { forgetCursors, instantOf } from './cursor.ts';
import { type IsLater, isAnotherVersion, isNewer } from './later-version.ts';

const SETTING = 'sync.restored';
const instant = z.number().nullable();

/** When it was noticed that the portal has been restored from a backup (by the portal's clock); null once that has been followed. */
export const restoreUnderWay = (db: Db): EpochMs | null => readSetting(db, SETTING, instant, null);

/** Everything is to be read anew, and what is older counts. One transaction. */
export function beginFollowingRestore(db: Db, noticedAt: EpochMs): void {
  db.transaction(() => {
    writeSetting(db, SETTING, noticedAt);
    forgetCursors(db);
  });
}

export const endFollowingRestore = (db: Db): void => writeSetting(db, SETTING, null);

/**
 * What a version has to be to replace the copy. While a restored portal is read anew any other version does, where the copy may
 * be of before: what the portal had shown until then is no more.
 */
export function laterAfterRestore(noticedAt: EpochMs | null): IsLater {
  if (noticedAt === null) return isNewer;
  return (envelope, copy) =>
    isNewer(envelope, copy) || (instantOf(copy.lastUpdated) < noticedAt && isAnotherVersion(envelope, copy));
}
