import type { Appointment } from '../../../src-shared/domain/appointment.ts';
import type { EpochMs } from '../../../src-shared/domain/time.ts';
import { t } from '../../../src-shared/text/text.ts';
import { type Db, qb } from '../db.ts';
import type { AppointmentTable } from '../schema.ts';

/** No visit is longer, so a query for overlaps need look back no further than this. */
export const LONGEST_APPOINTMENT_MS = 24 * 60 * 60 * 1000;

export function appointmentFromRow(row: AppointmentTable): Appointment {
  return {
    id: row.id,
    uid: row.uid,
    sequence: row.sequence,
    patientId: row.patient_id,
    practitionerId: row.practitioner_id,
    locationId: row.location_id,
    type: { code: row.type_code, display: row.type_display },
    start: row.start_ms,
    end: row.end_ms,
    // The table's CHECK admits these alone.
    status: row.status,
    originalId: row.original_id,
  };
}

export function findAppointment(db: Db, id: string): Appointment | null {
  const row = db.get(qb.selectFrom('appointment').selectAll().where('id', '=', id));
  return row ? appointmentFromRow(row) : null;
}

/** The local id of the appointment that has this FHIR id, or null. */
export function localIdOfPortalAppointment(db: Db, portalId: string): string | null {
  const row = db.get(qb.selectFrom('appointment').select('id').where('portal_id', '=', portalId));
  return row?.id ?? null;
}

/** Writes the appointment whole. What is in `extra` stays of an existing row unless given. */
export function saveAppointment(
  db: Db,
  a: Appointment,
  extra: {
    readonly portalId?: string;
    readonly overrideReason?: string | null;
    /** See `AppointmentTable.unknown_patient`. */
    readonly unknownPatient?: string | null;
  } = {},
): void {
  const values = {
    uid: a.uid,
    sequence: a.sequence,
    patient_id: a.patientId,
    practitioner_id: a.practitionerId,
    location_id: a.locationId,
    type_code: a.type.code,
    type_display: a.type.display,
    start_ms: a.start,
    end_ms: a.end,
    status: a.status,
    original_id: a.originalId,
    ...(extra.portalId === undefined ? {} : { portal_id: extra.portalId }),
    ...(extra.overrideReason === undefined ? {} : { override_reason: extra.overrideReason }),
    ...(extra.unknownPatient === undefined ? {} : { unknown_patient: extra.unknownPatient }),
  };
  db.run(
    qb
      .insertInto('appointment')
      .values({ portal_id: null, override_reason: null, unknown_patient: null, ...values, id: a.id })
      .onConflict((on) => on.column('id').doUpdateSet(values)),
  );
}

/** Removes a local row that never reached the portal (an undone or refused proposal). */
export function deleteAppointment(db: Db, id: string): void {
  db.run(qb.deleteFrom('appointment').where('id', '=', id));
}

/** Appointments of that provider or that patient that overlap [from, to), whatever their status. */
export function appointmentsNear(
  db: Db,
  range: { readonly from: EpochMs; readonly to: EpochMs },
  who: { readonly practitionerId: string | null; readonly patientId: string | null },
): Appointment[] {
  const within = (column: 'practitioner_id' | 'patient_id', value: string) =>
    qb
      .selectFrom('appointment')
      .selectAll()
      .where(column, '=', value)
      .where('start_ms', '>', range.from - LONGEST_APPOINTMENT_MS)
      .where('start_ms', '<', range.to)
      .where('end_ms', '>', range.from);
  const found = new Map<string, Appointment>();
  // Two indexed queries: an OR over two columns would scan.
  if (who.practitionerId !== null)
    for (const row of db.all(within('practitioner_id', who.practitionerId)))
      found.set(row.id, appointmentFromRow(row));
  if (who.patientId !== null)
    for (const row of db.all(within('patient_id', who.patientId))) found.set(row.id, appointmentFromRow(row));
  return [...found.values()].sort((a, b) => a.start - b.start || t.language.compareNames(a.id, b.id));
}
