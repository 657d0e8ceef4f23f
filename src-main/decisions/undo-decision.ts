import { z } from 'zod';
import type { Actor } from '../../src-shared/domain/changes.ts';
import type { EpochMs } from '../../src-shared/domain/time.ts';
import type { AppError } from '../../src-shared/errors.ts';
import { err, ok, type Result } from '../../src-shared/result.ts';
import { type Db, qb } from '../db/db.ts';
import { appendHistory } from '../db/queries/history.ts';
import { dropMail } from '../mail/release.ts';
import { appointmentOfDecision } from '../outbox/changes-json.ts';
import { findOutbox, unfinishedOfThread } from '../outbox/entries.ts';
import { patientCreatedBy } from '../outbox/new-patients.ts';
import { parseSnapshot, portalMovedOn, restoreSnapshot } from '../outbox/snapshot.ts';
import { markDue } from '../sync/automation-due.ts';
import { correctionOf } from '../sync/corrections.ts';
import { takeBack } from '../sync/take-back.ts';
import { undoCorrection } from './correct-address.ts';
import { undoNewPatient } from './new-patient.ts';
import { takenSince } from './taken-since.ts';

/** Which command an outbox row carries; what it says besides does not matter here. */
const decided = z.object({ type: z.string() });

/**
 * Takes a decision back that has not left the desk: every row is again what it was, the draft included; its e-mail and
 * call never happen. The record keeps both lines. Inside the caller's transaction.
 *
 * @returns `decision-not-found`; `undo-too-late` once it may have left or something later builds on it; `undo-slot-taken` when
 * a time it gave back has been given to somebody else since: taking it again would put two at the same time, unwarned.
 */
export function undoDecision(
  db: Db,
  outboxId: string,
  actor: Actor,
  now: EpochMs,
): Result<{ readonly requestId: string | null }, AppError> {
  const row = findOutbox(db, outboxId);
  if (!row) return err({ code: 'decision-not-found' });
  if (patientCreatedBy(row) !== null) return undoNewPatient(db, row, actor, now);
  if (correctionOf(row)) return undoCorrection(db, row, actor, now);
  const later = unfinishedOfThread(db, row.thread).some((other) => other.seq > row.seq);
  if (row.state !== 'held' || later) return err({ code: 'undo-too-late' });
  const snapshot = parseSnapshot(row.before_json);
  const appointmentId = appointmentOfDecision(row);
  if (takenSince(db, row, snapshot)) return err({ code: 'undo-slot-taken' });
  restoreSnapshot(db, snapshot);
  db.run(qb.updateTable('outbox').set({ state: 'undone', finished_ms: now }).where('id', '=', outboxId));
  dropMail(db, outboxId, now);
  appendHistory(db, {
    at: now,
    actor,
    kind: 'undone',
    requestId: row.request_id,
    appointmentId,
    outboxId,
    detail: { command: decided.parse(JSON.parse(row.command_json)).type },
  });
  // What the portal has said since then was held back for this decision's sake: now it counts.
  if (portalMovedOn(db, snapshot)) takeBack(db, row.thread, now, actor);
  markDue(db, appointmentId);
  return ok({ requestId: row.request_id });
}
