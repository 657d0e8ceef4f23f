import { type Db, qb } from '../db/db.ts';
import { prepared } from '../db/prepared.ts';

/** Says that the requests about this appointment are to be looked at; `arrivedRequestId` is one just seen first. */
export function markDue(db: Db, appointmentId: string, arrivedRequestId: string | null = null): void {
  db.run(insert({ appointmentId, arrivedRequestId: arrivedRequestId ?? '' }));
}

const insert = prepared((p: { readonly appointmentId: string; readonly arrivedRequestId: string }) =>
  qb
    .insertInto('automation_due')
    .values({ appointment_id: p.appointmentId, arrived_request_id: p.arrivedRequestId })
    .onConflict((on) => on.doNothing()),
);
