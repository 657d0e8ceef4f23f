import type { PatientRequest } from '../../../src-shared/ipc/patient-views.ts';
import { type Db, qb } from '../../db/db.ts';
import { idList } from '../../db/id-list.ts';
import { appointmentViews } from '../../db/queries/appointment-views.ts';
import { requestFromRow } from '../../db/queries/requests.ts';
import type { RequestTable } from '../../db/schema/schedule.ts';

/** These requests as a patient's card shows them, in the same order; a handful of queries serves all of them. */
export function patientRequestViews(db: Db, rows: readonly RequestTable[]): PatientRequest[] {
  if (rows.length === 0) return [];
  const ids = rows.flatMap((row) =>
    row.proposal_appointment_id === null
      ? [row.appointment_id]
      : [row.appointment_id, row.proposal_appointment_id],
  );
  const found = db.all(qb.selectFrom('appointment').selectAll().where('id', 'in', idList(ids)));
  const appointments = new Map(appointmentViews(db, found).map((view) => [view.id, view]));
  return rows.flatMap((row) => {
    const appointment = appointments.get(row.appointment_id);
    // A request is stored only together with its appointment.
    if (!appointment) return [];
    const { kind, requested, status } = requestFromRow(row);
    const proposed =
      status.state === 'awaiting-patient' ? appointments.get(status.proposal.appointmentId) : undefined;
    return [
      {
        id: row.id,
        kind,
        appointment,
        requested,
        proposed: proposed ? { start: proposed.start, end: proposed.end } : null,
        authoredAt: row.authored_ms,
        receivedAt: row.received_ms,
        state: status.state,
        mark: status.state === 'open' ? status.mark : null,
        outcome: status.state === 'resolved' ? status.outcome : null,
        outcomeReason: status.state === 'resolved' ? status.reason : null,
        resolvedAt: row.resolved_ms,
      },
    ];
  });
}
