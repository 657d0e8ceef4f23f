import { type Db, qb } from '../db/db.ts';

/** Says that the requests about this appointment are to be looked at; `arrivedRequestId` is one just seen first. */
export function markDue(db: Db, appointmentId: string, arrivedRequestId: string | null = null): void {
  db.run(
    qb
      .insertInto('automation_due')
      .values({ appointment_id: appointmentId, arrived_request_id: arrivedRequestId ?? '' })
      .onConflict((on) => on.doNothing()),
  );
}
