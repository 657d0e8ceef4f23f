import type { Actor } from '../../../src-shared/domain/changes.ts';
import type { EpochMs } from '../../../src-shared/domain/time.ts';
import type { AppError } from '../../../src-shared/errors.ts';
import { err, ok, type Result } from '../../../src-shared/result.ts';
import { type Db, sql } from '../../db/db.ts';
import { appendHistory } from '../../db/queries/history.ts';
import { findOutbox } from '../../db/queries/outbox.ts';
import { decisionsNaming, giveUpPatient } from '../../decisions/new-patient.ts';
import { dropMail, markCalledInstead, retryMail } from '../../mail/release.ts';
import { markRequestsDue } from '../../sync/landed.ts';
import { patientCreatedBy, subjectOf } from '../../sync/new-patients.ts';
import { dependants, updateOutbox } from '../../sync/outbox.ts';
import { takeBack } from '../../sync/take-back.ts';
import { quarantineKey } from './quarantine-key.ts';

/**
 * What can be done about something under Needs attention. Each is for the caller's transaction and answers
 * `item-not-found`, or `not-failed` when somebody has mended it meanwhile.
 */

interface By {
  readonly actor: Actor;
  readonly now: EpochMs;
}

/** The e-mail is tried again. */
export function retryRefusedMail(db: Db, mailId: string, by: By): Result<null, AppError> {
  return ofMail(db, mailId, by, 'email-retried', retryMail);
}

/** The patient was told by phone; the e-mail is not sent any more. */
export function calledInstead(db: Db, mailId: string, by: By): Result<null, AppError> {
  return ofMail(db, mailId, by, 'called-instead', markCalledInstead);
}

function ofMail(
  db: Db,
  mailId: string,
  { actor, now }: By,
  kind: 'email-retried' | 'called-instead',
  change: (db: Db, mailId: string, now: EpochMs) => boolean,
): Result<null, AppError> {
  const mail = db.get(sql.selectFrom('mail').selectAll().where('id', '=', mailId));
  if (!mail) return err({ code: 'item-not-found' });
  if (!change(db, mailId, now)) return err({ code: 'not-failed' });
  appendHistory(db, {
    at: now,
    actor,
    kind,
    requestId: mail.request_id,
    appointmentId: mail.appointment_id,
    outboxId: mail.outbox_id,
    detail: { emailKind: mail.kind, toAddress: mail.to_address, subject: mail.subject },
  });
  return ok(null);
}

/** The decision is sent to the portal again, as it is. */
export function retryRefusedDecision(db: Db, outboxId: string, now: EpochMs): Result<null, AppError> {
  const row = findOutbox(db, outboxId);
  if (!row) return err({ code: 'item-not-found' });
  if (row.state !== 'failed') return err({ code: 'not-failed' });
  updateOutbox(db, outboxId, {
    state: 'ready',
    attempts: 0,
    next_attempt_ms: now,
    last_error: null,
    finished_ms: null,
  });
  return ok(null);
}

/**
 * The decision is given up, and with it those that build on it, of its thread or about the patient it creates: the local rows are again what the portal
 * says, and the patient hears nothing of it.
 */
export function dismissDecision(db: Db, outboxId: string, { actor, now }: By): Result<null, AppError> {
  const row = findOutbox(db, outboxId);
  if (!row) return err({ code: 'item-not-found' });
  if (row.state !== 'failed') return err({ code: 'not-failed' });
  const patientId = patientCreatedBy(row);
  const building = patientId === null ? dependants(db, row) : decisionsNaming(db, patientId);
  const given = [row, ...building];
  for (const { id } of given) {
    updateOutbox(db, id, { state: 'undone', finished_ms: now });
    dropMail(db, id, now);
  }
  for (const thread of new Set(given.map((one) => one.thread))) takeBack(db, thread, now, actor);
  if (patientId !== null) giveUpPatient(db, patientId);
  for (const one of given)
    appendHistory(db, {
      at: now,
      actor,
      kind: 'undone',
      ...subjectOf(one),
      outboxId: one.id,
      detail: {},
    });
  for (const one of given) markRequestsDue(db, one);
  return ok(null);
}

/** Forgets what was said of a refused decision on the schedule. The record keeps it. */
export function dismissConflict(db: Db, appointmentId: string): Result<null, AppError> {
  const { changes } = db.run(
    sql.deleteFrom('appointment_conflict').where('appointment_id', '=', appointmentId),
  );
  return changes > 0 ? ok(null) : err({ code: 'item-not-found' });
}

/** Off the list until the portal has a newer version: the copy kept of it remembers which one this was. */
export function dismissQuarantined(db: Db, key: string): Result<null, AppError> {
  const resource = quarantineKey.read(key);
  if (!resource) return err({ code: 'item-not-found' });
  const { changes } = db.run(
    sql.deleteFrom('quarantine').where('type', '=', resource.type).where('id', '=', resource.id),
  );
  return changes > 0 ? ok(null) : err({ code: 'item-not-found' });
}
