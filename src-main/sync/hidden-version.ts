import { type AppointmentRequest, proposedIdsOf } from '../../src-shared/domain/request.ts';
import type { Db } from '../db/db.ts';
import { portalIdOfAppointment } from '../db/queries/appointments.ts';
import { unusableVersion } from './quarantine.ts';

/**
 * The portal has a version of this request, or of an appointment it is about, that cannot be shown, or not yet: nothing is decided by
 * itself on what stood before. It would be refused, and follow again at once.
 */
export function isVersionHidden(db: Db, request: AppointmentRequest): boolean {
  const { id, appointmentId } = request;
  return (
    unusableVersion(db, 'Task', id) !== null ||
    [appointmentId, ...proposedIdsOf(request)].some((localId) => {
      const portalId = portalIdOfAppointment(db, localId);
      return portalId !== null && unusableVersion(db, 'Appointment', portalId) !== null;
    })
  );
}
