import { type Db, qb } from '../db/db.ts';
import { prepared } from '../db/prepared.ts';

/**
 * Says that the requests about this appointment are to be looked at; `arrivedRequestId` is one just seen first. Also those whose patients
 * were offered the same time: what becomes of one may be what the others have waited for.
 */
export function markDue(db: Db, appointmentId: string, arrivedRequestId: string | null = null): void {
  db.run(insert({ appointmentId, arrivedRequestId: arrivedRequestId ?? '' }));
  for (const { original_id: other } of db.all(sharers({ appointmentId })))
    if (other !== null && other !== appointmentId)
      db.run(insert({ appointmentId: other, arrivedRequestId: '' }));
}

/** The appointments instead of which the others' proposals were made. */
const sharers = prepared((p: { readonly appointmentId: string }) =>
  qb
    .selectFrom('appointment as own')
    .innerJoin('appointment as other', 'other.shared_offer', 'own.shared_offer')
    .select('other.original_id')
    .distinct()
    .where('own.original_id', '=', p.appointmentId)
    .where('own.original_id', 'is not', null)
    .where('own.shared_offer', 'is not', null)
    .where('other.shared_offer', 'is not', null),
);

const insert = prepared((p: { readonly appointmentId: string; readonly arrivedRequestId: string }) =>
  qb
    .insertInto('automation_due')
    .values({ appointment_id: p.appointmentId, arrived_request_id: p.arrivedRequestId })
    .onConflict((on) => on.doNothing()),
);
