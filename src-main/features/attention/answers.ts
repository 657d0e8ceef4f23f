import { type Appointment, isActive } from '../../../src-shared/domain/appointment.ts';
import { waysOut } from '../../../src-shared/domain/attention-ways.ts';
import { toldAnswer } from '../../../src-shared/domain/visit-answer.ts';
import type { AttentionItem } from '../../../src-shared/ipc/attention-views.ts';
import type { Db } from '../../db/db.ts';
import { appointmentFromRow } from '../../db/queries/appointments.ts';
import { patientCards } from '../../db/queries/patient-cards.ts';
import { requestsOfAppointment } from '../../db/queries/requests.ts';
import { type AnsweredVisit, unseenAnswers } from '../../db/queries/visit-answers.ts';
import { visitViews } from '../../db/queries/visit-views.ts';
import { chainOf } from '../../outbox/chain.ts';
import type { AttentionContext } from './standings.ts';
import { standingViews } from './taken-by.ts';

/** What patients and others have answered that nothing follows from by itself: to visits that are booked, and to times that had been given back. */
export function answerItems(db: Db, context: AttentionContext, most: number): AttentionItem[] {
  const answered = unseenAnswers(db, context.now).slice(-most);
  const views = visitViews(
    db,
    answered.map(({ visit }) => visit),
  );
  return answered.flatMap((one, index) => {
    const view = views[index];
    if (view === undefined) return [];
    const { visit, given } = one;
    const { now, rules } = context;
    const item = {
      id: given.id,
      patientName: view.patientName,
      birthDate: view.birthDate,
      visit: view,
      given: toldAnswer(given, visit, { now, zone: rules.practice.zone }),
      at: given.at,
    };
    return visit.status === 'cancelled'
      ? lateItem(db, one, item)
      : {
          ...item,
          kind: 'visit-answer',
          appointmentId: visit.id,
          ways: [...waysOut({ kind: 'visit-answer' })],
        };
  });
}

type LateAnswer = Extract<AttentionItem, { kind: 'late-answer' }>;

function lateItem(
  db: Db,
  { visit }: AnsweredVisit,
  told: Pick<LateAnswer, 'id' | 'patientName' | 'birthDate' | 'visit' | 'given' | 'at'>,
): LateAnswer {
  const { patientId } = visit;
  const standing = standingInstead(db, visit);
  const request = lastRequest(db, visit);
  const appointmentId = standing[0]?.id ?? null;
  return {
    ...told,
    kind: 'late-answer',
    requestId: request?.id ?? null,
    closed: request?.status.state === 'resolved',
    appointmentId,
    patient: patientId === null ? null : (patientCards(db, [patientId]).get(patientId) ?? null),
    standing: standingViews(db, standing),
    ways: [
      ...waysOut({
        kind: 'late-answer',
        request: request !== undefined,
        appointment: appointmentId !== null,
      }),
    ],
  };
}

/** The request in whose course this time was given back, as far as that is known. */
export const lastRequest = (db: Db, { id, originalId }: Appointment) =>
  requestsOfAppointment(db, originalId ?? id).at(-1);

/** What is on the schedule of all that is one visit to the patient. */
const standingInstead = (db: Db, visit: Appointment): Appointment[] =>
  chainOf(db, visit)
    .members.map(appointmentFromRow)
    .filter(isActive)
    .sort((a, b) => a.start - b.start);
