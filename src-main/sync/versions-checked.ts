import { z } from 'zod';
import type { Db } from '../db/db.ts';
import { readSetting, writeSetting } from '../db/queries/settings.ts';

const SETTING = 'sync.versions-checked';
const byServer = z.record(z.string(), z.boolean());

/**
 * Whether a server (`SyncDeps.serverKey`) refuses a change that is based on an old version (`ifMatch`), by what it was seen to do;
 * null where that is not known. What it says of itself does not count: R4 has no word for it but `versioned-update`, and servers say that
 * and do not (https://hl7.org/fhir/R4/valueset-versioning-policy.html).
 */
export const areVersionsChecked = (db: Db, server: string | null): boolean | null =>
  server === null ? null : (readSetting(db, SETTING, byServer, {})[server] ?? null);

export function saveVersionsChecked(db: Db, server: string, checked: boolean): void {
  const known = readSetting(db, SETTING, byServer, {});
  if (known[server] !== checked) writeSetting(db, SETTING, { ...known, [server]: checked });
}
