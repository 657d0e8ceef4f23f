import { z } from 'zod';
import type { Actor } from '../../src-shared/domain/changes.ts';
import type { EpochMs } from '../../src-shared/domain/time.ts';
import type { AppError } from '../../src-shared/errors.ts';
import { err, ok, type Result } from '../../src-shared/result.ts';
import { type Db, sql } from '../db/db.ts';
import { appendHistory } from '../db/queries/history.ts';
import { findOutbox, unfinishedOfThread } from '../db/queries/outbox.ts';
import { dropMail } from '../mail/release.ts';
import { markDue } from '../sync/automation-due.ts';
import { takeBack } from '../sync/take-back.ts';
import { parseSnapshot, portalMovedOn, restoreSnapshot } from './snapshot.ts';

/** Which command an outbox row carries; what it says besides does not matter here. */
const decided = z.object({ type: z.string() });

/**
 * Takes a decision back that has not left the desk: every row is again what it was, the draft included; its e-mail and
 * call never happen. The record keeps both lines. Inside the caller's transaction.
 *
 * @returns `decision-not-found`, or `undo-too-late` once it may have left or a later decision builds on it.
 */
export function undoDecision(
  db: Db,
  outboxId: string,
  actor: Actor,
  now: EpochMs,
): Result<{ readonly requestId: string | null }, AppError> {
  const row = findOutbox(db, outboxId);
  if (!row) return err({ code: 'decision-not-found' });
  const later = unfinishedOfThread(db, row.thread).some((other) => other.seq > row.seq);
  if (row.state !== 'held' || later) return err({ code: 'undo-too-late' });
  const snapshot = parseSnapshot(row.before_json);
  restoreSnapshot(db, snapshot);
  db.run(sql.updateTable('outbox').set({ state: 'undone', finished_ms: now }).where('id', '=', outboxId));
  dropMail(db, outboxId, now);
  appendHistory(db, {
    at: now,
    actor,
    kind: 'undone',
    requestId: row.request_id,
    appointmentId: snapshot.request?.appointment_id ?? row.thread,
    outboxId,
    detail: { command: decided.parse(JSON.parse(row.command_json)).type },
  });
  // What the portal has said since then was held back for this decision's sake: now it counts.
  if (portalMovedOn(db, snapshot)) takeBack(db, row.thread, now, actor);
  if (snapshot.request) markDue(db, snapshot.request.appointment_id);
  return ok({ requestId: row.request_id });
}
