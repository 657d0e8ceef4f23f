import type { EpochMs } from '../../src-shared/domain/time.ts';
import { type Db, qb } from '../db/db.ts';
import { deleteAppointment, saveAppointment } from '../db/queries/appointments.ts';
import { saveRequest } from '../db/queries/requests.ts';
import { unlandedOfThread } from './entries.ts';

/** What a thread's local rows show beyond the portal's copies. Each writes in the caller's transaction. */

/** Shows what the decisions decided that the portal does not have. */
export function applyUnlanded(db: Db, thread: string, now: EpochMs): void {
  for (const { changes } of unlandedOfThread(db, thread)) {
    const { request, appointments, override } = changes;
    for (const appointment of appointments)
      saveAppointment(db, appointment, override ? { overrideReason: override.reason } : {});
    if (request) saveRequest(db, request, now);
  }
}

/** What was booked or proposed here and the portal has never had, also what was proposed instead of an accepted proposal. */
export function removeUnlanded(db: Db, thread: string): void {
  if (isBookedHere(db, thread)) deleteAppointment(db, thread);
  const members = new Set<string>();
  const queue = [thread];
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

/** The thread began with a booking that never reached the portal. Without a portal a booking is done at once, and stays. */
function isBookedHere(db: Db, thread: string): boolean {
  const root = db.get(qb.selectFrom('appointment').select('portal_id').where('id', '=', thread));
  if (root === undefined || root.portal_id !== null) return false;
  const done = qb.selectFrom('outbox').select('seq').where('thread', '=', thread).where('state', '=', 'done');
  return db.get(done.limit(1)) === undefined;
}
