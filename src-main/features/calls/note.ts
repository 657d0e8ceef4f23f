import { sql } from 'kysely';
import { nextAttempt } from '../../../src-shared/domain/call-outcome.ts';
import type { Actor } from '../../../src-shared/domain/changes.ts';
import type { HistoryDetail, HistoryKind } from '../../../src-shared/domain/history.ts';
import type { Practice } from '../../../src-shared/domain/practice.ts';
import type { EpochMs } from '../../../src-shared/domain/time.ts';
import type { AppError } from '../../../src-shared/errors.ts';
import type { CommandInput } from '../../../src-shared/ipc/contract.ts';
import { err, ok, type Result } from '../../../src-shared/result.ts';
import { type Db, qb } from '../../db/db.ts';
import { appendHistory } from '../../db/queries/history.ts';
import type { CallAttemptTable, CallRow } from '../../db/schema/outbox.ts';
import type { Ids } from '../../ports.ts';
import { decidedIn, tellBy } from './list.ts';

/**
 * What is noted of a call on the Call list. Each is for the caller's transaction and answers `item-not-found` for a call that is not to
 * be made any more.
 */

interface By {
  readonly actor: Actor;
  readonly now: EpochMs;
}

/** The patient has been told. */
export function finishCall(db: Db, { id, note }: CommandInput<'calls.done'>, by: By): Result<null, AppError> {
  const call = findOpen(db, id);
  if (call === undefined) return err({ code: 'item-not-found' });
  setCall(db, id, { state: 'done', done_ms: by.now, done_by: by.actor.userName, done_note: note });
  record(db, call, by, 'call-done', withNote({}, note));
  return ok(null);
}

/** An attempt, and when the next is to be made; `again` null: at once. */
type Attempted = Pick<CallAttemptTable, 'id'> & { readonly again: EpochMs | null };

/**
 * The patient has not been told. `call-again-past` and `call-again-too-late` where the time named for the next attempt is no time
 * to come, or one at which there is nothing to tell any more.
 */
export function noteAttempt(
  db: Db,
  ids: Ids,
  { id, outcome, again, note }: CommandInput<'calls.attempted'>,
  practice: Practice,
  by: By,
): Result<Attempted, AppError> {
  const { now } = by;
  const call = findOpen(db, id);
  if (call === undefined) return err({ code: 'item-not-found' });
  const { told, gone } = decidedIn(db, call, now);
  const latest = told === null || gone !== null ? null : tellBy(db, call, told, now);
  if (again !== null && again <= now) return err({ code: 'call-again-past' });
  if (again !== null && latest !== null && again >= latest) return err({ code: 'call-again-too-late' });
  if (again === null && outcome === 'try-again') return err({ code: 'bad-input' });
  const next =
    again ?? (outcome === 'try-again' ? null : nextAttempt(outcome, { practice, tellBy: latest, now }));
  const attempt: CallAttemptTable = {
    id: ids.uuid(),
    call_id: id,
    at_ms: now,
    outcome,
    again_ms: next,
    note,
    user_name: by.actor.userName,
  };
  db.run(qb.insertInto('call_attempt').values(attempt));
  setCall(db, id, { next_ms: next, noted_ms: now });
  record(
    db,
    call,
    by,
    'call-attempted',
    withNote({ callOutcome: outcome, ...(next === null ? {} : { again: next }) }, note),
  );
  return ok({ id: attempt.id, again: next });
}

/** Takes back what was noted last. `item-not-found` as well where something else has been noted since. */
export function undoNote(
  db: Db,
  { id, attemptId }: CommandInput<'calls.undo'>,
  by: By,
): Result<null, AppError> {
  const call = db.get(qb.selectFrom('call').selectAll().where('id', '=', id));
  if (call === undefined) return err({ code: 'item-not-found' });
  if (attemptId === null) {
    // What the portal, or a decision, has ended is not opened again by hand.
    if (call.state !== 'done' || call.settled_by !== null) return err({ code: 'item-not-found' });
    setCall(db, id, { state: 'open', done_ms: null, done_by: null, done_note: null });
    record(db, call, by, 'call-undone', {});
    return ok(null);
  }
  const [last, before] = lastAttempts(db, id);
  if (call.state !== 'open' || last?.id !== attemptId) return err({ code: 'item-not-found' });
  db.run(qb.deleteFrom('call_attempt').where('id', '=', attemptId));
  setCall(db, id, { next_ms: before?.again_ms ?? null, noted_ms: before?.at_ms ?? null });
  record(db, call, by, 'call-undone', { callOutcome: last.outcome });
  return ok(null);
}

/** Takes a call off the list that needs not be made any more. `call-still-true` where it does: the patient waits for it. */
export function dismissCall(db: Db, { id }: CommandInput<'calls.dismiss'>, by: By): Result<null, AppError> {
  const call = findOpen(db, id);
  if (call === undefined) return err({ code: 'item-not-found' });
  if (decidedIn(db, call, by.now).gone === null) return err({ code: 'call-still-true' });
  setCall(db, id, { state: 'dropped', done_ms: by.now, done_by: by.actor.userName });
  record(db, call, by, 'call-dismissed', {});
  return ok(null);
}

function findOpen(db: Db, id: string): CallRow | undefined {
  const call = db.get(qb.selectFrom('call').selectAll().where('id', '=', id));
  return call?.state === 'open' ? call : undefined;
}

const lastAttempts = (db: Db, callId: string): CallAttemptTable[] =>
  db.all(
    qb
      .selectFrom('call_attempt')
      .selectAll()
      .where('call_id', '=', callId)
      .orderBy(sql`rowid`, 'desc')
      .limit(2),
  );

function setCall(db: Db, id: string, values: Partial<CallRow>): void {
  db.run(qb.updateTable('call').set(values).where('id', '=', id));
}

const withNote = (detail: HistoryDetail, note: string): HistoryDetail =>
  note.trim() === '' ? detail : { ...detail, note };

/** On the record of the request or, where there is none, of the visit. */
function record(db: Db, call: CallRow, { actor, now }: By, kind: HistoryKind, detail: HistoryDetail): void {
  const visit = call.request_id === null ? decidedIn(db, call, now).told?.appointment.id : undefined;
  appendHistory(db, {
    at: now,
    actor,
    kind,
    requestId: call.request_id,
    appointmentId: visit ?? null,
    outboxId: call.outbox_id,
    detail,
  });
}
