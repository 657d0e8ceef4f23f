import type { Appointment } from '../../src-shared/domain/appointment.ts';
import type { SystemCommand } from '../../src-shared/domain/commands.ts';
import type { Moment } from '../../src-shared/domain/origin.ts';
import { type AppointmentRequest, proposedIdsOf } from '../../src-shared/domain/request.ts';
import { firstOf, givenTo } from '../../src-shared/domain/shared-offer.ts';
import type { Db } from '../db/db.ts';
import { acceptancesIn } from '../db/queries/acceptances.ts';
import { findAppointment } from '../db/queries/appointments.ts';
import { findRequest } from '../db/queries/requests.ts';
import { offeredTogether } from '../db/queries/shared-offers.ts';
import { isBusy, orderingKeyOf } from '../outbox/ordering-key.ts';

/** What follows by itself where one time was offered to several patients. */

type Due = readonly [requestId: string, command: SystemCommand];

/**
 * Whose yes counts, of those who have accepted this time: by the portal's order, not by that in which they came here. Where the rules
 * refuse the first, the next; none where a person has to decide, or somebody has it by then.
 */
export function* whoIsFirst(db: Db, time: Appointment, moment: Moment): Generator<Due> {
  const offered = offeredTogether(db, [time]);
  if (givenTo(time, offered) !== null) return;
  let left = acceptancesIn(db, offered, moment);
  for (let next = firstOf(left); next !== null && 'first' in next; next = firstOf(left)) {
    const { request, appointmentId } = next.first;
    yield [request.id, { type: 'patient-answer', answer: 'accepted', proposalAppointmentId: appointmentId }];
    if (findRequest(db, request.id)?.status.state !== 'awaiting-patient') return;
    left = left.filter((one) => one.request.id !== request.id);
  }
}

/**
 * The end of a proposal whose time another has, once the portal has that: until then it may still be refused, and this patient's turn
 * come. `null` while nobody has it.
 */
export function givesWay(db: Db, request: AppointmentRequest, moment: Moment): Due | null {
  const times = proposedIdsOf(request).flatMap((id) => findAppointment(db, id) ?? []);
  const offered = offeredTogether(db, times);
  const isGiven = times.some((time) => {
    const winner = givenTo(time, offered);
    return winner !== null && !isBusy(db, orderingKeyOf(db, winner));
  });
  if (!isGiven) return null;
  const late = acceptancesIn(db, offered, moment).some((one) => one.request.id === request.id);
  return [request.id, { type: 'offer-taken', late }];
}
