import type { Appointment } from '../../../src-shared/domain/appointment.ts';
import { conflictsWith, isBlocking } from '../../../src-shared/domain/conflicts.ts';
import type { TakenBy } from '../../../src-shared/ipc/attention-views.ts';
import { t } from '../../../src-shared/text/text.ts';
import { type Db, qb } from '../../db/db.ts';
import { idList } from '../../db/id-list.ts';
import { appointmentViews } from '../../db/queries/appointment-views.ts';
import { appointmentsNear, findAppointment } from '../../db/queries/appointments.ts';
import { findPractitioner } from '../../db/queries/people.ts';
import { shownProvider } from '../../db/queries/shown-name.ts';

/** More names than that help nobody to decide. */
export const MOST_NAMED = 5;

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
  return standingViews(db, conflictsWith(own, others, [own.id]).slice(0, MOST_NAMED));
}

/** As they are told, in their order. */
export function standingViews(db: Db, met: readonly Appointment[]): TakenBy[] {
  if (met.length === 0) return [];
  const ids = met.map(({ id }) => id);
  const rows = db.all(qb.selectFrom('appointment').selectAll().where('id', 'in', idList(ids)));
  const views = new Map(appointmentViews(db, rows).map((view) => [view.id, view]));
  return met.map(({ id, practitionerId, start, end, status }) => {
    const provider = practitionerId === null ? null : findPractitioner(db, practitionerId);
    const { patientName, practitionerName } = views.get(id) ?? {
      patientName: t.schedule.busyText.busy,
      practitionerName: provider === null ? '' : shownProvider(provider.name),
    };
    return { patientName, practitionerName, start, end, status };
  });
}
