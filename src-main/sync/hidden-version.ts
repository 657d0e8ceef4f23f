import type { AppointmentRequest } from '../../src-shared/domain/request.ts';
import type { Db } from '../db/db.ts';
import { portalIdOfAppointment } from '../db/queries/appointments.ts';
import { unusableVersion } from './quarantine.ts';

/**
 * The portal has a version of this request, or of an appointment it is about, that cannot be shown, or not yet: nothing is decided by
 * itself on what stood before. It would be refused, and follow again at once.
 */
export function isVersionHidden(db: Db, { id, appointmentId, status }: AppointmentRequest): boolean {
  const proposed = status.state === 'awaiting-patient' ? [status.proposal.appointmentId] : [];
  return (
    unusableVersion(db, 'Task', id) !== null ||
    [appointmentId, ...proposed].some((localId) => {
      const portalId = portalIdOfAppointment(db, localId);
      return portalId !== null && unusableVersion(db, 'Appointment', portalId) !== null;
    })
  );
}
