import type { AppointmentRequest, RequestStatus } from '../../../src-shared/domain/request.ts';
import type { EpochMs } from '../../../src-shared/domain/time.ts';
import { type Db, qb } from '../db.ts';
import type { RequestTable } from '../schema.ts';

export function requestFromRow(row: RequestTable): AppointmentRequest {
  return {
    id: row.id,
    // The table's CHECKs admit these alone.
    kind: row.kind,
    appointmentId: row.appointment_id,
    patientId: row.patient_id,
    requested:
      row.requested_start_ms === null || row.requested_end_ms === null
        ? null
        : { start: row.requested_start_ms, end: row.requested_end_ms },
    requestedStartText: row.requested_start_text,
    note: row.note,
    authoredAt: row.authored_ms,
    status: statusFromRow(row),
  };
}

function statusFromRow(row: RequestTable): RequestStatus {
  if (row.state === 'resolved')
    return {
      state: 'resolved',
      outcome: row.outcome ?? 'closed-elsewhere',
      reason: row.outcome_reason,
    };
  if (row.state === 'awaiting-patient' && row.proposal_appointment_id !== null)
    return {
      state: 'awaiting-patient',
      proposal: {
        appointmentId: row.proposal_appointment_id,
        sentAt: row.proposal_sent_ms ?? row.authored_ms,
        expiresAt: row.proposal_expires_ms ?? Number.MAX_SAFE_INTEGER,
        reason: row.proposal_reason ?? '',
        message: row.proposal_message ?? '',
      },
    };
  return { state: 'open', mark: row.mark };
}

export function findRequest(db: Db, id: string): AppointmentRequest | null {
  const row = db.get(qb.selectFrom('request').selectAll().where('id', '=', id));
  return row ? requestFromRow(row) : null;
}

/** Every request about this appointment, oldest first. */
export function requestsOfAppointment(db: Db, appointmentId: string): AppointmentRequest[] {
  return db
    .all(
      qb
        .selectFrom('request')
        .selectAll()
        .where('appointment_id', '=', appointmentId)
        .orderBy('authored_ms')
        .orderBy('id'),
    )
    .map(requestFromRow);
}

const NOBODY_NAMED = { for_reference: null, for_name: null, requester_reference: null, requester_name: null };

/** Writes the request whole, but for whom its Task names (`saveNamed`). `now` becomes `received_ms` of a new row and `resolved_ms` when it is resolved now. */
export function saveRequest(db: Db, r: AppointmentRequest, now: EpochMs): void {
  const s = r.status;
  const proposal = s.state === 'awaiting-patient' ? s.proposal : null;
  const before = db.get(qb.selectFrom('request').select(['state', 'resolved_ms']).where('id', '=', r.id));
  const values = {
    kind: r.kind,
    appointment_id: r.appointmentId,
    patient_id: r.patientId,
    requested_start_ms: r.requested?.start ?? null,
    requested_end_ms: r.requested?.end ?? null,
    requested_start_text: r.requestedStartText,
    note: r.note,
    authored_ms: r.authoredAt,
    state: s.state,
    mark: s.state === 'open' ? s.mark : null,
    outcome: s.state === 'resolved' ? s.outcome : null,
    outcome_reason: s.state === 'resolved' ? s.reason : null,
    resolved_ms: s.state !== 'resolved' ? null : before?.state === 'resolved' ? before.resolved_ms : now,
    proposal_appointment_id: proposal?.appointmentId ?? null,
    proposal_sent_ms: proposal?.sentAt ?? null,
    proposal_expires_ms: proposal?.expiresAt ?? null,
    proposal_reason: proposal?.reason ?? null,
    proposal_message: proposal?.message ?? null,
  };
  db.run(
    qb
      .insertInto('request')
      .values({ ...NOBODY_NAMED, ...values, id: r.id, received_ms: now })
      .onConflict((on) => on.column('id').doUpdateSet(values)),
  );
}
