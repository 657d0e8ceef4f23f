import { sql } from 'kysely';
import type { AnswerCode, PortalAnswer } from '../../../src-shared/domain/portal-answer.ts';
import type { EpochMs } from '../../../src-shared/domain/time.ts';
import { type Db, qb } from '../db.ts';
import { prepared } from '../prepared.ts';
import type { Reference } from './origins.ts';

/** Writes of whom the portal says that they ask, answer, or act for a patient. References as in `RequestTable.for_reference`. */

/** Somebody entered as acting for a patient. */
export interface RelatedPerson {
  readonly id: string;
  readonly name: string;
  readonly patientReference: string | null;
  readonly active: boolean;
  readonly start: string | null;
  readonly end: string | null;
}

export function saveRelatedPerson(db: Db, person: RelatedPerson): void {
  const values = {
    name: person.name,
    patient_reference: person.patientReference,
    active: person.active ? 1 : 0,
    period_start: person.start,
    period_end: person.end,
  };
  db.run(
    qb
      .insertInto('related_person')
      .values({ ...values, id: person.id })
      .onConflict((on) => on.column('id').doUpdateSet(values)),
  );
}

/** The portal does not show them any more, or not so that they can be read: nobody knows whom they act for. */
export function forgetRelatedPerson(db: Db, id: string): void {
  db.run(qb.deleteFrom('related_person').where('id', '=', id));
  db.run(qb.deleteFrom('portal_copy').where('type', '=', 'RelatedPerson').where('id', '=', id));
}

/** The FHIR ids of those who ask in a patient's name in requests still to be settled. */
export function relatedPeopleAsking(db: Db): string[] {
  const rows = db.all(
    qb
      .selectFrom('request')
      .select('requester_reference')
      .distinct()
      // The partial index `request_unresolved`'s own condition, word for word.
      .where(sql<boolean>`state <> 'resolved'`)
      .where('requester_reference', 'like', 'RelatedPerson/%')
      .orderBy('requester_reference'),
  );
  return rows.map((row) => (row.requester_reference ?? '').slice('RelatedPerson/'.length));
}

export interface Answer extends Omit<PortalAnswer, 'answer' | 'by'> {
  /** The FHIR id of the appointment answered to. */
  readonly appointmentId: string;
  /** Null for one that was entered in error. */
  readonly answer: AnswerCode | null;
  readonly by: Reference | null;
  readonly at: number;
}

/** Keeps the answer with this FHIR id, or takes one away that was none. What it says otherwise than before nobody has seen yet. */
export function saveAnswer(db: Db, id: string, given: Answer, now: EpochMs): void {
  const { appointmentId, answer, by, at } = given;
  if (answer === null) {
    db.run(qb.deleteFrom('answer').where('id', '=', id));
    return;
  }
  const values = {
    appointment_portal_id: appointmentId,
    answer,
    actor_reference: by?.reference ?? null,
    actor_name: by?.name ?? null,
    comment: given.comment,
    start_ms: given.start,
    end_ms: given.end,
    at_ms: at,
  };
  const stored = db.get(qb.selectFrom('answer').selectAll().where('id', '=', id));
  const isKnown = stored !== undefined && SAID.every((column) => stored[column] === values[column]);
  const news = isKnown ? {} : { noted_ms: null, read_ms: now };
  db.run(
    qb
      .insertInto('answer')
      .values({ ...values, id, read_ms: now })
      .onConflict((on) => on.column('id').doUpdateSet({ ...values, ...news })),
  );
}

/** What an answer says, and to what. */
const SAID = ['appointment_portal_id', 'answer', 'actor_reference', 'comment', 'start_ms', 'end_ms'] as const;

/**
 * A patient has come on file whom the portal had named before: the appointments and unresolved requests that name them are theirs
 * from now on.
 */
export function findThemselves(db: Db, portalId: string, patientId: string): void {
  const whom = { reference: `Patient/${portalId}`, patientId };
  db.run(theirVisits(whom));
  db.run(theirRequests(whom));
}

interface Found {
  readonly reference: string;
  readonly patientId: string;
}

const theirVisits = prepared((p: Found) =>
  qb
    .updateTable('appointment')
    .set({ patient_id: p.patientId, unknown_patient: null })
    .where('unknown_patient', '=', p.reference)
    .where('unknown_patient', 'is not', null)
    .where('patient_id', 'is', null),
);
const theirRequests = prepared((p: Found) =>
  qb
    .updateTable('request')
    .set({ patient_id: p.patientId })
    .where('patient_id', 'is', null)
    .where(sql<boolean>`state <> 'resolved'`)
    .where((eb) =>
      eb.or([
        eb('for_reference', '=', p.reference),
        eb.and([eb('for_reference', 'is', null), eb('requester_reference', '=', p.reference)]),
      ]),
    ),
);
