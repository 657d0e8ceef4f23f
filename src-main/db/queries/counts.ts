import { sql } from 'kysely';
import type { Counts } from '../../../src-shared/ipc/request-views.ts';
import { type Db, qb } from '../db.ts';
import { isFailed, isUnfinished } from '../outbox-states.ts';
import { readSheetFailure } from './sheet-failure.ts';

// The literals below repeat the partial indexes' conditions word for word: SQLite uses such an index only then
// (https://www.sqlite.org/partialindex.html).

/** Decisions that have not reached the portal yet, those within the undo time included. */
export function countWaitingToSync(db: Db): number {
  return count(
    db,
    qb
      .selectFrom('outbox')
      .where(isUnfinished)
      .select((eb) => eb.fn.countAll<number>().as('n')),
  );
}

/** What stands under Needs attention: refused e-mails and decisions, conflicts, resources in quarantine, a sheet not written. */
export function countNeedAttention(db: Db): number {
  const mail = qb
    .selectFrom('mail')
    .where(sql<boolean>`state = 'failed'`)
    .select((eb) => eb.fn.countAll<number>().as('n'));
  const outbox = qb
    .selectFrom('outbox')
    .where(isFailed)
    .select((eb) => eb.fn.countAll<number>().as('n'));
  const conflict = qb.selectFrom('conflict').select((eb) => eb.fn.countAll<number>().as('n'));
  const onAddress = qb.selectFrom('address_conflict').select((eb) => eb.fn.countAll<number>().as('n'));
  const quarantine = qb.selectFrom('quarantine').select((eb) => eb.fn.countAll<number>().as('n'));
  const sheet = readSheetFailure(db) === null ? 0 : 1;
  return [mail, outbox, conflict, onAddress, quarantine].reduce(
    (sum, query) => sum + count(db, query),
    sheet,
  );
}

/** E-mails that may leave and have not been taken by the mail server yet. */
export function countMailWaiting(db: Db): number {
  return count(
    db,
    qb
      .selectFrom('mail')
      .where(sql<boolean>`state = 'ready'`)
      .select((eb) => eb.fn.countAll<number>().as('n')),
  );
}

/** The numbers on the tab's views. Each is read off an index. */
export function inboxCounts(db: Db): Counts {
  const unresolved = (state: 'open' | 'awaiting-patient') =>
    count(
      db,
      qb
        .selectFrom('request')
        .where(sql<boolean>`state <> 'resolved'`)
        .where('state', '=', state)
        .select((eb) => eb.fn.countAll<number>().as('n')),
    );
  const calls = qb
    .selectFrom('call')
    .where(sql<boolean>`state = 'open'`)
    .select((eb) => eb.fn.countAll<number>().as('n'));
  return {
    inbox: unresolved('open'),
    awaiting: unresolved('awaiting-patient'),
    attention: countNeedAttention(db),
    calls: count(db, calls),
    waitingToSync: countWaitingToSync(db),
  };
}

function count(db: Db, query: Parameters<typeof db.get<{ n: number }>>[0]): number {
  return db.get(query)?.n ?? 0;
}

/** How many commands can still be undone, and of how many it is not known whether the portal has them. */
export function inTheAir(db: Db): { readonly held: number; readonly inDoubt: number } {
  const counted = db.all(
    qb
      .selectFrom('outbox')
      .select(({ fn }) => ['state', fn.countAll<number>().as('count')])
      .where(isUnfinished)
      .groupBy('state'),
  );
  const of = (state: 'held' | 'unsure'): number => counted.find((row) => row.state === state)?.count ?? 0;
  return { held: of('held'), inDoubt: of('unsure') };
}
