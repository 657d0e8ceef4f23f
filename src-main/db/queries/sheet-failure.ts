import { type SheetFailure, sheetFailure } from '../../../src-shared/domain/downtime-sheet.ts';
import type { Db } from '../db.ts';
import { readSetting, writeSetting } from './settings.ts';

const KEY = 'sheet-failure';

/** Why the downtime sheet could not be written the last time; `null` when it could, or when none is to be written. */
export const readSheetFailure = (db: Db): SheetFailure | null =>
  readSetting(db, KEY, sheetFailure.nullable(), null);

export const writeSheetFailure = (db: Db, failure: SheetFailure | null): void =>
  writeSetting(db, KEY, failure);
