import type { Appointment } from '../../src-shared/domain/appointment.ts';
import { type Db, qb } from '../db/db.ts';
import { localIdOfPortalAppointment, saveAppointment } from '../db/queries/appointments.ts';
import { saveFurtherProviders } from '../db/queries/further-providers.ts';
import { savePractitioner } from '../db/queries/people.ts';
import { markDue } from './automation-due.ts';
import { calendarUid } from './calendar-uid.ts';
import type { Effects } from './effects.ts';
import type { PortalAppointment } from './fhir/read-appointment.ts';
import { type OnFile, onFile } from './on-file.ts';
import { ownCreation } from './own-creation.ts';

/**
 * The desk's id of an Appointment of the portal: its own row's, that of the one it was made from (recognised by the
 * command's identifier, also before the answer to the push has been seen), or the FHIR id; and the UID it has here.
 */
function hereOf(
  db: Db,
  { id, commandIds }: Pick<PortalAppointment, 'id' | 'commandIds'>,
  known: OnFile,
): { readonly id: string; readonly uid: string | null } {
  const here = known.visit(id);
  if (here !== null) return here;
  const made = ownCreation(db, 'Appointment', commandIds) ?? id;
  return { id: made, uid: known.visitById(made)?.uid ?? null };
}

/** The portal's appointment with the desk's ids in place of FHIR ids. */
export function toLocal(db: Db, from: PortalAppointment, known: OnFile = onFile(db)): Appointment {
  const { id, uid } = hereOf(db, from, known);
  return {
    id,
    uid: calendarUid(db, from, uid),
    sequence: from.sequence,
    patientId: from.patientId === null ? null : known.patientId(from.patientId),
    practitionerId: from.practitionerId,
    locationId: from.locationId,
    type: from.type,
    start: from.start,
    end: from.end,
    status: from.status,
    originalId:
      from.originalId === null ? null : (localIdOfPortalAppointment(db, from.originalId) ?? from.originalId),
    ...(from.sharedOffer === undefined ? {} : { sharedOffer: from.sharedOffer }),
  };
}

/** Gives the local row its FHIR id; nothing when it has it already. */
export function linkAppointment(db: Db, localId: string, portalId: string): void {
  db.run(
    qb
      .updateTable('appointment')
      .set({ portal_id: portalId })
      .where('id', '=', localId)
      .where('portal_id', 'is', null),
  );
}

/**
 * Whom the portal names as the patient, where this desk cannot tell who that is: see `AppointmentTable.unknown_patient`. Null when
 * the patient is on file, and when there is none. `local`: the same appointment with the desk's ids.
 */
export function unknownPatientOf(
  { patientId, unreadPatient }: PortalAppointment,
  local: Appointment,
): string | null {
  if (patientId === null) return unreadPatient;
  return local.patientId === null ? `Patient/${patientId}` : null;
}

/** Makes the local row what the portal says. What was overridden for another time is no longer so. */
export function showAppointment(
  db: Db,
  appointment: Appointment,
  portal: {
    readonly id: string;
    readonly unknownPatient: string | null;
    readonly further: readonly string[];
  },
  effects: Effects,
): void {
  const { id: portalId, unknownPatient, further } = portal;
  saveAppointment(db, appointment, { portalId, unknownPatient, forgetsOverrideIfMoved: true });
  saveFurtherProviders(db, appointment, further);
  // Another desk has booked what others here may have been offered, too.
  if (appointment.sharedOffer !== undefined && appointment.originalId !== null)
    markDue(db, appointment.originalId);
  effects.topics.add('schedule').add('requests');
}

/**
 * A provider whom the portal will not show gets a row under the name the appointment gives: nobody new is booked with them,
 * but what they have keeps its place in the calendar. Nothing for one who is known.
 */
export function namePractitioner(
  db: Db,
  { practitionerId, practitionerName }: PortalAppointment,
  effects: Effects,
  known: OnFile,
): void {
  if (practitionerId === null || known.isProvider(practitionerId)) return;
  savePractitioner(db, {
    id: practitionerId,
    name: practitionerName ?? '',
    active: false,
  });
  effects.topics.add('directory');
}
