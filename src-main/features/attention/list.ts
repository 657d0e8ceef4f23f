import { sql as raw } from 'kysely';
import { z } from 'zod';
import { type AppointmentStatus, isActive } from '../../../src-shared/domain/appointment.ts';
import { type AttentionState, waysOut } from '../../../src-shared/domain/attention-ways.ts';
import { type AttentionItem, quarantineReason } from '../../../src-shared/ipc/attention-views.ts';
import { conflictNote } from '../../../src-shared/ipc/request-views.ts';
import { type Db, sql } from '../../db/db.ts';
import { idList } from '../../db/id-list.ts';
import { UNKNOWN_PATIENT } from '../../db/queries/appointment-views.ts';
import { findAppointment } from '../../db/queries/appointments.ts';
import { patientCards } from '../../db/queries/patient-cards.ts';
import { findPatient } from '../../db/queries/people.ts';
import { namesInPortal } from '../../db/queries/portal-names.ts';
import { findRequest } from '../../db/queries/requests.ts';
import { readSheetFailure } from '../../db/queries/sheet-failure.ts';
import type { OutboxTable } from '../../db/schema.ts';
import { patientCreatedBy, patientsNamed, subjectOf } from '../../sync/new-patients.ts';
import { alsoTo } from './also-to.ts';
import { isOutdated } from './outdated.ts';
import { patientOfMail } from './patient-of-mail.ts';
import { quarantineKey } from './quarantine-key.ts';
import { takenBy } from './taken-by.ts';

/** Of each kind. More than that is one cause, not so many tasks. */
const MOST_SHOWN = 200;

const command = z.object({ type: z.string() });

const ways = (state: AttentionState): AttentionItem['ways'] => [...waysOut(state)];

/** What somebody has to look at: refused e-mails and decisions, conflicts, and what could not be read. Newest first. */
export function attentionItems(db: Db): AttentionItem[] {
  return [
    ...refusedMails(db),
    ...refusedDecisions(db),
    ...conflicts(db),
    ...scheduleConflicts(db),
    ...quarantined(db),
    ...sheetNotWritten(db),
  ].sort((a, b) => b.at - a.at || (a.id < b.id ? -1 : 1));
}

function refusedMails(db: Db): AttentionItem[] {
  return db
    .all(
      sql
        .selectFrom('mail')
        .selectAll()
        .where(raw<boolean>`state = 'failed'`)
        .orderBy('seq', 'desc')
        .limit(MOST_SHOWN),
    )
    .map((row) => {
      const outdated = isOutdated(db, row);
      const patientId = patientOfMail(db, row);
      return {
        kind: 'mail',
        id: row.id,
        requestId: row.request_id,
        appointmentId: row.appointment_id,
        patientName: row.to_name,
        subject: row.subject,
        toAddress: row.to_address,
        error: row.last_error ?? '',
        at: row.finished_ms ?? row.created_ms,
        script: row.text,
        patient: patientId === null ? null : (patientCards(db, [patientId]).get(patientId) ?? null),
        outdated,
        others: patientId === null ? 0 : alsoTo(db, row, patientId).length,
        ways: ways({
          kind: 'mail',
          outdated,
          patientKnown: patientId !== null && findPatient(db, patientId) !== null,
        }),
      };
    });
}

function refusedDecisions(db: Db): AttentionItem[] {
  const rows = db.all(
    sql
      .selectFrom('outbox')
      .selectAll()
      .where(raw<boolean>`state = 'failed'`)
      .orderBy('seq', 'desc')
      .limit(MOST_SHOWN),
  );
  const names = requestNames(
    db,
    rows.flatMap((row) => (row.request_id === null ? [] : [row.request_id])),
  );
  return rows.map((row) => ({
    kind: 'decision',
    id: row.id,
    requestId: row.request_id,
    appointmentId: subjectOf(row).appointmentId,
    patientName: names.get(row.request_id ?? '') ?? patientOfDecision(db, row),
    command: command.parse(JSON.parse(row.command_json)).type,
    error: row.last_error ?? '',
    at: row.finished_ms ?? row.created_ms,
    ways: ways({ kind: 'decision' }),
  }));
}

function conflicts(db: Db): AttentionItem[] {
  const rows = db.all(
    sql
      .selectFrom('conflict')
      .leftJoin('request', 'request.id', 'conflict.request_id')
      .select(['request_id', 'outbox_id', 'at_ms', 'note_json', 'request.appointment_id as appointmentId'])
      .orderBy('at_ms', 'desc')
      .limit(MOST_SHOWN),
  );
  const names = requestNames(
    db,
    rows.map((row) => row.request_id),
  );
  return rows.map((row) => {
    const status = findRequest(db, row.request_id)?.status;
    const state = status?.state ?? 'gone';
    return {
      kind: 'conflict',
      id: row.request_id,
      requestId: row.request_id,
      appointmentId: null,
      patientName: names.get(row.request_id) ?? UNKNOWN_PATIENT,
      note: conflictNote.parse(JSON.parse(row.note_json)),
      takenBy: takenBy(db, row.appointmentId),
      outboxId: row.outbox_id,
      request: { state, outcome: status?.state === 'resolved' ? status.outcome : null },
      appointmentStatus: statusOf(db, row.appointmentId),
      at: row.at_ms,
      ways: ways({ kind: 'request-conflict', standing: state }),
    };
  });
}

/** Of decisions made on the schedule itself. A booking that was refused has left the schedule: what it was stands in the outbox. */
function scheduleConflicts(db: Db): AttentionItem[] {
  return db
    .all(
      sql
        .selectFrom('appointment_conflict as said')
        .innerJoin('outbox', 'outbox.id', 'said.outbox_id')
        .leftJoin('appointment', 'appointment.id', 'said.appointment_id')
        .select([
          'said.appointment_id',
          'said.outbox_id',
          'said.at_ms',
          'said.note_json',
          'outbox.changes_json',
          'outbox.plan_json',
          'appointment.id',
        ])
        .orderBy('said.at_ms', 'desc')
        .limit(MOST_SHOWN),
    )
    .map((row) => {
      const status = statusOf(db, row.id);
      const standing = status === null ? 'gone' : isActive({ status }) ? 'active' : 'ended';
      return {
        kind: 'conflict',
        id: row.appointment_id,
        requestId: null,
        appointmentId: row.id,
        patientName: patientOfDecision(db, row),
        note: conflictNote.parse(JSON.parse(row.note_json)),
        takenBy: takenBy(db, row.id),
        outboxId: row.outbox_id,
        request: null,
        appointmentStatus: status,
        at: row.at_ms,
        ways: ways({ kind: 'appointment-conflict', standing }),
      };
    });
}

const statusOf = (db: Db, appointmentId: string | null): AppointmentStatus | null =>
  (appointmentId === null ? null : findAppointment(db, appointmentId))?.status ?? null;

/** Whom a decision without a request is about, or puts on file. */
function patientOfDecision(db: Db, row: Pick<OutboxTable, 'plan_json' | 'changes_json'>): string {
  const patientId = patientCreatedBy(row) ?? patientsNamed(row)[0];
  return (patientId === undefined ? null : findPatient(db, patientId)?.name) ?? UNKNOWN_PATIENT;
}

function quarantined(db: Db): AttentionItem[] {
  return db
    .all(sql.selectFrom('quarantine').selectAll().orderBy('at_ms', 'desc').limit(MOST_SHOWN))
    .map((row) => ({
      kind: 'quarantine',
      id: quarantineKey.write(row),
      resourceType: row.type,
      resourceId: row.id,
      versionId: row.version_id,
      reason: quarantineReason.parse(row.reason),
      detail: row.detail,
      at: row.at_ms,
      ways: ways({ kind: 'quarantine' }),
    }));
}

function sheetNotWritten(db: Db): AttentionItem[] {
  const failure = readSheetFailure(db);
  return failure === null ? [] : [{ kind: 'sheet', id: 'sheet', ...failure, ways: ways({ kind: 'sheet' }) }];
}

/** Whom these requests are about: the matched patient, else as the portal says. */
function requestNames(db: Db, requestIds: readonly string[]): Map<string, string> {
  const matched = db.all(
    sql
      .selectFrom('request')
      .crossJoin('patient')
      .whereRef('patient.id', '=', 'request.patient_id')
      .where('request.id', 'in', idList(requestIds))
      .select(['request.id', 'patient.name']),
  );
  const names = new Map(matched.map(({ id, name }) => [id, name]));
  for (const [id, name] of namesInPortal(
    db,
    requestIds.filter((id) => !names.has(id)),
  ))
    names.set(id, name);
  return names;
}
