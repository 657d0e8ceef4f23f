import type { Selectable } from 'kysely';
import type { OutboxState } from '../../src-shared/domain/delivery-states.ts';
import type { EpochMs } from '../../src-shared/domain/time.ts';
import { type Db, qb } from '../db/db.ts';
import { isFailed, isUnfinished, UNFINISHED, UNLANDED } from '../db/outbox-states.ts';
import type { OutboxTable } from '../db/schema.ts';
import type { WriteStep } from './write-step.ts';

/** A decision as it stands in the outbox. */
export type OutboxRow = Selectable<OutboxTable>;

export function findOutbox(db: Db, id: string): OutboxRow | undefined {
  return db.get(qb.selectFrom('outbox').selectAll().where('id', '=', id));
}

/** The unfinished decisions of a thread, in the order in which they leave. */
export const unfinishedOfThread = (db: Db, thread: string): OutboxRow[] => ofThread(db, thread, UNFINISHED);

/** The decisions of a thread that the portal does not have, in the order in which they were made. */
export const unlandedOfThread = (db: Db, thread: string): OutboxRow[] => ofThread(db, thread, UNLANDED);

function ofThread(db: Db, thread: string, states: readonly OutboxState[]): OutboxRow[] {
  return db.all(
    qb
      .selectFrom('outbox')
      .selectAll()
      .where('thread', '=', thread)
      .where('state', 'in', states)
      .orderBy('seq'),
  );
}

/** Every unfinished decision, in the order in which they were made. */
export const allUnfinished = (db: Db): OutboxRow[] =>
  db.all(qb.selectFrom('outbox').selectAll().where(isUnfinished).orderBy('seq'));

/** Every decision the portal does not have. */
export const allUnlanded = (db: Db): OutboxRow[] =>
  [isUnfinished, isFailed].flatMap((state) =>
    db.all(qb.selectFrom('outbox').selectAll().where(state).orderBy('seq')),
  );

/** Decisions of the thread that were made after this one and have not landed. */
export const dependants = (db: Db, { thread, seq }: Pick<OutboxRow, 'thread' | 'seq'>): OutboxRow[] =>
  unlandedOfThread(db, thread).filter((row) => row.seq > seq);

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
