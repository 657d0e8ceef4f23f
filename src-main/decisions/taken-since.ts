import type { Appointment } from '../../src-shared/domain/appointment.ts';
import { conflictsWith, isBlocking } from '../../src-shared/domain/conflicts.ts';
import { type Db, sql } from '../db/db.ts';
import { appointmentFromRow, findAppointment } from '../db/queries/appointments.ts';
import { parseChanges } from '../sync/changes-json.ts';
import type { Snapshot } from './snapshot.ts';

/**
 * Whether a time that the rows of `snapshot` would take again has been given to another appointment by a decision made after
 * the one at position `seq`: whoever made that was not warned, because the time was free then.
 */
export function takenSince(db: Db, seq: number, snapshot: Snapshot): boolean {
  const ownIds = snapshot.appointments.map(({ id }) => id);
  const back = snapshot.appointments.flatMap(({ id, row }) => {
    const before = row && appointmentFromRow(row);
    return before && isBlocking(before) && !holdsAlready(findAppointment(db, id), before) ? [before] : [];
  });
  if (back.length === 0) return false;
  const given = changedSince(db, seq);
  return back.some((appointment) => conflictsWith(appointment, given, ownIds).length > 0);
}

const holdsAlready = (now: Appointment | null, before: Appointment): boolean =>
  now !== null &&
  isBlocking(now) &&
  now.start === before.start &&
  now.end === before.end &&
  now.practitionerId === before.practitionerId &&
  now.patientId === before.patientId;

/** Appointments that later decisions have changed, as they stand now. */
function changedSince(db: Db, seq: number): Appointment[] {
  const rows = db.all(
    sql.selectFrom('outbox').select('changes_json').where('seq', '>', seq).where('state', '<>', 'undone'),
  );
  const ids = new Set(rows.flatMap((row) => parseChanges(row.changes_json).appointments.map(({ id }) => id)));
  return [...ids].flatMap((id) => findAppointment(db, id) ?? []);
}
