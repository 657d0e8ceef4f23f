import { sql } from 'kysely';
import type { Appointment } from '../../../src-shared/domain/appointment.ts';
import { MOST_PROPOSED } from '../../../src-shared/domain/request.ts';
import type { EpochMs } from '../../../src-shared/domain/time.ts';
import { t } from '../../../src-shared/text/text.ts';
import { type Db, qb } from '../db.ts';
import { excluded } from '../excluded.ts';
import { idsIn } from '../id-list.ts';
import { prepared } from '../prepared.ts';
import type { AppointmentTable } from '../schema/schedule.ts';
import { asAppointment, type BusyTime, busyTimesOf, busyTimesOfPatient } from './busy-times.ts';
import { furtherProvidersOf, furtherWithin } from './further-providers.ts';
import { hiddenAmong } from './hidden-appointments.ts';
import { LOOK_BACK_MS, overlapsLong, type Range } from './look-back.ts';
import { portalIdOfPatient } from './people.ts';

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
    // A row that a decision of an earlier version has kept has none.
    ...(row.shared_offer ? { sharedOffer: row.shared_offer } : {}),
  };
}

export function findAppointment(db: Db, id: string): Appointment | null {
  const row = db.get(byId({ id }));
  return row ? appointmentFromRow(row) : null;
}

/** The local id of the appointment that has this FHIR id, or null. */
export function localIdOfPortalAppointment(db: Db, portalId: string): string | null {
  const row = db.get(idByPortalId({ portalId }));
  return row?.id ?? null;
}

/** The FHIR id of the appointment with this local id; null while the portal does not have it, and for one nobody knows. */
export const portalIdOfAppointment = (db: Db, id: string): string | null =>
  db.get(portalIdById({ id }))?.portal_id ?? null;

const portalIdById = prepared((p: { readonly id: string }) =>
  qb.selectFrom('appointment').select('portal_id').where('id', '=', p.id),
);
const byId = prepared((p: { readonly id: string }) =>
  qb.selectFrom('appointment').selectAll().where('id', '=', p.id),
);
const byIds = prepared((p: { readonly ids: string }) =>
  qb.selectFrom('appointment').selectAll().where('id', 'in', idsIn(p.ids)),
);
const idByPortalId = prepared((p: { readonly portalId: string }) =>
  qb.selectFrom('appointment').select('id').where('portal_id', '=', p.portalId),
);

/** Writes the appointment whole. What is in `extra` stays of an existing row unless given. */
export function saveAppointment(
  db: Db,
  a: Appointment,
  extra: {
    readonly portalId?: string;
    readonly overrideReason?: string | null;
    /** What was overridden for another time, or with another provider, is no longer so. */
    readonly forgetsOverrideIfMoved?: boolean;
    /** See `AppointmentTable.unknown_patient`. */
    readonly unknownPatient?: string | null;
  } = {},
): void {
  db.run(
    upsert({
      id: a.id,
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
      shared_offer: a.sharedOffer ?? null,
      portal_id: extra.portalId ?? null,
      override_reason: extra.overrideReason ?? null,
      unknown_patient: extra.unknownPatient ?? null,
      saysOverride: extra.overrideReason === undefined ? 0 : 1,
      forgetsIfMoved: extra.forgetsOverrideIfMoved ? 1 : 0,
      saysUnknown: extra.unknownPatient === undefined ? 0 : 1,
    }),
  );
}

interface ToSave extends AppointmentTable {
  readonly saysOverride: number;
  readonly forgetsIfMoved: number;
  readonly saysUnknown: number;
}

/** It stands elsewhere now. */
const IS_MOVED = sql`(appointment.start_ms, appointment.end_ms, appointment.practitioner_id)
  is not (excluded.start_ms, excluded.end_ms, excluded.practitioner_id)`;

const upsert = prepared((p: ToSave) => {
  const values = {
    uid: p.uid,
    sequence: p.sequence,
    patient_id: p.patient_id,
    practitioner_id: p.practitioner_id,
    location_id: p.location_id,
    type_code: p.type_code,
    type_display: p.type_display,
    start_ms: p.start_ms,
    end_ms: p.end_ms,
    status: p.status,
    original_id: p.original_id,
    shared_offer: p.shared_offer,
  };
  const { id, portal_id, override_reason, unknown_patient } = p;
  return qb
    .insertInto('appointment')
    .values({ ...values, portal_id, override_reason, unknown_patient, id })
    .onConflict((on) =>
      on.column('id').doUpdateSet({
        ...excluded(values),
        portal_id: sql`coalesce(excluded.portal_id, appointment.portal_id)`,
        override_reason: sql`case
          when ${p.saysOverride} then excluded.override_reason
          when ${p.forgetsIfMoved} and ${IS_MOVED} then null
          else appointment.override_reason end`,
        unknown_patient: sql`iif(${p.saysUnknown}, excluded.unknown_patient, appointment.unknown_patient)`,
      }),
    );
});

/** Removes a local row that never reached the portal (an undone or refused proposal). */
export function deleteAppointment(db: Db, id: string): void {
  db.run(qb.deleteFrom('appointment').where('id', '=', id));
}

const nearBy = (column: 'practitioner_id' | 'patient_id') =>
  prepared(
    (p: {
      readonly value: string;
      readonly earliest: EpochMs;
      readonly from: EpochMs;
      readonly to: EpochMs;
    }) =>
      qb
        .selectFrom('appointment')
        .selectAll()
        .where(column, '=', p.value)
        .where('start_ms', '>', p.earliest)
        .where('start_ms', '<', p.to)
        .where('end_ms', '>', p.from),
  );
const nearOfPractitioner = nearBy('practitioner_id');
const nearOfPatient = nearBy('patient_id');
const longBy = prepared((p: Range) => qb.selectFrom('appointment').selectAll().where(overlapsLong(p)));

/** Appointments longer than a day that overlap [from, to), whoever's and whatever their status. */
export const longAppointments = (db: Db, range: Range): AppointmentTable[] => db.all(longBy(range));

/**
 * Appointments of that provider or that patient that overlap [from, to), whatever their status; one that the provider has with
 * another counts as their own. And what takes that provider's time, or may, or that patient's, and cannot be shown (`isBusyId`); not what
 * stood there before.
 */
export function appointmentsNear(
  db: Db,
  range: Range,
  {
    practitionerId,
    patientId,
  }: { readonly practitionerId: string | null; readonly patientId: string | null },
): Appointment[] {
  const { from, to } = range;
  const earliest = from - LOOK_BACK_MS;
  const found = new Map<string, Appointment>();
  const take = (rows: readonly AppointmentTable[]): void => {
    for (const row of rows) found.set(row.id, appointmentFromRow(row));
  };
  // Each by its index: an OR over two columns would scan.
  if (practitionerId !== null)
    take(db.all(nearOfPractitioner({ value: practitionerId, earliest, from, to })));
  if (patientId !== null) take(db.all(nearOfPatient({ value: patientId, earliest, from, to })));
  take(
    longAppointments(db, range).filter(
      (row) =>
        (practitionerId !== null && row.practitioner_id === practitionerId) ||
        (patientId !== null && row.patient_id === patientId),
    ),
  );
  if (practitionerId !== null) {
    const further = furtherWithin(db, range, [practitionerId]).map((one) => one.appointment_id);
    if (further.length > 0)
      take(
        db
          .all(byIds({ ids: JSON.stringify(further) }))
          .map((row) => ({ ...row, practitioner_id: practitionerId })),
      );
  }
  for (const id of hiddenAmong(db, [...found.keys()])) found.delete(id);
  const busy = practitionerId === null ? [] : busyTimesOf(db, practitionerId, range);
  for (const one of busy) found.set(one.id, asAppointment(one, practitionerId));
  for (const one of busyTimesOfPatientHere(db, patientId, range))
    found.set(one.id, asAppointment(one, found.get(one.id)?.practitionerId ?? one.practitionerId, patientId));
  return inOrder(found);
}

/** The same by the desk's id; nothing for nobody, and for whom the portal does not have. */
export function busyTimesOfPatientHere(db: Db, patientId: string | null, range: Range): BusyTime[] {
  const portalId = patientId === null ? null : portalIdOfPatient(db, patientId);
  return portalId === null ? [] : busyTimesOfPatient(db, portalId, range);
}

const inOrder = (byId: ReadonlyMap<string, Appointment>): Appointment[] =>
  [...byId.values()].sort((a, b) => a.start - b.start || t.language.compareNames(a.id, b.id));

/**
 * The same for a visit that is to be there, or is to be moved there: what takes the time of its further providers is in the way as
 * well, and counts as its provider's. `visitId`: null for one that is not on file.
 */
export function appointmentsNearVisit(
  db: Db,
  range: Range,
  who: { readonly practitionerId: string | null; readonly patientId: string | null },
  visitId: string | null,
): Appointment[] {
  const { practitionerId } = who;
  const near = appointmentsNear(db, range, who);
  if (practitionerId === null) return near;
  const theirs = furtherProvidersOf(db, visitId)
    .filter((id) => id !== practitionerId)
    .flatMap((id) => appointmentsNear(db, range, { practitionerId: id, patientId: null }))
    .map((one) => ({ ...one, practitionerId }));
  if (theirs.length === 0) return near;
  // What is in the way of both counts once, as theirs.
  return inOrder(new Map([...near, ...theirs].map((one) => [one.id, one])));
}

/**
 * The proposal in place of this appointment that was given up last, by the portal's clock; null where there is none that the portal
 * knows.
 */
export function lastEndedProposals(db: Db, appointmentId: string): AppointmentTable[] {
  const rows = db.all(endedProposals({ appointmentId }));
  const last = rows[0]?.ended_s ?? 0;
  return rows
    .filter(({ ended_s: ended }) => last - ended < TOGETHER_S)
    .map(({ ended_s: _, ...row }) => row)
    .sort((a, b) => a.start_ms - b.start_ms);
}

/** One transaction ends them all; a server may give each an instant of its own. In seconds. */
const TOGETHER_S = 1;

const endedProposals = prepared((p: { readonly appointmentId: string }) =>
  qb
    .selectFrom('appointment')
    .innerJoin('portal_copy', (join) =>
      join.onRef('portal_copy.id', '=', 'appointment.portal_id').on('portal_copy.type', '=', 'Appointment'),
    )
    .selectAll('appointment')
    .select(sql<number>`unixepoch(portal_copy.last_updated, 'subsec')`.as('ended_s'))
    .where('appointment.original_id', '=', p.appointmentId)
    .where('appointment.original_id', 'is not', null)
    .where('appointment.status', '=', 'cancelled')
    .orderBy('ended_s', 'desc')
    .limit(MOST_PROPOSED),
);
