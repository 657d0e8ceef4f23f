import { sql } from 'kysely';
import type { EpochMs } from '../../../src-shared/domain/time.ts';
import { type Db, qb } from '../db.ts';

/** A time that an appointment, `id`, had on the schedule until `at`. Instants. */
export interface FreedAppointment {
  readonly id: string;
  readonly practitionerId: string;
  readonly start: EpochMs;
  readonly end: EpochMs;
  readonly at: EpochMs;
}

/** The appointments removed by requests resolved since `since` that are still to come at `now`, the newest decision first; at most `limit`. */
export function freedAppointments(
  db: Db,
  { since, now, limit }: { readonly since: EpochMs; readonly now: EpochMs; readonly limit: number },
): FreedAppointment[] {
  return db
    .all(
      qb
        .selectFrom('request')
        .crossJoin('appointment')
        .select([
          'appointment.id as id',
          'appointment.practitioner_id as practitionerId',
          'appointment.start_ms as start',
          'appointment.end_ms as end',
          'request.resolved_ms as at',
        ])
        .whereRef('appointment.id', '=', 'request.appointment_id')
        // The partial index `request_resolved`'s own condition, word for word.
        .where(sql<boolean>`request.state = 'resolved'`)
        .where('request.resolved_ms', '>=', since)
        .where('appointment.status', '=', 'cancelled')
        .where('appointment.start_ms', '>', now)
        .orderBy('request.resolved_ms', 'desc')
        .orderBy('request.id', 'desc')
        .limit(limit),
    )
    .flatMap(({ practitionerId, at, ...rest }) =>
      practitionerId === null || at === null ? [] : [{ practitionerId, at, ...rest }],
    );
}
