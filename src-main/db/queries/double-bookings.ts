import { type Selectable, sql } from 'kysely';
import { BLOCKING_STATUSES } from '../../../src-shared/domain/appointment.ts';
import { type Db, qb } from '../db.ts';
import { prepared } from '../prepared.ts';
import type { DoubleBookingTable } from '../schema/outbox.ts';

export type DoubleBooking = Selectable<DoubleBookingTable>;

/** What was noted and is still so: both visits stand where they stood then. The newest first. */
export const standingDoubleBookings = (db: Pick<Db, 'all'>): DoubleBooking[] => db.all(standing({}));

const standing = prepared(() =>
  qb
    .selectFrom('double_booking')
    .innerJoin('appointment as own', (join) =>
      join
        .onRef('own.id', '=', 'double_booking.own_id')
        .onRef('own.start_ms', '=', 'double_booking.own_start_ms')
        .onRef('own.end_ms', '=', 'double_booking.own_end_ms')
        .on('own.status', 'in', BLOCKING_STATUSES),
    )
    .innerJoin('appointment as other', (join) =>
      join
        .onRef('other.id', '=', 'double_booking.other_id')
        .onRef('other.start_ms', '=', 'double_booking.other_start_ms')
        .onRef('other.end_ms', '=', 'double_booking.other_end_ms')
        .on('other.status', 'in', BLOCKING_STATUSES),
    )
    .where(hasIt('own'))
    .where(hasIt('other'))
    .selectAll('double_booking')
    .orderBy('double_booking.id', 'desc'),
);

/** Its provider, or one who takes part beside. */
const hasIt = (visit: 'own' | 'other') => sql<boolean>`(
  ${sql.ref(`${visit}.practitioner_id`)} = double_booking.practitioner_id
  or exists (select 1 from further_provider where further_provider.appointment_id = ${sql.ref(`${visit}.id`)}
    and further_provider.practitioner_id = double_booking.practitioner_id))`;

/** Also what is not so any more, or not yet. */
export const allDoubleBookings = (db: Db): DoubleBooking[] =>
  db.all(qb.selectFrom('double_booking').selectAll().orderBy('id'));

/**
 * What stands without those that a card of another kind tells of: of a refused decision it is said what has taken the time of the visit
 * that it was about.
 */
export function untoldDoubleBookings(db: Pick<Db, 'all'>): DoubleBooking[] {
  const found = standingDoubleBookings(db);
  if (found.length === 0) return found;
  const told = new Set(db.all(refusedAbout({})).map(({ appointment_id }) => appointment_id));
  return found.filter(({ own_id, other_id }) => !told.has(own_id) && !told.has(other_id));
}

const refusedAbout = prepared(() => qb.selectFrom('conflict').select('appointment_id'));

/** Nothing where the same is noted already. */
export function noteDoubleBooking(db: Db, noted: Omit<DoubleBooking, 'id'>): void {
  db.run(
    qb
      .insertInto('double_booking')
      .values(noted)
      .onConflict((on) => on.doNothing()),
  );
}

/** Whether there was such a one. */
export const forgetDoubleBooking = (db: Db, id: number): boolean =>
  db.run(qb.deleteFrom('double_booking').where('id', '=', id)).changes > 0;
