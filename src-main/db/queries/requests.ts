import { type RawBuilder, sql } from 'kysely';
import type { AppointmentRequest, RequestStatus } from '../../../src-shared/domain/request.ts';
import type { EpochMs } from '../../../src-shared/domain/time.ts';
import { type Db, qb } from '../db.ts';
import { excluded } from '../excluded.ts';
import { prepared } from '../prepared.ts';
import type { RequestTable } from '../schema/schedule.ts';

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
  const proposed = proposedIdsIn(row);
  if (row.state === 'awaiting-patient' && proposed.length > 0)
    return {
      state: 'awaiting-patient',
      proposal: {
        appointmentIds: proposed,
        sentAt: row.proposal_sent_ms ?? row.authored_ms,
        expiresAt: row.proposal_expires_ms,
        reason: row.proposal_reason ?? '',
        message: row.proposal_message ?? '',
      },
    };
  return { state: 'open', mark: row.mark };
}

/** The Tentatives of the proposal that waits; none where no proposal does. */
export const proposedIdsIn = ({
  proposal_appointment_ids: ids,
}: Pick<RequestTable, 'proposal_appointment_ids'>): readonly string[] =>
  ids === null ? [] : (JSON.parse(ids) as string[]);

/** The visit that each of these requests is about, and those proposed instead. */
export const visitIdsIn = (
  rows: readonly Pick<RequestTable, 'appointment_id' | 'proposal_appointment_ids'>[],
): string[] => rows.flatMap((row) => [row.appointment_id, ...proposedIdsIn(row)]);

/**
 * Whether a row of `request` proposes the appointment whose id stands in `id`. Written by `saveRequest` alone: an id stands in quotation
 * marks, and none has one in it.
 */
export const proposes = (id: RawBuilder<unknown>): RawBuilder<boolean> =>
  sql<boolean>`proposal_appointment_ids IS NOT NULL AND instr(proposal_appointment_ids, '"' || ${id} || '"') > 0`;

export function findRequest(db: Db, id: string): AppointmentRequest | null {
  const row = db.get(byId({ id }));
  return row ? requestFromRow(row) : null;
}

/** The appointments about which requests of this patient wait for an answer to what was proposed. */
export const awaitedOf = (db: Db, patientId: string): string[] =>
  db
    .all(
      qb
        .selectFrom('request')
        .select('appointment_id')
        .where(sql<boolean>`state = 'awaiting-patient'`)
        .where('patient_id', '=', patientId),
    )
    .map(({ appointment_id }) => appointment_id);

/**
 * Every request about this appointment, oldest first. Sorted here: with ORDER BY beside a bound value SQLite compiles the statement anew
 * each time, to plan it by that value (https://www.sqlite.org/queryplanner-ng.html#qpstab).
 */
export function requestsOfAppointment(db: Db, appointmentId: string): AppointmentRequest[] {
  return db
    .all(aboutAppointment({ appointmentId }))
    .sort((a, b) => a.authored_ms - b.authored_ms || (a.id < b.id ? -1 : 1))
    .map(requestFromRow);
}

const byId = prepared((p: { readonly id: string }) =>
  qb.selectFrom('request').selectAll().where('id', '=', p.id),
);
const aboutAppointment = prepared((p: { readonly appointmentId: string }) =>
  qb.selectFrom('request').selectAll().where('appointment_id', '=', p.appointmentId),
);

/** Writes the request whole, but for whom its Task names (`saveNamed`). `now` becomes `received_ms` of a new row and `resolved_ms` when it is resolved now. */
export function saveRequest(db: Db, r: AppointmentRequest, now: EpochMs): void {
  const s = r.status;
  const proposal = s.state === 'awaiting-patient' ? s.proposal : null;
  db.run(
    upsert({
      id: r.id,
      kind: r.kind,
      appointment_id: r.appointmentId,
      patient_id: r.patientId,
      requested_start_ms: r.requested?.start ?? null,
      requested_end_ms: r.requested?.end ?? null,
      requested_start_text: r.requestedStartText,
      note: r.note,
      authored_ms: r.authoredAt,
      received_ms: now,
      state: s.state,
      mark: s.state === 'open' ? s.mark : null,
      outcome: s.state === 'resolved' ? s.outcome : null,
      outcome_reason: s.state === 'resolved' ? s.reason : null,
      resolved_ms: s.state === 'resolved' ? now : null,
      proposal_appointment_ids: proposal === null ? null : JSON.stringify(proposal.appointmentIds),
      proposal_sent_ms: proposal?.sentAt ?? null,
      proposal_expires_ms: proposal?.expiresAt ?? null,
      proposal_reason: proposal?.reason ?? null,
      proposal_message: proposal?.message ?? null,
    }),
  );
}

/** Written by triggers. */
type OfVisit = 'appointment_start_ms' | 'appointment_practitioner_id';

const NOBODY_NAMED = { for_reference: null, for_name: null, requester_reference: null, requester_name: null };

const upsert = prepared((p: Omit<RequestTable, keyof typeof NOBODY_NAMED | OfVisit>) => {
  const values = {
    kind: p.kind,
    appointment_id: p.appointment_id,
    patient_id: p.patient_id,
    requested_start_ms: p.requested_start_ms,
    requested_end_ms: p.requested_end_ms,
    requested_start_text: p.requested_start_text,
    note: p.note,
    authored_ms: p.authored_ms,
    state: p.state,
    mark: p.mark,
    outcome: p.outcome,
    outcome_reason: p.outcome_reason,
    proposal_appointment_ids: p.proposal_appointment_ids,
    proposal_sent_ms: p.proposal_sent_ms,
    proposal_expires_ms: p.proposal_expires_ms,
    proposal_reason: p.proposal_reason,
    proposal_message: p.proposal_message,
  };
  const { id, received_ms, resolved_ms } = p;
  return qb
    .insertInto('request')
    .values({ ...NOBODY_NAMED, ...values, id, received_ms, resolved_ms })
    .onConflict((on) =>
      on.column('id').doUpdateSet({
        ...excluded(values),
        // What was resolved before was so then.
        resolved_ms: sql`iif(request.state = 'resolved' AND excluded.state = 'resolved', request.resolved_ms, excluded.resolved_ms)`,
      }),
    );
});
