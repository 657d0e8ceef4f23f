import type { Actor } from '../../src-shared/domain/changes.ts';
import { fullName, type NewPatient } from '../../src-shared/domain/new-patient.ts';
import type { EpochMs } from '../../src-shared/domain/time.ts';
import type { AppError } from '../../src-shared/errors.ts';
import { err, ok, type Result } from '../../src-shared/result.ts';
import { type Db, qb } from '../db/db.ts';
import { appendHistory } from '../db/queries/history.ts';
import { savePatient } from '../db/queries/people.ts';
import { allUnapplied, dependants, updateOutbox } from '../outbox/entries.ts';
import { nothingChanges, type OutboxEntry } from '../outbox/entry.ts';
import { holdDecision } from '../outbox/hold.ts';
import { patientsNamed, subjectOf } from '../outbox/new-patients.ts';
import { EMPTY_SNAPSHOT } from '../outbox/snapshot.ts';
import { isUndoable } from '../outbox/undo.ts';
import type { WriteStep } from '../outbox/write-step.ts';
import type { Ids } from '../ports.ts';
import type { Committed } from './commit-decision.ts';
import { releaseRow } from './release-held.ts';

export interface NewPatientGiven {
  /** As `tidied` gives it, with no problem. */
  readonly patient: NewPatient;
  readonly actor: Actor;
  readonly now: EpochMs;
  /** How long it can be undone; 0: it leaves at once. */
  readonly undoMs: number;
  readonly portalConfigured: boolean;
}

/**
 * Puts a patient on file, with the decision that creates them in the portal. They can be booked at once: what names them
 * waits for that decision. In the caller's transaction.
 */
export function commitNewPatient(
  db: Db,
  ids: Ids,
  { patient, actor, now, undoMs, portalConfigured }: NewPatientGiven,
): Committed & { readonly patientId: string; readonly outboxId: string } {
  const [patientId, outboxId] = [ids.uuid(), ids.uuid()];
  const name = fullName(patient);
  savePatient(db, { ...patient, id: patientId, name, portalAccess: true, language: null, standing: null });
  const plan: WriteStep[] = [
    { op: 'post', type: 'Patient', localId: patientId, portalId: null, basedOn: null },
  ];
  const row = holdDecision(db, {
    id: outboxId,
    orderingKey: patientId,
    requestId: null,
    command: { type: 'add-patient' },
    changes: nothingChanges('add-patient', now),
    plan,
    before: EMPTY_SNAPSHOT,
    actor,
    now,
    undoMs,
  });
  appendHistory(db, {
    at: now,
    actor,
    kind: 'patient-added',
    requestId: null,
    appointmentId: null,
    patientId,
    outboxId,
    detail: { patientName: name },
  });
  const released = undoMs > 0 ? 'held' : releaseRow(db, row, now, portalConfigured);
  return { patientId, outboxId, undoUntil: now + undoMs, state: released };
}

/**
 * Takes a patient off file again. In the caller's transaction.
 *
 * @returns `undo-too-late` once it may have left, or an appointment or a request is theirs.
 */
export function undoNewPatient(
  db: Db,
  entry: OutboxEntry,
  actor: Actor,
  now: EpochMs,
): Result<{ readonly requestId: null }, AppError> {
  const named = isNamed(db, 'appointment', entry.ordering_key) || isNamed(db, 'request', entry.ordering_key);
  if (named || !isUndoable(db, entry)) return err({ code: 'undo-too-late' });
  updateOutbox(db, entry.id, { state: 'undone', finished_ms: now });
  removePatient(db, entry.ordering_key);
  appendHistory(db, {
    at: now,
    actor,
    kind: 'undone',
    ...subjectOf(entry),
    outboxId: entry.id,
    detail: { command: 'add-patient' },
  });
  return ok({ requestId: null });
}

/**
 * A patient the portal refused has been given up, and every decision about them with it: they go, unless something of theirs
 * stays that the portal was never told of. A request they were assigned to has nobody again. In the caller's transaction.
 */
export function giveUpPatient(db: Db, patientId: string): void {
  db.run(qb.updateTable('request').set({ patient_id: null }).where('patient_id', '=', patientId));
  db.run(qb.deleteFrom('request_assignment').where('patient_id', '=', patientId));
  if (!isNamed(db, 'appointment', patientId)) removePatient(db, patientId);
}

function isNamed(db: Db, table: 'appointment' | 'request', patientId: string): boolean {
  const named = qb.selectFrom(table).select('id').where('patient_id', '=', patientId).limit(1);
  return db.get(named) !== undefined;
}

function removePatient(db: Db, id: string): void {
  db.run(qb.deleteFrom('patient').where('id', '=', id));
}

/** Decisions that name this patient and have not been applied, with those that build on them; in the order in which they were made. */
export function decisionsNaming(db: Db, patientId: string): OutboxEntry[] {
  const naming = allUnapplied(db).filter((entry) => patientsNamed(entry).includes(patientId));
  const all = naming.flatMap((entry) => [entry, ...dependants(db, entry)]);
  return [...new Map(all.map((entry) => [entry.id, entry])).values()].sort((a, b) => a.seq - b.seq);
}
