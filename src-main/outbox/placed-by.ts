import { type RawBuilder, sql } from 'kysely';
import type { Appointment } from '../../src-shared/domain/appointment.ts';
import type { Interval } from '../../src-shared/domain/conflicts.ts';
import { comesToStand, isSamePlace } from '../../src-shared/domain/double-booking.ts';
import { type Db, qb } from '../db/db.ts';
import { isFailed, isUnfinished, isUntold, UNAPPLIED } from '../db/outbox-states.ts';
import { prepared } from '../db/prepared.ts';
import { appointmentFromRow } from '../db/queries/appointments.ts';
import type { AppointmentTable } from '../db/schema/schedule.ts';
import { type OutboxEntry, readEntry } from './entry.ts';
import { orderingKeyOf } from './ordering-key.ts';

/**
 * The latest decision of this desk that put a visit where it stands; null where none did. One that was undone or refused, or that
 * left the visit where it was, did not.
 */
export function placedBy(db: Db, visit: Appointment): OutboxEntry | null {
  const entries = db.all(inForce({ orderingKey: orderingKeyOf(db, visit) })).map(readEntry);
  return (
    entries.findLast(({ changes, before }) => {
      const after = changes.appointments.find(({ id }) => id === visit.id);
      const row = before.appointments.find(({ id }) => id === visit.id)?.row ?? null;
      return (
        after !== undefined &&
        isSamePlace(after, visit) &&
        comesToStand(row && appointmentFromRow(row), after)
      );
    }) ?? null
  );
}

const inForce = prepared((p: { readonly orderingKey: string }) =>
  qb
    .selectFrom('outbox')
    .selectAll()
    .where('ordering_key', '=', p.orderingKey)
    .where('state', 'in', [...UNAPPLIED, 'done'])
    .orderBy('seq'),
);

/** Whether anything was ever decided at this desk. */
export const isAnyDecided = (db: Db): boolean => db.get(anything({})) !== undefined;

const anything = prepared(() => qb.selectFrom('outbox').select('seq').where('seq', '>', 0).limit(sql.lit(1)));

/**
 * Where visits stood with this provider, within a stretch of time, before decisions that the portal does not have: should one of
 * them be undone or refused, its visit stands there again.
 */
export function placesToReturnTo(db: Db, practitionerId: string, { start, end }: Interval): Appointment[] {
  const given = { practitionerId, from: start, to: end };
  return [leftByUnfinished, leftByFailed, leftByUntold]
    .flatMap((left) => db.all(left(given)))
    .map(({ row }) => appointmentFromRow(JSON.parse(row) as AppointmentTable));
}

// SQLite refuses to look into what is no JSON.
const before = sql<string>`json_each(case when json_valid(before_json) then before_json else '{}' end, '$.appointments')`;

const leftBy = (state: RawBuilder<boolean>) =>
  prepared((p: { readonly practitionerId: string; readonly from: number; readonly to: number }) =>
    qb
      .selectFrom(['outbox', before.as<'left'>(sql`"left"`)])
      .select(sql<string>`"left"."value" -> '$.row'`.as('row'))
      .where(state)
      .where(sql<boolean>`"left"."value" ->> '$.row.practitioner_id' = ${p.practitionerId}`)
      .where(sql<boolean>`"left"."value" ->> '$.row.start_ms' < ${p.to}`)
      .where(sql<boolean>`"left"."value" ->> '$.row.end_ms' > ${p.from}`)
      .orderBy('outbox.seq'),
  );
const leftByUnfinished = leftBy(isUnfinished);
const leftByFailed = leftBy(isFailed);
const leftByUntold = leftBy(isUntold);
