import type { Selectable } from 'kysely';
import type { Appointment } from '../../../src-shared/domain/appointment.ts';
import type { Obstacle } from '../../../src-shared/domain/obstacle.ts';
import {
  type NamedAppointment,
  type ObstacleFacts,
  obstaclesOf,
} from '../../../src-shared/domain/obstacles.ts';
import type { Origin } from '../../../src-shared/domain/origin.ts';
import type { Patient } from '../../../src-shared/domain/patient.ts';
import type { PracticeRules } from '../../../src-shared/domain/practice.ts';
import type { AppointmentRequest } from '../../../src-shared/domain/request.ts';
import type { EpochMs } from '../../../src-shared/domain/time.ts';
import type { Unavailable } from '../../../src-shared/domain/unavailable.ts';
import { t } from '../../../src-shared/text/text.ts';
import { type Db, qb } from '../../db/db.ts';
import { idList } from '../../db/id-list.ts';
import { patientNames } from '../../db/queries/appointment-views.ts';
import { appointmentFromRow, appointmentsNearVisit } from '../../db/queries/appointments.ts';
import { isBusyId } from '../../db/queries/busy-times.ts';
import { chosenTimes } from '../../db/queries/chosen-times.ts';
import { allPractitioners, openLocationIds } from '../../db/queries/directory.ts';
import { furtherProvidersOf } from '../../db/queries/further-providers.ts';
import { originsOf } from '../../db/queries/origins.ts';
import { patientFromRow } from '../../db/queries/people.ts';
import { findPortalCopy } from '../../db/queries/portal-copies.ts';
import { namesInPortal } from '../../db/queries/portal-names.ts';
import { requestFromRow, visitIdsIn } from '../../db/queries/requests.ts';
import { unavailableTimes } from '../../db/queries/unavailable-times.ts';
import { outdatedAmong } from '../../db/queries/unusable-versions.ts';
import { wantedTimesOf } from '../../db/queries/wanted-times.ts';
import type { AppointmentTable, PatientTable, RequestTable } from '../../db/schema/schedule.ts';
import { timesAsked } from '../../sync/fhir/read-wish.ts';
import { acceptanceOf } from './acceptance.ts';
import { unsettledAnswers } from './unsettled-answers.ts';

export interface RowContext {
  readonly now: EpochMs;
  readonly rules: PracticeRules;
}

type PatientRow = Selectable<PatientTable>;

/** The appointments and patients of a set of requests, by id. */
export interface People {
  readonly appointments: ReadonlyMap<string, AppointmentTable>;
  readonly patients: ReadonlyMap<string, PatientRow>;
}

/** What stands in the way of each of these requests, in the same order: all that the `obstacle-free` filter needs. */
export function obstaclesOfRequests(
  db: Db,
  rows: readonly RequestTable[],
  context: RowContext,
): Obstacle[][] {
  return obstaclesOfRows(db, rows, context, {
    appointments: appointmentRows(db, visitIdsIn(rows)),
    patients: patientRows(db, rows),
  });
}

/** As `obstaclesOfRequests`, where appointments and patients have been read already. */
export function obstaclesOfRows(
  db: Db,
  rows: readonly RequestTable[],
  { now, rules }: RowContext,
  { appointments, patients }: People,
): Obstacle[][] {
  const situations = rows.map((row) => {
    const appointmentRow = appointments.get(row.appointment_id);
    const patientRow = row.patient_id === null ? undefined : patients.get(row.patient_id);
    return {
      request: requestFromRow(row),
      appointment: appointmentRow ? appointmentFromRow(appointmentRow) : null,
      patient: patientRow ? patientFromRow(patientRow) : null,
    };
  });
  const origins = originsOf(db, rows);
  const visitPatients = visitPatientRows(db, appointments);
  const outdated = outdatedIn(db, rows, { appointments, patients });
  const alsoAsked = alsoAskedIn(db, rows);
  const near = situations.map((situation) => nearRequested(db, situation));
  const further = situations.map(({ request, appointment }) =>
    asksForTime(request) ? furtherProvidersOf(db, appointment?.id ?? null) : [],
  );
  const wanted = situations.map(({ request, appointment }) => {
    const practitionerId = appointment?.practitionerId ?? null;
    return practitionerId !== null && asksForTime(request)
      ? wantedTimesOf(db, practitionerId, { from: request.requested.start, to: request.requested.end })
      : [];
  });
  const everybody = [...near.flat(), ...wanted.flat()].flatMap((one) =>
    one.patientId === null ? [] : [one.patientId],
  );
  const names = patientNames(db, [...new Set(everybody)]);
  const unmatched = wanted.flat().filter((one) => one.patientId === null || !names.has(one.patientId));
  const calledInPortal = namesInPortal(db, [...new Set(unmatched.map((one) => one.requestId))]);
  const providers = allPractitioners(db);
  const practitioners = new Map(providers.map(({ id, name }) => [id, name]));
  const openProviders = providers.flatMap(({ id, active }) => (active ? [id] : []));
  const openLocations = openLocationIds(db);
  const named = (a: Appointment): NamedAppointment => ({
    ...a,
    patientName: isBusyId(a.id)
      ? t.schedule.busyText.busy
      : ((a.patientId === null ? undefined : names.get(a.patientId)) ?? t.details.UNKNOWN.patient),
    practitionerName: (a.practitionerId === null ? undefined : practitioners.get(a.practitionerId)) ?? '',
  });
  return situations.map(({ request, appointment, patient }, index) =>
    appointment === null
      ? []
      : obstaclesOf(request, {
          now,
          practice: rules.practice,
          openLocations,
          openProviders,
          appointment,
          patient,
          visitPatient: visitPatientOf(appointment, visitPatients),
          origin: origins.get(request.id) ?? UNKNOWN_ORIGIN,
          alsoAsked: alsoAsked(request),
          outdated: outdated(request.id, appointment.id, patient?.id ?? null),
          acceptance: acceptanceOf(db, request, appointments, { now, zone: rules.practice.zone }),
          unsettledAnswers: unsettledAnswers(db, request, appointments, { now, rules }),
          nearby: (near[index] ?? []).map(named),
          practitionerName: practitioners.get(appointment.practitionerId ?? '') ?? '',
          further: (further[index] ?? []).map((id) => ({ id, name: practitioners.get(id) ?? '' })),
          unavailable: unavailableThen(db, rules, request, [
            ...(appointment.practitionerId === null ? [] : [appointment.practitionerId]),
            ...(further[index] ?? []),
          ]),
          wanted: (wanted[index] ?? []).map(({ patientId, ...other }) => ({
            ...other,
            patientName:
              (patientId === null ? undefined : names.get(patientId)) ??
              calledInPortal.get(other.requestId) ??
              t.details.UNKNOWN.patient,
          })),
        }),
  );
}

/** Of a request, its visit and its patient: what the portal has otherwise by now, and cannot be shown. */
function outdatedIn(
  db: Db,
  rows: readonly RequestTable[],
  { appointments, patients }: People,
): (requestId: string, appointmentId: string, patientId: string | null) => ObstacleFacts['outdated'] {
  const portalIds = (of: ReadonlyMap<string, { readonly portal_id: string | null }>): string[] =>
    [...of.values()].flatMap(({ portal_id }) => portal_id ?? []);
  const tasks = outdatedAmong(
    db,
    'Task',
    rows.map(({ id }) => id),
  );
  const visits = outdatedAmong(db, 'Appointment', portalIds(appointments));
  const people = outdatedAmong(db, 'Patient', portalIds(patients));
  return (requestId, appointmentId, patientId) => [
    ...(tasks.has(requestId) ? (['request'] as const) : []),
    ...(visits.has(appointments.get(appointmentId)?.portal_id ?? '') ? (['appointment'] as const) : []),
    ...(people.has(patients.get(patientId ?? '')?.portal_id ?? '') ? (['patient'] as const) : []),
  ];
}

/** Where somebody has chosen among several times, the others, as the portal has the request. */
function alsoAskedIn(
  db: Db,
  rows: readonly RequestTable[],
): (request: AppointmentRequest) => ObstacleFacts['alsoAsked'] {
  const chosen = chosenTimes(
    db,
    rows.map(({ id }) => id),
  );
  return ({ id, status }) => {
    const choice = chosen.get(id);
    if (choice === undefined || status.state === 'resolved') return [];
    const asked = timesAsked(findPortalCopy(db, 'Task', id)?.body);
    if (asked?.asked !== choice.asked) return [];
    return asked.times.filter(({ start, end }) => start !== choice.start_ms || end !== choice.end_ms);
  };
}

/** When those who have the visit see nobody, of the time a request asks for. */
function unavailableThen(
  db: Db,
  rules: PracticeRules,
  request: AppointmentRequest,
  practitionerIds: readonly string[],
): readonly Unavailable[] {
  if (practitionerIds.length === 0 || !asksForTime(request)) return [];
  const { start, end } = request.requested;
  return unavailableTimes(db, rules, { from: start, to: end }, practitionerIds);
}

function nearRequested(
  db: Db,
  situation: {
    readonly request: AppointmentRequest;
    readonly appointment: Appointment | null;
    readonly patient: Patient | null;
  },
): Appointment[] {
  const { request, appointment } = situation;
  if (!appointment || !asksForTime(request)) return [];
  return appointmentsNearVisit(
    db,
    { from: request.requested.start, to: request.requested.end },
    {
      practitionerId: appointment.practitionerId,
      patientId: appointment.patientId ?? request.patientId,
    },
    appointment.id,
  );
}

type Asking = AppointmentRequest & { readonly requested: NonNullable<AppointmentRequest['requested']> };

/** Nothing is known: nothing is certain. */
export const UNKNOWN_ORIGIN: Origin = {
  for: null,
  requester: null,
  assigned: false,
  visitPatientUnknown: true,
};

function visitPatientRows(
  db: Db,
  appointments: ReadonlyMap<string, AppointmentTable>,
): ReadonlyMap<string, PatientRow> {
  const ids = [...appointments.values()].flatMap(({ patient_id }) =>
    patient_id === null ? [] : [patient_id],
  );
  return patientsById(db, ids);
}

function visitPatientOf(
  { patientId }: Appointment,
  patients: ReadonlyMap<string, PatientRow>,
): Patient | null {
  const row = patientId === null ? undefined : patients.get(patientId);
  return row ? patientFromRow(row) : null;
}

/** Only while it is open does the time it asks for matter. */
function asksForTime(request: AppointmentRequest): request is Asking {
  return request.requested !== null && request.status.state === 'open';
}

export function appointmentRows(db: Db, ids: readonly string[]): Map<string, AppointmentTable> {
  const rows = db.all(qb.selectFrom('appointment').selectAll().where('id', 'in', idList(ids)));
  return new Map(rows.map((row) => [row.id, row]));
}

export function patientRows(db: Db, rows: readonly RequestTable[]): Map<string, PatientRow> {
  return patientsById(
    db,
    rows.flatMap((row) => (row.patient_id === null ? [] : [row.patient_id])),
  );
}

function patientsById(db: Db, ids: readonly string[]): Map<string, PatientRow> {
  const found = db.all(qb.selectFrom('patient').selectAll().where('id', 'in', idList(ids)));
  return new Map(found.map((row) => [row.id, row]));
}
