import { sql } from 'kysely';
import { NO_TIME } from '../../../src-shared/domain/appointment.ts';
import type { EpochMs } from '../../../src-shared/domain/time.ts';
import type { AppointmentsWhen } from '../../../src-shared/ipc/patient-views.ts';
import { qb } from '../../db/db.ts';
import type { Position } from '../../db/keyset-cursor.ts';

/**
 * A patient's appointments, whatever their status, but what is only asked for or never had a time: those from `today` on, earliest first; or those before it, newest
 * first. `after` is the last row of the page before (`null`: from the top).
 */
export function appointmentsOfPatient(
  patientId: string,
  when: AppointmentsWhen,
  today: EpochMs,
  after: Position | null,
  limit: number,
) {
  const upcoming = when === 'upcoming';
  const direction = upcoming ? 'asc' : 'desc';
  const side = qb
    .selectFrom('appointment')
    .selectAll()
    .where('patient_id', '=', patientId)
    .where('status', '<>', 'proposed')
    .where('start_ms', '>', NO_TIME)
    .where('start_ms', upcoming ? '>=' : '<', today)
    .orderBy('start_ms', direction)
    .orderBy('id', direction)
    .limit(limit);
  if (after === null) return side;
  return side.where(sql<boolean>`(start_ms, id) ${upcoming ? sql`>` : sql`<`} (${after.key}, ${after.id})`);
}

/** A patient's requests, newest first; those of one patient are few enough to be sorted. */
export function requestsOfPatient(patientId: string, after: Position | null, limit: number) {
  const all = qb
    .selectFrom('request')
    .selectAll()
    .where('patient_id', '=', patientId)
    .orderBy('authored_ms', 'desc')
    .orderBy('id', 'desc')
    .limit(limit);
  return after === null ? all : all.where(sql<boolean>`(authored_ms, id) < (${after.key}, ${after.id})`);
}
