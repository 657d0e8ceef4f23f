import { type Db, qb } from '../db.ts';
import { prepared } from '../prepared.ts';

/**
 * Ids of the appointments of which the portal has a newer version that cannot be shown. What stands here is not so any more: it stands
 * nowhere and takes no time. What the newer version takes is a `BusyTime`.
 */
export const hiddenAppointments = (db: Db): ReadonlySet<string> =>
  new Set(db.all(hidden({})).map(({ id }) => id));

const hidden = prepared(() =>
  qb
    .selectFrom('unusable_version')
    .innerJoin('appointment', 'appointment.portal_id', 'unusable_version.id')
    .select('appointment.id')
    .where('unusable_version.type', '=', 'Appointment'),
);
