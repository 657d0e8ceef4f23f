import type { Appointment } from '../../src-shared/domain/appointment.ts';
import { conflictsWith, isBlocking } from '../../src-shared/domain/conflicts.ts';
import type { EpochMs } from '../../src-shared/domain/time.ts';
import { type Db, qb } from '../db/db.ts';
import { appointmentFromRow, appointmentsNear, findAppointment } from '../db/queries/appointments.ts';
import { parseChanges } from '../outbox/changes-json.ts';
import type { Snapshot } from '../outbox/snapshot.ts';
import { threadOf } from '../outbox/thread.ts';

/** A decision by its place in the outbox, and when it was made. */
export interface Made {
  readonly seq: number;
  readonly created_ms: EpochMs;
}

/**
 * Whether a time that the rows of `snapshot` would take again has been given to another appointment since the decision: by
 * a later one, or by taking an earlier one back. Whoever did that was not warned, because the time was free then.
 */
export function takenSince(db: Db, decision: Made, snapshot: Snapshot): boolean {
  const ownIds = snapshot.appointments.map(({ id }) => id);
  return snapshot.appointments.some(({ id, row }) => {
    const before = row && appointmentFromRow(row);
    if (!before || !isBlocking(before) || holdsAlready(findAppointment(db, id), before)) return false;
    const nearby = appointmentsNear(db, { from: before.start, to: before.end }, before);
    return conflictsWith(before, nearby, ownIds).some((other) => placedSince(db, other, decision));
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
function placedSince(db: Db, appointment: Appointment, decision: Made): boolean {
  const rows = db.all(
    qb
      .selectFrom('outbox')
      .select(['seq', 'state', 'finished_ms', 'changes_json'])
      .where('thread', '=', threadOf(db, appointment)),
  );
  return rows.some(({ seq, state, finished_ms, changes_json }) => {
    const undone = state === 'undone';
    const since = seq > decision.seq ? !undone : undone && (finished_ms ?? 0) >= decision.created_ms;
    return since && parseChanges(changes_json).appointments.some(({ id }) => id === appointment.id);
  });
}
