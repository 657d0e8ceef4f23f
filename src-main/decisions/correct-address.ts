import type { Actor, Changes } from '../../src-shared/domain/changes.ts';
import type { EpochMs } from '../../src-shared/domain/time.ts';
import type { AppError } from '../../src-shared/errors.ts';
import { err, ok, type Result } from '../../src-shared/result.ts';
import { type Db, sql } from '../db/db.ts';
import { appendHistory } from '../db/queries/history.ts';
import { findPatient, portalIdOfPatient } from '../db/queries/people.ts';
import { findPortalCopy } from '../db/queries/portal-copies.ts';
import { withAttendee } from '../mail/calendar-object.ts';
import type { MailRow } from '../mail/queue.ts';
import { releaseCorrected } from '../mail/release.ts';
import type { Ids } from '../ports.ts';
import { type Correction, correctionOf, takeBackAddress } from '../sync/corrections.ts';
import { createNews } from '../sync/news.ts';
import { type OutboxRow, updateOutbox } from '../sync/outbox.ts';
import { UNLANDED } from '../sync/thread-state.ts';
import type { WriteStep } from '../sync/write-plan.ts';
import type { Committed } from './commit-decision.ts';
import { releaseRow } from './release-held.ts';
import { EMPTY_SNAPSHOT } from './snapshot.ts';

export interface AddressGiven {
  readonly patientId: string;
  /** The address on file when somebody looked. */
  readonly onFile: string | null;
  /** As `readEmailAddress` gives it. */
  readonly to: string;
  /** The refused e-mail it is about, and the others to the same address of the same patient that go to the new one too. */
  readonly mail: MailRow;
  readonly others: readonly MailRow[];
  readonly actor: Actor;
  readonly now: EpochMs;
  readonly undoMs: number;
  readonly portalConfigured: boolean;
}

/**
 * Corrects the address on file, tells the portal, and sends these e-mails again to the new address once it cannot be undone
 * any more. In the caller's transaction. `address-moved` when another one is on file by now.
 */
export function commitCorrection(
  db: Db,
  ids: Ids,
  given: AddressGiven,
): Result<Committed & { readonly outboxId: string }, AppError> {
  const { patientId, onFile, to, actor, now, undoMs } = given;
  const patient = findPatient(db, patientId);
  if (!patient) return err({ code: 'patient-not-found' });
  if (patient.email !== onFile) return err({ code: 'address-moved' });
  const plan = onFile === to ? [] : planOf(db, patientId);
  giveUpFailed(db, patientId, now);
  const outboxId = ids.uuid();
  const rows = [given.mail, ...given.others];
  const command: Correction = {
    type: 'correct-address',
    patientId,
    from: onFile,
    to,
    mails: rows.map((row) => ({
      id: row.id,
      state: row.state === 'failed' ? 'failed' : 'waiting',
      toAddress: row.to_address,
      ics: row.calendar_ics,
      error: row.last_error,
      attempts: row.attempts,
      finishedAt: row.finished_ms,
    })),
  };
  db.run(
    sql.insertInto('outbox').values({
      id: outboxId,
      thread: patientId,
      request_id: null,
      command_json: JSON.stringify(command),
      changes_json: JSON.stringify(nothingChanges(now)),
      plan_json: JSON.stringify(plan),
      before_json: JSON.stringify(EMPTY_SNAPSHOT),
      user_id: actor.userId,
      user_name: actor.userName,
      state: 'held',
      release_ms: now + undoMs,
      attempts: 0,
      next_attempt_ms: now + undoMs,
      last_error: null,
      created_ms: now,
      finished_ms: null,
    }),
  );
  db.run(sql.updateTable('patient').set({ email: to }).where('id', '=', patientId));
  for (const row of rows) redirect(db, row, to, outboxId);
  appendHistory(db, {
    at: now,
    actor,
    kind: 'address-corrected',
    requestId: given.mail.request_id,
    appointmentId: given.mail.appointment_id,
    patientId,
    outboxId,
    detail: { ...(onFile === null ? {} : { fromAddress: onFile }), toAddress: to },
  });
  const undoUntil = now + undoMs;
  if (undoMs > 0) return ok({ outboxId, undoUntil, state: 'held' });
  const row = { id: outboxId, plan_json: JSON.stringify(plan) };
  return ok({ outboxId, undoUntil, state: releaseRow(db, row, now, given.portalConfigured) });
}

/** Nothing to write for a patient the portal will hear of as they are then. */
function planOf(db: Db, patientId: string): WriteStep[] {
  const portalId = portalIdOfPatient(db, patientId);
  const step = { op: 'put', type: 'Patient', localId: patientId, portalId } as const;
  const copy = portalId === null ? null : findPortalCopy(db, 'Patient', portalId);
  const earlier = unlanded(db, patientId).findLast((row) => row.state !== 'failed' || portalId === null);
  if (earlier) return [{ ...step, basedOn: { after: earlier.id } }];
  return copy === null ? [] : [{ ...step, basedOn: { version: copy.versionId } }];
}

const unlanded = (db: Db, thread: string): OutboxRow[] =>
  db.all(
    sql
      .selectFrom('outbox')
      .selectAll()
      .where('thread', '=', thread)
      .where('state', 'in', UNLANDED)
      .orderBy('seq'),
  );

/** A correction that was refused gives way to the new one. */
function giveUpFailed(db: Db, patientId: string, now: EpochMs): void {
  for (const row of unlanded(db, patientId))
    if (row.state === 'failed' && correctionOf(row))
      updateOutbox(db, row.id, { state: 'undone', finished_ms: now });
}

function redirect(db: Db, row: MailRow, to: string, outboxId: string): void {
  db.run(
    sql
      .updateTable('mail')
      .set({
        to_address: to,
        calendar_ics: row.calendar_ics === null ? null : withAttendee(row.calendar_ics, to),
        correction_id: outboxId,
        state: 'waiting',
        attempts: 0,
        last_error: null,
        finished_ms: null,
      })
      .where('seq', '=', row.seq),
  );
}

/** Takes a correction back that has not left: the address, and the e-mails, are what they were. In the caller's transaction. */
export function undoCorrection(
  db: Db,
  row: OutboxRow,
  actor: Actor,
  now: EpochMs,
): Result<{ readonly requestId: null }, AppError> {
  const found = correctionOf(row);
  const later = unlanded(db, row.thread).some((other) => other.seq > row.seq);
  if (!found || row.state !== 'held' || later) return err({ code: 'undo-too-late' });
  updateOutbox(db, row.id, { state: 'undone', finished_ms: now });
  for (const mail of found.mails)
    db.run(
      sql
        .updateTable('mail')
        .set({
          to_address: mail.toAddress,
          calendar_ics: mail.ics,
          correction_id: mail.state === 'waiting' ? row.id : null,
          state: mail.state,
          attempts: mail.attempts,
          last_error: mail.error,
          finished_ms: mail.finishedAt,
        })
        .where('id', '=', mail.id)
        .where('correction_id', '=', row.id)
        .where('state', '=', 'waiting'),
    );
  // What they waited for may have been accepted meanwhile.
  releaseCorrected(db, row.id, now);
  takeBackAddress(db, found, createNews(now, actor));
  appendHistory(db, {
    at: now,
    actor,
    kind: 'undone',
    requestId: null,
    appointmentId: null,
    patientId: found.patientId,
    outboxId: row.id,
    detail: { command: 'correct-address' },
  });
  return ok({ requestId: null });
}

const nothingChanges = (at: EpochMs): Changes => ({
  command: 'correct-address',
  at,
  request: null,
  appointments: [],
  email: null,
  override: null,
  words: null,
});
