import type { Appointment } from '../../src-shared/domain/appointment.ts';
import { conflictsWith, isBlocking } from '../../src-shared/domain/conflicts.ts';
import { areOneOffer } from '../../src-shared/domain/shared-offer.ts';
import { type Db, qb } from '../db/db.ts';
import { appointmentFromRow, appointmentsNear, findAppointment } from '../db/queries/appointments.ts';
import { type OutboxEntry, readEntry } from './entry.ts';
import { orderingKeyOf } from './ordering-key.ts';

/**
 * Whether a time that what stood before the decision would take again has been given to another appointment since the decision: by
 * a later one, or by taking an earlier one back. Whoever did that was not warned, because the time was free then.
 */
export function takenSince(db: Db, decision: OutboxEntry): boolean {
  const { appointments } = decision.before;
  const ownIds = appointments.map(({ id }) => id);
  return appointments.some(({ id, row }) => {
    const before = row && appointmentFromRow(row);
    if (!before || !isBlocking(before) || holdsAlready(findAppointment(db, id), before)) return false;
    const nearby = appointmentsNear(db, { from: before.start, to: before.end }, before);
    // Of those who are offered one time nobody has it yet.
    return conflictsWith(before, nearby, ownIds).some(
      (other) =>
        !(other.status === 'tentative' && areOneOffer(before, other)) && placedSince(db, other, decision),
    );
  });
}

const holdsAlready = (now: Appointment | null, before: Appointment): boolean =>
  now !== null &&
  isBlocking(now) &&
  now.start === before.start &&
  now.end === before.end &&
  now.practitionerId === before.practitionerId &&
  now.patientId === before.patientId;

/** What stands as it did when the decision was made was known then. */
function placedSince(db: Db, appointment: Appointment, decision: OutboxEntry): boolean {
  const rows = db.all(
    qb.selectFrom('outbox').selectAll().where('ordering_key', '=', orderingKeyOf(db, appointment)),
  );
  return rows.map(readEntry).some(({ seq, state, finished_ms, changes }) => {
    const undone = state === 'undone';
    const since = seq > decision.seq ? !undone : undone && (finished_ms ?? 0) >= decision.created_ms;
    return since && changes.appointments.some(({ id }) => id === appointment.id);
  });
}
