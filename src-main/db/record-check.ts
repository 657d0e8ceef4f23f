import type { Selectable } from 'kysely';
import { type Db, qb } from './db.ts';
import { BEGINNING, sealOf } from './record-chain.ts';
import type { HistoryTable } from './schema/outbox.ts';

/** What looking at every line of the record has found. */
export interface RecordFindings {
  readonly lines: number;
  /** Lines that are not what was written, or do not follow what was written before them. */
  readonly faults: number;
  /** The number of the first of them; null: none. */
  readonly first: number | null;
}

/** Looks at the record from its first line, as far as it is told to. */
export interface RecordCheck {
  /** The next so many lines. False: there are no more. */
  go(lines: number): boolean;
  /** The number of the line that was looked at last; 0: none. */
  reached(): number;
  findings(): RecordFindings;
}

/**
 * Begins to look at every line. What is appended meanwhile is looked at, too. A line without a seal counts only before the first that has
 * one: it was written by a version that knew of none. After a fault it goes on from the seal that is there, so that one is counted once.
 */
export function createRecordCheck(db: Db): RecordCheck {
  let after = 0;
  let seal = BEGINNING;
  let isSealed = false;
  let lines = 0;
  let faults = 0;
  let first: number | null = null;

  function look(row: Selectable<HistoryTable>): void {
    const due = sealOf(db.recordKey, seal, row);
    if (row.seal === null ? isSealed : row.seal !== due) {
      faults += 1;
      first ??= row.id;
    }
    isSealed ||= row.seal !== null;
    seal = row.seal ?? due;
    lines += 1;
    after = row.id;
  }

  return {
    go(most) {
      const rows = db.all(
        qb.selectFrom('history').selectAll().where('id', '>', after).orderBy('id').limit(most),
      );
      rows.forEach(look);
      return rows.length === most;
    },
    reached: () => after,
    findings: () => ({ lines, faults, first }),
  };
}
