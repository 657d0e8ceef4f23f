import { plainAnswer } from '../../src-shared/domain/portal-answer.ts';
import { type Db, qb } from '../db/db.ts';
import { localIdOfPortalAppointment } from '../db/queries/appointments.ts';
import { type Answer, saveAnswer } from '../db/queries/askers.ts';
import { appendHistory } from '../db/queries/history.ts';
import { answersTo, type GivenAnswer } from '../db/queries/origins.ts';
import { markDue } from './automation-due.ts';
import { type Effects, portalActor } from './effects.ts';

/**
 * Keeps an answer of the portal and has the request it is about looked at. What a person has to read in it goes on that
 * request's record at once: it is wanted there whatever becomes of the proposal.
 *
 * @param id the answer's FHIR id.
 */
export function noteAnswer(db: Db, id: string, given: Answer, effects: Effects): void {
  const proposalId = localIdOfPortalAppointment(db, given.appointmentId);
  const request = proposalId === null ? undefined : db.get(requestProposing(proposalId));
  if (request === undefined) {
    saveAnswer(db, id, given);
    return;
  }
  const stored = (): GivenAnswer | undefined =>
    answersTo(db, given.appointmentId).find((one) => one.id === id);
  const before = stored();
  saveAnswer(db, id, given);
  markDue(db, request.appointment_id);
  const after = stored();
  if (after === undefined || (before && saysTheSame(before, after))) return;
  const proposed = { start: request.start_ms, end: request.end_ms };
  const isOwn = after.by?.kind === 'patient' && after.by.patientId === request.patient_id;
  if (isOwn && plainAnswer(after, proposed) !== null) return;
  const { answer, by, comment, start, end } = after;
  appendHistory(db, {
    at: effects.now,
    actor: portalActor(effects.by),
    kind: 'answer-received',
    requestId: request.id,
    appointmentId: request.appointment_id,
    outboxId: null,
    detail: {
      answer,
      ...(by?.name ? { patientName: by.name } : {}),
      ...(comment === '' ? {} : { message: comment }),
      ...(start === null && end === null ? {} : { suggested: { start, end } }),
    },
  });
}

const requestProposing = (proposalId: string) =>
  qb
    .selectFrom('request')
    .innerJoin('appointment as proposal', 'proposal.id', 'request.proposal_appointment_id')
    .select([
      'request.id',
      'request.appointment_id',
      'proposal.patient_id',
      'proposal.start_ms',
      'proposal.end_ms',
    ])
    .where('request.proposal_appointment_id', '=', proposalId);

const saysTheSame = (a: GivenAnswer, b: GivenAnswer): boolean =>
  a.answer === b.answer && a.comment === b.comment && a.start === b.start && a.end === b.end;
