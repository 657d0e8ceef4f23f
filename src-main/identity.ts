import { z } from 'zod';
import type { Actor } from '../src-shared/domain/changes.ts';
import type { DeskName } from '../src-shared/domain/desk-name.ts';
import { STORED_NAMES } from '../src-shared/text/stored-names.ts';
import type { Db } from './db/db.ts';
import { readSetting, writeSetting } from './db/queries/settings.ts';
import type { Ids } from './ports.ts';

/** The desk itself, for what nobody who is signed in has done. */
const USER = { userId: 'front-desk', userName: STORED_NAMES.user };

/** Who decides at this desk. The desk's id is made once and stays; `deskName` is how it is called until somebody names it. */
export function loadIdentity(db: Db, ids: Ids, deskName: DeskName): Actor {
  const stored = readSetting<string | null>(db, 'desk-id', z.string().nullable(), null);
  const deskId = stored ?? ids.uuid();
  if (stored === null) writeSetting(db, 'desk-id', deskId);
  return { ...USER, deskId, deskName };
}

/** The same, by the name the desk has whenever it is asked. */
export const calledNow = (identity: Actor, name: () => DeskName): Actor => ({
  ...identity,
  get deskName() {
    return name();
  },
});
