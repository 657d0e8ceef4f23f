import { conflictsWith, isBlocking } from '../../../src-shared/domain/conflicts.ts';
import type { TakenBy } from '../../../src-shared/ipc/attention-views.ts';
import { t } from '../../../src-shared/text/text.ts';
import { type Db, qb } from '../../db/db.ts';
import { idList } from '../../db/id-list.ts';
import { appointmentViews } from '../../db/queries/appointment-views.ts';
import { appointmentsNear, findAppointment } from '../../db/queries/appointments.ts';

/** More names than that help nobody to decide. */
const MOST_NAMED = 5;

/**
 * What stands at an appointment's time, for its provider or its patient, beside itself and the time proposed for it; the earliest
 * first. A refused decision puts an appointment back where it was, also where that has been given away here in the meantime.
 */
export function takenBy(db: Db, appointmentId: string | null): TakenBy[] {
  const own = appointmentId === null ? null : findAppointment(db, appointmentId);
  if (own === null || !isBlocking(own)) return [];
  const others = appointmentsNear(db, { from: own.start, to: own.end }, own).filter(
    (other) => other.originalId !== own.id,
  );
  const met = conflictsWith(own, others, [own.id]).slice(0, MOST_NAMED);
  if (met.length === 0) return [];
  const ids = met.map(({ id }) => id);
  const rows = db.all(qb.selectFrom('appointment').selectAll().where('id', 'in', idList(ids)));
  const views = new Map(appointmentViews(db, rows).map((view) => [view.id, view]));
  return met.map(({ id, start, end, status }) => {
    const { patientName = t.schedule.busyText.busy, practitionerName = '' } = views.get(id) ?? {};
    return { patientName, practitionerName, start, end, status };
  });
}
