import { type RawBuilder, type Selectable, sql } from 'kysely';
import type { Actor } from '../../src-shared/domain/changes.ts';
import type { HistoryKind } from '../../src-shared/domain/history.ts';
import type { EpochMs } from '../../src-shared/domain/time.ts';
import { type Db, qb } from '../db/db.ts';
import { prepared } from '../db/prepared.ts';
import { appendHistory } from '../db/queries/history.ts';
import type { MailTable } from '../db/schema/outbox.ts';

/** A row of `mail` as it is read. */
export type MailRow = Selectable<MailTable>;

/** In place of an address, where the patient has none any more: it is sent to nobody, and stands under Needs attention when it would leave. */
export const NO_ADDRESS = '';

/** The rows of `mail` as a queue. Each function that writes is one transaction with its history lines. */

/**
 * When temporary failures count as a refusal, so that somebody calls the patient: after this many attempts, and not before the
 * message is this old (an evening without network must not do it, nor must an impatient user).
 */
const GIVE_UP = { attempts: 100, ageMs: 3 * 24 * 60 * 60_000 } as const;

/** Word for word the condition of the partial indexes `mail_unsent` and `mail_ready`: SQLite does not use it for a bound value. */
const isReady = sql<boolean>`state = 'ready'`;

/** Waiting after temporary failures. */
export const BACKOFF = { firstMs: 5_000, maxMs: 15 * 60_000 };

/**
 * Its time has come, or it is further off than any wait after its attempts: then it was set before the machine's clock was put back,
 * and is not waited for (`longestBackoffMs`, as SQL).
 */
const isDue = (now: EpochMs): RawBuilder<boolean> => sql`(
  next_attempt_ms <= ${now} OR next_attempt_ms > ${now} +
    CASE attempts WHEN 0 THEN 0 ELSE min(${BACKOFF.maxMs}, ${BACKOFF.firstMs} * (1 << min(attempts - 1, 40))) END
)`;

/** The plus keeps SQLite from walking the whole table in the order of its key to save sorting a few rows. */
const inOrder = sql`+seq`;

/** Looked at together. */
const A_FEW = 50;

interface By {
  readonly now: EpochMs;
  readonly actor: Actor;
}

/** Addresses that differ in case alone may be one mailbox. */
export const mailboxOf = ({ to_address }: Pick<MailRow, 'to_address'>): string => to_address.toLowerCase();

/** So long until it is seen again whether one that is held may leave. */
const HELD_MS = 5000;

/**
 * The first ready message, in the order of queueing, that is due, not to a mailbox in `underWay`, not held, and has no earlier one to the same
 * mailbox before it, but for a reminder that is held; and, when there is none, the instant at which one will be due (`null`: nothing is waiting).
 */
export function nextMail(
  db: Db,
  now: EpochMs,
  underWay: ReadonlySet<string>,
  isHeld: (mail: Pick<MailRow, 'kind' | 'created_ms'>) => boolean = () => false,
): { readonly due: MailRow | null; readonly wakeAt: EpochMs | null } {
  const behind = new Set(underWay);
  let wakeAt: EpochMs | null = null;
  for (const row of inQueue(db, now)) {
    const mailbox = mailboxOf(row);
    if (behind.has(mailbox)) continue;
    const held = row.is_due && isHeld(row);
    if (row.is_due && !held)
      return {
        due: db.get(qb.selectFrom('mail').selectAll().where('seq', '=', row.seq)) ?? null,
        wakeAt: null,
      };
    // Others do not wait for a reminder that does: by then it may remind of nothing any more, which is seen before it leaves.
    if (!held || row.kind !== 'reminder') behind.add(mailbox);
    const next = held ? now + HELD_MS : row.next_attempt_ms;
    wakeAt = Math.min(wakeAt ?? next, next);
  }
  return { due: null, wakeAt };
}

type Queued = Pick<MailRow, 'seq' | 'to_address' | 'kind' | 'created_ms' | 'next_attempt_ms'> & {
  readonly is_due: boolean;
};

/** What is ready, in the order of queueing; no more of it is read than is asked for. */
function* inQueue(db: Db, now: EpochMs): Generator<Queued> {
  let rows: readonly Queued[];
  let seq = 0;
  do {
    rows = db.all(queuedAfter({ seq, now }));
    yield* rows;
    seq = rows.at(-1)?.seq ?? seq;
  } while (rows.length === A_FEW);
}

const queuedAfter = prepared((p: { readonly seq: number; readonly now: EpochMs }) =>
  qb
    .selectFrom('mail')
    .select(['seq', 'to_address', 'kind', 'created_ms', 'next_attempt_ms', isDue(p.now).as('is_due')])
    .where(isReady)
    .where('seq', '>', p.seq)
    .orderBy('seq')
    .limit(sql.lit(A_FEW)),
);

/** The server took responsibility for it. */
export function recordAccepted(db: Db, row: MailRow, by: By): void {
  db.transaction(() => {
    finish(db, row, 'sent', null, by);
    addLine(db, row, 'email-accepted', null, by);
  });
}

/** It will never be taken: Needs attention. */
export function recordRefused(db: Db, row: MailRow, error: string, by: By): void {
  db.transaction(() => {
    finish(db, row, 'failed', error, by);
    addLine(db, row, 'email-refused', error, by);
  });
}

/** A reminder of what is not so any more is never sent. */
export function dropReminder(db: Db, row: MailRow, by: By): void {
  db.transaction(() => {
    db.run(
      qb
        .updateTable('mail')
        .set({ state: 'dropped', finished_ms: by.now })
        .where('seq', '=', row.seq)
        .where('state', '=', 'ready'),
    );
    addLine(db, row, 'email-dismissed', null, by);
  });
}

/** Puts one message off until `until`, or gives it up. */
export function postponeMail(db: Db, row: MailRow, until: EpochMs, error: string, by: By): void {
  if (isHopeless(row, by.now)) recordRefused(db, row, error, by);
  else
    db.run(
      qb
        .updateTable('mail')
        .set({ attempts: row.attempts + 1, next_attempt_ms: until, last_error: error })
        .where('seq', '=', row.seq)
        .where('state', '=', 'ready'),
    );
}

/** The server could not be used at all: an attempt for every message that was due. Gives up those that are hopeless. */
export function recordServerFailure(db: Db, error: string, by: By): void {
  db.transaction(() => {
    const due = qb.selectFrom('mail').where(isReady).where(isDue(by.now));
    const candidates = db.all(
      due
        .selectAll()
        .where('attempts', '>=', GIVE_UP.attempts - 1)
        .orderBy(inOrder),
    );
    for (const row of candidates) if (isHopeless(row, by.now)) recordRefused(db, row, error, by);
    db.run(
      qb
        .updateTable('mail')
        .set((e) => ({ attempts: e('attempts', '+', 1), last_error: error }))
        .where(isReady)
        .where(isDue(by.now)),
    );
  });
}

/** Whether one more temporary failure now is the last. */
function isHopeless(row: MailRow, now: EpochMs): boolean {
  return row.attempts + 1 >= GIVE_UP.attempts && now - row.created_ms >= GIVE_UP.ageMs;
}

function finish(db: Db, row: MailRow, state: 'sent' | 'failed', error: string | null, by: By): void {
  db.run(
    qb
      .updateTable('mail')
      .set({ state, attempts: row.attempts + 1, last_error: error, finished_ms: by.now })
      .where('seq', '=', row.seq),
  );
}

function addLine(db: Db, row: MailRow, kind: HistoryKind, error: string | null, by: By): void {
  appendHistory(db, {
    at: by.now,
    actor: by.actor,
    kind,
    requestId: row.request_id,
    appointmentId: row.appointment_id,
    outboxId: row.outbox_id,
    detail: {
      emailKind: row.kind,
      toAddress: row.to_address,
      subject: row.subject,
      ...(error === null ? {} : { error }),
    },
  });
}
