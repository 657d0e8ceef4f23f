import type { SheetFailure, SheetSettings } from '../../../src-shared/domain/downtime-sheet.ts';
import type { PracticeRules } from '../../../src-shared/domain/practice.ts';
import type { SyncStatus } from '../../../src-shared/ipc/sync-views.ts';
import type { Db } from '../../db/db.ts';
import { onceReadable } from '../../db/once-readable.ts';
import { readSheetFailure, writeSheetFailure } from '../../db/queries/sheet-failure.ts';
import type { Clock, Logger, SheetFiles, SheetPrinter } from '../../ports.ts';
import { automaticSheetHtml, type SheetDeps } from './handlers.ts';
import { createSheetWriter, type SheetWriter } from './writer.ts';

export interface DeskSheetDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly settings: () => SheetSettings;
  readonly rules: () => PracticeRules;
  readonly status: () => SyncStatus;
  readonly days: SheetDeps['days'];
  readonly files: SheetFiles;
  readonly printer: SheetPrinter;
  /** What the window shows of it has changed. */
  readonly changed: () => void;
  /** The desk has ended: nothing is written or told any more. */
  readonly isClosed: () => boolean;
}

/** The downtime sheet of one desk: what it is made of, and who writes it by itself. */
export function createDeskSheet({
  db,
  clock,
  logger,
  settings,
  rules,
  status,
  days,
  files,
  printer,
  changed,
  isClosed,
}: DeskSheetDeps): {
  readonly sheet: Omit<SheetDeps, 'printer' | 'dialogs' | 'files' | 'writer'>;
  readonly sheetWriter: SheetWriter;
} {
  const sheet = {
    db,
    clock,
    settings,
    practice: () => rules().practice,
    status,
    days,
  };
  let forgetEarlier = (): void => {};
  /** Nobody's command writes it: now, or once another program has let go of the database. Only the newest counts. */
  const keepFailure = (failure: SheetFailure | null): void => {
    forgetEarlier();
    forgetEarlier = onceReadable(clock, () => {
      if (!isClosed()) writeSheetFailure(db, failure);
    });
  };
  const sheetWriter = createSheetWriter({
    ...sheet,
    logger,
    files,
    printer,
    compose: (input) => automaticSheetHtml(sheet, input),
    failure: { read: () => readSheetFailure(db), write: keepFailure },
    changed: () => {
      if (!isClosed()) changed();
    },
  });
  return { sheet, sheetWriter };
}
