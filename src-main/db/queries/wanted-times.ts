import { sql } from 'kysely';
import type { WantedTime } from '../../../src-shared/domain/obstacles.ts';
import type { EpochMs } from '../../../src-shared/domain/time.ts';
import { type Db, qb } from '../db.ts';
import { LONGEST_APPOINTMENT_MS } from './appointments.ts';

/** A time an open request asks for, before its patient has a name. */
export interface WantedRow extends Omit<WantedTime, 'patientName'> {
  readonly patientId: string | null;
}

/** The times within [from, to) that open requests to reschedule ask for, with the provider each would take. */
export function wantedTimes(db: Db, range: { readonly from: EpochMs; readonly to: EpochMs }): WantedRow[] {
  return db
    .all(
      qb
        .selectFrom('request')
        .crossJoin('appointment')
        .select([
          'request.id as requestId',
          'request.appointment_id as appointmentId',
          'request.patient_id as patientId',
          'appointment.practitioner_id as practitionerId',
          'request.requested_start_ms as start',
          'request.requested_end_ms as end',
        ])
        .whereRef('appointment.id', '=', 'request.appointment_id')
        // The partial index `request_by_wanted`'s own condition, word for word.
        .where(sql<boolean>`request.state = 'open' and request.requested_start_ms is not null`)
        .where('request.requested_start_ms', '>', range.from - LONGEST_APPOINTMENT_MS)
        .where('request.requested_start_ms', '<', range.to)
        .where('request.requested_end_ms', '>', range.from)
        .orderBy('request.requested_start_ms')
        .orderBy('request.id'),
    )
    .flatMap(({ start, end, ...rest }) => (start === null || end === null ? [] : [{ ...rest, start, end }]));
}
