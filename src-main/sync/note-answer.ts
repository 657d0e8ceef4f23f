import { sql } from 'kysely';
import { isBlocking, timeOf } from '../../src-shared/domain/conflicts.ts';
import { namesAnotherTime, plainAnswer } from '../../src-shared/domain/portal-answer.ts';
import { answersToSee } from '../../src-shared/domain/visit-answer.ts';
import { type Db, qb } from '../db/db.ts';
import { findAppointment, localIdOfPortalAppointment } from '../db/queries/appointments.ts';
import { type Answer, saveAnswer } from '../db/queries/askers.ts';
import { answersTo, type GivenAnswer } from '../db/queries/origins.ts';
import { proposedIdsIn, proposes, requestsOfAppointment } from '../db/queries/requests.ts';
import { markToSee } from '../db/queries/visit-answers.ts';
import { markDue } from './automation-due.ts';
import type { Effects } from './effects.ts';
import { noteLateAnswer } from './note-late-answer.ts';
import { recordAnswer } from './record-answer.ts';

/**
 * Keeps an answer of the portal and has what it is about looked at: the request whose proposal it answers, also one that has run out, or
 * the visit. What a person has to read in it goes on the record at once: it is wanted there whatever becomes of the proposal.
 *
 * @param id the answer's FHIR id.
 */
export function noteAnswer(db: Db, id: string, given: Answer, effects: Effects): void {
  const { appointmentId: portalId } = given;
  const localId = localIdOfPortalAppointment(db, portalId);
  const visit = localId === null ? null : findAppointment(db, localId);
  const stored = (): GivenAnswer | undefined => answersTo(db, portalId).find((one) => one.id === id);
  const before = stored();
  saveAnswer(db, id, given, effects.now);
  const toSee = answersToSee(answersTo(db, portalId), visit ?? NOWHERE);
  markToSee(
    db,
    portalId,
    toSee.map((one) => one.id),
  );
  if (visit === null) return;
  const after = stored();
  const isNews = after !== undefined && !(before && saysTheSame(before, after));
  const request = db.get(requestProposing(visit.id));
  if (request !== undefined) {
    markDue(db, request.appointment_id);
    const isOwn = after?.by?.kind === 'patient' && after.by.patientId === visit.patientId;
    const isOneOfSeveral = proposedIdsIn(request).length > 1;
    if (!isNews || (isOwn && plainAnswer(after, visit) !== null && !isOneOfSeveral)) return;
    const about = { requestId: request.id, appointmentId: request.appointment_id };
    recordAnswer(db, after, about, isOneOfSeveral ? { to: timeOf(visit) } : {}, effects);
  } else if (visit.status === 'cancelled') {
    effects.topics.add('attention');
    if (isNews) noteLateAnswer(db, portalId, visit, after, effects);
  } else if (isBlocking(visit)) {
    const isAhead = visit.end > effects.now;
    if (isAhead) effects.topics.add('attention').add('schedule');
    if (!isNews) return;
    if (isAhead && toSee.some((one) => one.id === id))
      recordAnswer(db, after, { requestId: null, appointmentId: visit.id }, { answerTo: 'visit' }, effects);
    else if (visit.originalId !== null && namesAnotherTime(after, visit)) {
      // Before a yes that counts: nobody has to see to it, and it is known.
      const requestId = lastRequest(db, visit.originalId) ?? null;
      recordAnswer(db, after, { requestId, appointmentId: visit.originalId }, { to: timeOf(visit) }, effects);
    }
  }
}

const lastRequest = (db: Db, appointmentId: string): string | undefined =>
  requestsOfAppointment(db, appointmentId).at(-1)?.id;

/** No visit has this time: it is named as another one. */
const NOWHERE = { patientId: null, start: -1, end: -1 };

const requestProposing = (proposalId: string) =>
  qb
    .selectFrom('request')
    .select(['id', 'appointment_id', 'proposal_appointment_ids'])
    .where(proposes(sql.val(proposalId)));

const saysTheSame = (a: GivenAnswer, b: GivenAnswer): boolean =>
  a.answer === b.answer && a.comment === b.comment && a.start === b.start && a.end === b.end;
