import { type Selectable, sql } from 'kysely';
import { type Db, qb } from './db.ts';
import { rememberUnsealed } from './queries/history.ts';
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
 *
 * The numbers follow one another, and SQLite keeps the highest that it has given (https://www.sqlite.org/autoinc.html): lines cut off at
 * the end are missed (a line that is refused or taken back leaves no gap), unless whoever did it has put that number back, too.
 */
export function createRecordCheck(db: Db): RecordCheck {
  let after = 0;
  let seal = BEGINNING;
  let isSealed = false;
  let isLastUnsealed = false;
  let lines = 0;
  let faults = 0;
  let first: number | null = null;

  function fault(id: number): void {
    faults += 1;
    first ??= id;
  }

  function look(row: Selectable<HistoryTable>): void {
    const due = sealOf(db.recordKeys.of(row.id), seal, row);
    const isUnsealed = row.seal === null;
    isSealed ||= !isUnsealed;
    isLastUnsealed = isUnsealed;
    if (isSealed && (isUnsealed || row.seal !== due || row.id !== after + 1)) fault(row.id);
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
      if (rows.length === most) return true;
      // In the same turn: nothing has been written in between.
      if (highestGiven(db) > after) fault(after + 1);
      if (isLastUnsealed) rememberUnsealed(db, { id: after, seal });
      return false;
    },
    reached: () => after,
    findings: () => ({ lines, faults, first }),
  };
}

function highestGiven(db: Db): number {
  const query = sql<{ readonly seq: number }>`SELECT seq FROM sqlite_sequence WHERE name = 'history'`;
  return db.get({ compile: () => query.compile(qb) })?.seq ?? 0;
}
