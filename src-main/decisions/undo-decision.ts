import type { Actor } from '../../src-shared/domain/changes.ts';
import type { EpochMs } from '../../src-shared/domain/time.ts';
import type { AppError } from '../../src-shared/errors.ts';
import { err, ok, type Result } from '../../src-shared/result.ts';
import type { Db } from '../db/db.ts';
import { appendHistory } from '../db/queries/history.ts';
import { dropMail } from '../mail/release.ts';
import { findEntry } from '../outbox/entries.ts';
import { appointmentOfDecision } from '../outbox/entry.ts';
import { patientCreatedBy } from '../outbox/new-patients.ts';
import { portalMovedOn } from '../outbox/snapshot.ts';
import { undoUnsent } from '../outbox/undo.ts';
import { markDue } from '../sync/automation-due.ts';
import { takeBack } from '../sync/take-back.ts';
import { undoCorrection } from './correct-address.ts';
import { undoNewPatient } from './new-patient.ts';

/**
 * Takes a decision back that has not left the desk: every row is again what it was, the draft included; its e-mail and
 * call never happen. The record keeps both lines. Inside the caller's transaction.
 *
 * @returns `decision-not-found`, and what `undoUnsent` refuses with.
 */
export function undoDecision(
  db: Db,
  outboxId: string,
  actor: Actor,
  now: EpochMs,
): Result<{ readonly requestId: string | null }, AppError> {
  const entry = findEntry(db, outboxId);
  if (!entry) return err({ code: 'decision-not-found' });
  if (patientCreatedBy(entry) !== null) return undoNewPatient(db, entry, actor, now);
  if (entry.correction) return undoCorrection(db, entry, actor, now);
  const undone = undoUnsent(db, entry, now);
  if (!undone.ok) return undone;
  dropMail(db, outboxId, now);
  const appointmentId = appointmentOfDecision(entry);
  appendHistory(db, {
    at: now,
    actor,
    kind: 'undone',
    requestId: entry.request_id,
    appointmentId,
    outboxId,
    detail: { command: entry.command.type },
  });
  // What the portal has said since then was held back for this decision's sake: now it counts.
  if (portalMovedOn(db, entry.before)) takeBack(db, entry.ordering_key, now, actor);
  markDue(db, appointmentId);
  return ok({ requestId: entry.request_id });
}
