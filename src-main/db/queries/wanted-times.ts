import { sql } from 'kysely';
import type { WantedTime } from '../../../src-shared/domain/obstacles.ts';
import type { EpochMs } from '../../../src-shared/domain/time.ts';
import { type Db, qb } from '../db.ts';
import { prepared } from '../prepared.ts';
import { LONGEST_APPOINTMENT_MS } from './appointments.ts';

/** A time an open request asks for, before its patient has a name. */
export interface WantedRow extends Omit<WantedTime, 'patientName'> {
  readonly patientId: string | null;
}

/** The times within [from, to) that open requests to reschedule ask for, with the provider each would take. */
export function wantedTimes(db: Db, range: { readonly from: EpochMs; readonly to: EpochMs }): WantedRow[] {
  return db
    .all(wantedWithin({ ...range, earliest: range.from - LONGEST_APPOINTMENT_MS }))
    .flatMap(({ start, end, ...rest }) => (start === null || end === null ? [] : [{ ...rest, start, end }]));
}

const wantedWithin = prepared(
  (p: { readonly earliest: EpochMs; readonly from: EpochMs; readonly to: EpochMs }) =>
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
      .where('request.requested_start_ms', '>', p.earliest)
      .where('request.requested_start_ms', '<', p.to)
      .where('request.requested_end_ms', '>', p.from)
      .orderBy('request.requested_start_ms')
      .orderBy('request.id'),
);
