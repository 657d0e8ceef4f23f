import type { ObstacleFacts } from '../../../src-shared/domain/obstacles.ts';
import type { Moment } from '../../../src-shared/domain/origin.ts';
import { answeredBy, type Offered, plainAnswer } from '../../../src-shared/domain/portal-answer.ts';
import { type AppointmentRequest, proposedIdsOf } from '../../../src-shared/domain/request.ts';
import { firstOf } from '../../../src-shared/domain/shared-offer.ts';
import { t } from '../../../src-shared/text/text.ts';
import type { Db } from '../../db/db.ts';
import { acceptancesIn } from '../../db/queries/acceptances.ts';
import { patientNames } from '../../db/queries/appointment-views.ts';
import { appointmentFromRow, lastEndedProposals } from '../../db/queries/appointments.ts';
import { offeredOf } from '../../db/queries/origins.ts';
import { offeredTogether } from '../../db/queries/shared-offers.ts';
import type { AppointmentTable } from '../../db/schema/schedule.ts';

/**
 * What the patient's own yes to a time that several were offered has come to, where that leaves something to a person.
 *
 * @param appointments has those proposed for the requests that wait.
 */
export function acceptanceOf(
  db: Db,
  request: AppointmentRequest,
  appointments: ReadonlyMap<string, AppointmentTable>,
  moment: Moment,
): ObstacleFacts['acceptance'] {
  const { status } = request;
  if (status.state === 'open' && status.mark === 'offer-taken') {
    const times = lastEndedProposals(db, request.appointmentId).map((row) => offeredOf(db, row));
    return times.some((time) => lastPlainAnswer(time, moment) === 'accepted')
      ? { code: 'accepted-too-late' }
      : null;
  }
  const times = proposedIdsOf(request).flatMap((id) => {
    const row = appointments.get(id);
    return row?.shared_offer ? [appointmentFromRow(row)] : [];
  });
  if (times.length === 0) return null;
  const found = firstOf(acceptancesIn(db, offeredTogether(db, times), moment));
  if (found === null || !('together' in found)) return null;
  const others = found.together.filter((one) => one.request.id !== request.id);
  if (others.length === found.together.length) return null;
  const names = patientNames(
    db,
    others.flatMap((one) => one.request.patientId ?? []),
  );
  return {
    code: 'accepted-together',
    others: others.map((one) => names.get(one.request.patientId ?? '') ?? t.details.UNKNOWN.patient),
  };
}

/** The patient's last word, where it says yes or no to this time and nothing else. */
function lastPlainAnswer(time: Offered, moment: Moment): 'accepted' | 'declined' | null {
  const last = time.answers.findLast((one) => answeredBy(one, time, moment) === 'patient');
  return last === undefined ? null : plainAnswer(last, time);
}
