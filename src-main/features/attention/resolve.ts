import type { Actor } from '../../../src-shared/domain/changes.ts';
import type { EpochMs } from '../../../src-shared/domain/time.ts';
import type { AppError } from '../../../src-shared/errors.ts';
import type { AttentionDismissal } from '../../../src-shared/ipc/attention-views.ts';
import { err, ok, type Result } from '../../../src-shared/result.ts';
import { type Db, qb } from '../../db/db.ts';
import { findAppointment } from '../../db/queries/appointments.ts';
import { forgetDoubleBooking, untoldDoubleBookings } from '../../db/queries/double-bookings.ts';
import { appendHistory } from '../../db/queries/history.ts';
import { findPatient } from '../../db/queries/people.ts';
import { markSeen, unseenAnswers } from '../../db/queries/visit-answers.ts';
import { giveUpCorrection } from '../../decisions/correct-address.ts';
import { decisionsNaming, giveUpPatient } from '../../decisions/new-patient.ts';
import { dismissMail, dropMail, markCalledInstead, retryMail } from '../../mail/release.ts';
import { forgetConflict } from '../../outbox/conflicts.ts';
import { dependants, findEntry, updateOutbox } from '../../outbox/entries.ts';
import { patientCreatedBy, subjectOf } from '../../outbox/new-patients.ts';
import { restoreDrafts } from '../../outbox/snapshot.ts';
import { markRequestsDue } from '../../sync/complete-decision.ts';
import { isOutdated } from '../../sync/outdated-mail.ts';
import { takeBack } from '../../sync/take-back.ts';
import { lastRequest } from './answers.ts';
import { quarantineKey } from './quarantine-key.ts';

/**
 * What can be done about something under Needs attention. Each is for the caller's transaction and answers
 * `item-not-found`, or `not-failed` when somebody has resolved it meanwhile.
 */

interface By {
  readonly actor: Actor;
  readonly now: EpochMs;
}

/** The e-mail is tried again. `no-mail-server` while none is set up; `email-outdated` when what it tells is not so any more. */
export function retryRefusedMail(
  db: Db,
  mailId: string,
  by: By,
  { mailSetUp }: { readonly mailSetUp: boolean },
): Result<null, AppError> {
  const mail = findMail(db, mailId);
  if (mail?.state === 'failed' && isOutdated(db, mail, by.now)) return err({ code: 'email-outdated' });
  if (mail?.state === 'failed' && !mailSetUp) return err({ code: 'no-mail-server' });
  return ofMail(db, mailId, by, 'email-retried', retryMail);
}

/** The patient was told by phone; the e-mail is not sent any more. */
export function calledInstead(db: Db, mailId: string, by: By): Result<null, AppError> {
  return ofMail(db, mailId, by, 'called-instead', markCalledInstead);
}

/** What the e-mail tells is not so any more: it is given up. `email-still-true` when it is: the patient waits for it. */
function dismissOutdatedMail(db: Db, mailId: string, by: By): Result<null, AppError> {
  const mail = findMail(db, mailId);
  if (mail?.state === 'failed' && !isOutdated(db, mail, by.now)) return err({ code: 'email-still-true' });
  return ofMail(db, mailId, by, 'email-dismissed', dismissMail);
}

const findMail = (db: Db, mailId: string) =>
  db.get(qb.selectFrom('mail').selectAll().where('id', '=', mailId));

function ofMail(
  db: Db,
  mailId: string,
  { actor, now }: By,
  kind: 'email-retried' | 'called-instead' | 'email-dismissed',
  change: (db: Db, mailId: string, now: EpochMs) => boolean,
): Result<null, AppError> {
  const mail = findMail(db, mailId);
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

/** The decision is sent to the portal again, as it is. `no-portal` while none is set up. */
export function retryRefusedDecision(
  db: Db,
  outboxId: string,
  { now, portalSetUp }: { readonly now: EpochMs; readonly portalSetUp: boolean },
): Result<null, AppError> {
  const row = findEntry(db, outboxId);
  if (!row) return err({ code: 'item-not-found' });
  if (row.state !== 'failed') return err({ code: 'not-failed' });
  if (!portalSetUp) return err({ code: 'no-portal' });
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
 * The decision is given up, and with it those that build on it, with its ordering key or about the patient it creates: the local rows are again what the portal
 * says, the patient hears nothing of it, and what was typed is there again.
 */
export function dismissDecision(db: Db, outboxId: string, { actor, now }: By): Result<null, AppError> {
  const row = findEntry(db, outboxId);
  if (!row) return err({ code: 'item-not-found' });
  if (row.state !== 'failed') return err({ code: 'not-failed' });
  const patientId = patientCreatedBy(row);
  const building = [...dependants(db, row), ...(patientId === null ? [] : decisionsNaming(db, patientId))];
  const given = [...new Map([row, ...building].map((one) => [one.id, one])).values()];
  for (const { id } of given) {
    updateOutbox(db, id, { state: 'undone', finished_ms: now });
    dropMail(db, id, now);
  }
  for (const one of given.toReversed()) {
    if (one.correction) giveUpCorrection(db, one, one.correction, actor, now);
  }
  for (const orderingKey of new Set(given.map((one) => one.ordering_key)))
    takeBack(db, orderingKey, now, actor);
  restoreDrafts(
    db,
    given.toSorted((a, b) => a.seq - b.seq).map(({ before }) => before),
  );
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

/** Takes what was drawn off the list; `item-not-found` when something else stands there now, or nothing. */
export function dismiss(db: Db, given: AttentionDismissal, by: By): Result<null, AppError> {
  switch (given.kind) {
    case 'decision':
      return dismissDecision(db, given.id, by);
    case 'mail':
      return dismissOutdatedMail(db, given.id, by);
    case 'conflict':
      return dismissConflict(db, given.id, by);
    case 'double-booking':
      return dismissDoubleBooking(db, given.id, by);
    case 'quarantine':
      return dismissQuarantined(db, given, by);
    case 'visit-answer':
    case 'late-answer':
      return dismissAnswer(db, given, by);
  }
}

/** Forgets what was said of this refused decision, and of no other. The record keeps it. */
function dismissConflict(db: Db, outboxId: string, { actor, now }: By): Result<null, AppError> {
  const said = forgetConflict(db, outboxId);
  if (!said) return err({ code: 'item-not-found' });
  appendHistory(db, {
    at: now,
    actor,
    kind: 'conflict-dismissed',
    requestId: said.request_id,
    appointmentId: said.appointment_id,
    outboxId,
    detail: {},
  });
  return ok(null);
}

/** Both may stay where they are: it is not said again unless one of them comes to stand elsewhere. */
function dismissDoubleBooking(db: Db, id: string, { actor, now }: By): Result<null, AppError> {
  const said = untoldDoubleBookings(db).find((one) => String(one.id) === id);
  if (!said) return err({ code: 'item-not-found' });
  forgetDoubleBooking(db, said.id);
  for (const [appointmentId, otherId] of [
    [said.own_id, said.other_id],
    [said.other_id, said.own_id],
  ] as const) {
    const patientId = findAppointment(db, otherId)?.patientId ?? null;
    const patient = patientId === null ? null : findPatient(db, patientId);
    appendHistory(db, {
      at: now,
      actor,
      kind: 'double-booking-dismissed',
      requestId: null,
      appointmentId,
      outboxId: said.outbox_id,
      detail: patient === null ? {} : { patientName: patient.name },
    });
  }
  return ok(null);
}

/** Somebody has seen what was answered to a visit, or to a time that had been given back, as it was drawn. The record keeps it. */
function dismissAnswer(
  db: Db,
  { id, at }: Extract<AttentionDismissal, { kind: 'visit-answer' | 'late-answer' }>,
  { actor, now }: By,
): Result<null, AppError> {
  const found = unseenAnswers(db, now).find(({ given }) => given.id === id && given.at === at);
  if (!found) return err({ code: 'item-not-found' });
  markSeen(db, id, now);
  const { visit } = found;
  const { by, answer } = found.given;
  const isProposed = visit.status === 'cancelled' && visit.originalId !== null;
  appendHistory(db, {
    at: now,
    actor,
    kind: 'answer-noted',
    requestId: isProposed ? (lastRequest(db, visit)?.id ?? null) : null,
    appointmentId: isProposed ? visit.originalId : visit.id,
    outboxId: null,
    detail: {
      ...(isProposed ? { to: { start: visit.start, end: visit.end } } : { answerTo: 'visit' }),
      answer,
      ...(by?.name ? { patientName: by.name } : {}),
    },
  });
  return ok(null);
}

/** Off the list until the portal has a newer version: the copy kept of it remembers which one this was. */
function dismissQuarantined(
  db: Db,
  { id, versionId }: Extract<AttentionDismissal, { kind: 'quarantine' }>,
  { actor, now }: By,
): Result<null, AppError> {
  const resource = quarantineKey.read(id);
  if (!resource) return err({ code: 'item-not-found' });
  const { changes } = db.run(
    qb
      .deleteFrom('quarantine')
      .where('type', '=', resource.type)
      .where('id', '=', resource.id)
      .where('version_id', '=', versionId),
  );
  if (changes === 0) return err({ code: 'item-not-found' });
  appendHistory(db, {
    at: now,
    actor,
    kind: 'unusable-dismissed',
    requestId: null,
    appointmentId: null,
    outboxId: null,
    detail: { note: id },
  });
  return ok(null);
}
