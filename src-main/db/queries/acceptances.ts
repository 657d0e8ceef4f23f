import type { Appointment } from '../../../src-shared/domain/appointment.ts';
import type { Moment } from '../../../src-shared/domain/origin.ts';
import { answeredBy, decidingAnswer } from '../../../src-shared/domain/portal-answer.ts';
import { type AppointmentRequest, proposedIdsOf } from '../../../src-shared/domain/request.ts';
import type { Acceptance } from '../../../src-shared/domain/shared-offer.ts';
import { type Db, qb } from '../db.ts';
import { idList } from '../id-list.ts';
import { offeredOf } from './origins.ts';
import { requestsOfAppointment } from './requests.ts';

/** A patient has accepted a time, in a way that leaves nothing to a person. */
export interface Accepted extends Acceptance {
  readonly request: AppointmentRequest;
  /** The Tentative. */
  readonly appointmentId: string;
}

/** What the patient's answers to a proposal decide, and to which of its times; `null` where they leave something to a person. */
export function answerToProposal(db: Db, request: AppointmentRequest, moment: Moment) {
  const proposed = proposedIdsOf(request);
  if (proposed.length === 0) return null;
  const rows = db.all(qb.selectFrom('appointment').selectAll().where('id', 'in', idList(proposed)));
  return decidingAnswer(
    rows.map((row) => offeredOf(db, row)),
    moment,
  );
}

/** Of the proposals that stand in one offer, those that their patients have accepted, in no order. */
export function acceptancesIn(db: Db, offered: readonly Appointment[], moment: Moment): Accepted[] {
  return offered.flatMap(({ id, status, originalId }): Accepted[] => {
    if (status !== 'tentative' || originalId === null) return [];
    const request = requestsOfAppointment(db, originalId).find((one) => proposedIdsOf(one).includes(id));
    const decided = request ? answerToProposal(db, request, moment) : null;
    if (!request || decided?.answer !== 'accepted' || decided.time.id !== id) return [];
    const { time } = decided;
    const yes = time.answers.findLast((one) => answeredBy(one, time, moment) === 'patient');
    return [{ request, appointmentId: id, at: yes?.at ?? 0 }];
  });
}
