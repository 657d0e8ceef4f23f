import { type RawBuilder, sql } from 'kysely';
import { isCallDue, type NextCall } from '../../../src-shared/domain/call-outcome.ts';
import type { EpochMs } from '../../../src-shared/domain/time.ts';
import type { Counts } from '../../../src-shared/ipc/request-views.ts';
import { type Db, type Query, qb } from '../db.ts';
import { isFailed, isUnfinished, isUntold } from '../outbox-states.ts';
import { prepared } from '../prepared.ts';
import { untoldDoubleBookings } from './double-bookings.ts';
import { readSheetFailure } from './sheet-failure.ts';
import { unseenAnswers } from './visit-answers.ts';

// The literals below repeat the partial indexes' conditions word for word: SQLite uses such an index only then
// (https://www.sqlite.org/partialindex.html).

/** Decisions that have not reached the portal yet, those within the undo time included. */
const countWaitingToSync = (db: Db): number => count(db, waitingToSync);

/** The same, and of those the ones that an attempt has failed for. */
export const countWaiting = (db: Db): { readonly waitingToSync: number; readonly delayed: number } =>
  db.get(waiting({})) ?? { waitingToSync: 0, delayed: 0 };

/** The same with what was decided while no portal was set up, and is told to the next. */
export const countUntoldToPortal = (db: Db): number => count(db, waitingToSync) + count(db, untold);

/**
 * What stands under Needs attention at `now`: refused e-mails and decisions, conflicts, double bookings, answers, resources in
 * quarantine, a sheet not written.
 */
export const countNeedAttention = (db: Db, now: EpochMs): number =>
  count(db, needAttention) +
  untoldDoubleBookings(db).length +
  unseenAnswers(db, now).length +
  (readSheetFailure(db) === null ? 0 : 1);

/** E-mails that may leave and have not been taken by the mail server yet. */
export const countMailWaiting = (db: Db): number => count(db, mailWaiting);

/** When each call on the Call list is to be made. */
export const nextCalls = (db: Db): NextCall[] => db.all(openCalls({}));

/** The numbers on the tab's views at `now`; of the calls, those to be made now. Each is read off an index. */
export function inboxCounts(db: Db, now: EpochMs): Counts {
  return {
    inbox: count(db, open) - count(db, snoozed),
    snoozed: count(db, snoozed),
    awaiting: count(db, awaiting),
    attention: countNeedAttention(db, now),
    calls: nextCalls(db).filter((call) => isCallDue(call, now)).length,
    waitingToSync: countWaitingToSync(db),
  };
}

type Counting = (given: object) => Query<{ n: number }>;

const count = (db: Db, query: Counting): number => db.get(query({}))?.n ?? 0;

const rowsOf = (
  table: 'outbox' | 'mail' | 'request' | 'conflict' | 'address_conflict' | 'quarantine' | 'snooze',
  condition: RawBuilder<boolean> = sql<boolean>`true`,
) =>
  qb
    .selectFrom(table)
    .where(condition)
    .select((eb) => eb.fn.countAll<number>().as('n'));

const waitingToSync = prepared(() => rowsOf('outbox', isUnfinished));
const waiting = prepared(() =>
  qb
    .selectFrom('outbox')
    .where(isUnfinished)
    .select(({ fn }) => [
      fn.countAll<number>().as('waitingToSync'),
      // What is null is not counted.
      fn.count<number>('last_error').as('delayed'),
    ]),
);
const untold = prepared(() => rowsOf('outbox', isUntold));
const openCalls = prepared(() =>
  qb.selectFrom('call').select(['next_ms as at', 'noted_ms as notedAt']).where(sql<boolean>`state = 'open'`),
);
const mailWaiting = prepared(() => rowsOf('mail', sql`state = 'ready'`));
const open = prepared(() => rowsOf('request', sql`(state <> 'resolved' and state = 'open')`));
const snoozed = prepared(() => rowsOf('snooze'));
const awaiting = prepared(() => rowsOf('request', sql`(state <> 'resolved' and state = 'awaiting-patient')`));
const needAttention = prepared(() =>
  qb.selectNoFrom((eb) =>
    [
      rowsOf('mail', sql`state = 'failed'`),
      rowsOf('outbox', isFailed),
      rowsOf('conflict'),
      rowsOf('address_conflict'),
      rowsOf('quarantine'),
    ]
      .map((one) => eb.parens(one))
      .reduce((sum, one) => eb.parens(eb(sum, '+', one)))
      .as('n'),
  ),
);

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
