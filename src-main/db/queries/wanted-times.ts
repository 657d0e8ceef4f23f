import { sql } from 'kysely';
import type { WantedTime } from '../../../src-shared/domain/obstacles.ts';
import type { EpochMs } from '../../../src-shared/domain/time.ts';
import { type Db, type Query, qb } from '../db.ts';
import { prepared } from '../prepared.ts';
import { LOOK_BACK_MS } from './look-back.ts';

/** A time an open request asks for, before its patient has a name. */
export interface WantedRow extends Omit<WantedTime, 'patientName'> {
  readonly patientId: string | null;
}

interface Range {
  readonly from: EpochMs;
  readonly to: EpochMs;
}

/**
 * The times within [from, to) that open requests to reschedule ask for, with the provider each would take. Not what is longer than a day:
 * no request is granted that.
 */
export const wantedTimes = (db: Db, range: Range): WantedRow[] =>
  rowsOf(db, wantedOfAll({ ...range, earliest: range.from - LOOK_BACK_MS }));

/** The same with this provider. */
export const wantedTimesOf = (db: Db, practitionerId: string, range: Range): WantedRow[] =>
  rowsOf(db, wantedOfOne({ ...range, practitionerId, earliest: range.from - LOOK_BACK_MS }));

const rowsOf = (db: Db, query: Query<Found>): WantedRow[] =>
  db
    .all(query)
    .flatMap(({ start, end, ...rest }) => (start === null || end === null ? [] : [{ ...rest, start, end }]));

type Found = Omit<WantedRow, 'start' | 'end'> & {
  readonly start: EpochMs | null;
  readonly end: EpochMs | null;
};

interface Within extends Range {
  readonly earliest: EpochMs;
}

const wantedWithin = (p: Within) =>
  qb
    .selectFrom('request')
    .select([
      'request.id as requestId',
      'request.appointment_id as appointmentId',
      'request.patient_id as patientId',
      'request.appointment_practitioner_id as practitionerId',
      'request.requested_start_ms as start',
      'request.requested_end_ms as end',
    ])
    // The own condition of the partial indexes `request_by_wanted` and `request_wanted_of`, word for word.
    .where(sql<boolean>`request.state = 'open' and request.requested_start_ms is not null`)
    // Not of a visit that is not on file.
    .where('request.appointment_start_ms', 'is not', null)
    .where('request.requested_start_ms', '>', p.earliest)
    .where('request.requested_start_ms', '<', p.to)
    .where('request.requested_end_ms', '>', p.from)
    .orderBy('request.requested_start_ms')
    .orderBy('request.id');

const wantedOfAll = prepared(wantedWithin);
const wantedOfOne = prepared((p: Within & { readonly practitionerId: string }) =>
  wantedWithin(p).where('request.appointment_practitioner_id', '=', p.practitionerId),
);
