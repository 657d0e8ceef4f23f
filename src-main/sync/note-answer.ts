import { isBlocking } from '../../src-shared/domain/conflicts.ts';
import type { HistoryDetail } from '../../src-shared/domain/history.ts';
import { plainAnswer } from '../../src-shared/domain/portal-answer.ts';
import { answersToSee } from '../../src-shared/domain/visit-answer.ts';
import { type Db, qb } from '../db/db.ts';
import { findAppointment, localIdOfPortalAppointment } from '../db/queries/appointments.ts';
import { type Answer, saveAnswer } from '../db/queries/askers.ts';
import { appendHistory } from '../db/queries/history.ts';
import { answersTo, type GivenAnswer } from '../db/queries/origins.ts';
import { markToSee } from '../db/queries/visit-answers.ts';
import { markDue } from './automation-due.ts';
import { type Effects, portalActor } from './effects.ts';

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
    if (!isNews || (isOwn && plainAnswer(after, visit) !== null)) return;
    record(db, after, { requestId: request.id, appointmentId: request.appointment_id }, {}, effects);
  } else if (isNews && visit.originalId !== null && visit.status === 'cancelled') {
    const ranOut = db.get(requestRunOut(visit.originalId));
    if (ranOut !== undefined)
      record(db, after, { requestId: ranOut.id, appointmentId: visit.originalId }, {}, effects);
  } else if (isBlocking(visit) && visit.end > effects.now) {
    effects.topics.add('attention').add('schedule');
    if (isNews && toSee.some((one) => one.id === id))
      record(db, after, { requestId: null, appointmentId: visit.id }, { answerTo: 'visit' }, effects);
  }
}

/** No visit has this time: it is named as another one. */
const NOWHERE = { patientId: null, start: -1, end: -1 };

function record(
  db: Db,
  { answer, by, comment, start, end }: GivenAnswer,
  about: { readonly requestId: string | null; readonly appointmentId: string },
  detail: Pick<HistoryDetail, 'answerTo'>,
  effects: Effects,
): void {
  appendHistory(db, {
    at: effects.now,
    actor: portalActor(effects.by),
    kind: 'answer-received',
    ...about,
    outboxId: null,
    detail: {
      ...detail,
      answer,
      ...(by?.name ? { patientName: by.name } : {}),
      ...(comment === '' ? {} : { message: comment }),
      ...(start === null && end === null ? {} : { suggested: { start, end } }),
    },
  });
}

const requestProposing = (proposalId: string) =>
  qb.selectFrom('request').select(['id', 'appointment_id']).where('proposal_appointment_id', '=', proposalId);

/** The request whose proposal has run out in place of this appointment. */
const requestRunOut = (appointmentId: string) =>
  qb
    .selectFrom('request')
    .select('id')
    .where('appointment_id', '=', appointmentId)
    .where('state', '=', 'open')
    .where('mark', '=', 'no-answer');

const saysTheSame = (a: GivenAnswer, b: GivenAnswer): boolean =>
  a.answer === b.answer && a.comment === b.comment && a.start === b.start && a.end === b.end;
