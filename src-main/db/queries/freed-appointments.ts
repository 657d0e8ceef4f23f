import { sql } from 'kysely';
import { COMMANDS } from '../../../src-shared/domain/command-rules.ts';
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

/** What moves or cancels a visit on the schedule. */
const MOVING = Object.entries(COMMANDS).flatMap(([type, { onSchedule }]) =>
  onSchedule === 'active' ? type : [],
);

/** So many of the newest decisions without a request are looked through: a busy desk's two days. */
const NEWEST = 500;

/**
 * The decisions made since `since` on the schedule itself that move or cancel an appointment, the newest first, whatever became of
 * them; at most `limit`. `before_json` is what was there before.
 */
export function changesOnSchedule(
  db: Db,
  { since, limit }: { readonly since: EpochMs; readonly limit: number },
): readonly { readonly at: EpochMs; readonly beforeJson: string }[] {
  const newest = qb
    .selectFrom('outbox')
    .select(['seq', 'created_ms', 'command_json', 'before_json'])
    .where('request_id', 'is', null)
    .orderBy('seq', 'desc')
    .limit(NEWEST)
    .as('newest');
  return db.all(
    qb
      .selectFrom(newest)
      .select(['created_ms as at', 'before_json as beforeJson'])
      .where('created_ms', '>=', since)
      .where(sql<string>`command_json ->> '$.type'`, 'in', MOVING)
      .orderBy('seq', 'desc')
      .limit(limit),
  );
}
