import { sql } from 'kysely';
import type { Appointment } from '../../src-shared/domain/appointment.ts';
import { type Db, qb } from '../db/db.ts';
import { isUntold, UNAPPLIED } from '../db/outbox-states.ts';
import { prepared } from '../db/prepared.ts';
import { findAppointment } from '../db/queries/appointments.ts';

/**
 * The ordering key of a decision on `appointment`: the id of the appointment it all began with. An accepted proposal is a new
 * appointment that points back to the one it was proposed instead of, and commands on both have to go in one order.
 * `appointment` may be one the portal describes and the desk has no row of yet.
 */
export function orderingKeyOf(db: Db, appointment: Appointment): string {
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

/** The ordering key of the appointment with this local id. */
export function orderingKeyOfId(db: Db, appointmentId: string): string {
  const appointment = findAppointment(db, appointmentId);
  return appointment ? orderingKeyOf(db, appointment) : appointmentId;
}

/**
 * While decisions with an ordering key have not been applied, its local rows stay as they are: newer copies are stored, not shown. Also
 * while one waits for there to be a portal (`isUntold`): what had been read before would be taken for what it was decided on.
 */
export function isBusy(db: Db, orderingKey: string): boolean {
  return (
    db.get(anyUnapplied({ orderingKey })) !== undefined || db.get(anyUntold({ orderingKey })) !== undefined
  );
}

const anyUnapplied = prepared((p: { readonly orderingKey: string }) =>
  qb
    .selectFrom('outbox')
    .select('seq')
    .where('ordering_key', '=', p.orderingKey)
    .where('state', 'in', UNAPPLIED)
    .limit(sql.lit(1)),
);

const anyUntold = prepared((p: { readonly orderingKey: string }) =>
  qb
    .selectFrom('outbox')
    .select('seq')
    .where(isUntold)
    .where('ordering_key', '=', p.orderingKey)
    .limit(sql.lit(1)),
);
