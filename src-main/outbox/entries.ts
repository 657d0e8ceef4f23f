import type { OutboxState } from '../../src-shared/domain/delivery-states.ts';
import type { EpochMs } from '../../src-shared/domain/time.ts';
import { type Db, type Query, qb } from '../db/db.ts';
import { isFailed, isHeld, isUnfinished, isUntold, UNAPPLIED, UNFINISHED } from '../db/outbox-states.ts';
import { prepared } from '../db/prepared.ts';
import { type OutboxEntry, type OutboxRow, readEntry } from './entry.ts';
import type { WriteStep } from './write-step.ts';

export function findEntry(db: Db, id: string): OutboxEntry | undefined {
  const row = db.get(byId({ id }));
  return row && readEntry(row);
}

const byId = prepared((p: { readonly id: string }) =>
  qb.selectFrom('outbox').selectAll().where('id', '=', p.id),
);

/** The unfinished decisions with an ordering key, in the order in which they leave. */
export const unfinishedUnderKey = (db: Db, orderingKey: string): OutboxEntry[] =>
  inOrder(db.all(unfinished({ orderingKey })));

/** The decisions with an ordering key that the portal does not have, in the order in which they were made. */
export const unappliedUnderKey = (db: Db, orderingKey: string): OutboxEntry[] =>
  inOrder(db.all(unapplied({ orderingKey })));

/** The decisions with an ordering key that stand, whether the portal has them or not, in the order in which they were made. */
export const standingUnderKey = (db: Db, orderingKey: string): OutboxEntry[] =>
  inOrder(db.all(standing({ orderingKey })));

/** Sorted here: with ORDER BY beside bound values SQLite compiles the statement anew each time. */
const inOrder = (rows: readonly OutboxRow[]): OutboxEntry[] =>
  rows.toSorted((a, b) => a.seq - b.seq).map(readEntry);

const underKeyIn = (states: readonly OutboxState[]) =>
  prepared((p: { readonly orderingKey: string }) =>
    qb
      .selectFrom('outbox')
      .selectAll()
      .where('ordering_key', '=', p.orderingKey)
      .where('state', 'in', states),
  );
const unfinished = underKeyIn(UNFINISHED);
const unapplied = underKeyIn(UNAPPLIED);
const standing = underKeyIn([...UNAPPLIED, 'done']);

/** Every unfinished decision, in the order in which they were made. */
export const unfinishedRows = (db: Db): Pick<OutboxRow, 'id' | 'state'>[] =>
  db.all(qb.selectFrom('outbox').select(['id', 'state']).where(isUnfinished).orderBy('seq'));

/** Until when the decisions can be undone that still can, in the order in which they were made. */
export const heldUntil = (db: Db): Pick<OutboxRow, 'id' | 'release_ms'>[] => db.all(held({}));

const held = prepared(() =>
  qb.selectFrom('outbox').select(['id', 'release_ms']).where(isHeld).orderBy('seq'),
);

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

/** Whether something else has been decided since about the same visit of which the patient is to hear. */
export const isFollowed = (
  db: Db,
  { ordering_key, seq }: Pick<OutboxEntry, 'ordering_key' | 'seq'>,
): boolean =>
  db
    .all(madeAfter({ orderingKey: ordering_key, seq }))
    .map(readEntry)
    .some(
      ({ state, changes }) =>
        state !== 'undone' &&
        state !== 'conflict' &&
        changes.email !== null &&
        changes.email.kind !== 'message',
    );

const madeAfter = prepared((p: { readonly orderingKey: string; readonly seq: number }) =>
  qb.selectFrom('outbox').selectAll().where('ordering_key', '=', p.orderingKey).where('seq', '>', p.seq),
);

/**
 * Decisions with the same ordering key that were made after this one and that the portal does not have, in the order in which they were
 * made: also those that were made while no portal was set up.
 */
export const dependants = (
  db: Db,
  { ordering_key, seq }: Pick<OutboxEntry, 'ordering_key' | 'seq'>,
): OutboxEntry[] => {
  const untold = db.all(untoldUnderKey({ orderingKey: ordering_key })).map(readEntry);
  return [...unappliedUnderKey(db, ordering_key), ...untold]
    .filter((row) => row.seq > seq)
    .sort((a, b) => a.seq - b.seq);
};

const untoldUnderKey = prepared((p: { readonly orderingKey: string }) =>
  qb.selectFrom('outbox').selectAll().where('ordering_key', '=', p.orderingKey).where(isUntold),
);

/** How it stands from now on. However that is, it is no longer one that the portal has yet to be told (`deliverUntold`). */
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
  const row = { ...values, untold: 0 };
  const columns = Object.keys(row);
  const key = columns.join();
  let update = updates.get(key);
  if (update === undefined) {
    update = prepared((p: Readonly<Record<string, unknown>>) =>
      qb
        .updateTable('outbox')
        .set(Object.fromEntries(columns.map((name) => [name, p[name]])))
        .where('id', '=', p.id as string),
    );
    updates.set(key, update);
  }
  db.run(update({ ...row, id }));
}

/** By the columns they set. */
const updates = new Map<string, (values: Readonly<Record<string, unknown>>) => Query<unknown>>();

/** What a decision writes, and on which versions, from now on. */
export function replacePlan(db: Db, id: string, plan: readonly WriteStep[]): void {
  db.run(
    qb
      .updateTable('outbox')
      .set({ plan_json: JSON.stringify(plan) })
      .where('id', '=', id),
  );
}
