import type { Appointment } from '../../src-shared/domain/appointment.ts';
import { type Db, sql } from '../db/db.ts';
import { findAppointment } from '../db/queries/appointments.ts';
import type { OutboxState } from '../db/schema.ts';
import { threadOf } from '../decisions/thread.ts';

/** States of a decision whose effect the desk shows although the portal does not have it. */
export const UNLANDED: readonly OutboxState[] = ['held', 'ready', 'unsure', 'failed'];

/** While a thread has such decisions, its local rows stay as they are: newer copies are stored, not shown. */
export function isBusy(db: Db, thread: string): boolean {
  const row = db.get(
    sql
      .selectFrom('outbox')
      .select('seq')
      .where('thread', '=', thread)
      .where('state', 'in', UNLANDED)
      .limit(1),
  );
  return row !== undefined;
}

/** The thread of an appointment as the portal describes it, whether or not there is a row of it yet. */
export const threadOfAppointment = (db: Db, appointment: Appointment): string => threadOf(db, appointment);

/** The thread of the appointment with this local id. */
export function threadOfId(db: Db, appointmentId: string): string {
  const appointment = findAppointment(db, appointmentId);
  return appointment ? threadOf(db, appointment) : appointmentId;
}
