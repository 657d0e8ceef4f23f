import type { Appointment } from '../../src-shared/domain/appointment.ts';
import { timeOf } from '../../src-shared/domain/conflicts.ts';
import { namesAnotherTime } from '../../src-shared/domain/portal-answer.ts';
import type { AppointmentRequest } from '../../src-shared/domain/request.ts';
import { isToKnowAfterEnd } from '../../src-shared/domain/visit-answer.ts';
import type { Db } from '../db/db.ts';
import { lastEndedProposals } from '../db/queries/appointments.ts';
import type { GivenAnswer } from '../db/queries/origins.ts';
import { findPortalCopy } from '../db/queries/portal-copies.ts';
import { requestsOfAppointment } from '../db/queries/requests.ts';
import { markAfterEnd } from '../db/queries/visit-answers.ts';
import { standingUnderKey } from '../outbox/entries.ts';
import { orderingKeyOf } from '../outbox/ordering-key.ts';
import type { Effects } from './effects.ts';
import { parseInstant } from './fhir/instant.ts';
import { recordAnswer } from './record-answer.ts';

/**
 * Keeps in sight what is answered to a time that has been given back. Nothing follows from it by itself, and whoever said yes may come at that time: it
 * stands on the row of the request where that waits, and otherwise under Needs attention until somebody has seen it.
 *
 * @param portalId the FHIR id of the Appointment answered to.
 * @param visit the same, cancelled: a proposed time, or a visit.
 */
export function noteLateAnswer(
  db: Db,
  portalId: string,
  visit: Appointment,
  given: GivenAnswer,
  effects: Effects,
): void {
  const isUnseen = isToKnowAfterEnd(given, visit) && (isLate(db, portalId, given) || wasEndedHere(db, visit));
  const appointmentId = visit.originalId ?? visit.id;
  const requests = requestsOfAppointment(db, appointmentId);
  const last = requests.at(-1) ?? null;
  const isOnRow = last !== null && showsAnswersTo(db, visit, last, effects);
  markAfterEnd(db, portalId, given, isUnseen ? { notedAt: isOnRow ? effects.now : null } : null);
  if (visit.originalId === null) {
    if (isUnseen) recordAnswer(db, given, { requestId: null, appointmentId }, { answerTo: 'visit' }, effects);
    return;
  }
  // What is answered to these is left to a person, whatever it is.
  const left = requests.find(({ status }) => status.state === 'open' && isOneOf(LEFT, status.mark));
  if (left !== undefined) recordAnswer(db, given, { requestId: left.id, appointmentId }, {}, effects);
  else if (last !== null && (isUnseen || namesAnotherTime(given, visit)))
    recordAnswer(db, given, { requestId: last.id, appointmentId }, { to: timeOf(visit) }, effects);
}

type Mark = Extract<AppointmentRequest['status'], { state: 'open' }>['mark'];

const LEFT: readonly Mark[] = ['no-answer', 'own-time', 'offer-taken'];
const isOneOf = (marks: readonly Mark[], mark: Mark): boolean => marks.includes(mark);

/** Given after the portal had the time given back, by the portal's clock. */
function isLate(db: Db, portalId: string, { at }: GivenAnswer): boolean {
  const copy = findPortalCopy(db, 'Appointment', portalId);
  return copy !== null && at > (parseInstant(copy.lastUpdated) ?? Number.POSITIVE_INFINITY);
}

/** By a decision of this desk, which cannot have gone by what had not been read. */
const wasEndedHere = (db: Db, visit: Appointment): boolean =>
  standingUnderKey(db, orderingKeyOf(db, visit)).some(({ changes }) =>
    changes.appointments.some(({ id, status }) => id === visit.id && status === 'cancelled'),
  );

/** Whether the request waits, and its row tells what is answered to this time: see `unsettledAnswers`. */
function showsAnswersTo(
  db: Db,
  visit: Appointment,
  { appointmentId, status }: AppointmentRequest,
  { now }: Effects,
): boolean {
  const tells =
    status.state === 'awaiting-patient'
      ? now > status.proposal.sentAt
      : status.state === 'open' && isOneOf([...LEFT, 'declined', 'proposal-withdrawn'], status.mark);
  return tells && lastEndedProposals(db, appointmentId).some(({ id }) => id === visit.id);
}
