import type { EpochMs } from '../../src-shared/domain/time.ts';
import { type Db, qb } from '../db/db.ts';
import { deleteAppointment, saveAppointment } from '../db/queries/appointments.ts';
import { saveRequest } from '../db/queries/requests.ts';
import { unappliedUnderKey } from './entries.ts';

/** What the local rows under an ordering key show beyond the portal's copies. Each writes in the caller's transaction. */

/** Shows what the decisions decided that the portal does not have. */
export function showUnapplied(db: Db, orderingKey: string, now: EpochMs): void {
  for (const { changes } of unappliedUnderKey(db, orderingKey)) {
    const { request, appointments, override } = changes;
    for (const appointment of appointments)
      saveAppointment(db, appointment, override ? { overrideReason: override.reason } : {});
    if (request) saveRequest(db, request, now);
  }
}

/** What was booked or proposed here and the portal has never had, also what was proposed instead of an accepted proposal. */
export function removeUnapplied(db: Db, orderingKey: string): void {
  if (isBookedHere(db, orderingKey)) deleteAppointment(db, orderingKey);
  const members = new Set<string>();
  const queue = [orderingKey];
  for (let id = queue.shift(); id !== undefined; id = queue.shift()) {
    if (members.has(id)) continue;
    members.add(id);
    const rows = db.all(
      qb.selectFrom('appointment').select(['id', 'portal_id']).where('original_id', '=', id),
    );
    for (const row of rows) {
      if (row.portal_id === null) deleteAppointment(db, row.id);
      else queue.push(row.id);
    }
  }
}

/** What has this ordering key began with a booking that never reached the portal. Without a portal a booking is done at once, and stays. */
function isBookedHere(db: Db, orderingKey: string): boolean {
  const root = db.get(qb.selectFrom('appointment').select('portal_id').where('id', '=', orderingKey));
  if (root === undefined || root.portal_id !== null) return false;
  const done = qb
    .selectFrom('outbox')
    .select('seq')
    .where('ordering_key', '=', orderingKey)
    .where('state', '=', 'done');
  return db.get(done.limit(1)) === undefined;
}
