import { proposedIdsOf } from '../../../src-shared/domain/request.ts';
import type { PatientRequest } from '../../../src-shared/ipc/patient-views.ts';
import { type Db, qb } from '../../db/db.ts';
import { idList } from '../../db/id-list.ts';
import { appointmentViews } from '../../db/queries/appointment-views.ts';
import { requestFromRow, visitIdsIn } from '../../db/queries/requests.ts';
import type { RequestTable } from '../../db/schema/schedule.ts';

/** These requests as a patient's card shows them, in the same order; a handful of queries serves all of them. */
export function patientRequestViews(db: Db, rows: readonly RequestTable[]): PatientRequest[] {
  if (rows.length === 0) return [];
  const found = db.all(
    qb
      .selectFrom('appointment')
      .selectAll()
      .where('id', 'in', idList(visitIdsIn(rows))),
  );
  const appointments = new Map(appointmentViews(db, found).map((view) => [view.id, view]));
  return rows.flatMap((row) => {
    const appointment = appointments.get(row.appointment_id);
    // A request is stored only together with its appointment.
    if (!appointment) return [];
    const request = requestFromRow(row);
    const { kind, requested, status } = request;
    return [
      {
        id: row.id,
        kind,
        appointment,
        requested,
        proposed: proposedIdsOf(request)
          .flatMap((id) => appointments.get(id) ?? [])
          .map(({ start, end }) => ({ start, end })),
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
