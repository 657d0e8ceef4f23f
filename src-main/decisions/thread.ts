import type { Appointment } from '../../src-shared/domain/appointment.ts';
import type { Db } from '../db/db.ts';
import { findAppointment } from '../db/queries/appointments.ts';

/**
 * The thread of a decision on `appointment`: the id of the appointment it all began with. An accepted proposal is a new
 * appointment that points back to the one it was proposed instead of, and commands on both have to go in one order.
 */
export function threadOf(db: Db, appointment: Appointment): string {
  const seen = new Set([appointment.id]);
  let root = appointment.id;
  let next = appointment.originalId;
  while (next !== null && !seen.has(next)) {
    seen.add(next);
    root = next;
    next = findAppointment(db, next)?.originalId ?? null;
  }
  return root;
}
