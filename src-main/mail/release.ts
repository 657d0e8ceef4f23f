import type { EpochMs } from '../../src-shared/domain/time.ts';
import { type Db, qb } from '../db/db.ts';
import { prepared } from '../db/prepared.ts';

/**
 * What happens to queued mail from outside the delivery loop. Each of these is one or two UPDATEs for the caller's
 * transaction; each changes only rows in the state it names, so that repeating one changes nothing and returns false.
 */

/**
 * The portal accepted the decision `outboxId` (or none is configured): its e-mails may leave, but for those that wait for a
 * correction of their address, and its calls are shown.
 * True when there was anything; then call `Delivery.wake()` after the commit.
 */
export function releaseMail(db: Db, outboxId: string, now: EpochMs): boolean {
  const mail = db.run(letMailGo({ outboxId, now }));
  const calls = db.run(showCalls({ outboxId }));
  return mail.changes + calls.changes > 0;
}

const letMailGo = prepared((p: { readonly outboxId: string; readonly now: EpochMs }) =>
  qb
    .updateTable('mail')
    .set({ state: 'ready', next_attempt_ms: p.now })
    .where('outbox_id', '=', p.outboxId)
    .where('state', '=', 'waiting')
    .where('correction_id', 'is', null),
);
const showCalls = prepared((p: { readonly outboxId: string }) =>
  qb
    .updateTable('call')
    .set({ state: 'open' })
    .where('outbox_id', '=', p.outboxId)
    .where('state', '=', 'waiting'),
);

/** The decision `outboxId` is to reach the portal after all: what has not been told of it waits for that again. */
export function holdMail(db: Db, outboxId: string): void {
  const mail = qb.updateTable('mail').set({ state: 'waiting' }).where('outbox_id', '=', outboxId);
  db.run(mail.where('state', '=', 'ready'));
  const call = qb.updateTable('call').set({ state: 'waiting' }).where('outbox_id', '=', outboxId);
  db.run(call.where('state', '=', 'open'));
}

/**
 * The decision `outboxId` was undone or refused: its e-mails and calls that have not happened never will. What was decided while no
 * portal was set up may have let them go already. The calls in which it was made are to be made again.
 */
export function dropMail(db: Db, outboxId: string, now: EpochMs): boolean {
  const mail = db.run(
    qb
      .updateTable('mail')
      .set({ state: 'dropped', finished_ms: now })
      .where('outbox_id', '=', outboxId)
      .where('state', 'in', ['waiting', 'ready']),
  );
  const calls = db.run(
    qb
      .updateTable('call')
      .set({ state: 'dropped' })
      .where('outbox_id', '=', outboxId)
      .where('state', 'in', ['waiting', 'open']),
  );
  const unsettled = db.run(
    qb
      .updateTable('call')
      .set({ state: 'open', settled_by: null, next_ms: null, done_ms: null, done_by: null, done_note: null })
      .where('settled_by', '=', outboxId),
  );
  return mail.changes + calls.changes + unsettled.changes > 0;
}

/**
 * Retry: a refused e-mail is to be tried again, under the same Message-ID and with a fresh count of attempts.
 * False when it is not in state `failed`. The caller records `email-retried` and calls `Delivery.wake()`.
 */
export function retryMail(db: Db, mailId: string, now: EpochMs): boolean {
  return (
    db.run(
      qb
        .updateTable('mail')
        .set({ state: 'ready', attempts: 0, next_attempt_ms: now, last_error: null, finished_ms: null })
        .where('id', '=', mailId)
        .where('state', '=', 'failed'),
    ).changes > 0
  );
}

/** A refused e-mail that is not true any more is never sent. False when it is not in state `failed`. */
export function dismissMail(db: Db, mailId: string, now: EpochMs): boolean {
  return endRefused(db, mailId, 'dropped', now);
}

/**
 * "Called instead": the receptionist told the patient by phone; the e-mail is not sent any more.
 * False when it is not in state `failed`. The caller records `called-instead`.
 */
export function markCalledInstead(db: Db, mailId: string, now: EpochMs): boolean {
  return endRefused(db, mailId, 'called', now);
}

/** A refused e-mail's end without being sent. False when it is not in state `failed`. */
function endRefused(db: Db, mailId: string, state: 'dropped' | 'called', now: EpochMs): boolean {
  return (
    db.run(
      qb
        .updateTable('mail')
        .set({ state, finished_ms: now })
        .where('id', '=', mailId)
        .where('state', '=', 'failed'),
    ).changes > 0
  );
}

/** Whether the patient has learned of the decision `outboxId`, by e-mail or by phone. */
export function wasTold(db: Db, outboxId: string): boolean {
  const mail = qb.selectFrom('mail').select('id').where('outbox_id', '=', outboxId);
  const call = qb.selectFrom('call').select('id').where('outbox_id', '=', outboxId);
  return (
    db.get(mail.where('state', 'in', ['sent', 'called']).limit(1)) !== undefined ||
    db.get(call.where('state', '=', 'done').limit(1)) !== undefined
  );
}
