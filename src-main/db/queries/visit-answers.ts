import { sql } from 'kysely';
import { type Appointment, BLOCKING_STATUSES } from '../../../src-shared/domain/appointment.ts';
import type { EpochMs } from '../../../src-shared/domain/time.ts';
import { answersToSee } from '../../../src-shared/domain/visit-answer.ts';
import { type Db, qb } from '../db.ts';
import { prepared } from '../prepared.ts';
import { appointmentFromRow } from './appointments.ts';
import { answersTo, type GivenAnswer } from './origins.ts';
import { proposes } from './requests.ts';

/** An answer to a visit, or to a time that was proposed. */
export interface AnsweredVisit {
  readonly visit: Appointment;
  readonly given: GivenAnswer;
}

/**
 * What patients and others have answered, until somebody has seen it: to visits that are booked and not over, until one is moved or cancelled; and to
 * times that had been given back before it was read, until both they and what it names instead are over. The answers to a proposal that waits, and those
 * that the row of a request tells, are left out. The latest last.
 */
export const unseenAnswers = (db: Db, now: EpochMs): AnsweredVisit[] =>
  [...answersToVisits(db, now), ...answersAfterEnd(db, now)].sort((a, b) => a.given.at - b.given.at);

function answersToVisits(db: Db, now: EpochMs): AnsweredVisit[] {
  const rows = db.all(candidates({ now }));
  const visits = new Map(rows.map((row) => [row.id, row]));
  const waiting = new Set(rows.map(({ answer_id }) => answer_id));
  return [...visits.values()]
    .flatMap((row) => {
      const visit = appointmentFromRow(row);
      return answersToSee(answersTo(db, row.portal_id ?? ''), visit).map((given) => ({ visit, given }));
    })
    .filter(({ given }) => waiting.has(given.id));
}

const answersAfterEnd = (db: Db, now: EpochMs): AnsweredVisit[] =>
  db.all(afterEnd({ now })).flatMap(({ answer_id: id, ...row }) => {
    const given = answersTo(db, row.portal_id ?? '').find((one) => one.id === id);
    return given === undefined ? [] : { visit: appointmentFromRow(row), given };
  });

const answered = () =>
  qb
    .selectFrom('answer')
    .innerJoin('appointment', 'appointment.portal_id', 'answer.appointment_portal_id')
    .selectAll('appointment')
    .select('answer.id as answer_id');

// As the partial index `answer_after_end` has it.
const isAfterEnd = sql<boolean>`after_end = 1 AND noted_ms IS NULL`;

const afterEnd = prepared((p: { readonly now: EpochMs }) =>
  answered()
    .where(isAfterEnd)
    // One that was undone waits, or is booked, again.
    .where('appointment.status', '=', 'cancelled')
    .where(({ eb, or }) => or([eb('appointment.end_ms', '>', p.now), eb('answer.end_ms', '>', p.now)])),
);

// The partial index `answer_to_see`'s own condition, word for word.
const isToSee = sql<boolean>`to_see = 1 AND noted_ms IS NULL`;

const candidates = prepared((p: { readonly now: EpochMs }) =>
  answered()
    .where(isToSee)
    .where('appointment.status', 'in', BLOCKING_STATUSES)
    .where('appointment.end_ms', '>', p.now)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('request')
            .select('request.id')
            .where(proposes(sql.ref('appointment.id'))),
        ),
      ),
    ),
);

/** Says of the answers to the Appointment with this FHIR id which of them a person has to see. */
export function markToSee(db: Db, appointmentPortalId: string, ids: readonly string[]): void {
  const stored = db.all(
    qb.selectFrom('answer').select(['id', 'to_see']).where('appointment_portal_id', '=', appointmentPortalId),
  );
  for (const { id, to_see } of stored) {
    const isOne = ids.includes(id) ? 1 : 0;
    if (to_see !== isOne) db.run(qb.updateTable('answer').set({ to_see: isOne }).where('id', '=', id));
  }
}

/**
 * Says of an answer to a time that has been given back whether a person still has to know of it, and takes back what was said of others of the same
 * person: their last word counts.
 *
 * @param unseen null: nobody has to. `notedAt`: since when it stands where somebody sees it; null: nowhere yet.
 */
export function markAfterEnd(
  db: Db,
  appointmentPortalId: string,
  { id, actor }: Pick<GivenAnswer, 'id' | 'actor'>,
  unseen: { readonly notedAt: EpochMs | null } | null,
): void {
  db.run(
    qb
      .updateTable('answer')
      .set({ after_end: 0 })
      .where('appointment_portal_id', '=', appointmentPortalId)
      .where('actor_reference', 'is', actor),
  );
  if (unseen !== null)
    db.run(qb.updateTable('answer').set({ after_end: 1, noted_ms: unseen.notedAt }).where('id', '=', id));
}

/** Somebody has seen this answer. */
export function markSeen(db: Db, id: string, now: EpochMs): void {
  db.run(qb.updateTable('answer').set({ noted_ms: now }).where('id', '=', id));
}

/** Somebody at this desk has decided about the Appointment with this FHIR id who could see what had been read by then. */
export function markSeenByDecision(
  db: Db,
  appointmentPortalId: string,
  readUntil: EpochMs,
  now: EpochMs,
): void {
  db.run(
    qb
      .updateTable('answer')
      .set({ noted_ms: now })
      .where('appointment_portal_id', '=', appointmentPortalId)
      .where('read_ms', '<=', readUntil)
      .where('noted_ms', 'is', null),
  );
}

/** Another desk has decided about it, by a version of this instant: what was answered before could be seen there. */
export function markSeenElsewhere(
  db: Db,
  appointmentPortalId: string,
  before: EpochMs,
  now: EpochMs,
): boolean {
  const { changes } = db.run(
    qb
      .updateTable('answer')
      .set({ noted_ms: now })
      .where('appointment_portal_id', '=', appointmentPortalId)
      .where('at_ms', '<', before)
      .where(isToSee),
  );
  return changes > 0;
}

/** Whether nobody has seen yet what was answered to the Appointment with this FHIR id. */
export const hasAnswersToSee = (db: Db, appointmentPortalId: string): boolean =>
  db.get(oneToSee({ appointmentPortalId })) !== undefined;

const oneToSee = prepared((p: { readonly appointmentPortalId: string }) =>
  qb
    .selectFrom('answer')
    .select('id')
    .where(isToSee)
    .where('appointment_portal_id', '=', p.appointmentPortalId)
    .limit(1),
);
