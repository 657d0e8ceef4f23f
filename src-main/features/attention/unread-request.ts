import { standsAt } from '../../../src-shared/domain/appointment.ts';
import type { UnreadRequest } from '../../../src-shared/ipc/attention-views.ts';
import type { Db } from '../../db/db.ts';
import { findAppointment, localIdOfPortalAppointment } from '../../db/queries/appointments.ts';
import { findPatient, localIdOfPortalPatient } from '../../db/queries/people.ts';
import { shownName } from '../../db/queries/shown-name.ts';
import { visitViews } from '../../db/queries/visit-views.ts';
import { readAsked } from '../../sync/fhir/read-asked.ts';
import { MOST_NAMED } from './taken-by.ts';

/**
 * What can be told of a request, or of an answer, that cannot be used: whose it is, about which visit, and for when. Null where it says
 * nothing of the kind, and of everything else.
 */
export function unreadRequest(db: Db, body: unknown): UnreadRequest | null {
  const asked = readAsked(body);
  if (asked === null) return null;
  const patientId = asked.patientId === null ? null : localIdOfPortalPatient(db, asked.patientId);
  const patient = patientId === null ? null : findPatient(db, patientId);
  const visitId = asked.appointmentId === null ? null : localIdOfPortalAppointment(db, asked.appointmentId);
  const found = visitId === null ? null : findAppointment(db, visitId);
  const visit = found && standsAt(found);
  const said = {
    patientName: patient ? shownName(patient.name) : asked.name,
    birthDate: patient?.birthDate ?? null,
    visit: visit === null ? null : (visitViews(db, [visit])[0] ?? null),
    times: asked.times.slice(0, MOST_NAMED),
  };
  return said.patientName === null && said.visit === null && said.times.length === 0 ? null : said;
}
