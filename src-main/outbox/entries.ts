import type { OutboxState } from '../../src-shared/domain/delivery-states.ts';
import type { EpochMs } from '../../src-shared/domain/time.ts';
import { type Db, qb } from '../db/db.ts';
import { isFailed, isUnfinished, UNAPPLIED, UNFINISHED } from '../db/outbox-states.ts';
import { type OutboxEntry, type OutboxRow, readEntry } from './entry.ts';
import type { WriteStep } from './write-step.ts';

export function findEntry(db: Db, id: string): OutboxEntry | undefined {
  const row = db.get(qb.selectFrom('outbox').selectAll().where('id', '=', id));
  return row && readEntry(row);
}

/** The unfinished decisions with an ordering key, in the order in which they leave. */
export const unfinishedUnderKey = (db: Db, orderingKey: string): OutboxEntry[] =>
  underKey(db, orderingKey, UNFINISHED);

/** The decisions with an ordering key that the portal does not have, in the order in which they were made. */
export const unappliedUnderKey = (db: Db, orderingKey: string): OutboxEntry[] =>
  underKey(db, orderingKey, UNAPPLIED);

function underKey(db: Db, orderingKey: string, states: readonly OutboxState[]): OutboxEntry[] {
  return db
    .all(
      qb
        .selectFrom('outbox')
        .selectAll()
        .where('ordering_key', '=', orderingKey)
        .where('state', 'in', states)
        .orderBy('seq'),
    )
    .map(readEntry);
}

/** The rows of every unfinished decision, in the order in which they were made. */
export const unfinishedRows = (db: Db): OutboxRow[] =>
  db.all(qb.selectFrom('outbox').selectAll().where(isUnfinished).orderBy('seq'));

/** The rows of the decisions that can still be undone, in the order in which they were made. */
export const heldRows = (db: Db): OutboxRow[] =>
  db.all(qb.selectFrom('outbox').selectAll().where(isUnfinished).where('state', '=', 'held').orderBy('seq'));

/** The decisions the portal will not take as they are, the latest first; at most `limit`. */
export const failedEntries = (db: Db, limit: number): OutboxEntry[] =>
  db
    .all(qb.selectFrom('outbox').selectAll().where(isFailed).orderBy('seq', 'desc').limit(limit))
    .map(readEntry);

/** Every decision the portal does not have. */
export const allUnapplied = (db: Db): OutboxEntry[] =>
  [isUnfinished, isFailed]
    .flatMap((state) => db.all(qb.selectFrom('outbox').selectAll().where(state).orderBy('seq')))
    .map(readEntry);

/** Decisions with the same ordering key that were made after this one and have not been applied. */
export const dependants = (
  db: Db,
  { ordering_key, seq }: Pick<OutboxEntry, 'ordering_key' | 'seq'>,
): OutboxEntry[] => unappliedUnderKey(db, ordering_key).filter((row) => row.seq > seq);

export function updateOutbox(
  db: Db,
  id: string,
  values: {
    readonly state: OutboxState;
    readonly attempts?: number;
    readonly next_attempt_ms?: EpochMs;
    readonly last_error?: string | null;
    readonly finished_ms?: EpochMs | null;
  },
): void {
  db.run(qb.updateTable('outbox').set(values).where('id', '=', id));
}

/** What a decision writes, and on which versions, from now on. */
export function replacePlan(db: Db, id: string, plan: readonly WriteStep[]): void {
  db.run(
    qb
      .updateTable('outbox')
      .set({ plan_json: JSON.stringify(plan) })
      .where('id', '=', id),
  );
}
