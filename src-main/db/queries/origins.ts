import type { Named, Origin, RelatedLink } from '../../../src-shared/domain/origin.ts';
import type { Offered, PortalAnswer } from '../../../src-shared/domain/portal-answer.ts';
import type { EpochMs } from '../../../src-shared/domain/time.ts';
import { type Db, qb } from '../db.ts';
import { idsIn } from '../id-list.ts';
import { prepared } from '../prepared.ts';
import type { AppointmentTable, RequestTable } from '../schema/schedule.ts';

/** One whom the portal names, as it is stored: see `RequestTable.for_reference`. */
export interface Reference {
  readonly reference: string;
  readonly name: string | null;
}

type NamingRow = Pick<
  RequestTable,
  | 'id'
  | 'appointment_id'
  | 'patient_id'
  | 'for_reference'
  | 'for_name'
  | 'requester_reference'
  | 'requester_name'
>;

/** Who asks, for each of these requests, by id. However many there are, it takes a handful of queries. */
export function originsOf(db: Db, rows: readonly NamingRow[]): Map<string, Origin> {
  if (rows.length === 0) return new Map();
  const references = rows.flatMap((row) => [forOf(row), requesterOf(row)].filter((one) => one !== null));
  const named = namedBy(db, references);
  const assigned = new Map(
    db
      .all(assignmentsOf({ ids: JSON.stringify(rows.map((row) => row.id)) }))
      .map((row) => [row.request_id, row.patient_id]),
  );
  const unknown = new Set(
    db
      .all(ofUnknownPatients({ ids: JSON.stringify(rows.map((row) => row.appointment_id)) }))
      .map((row) => row.id),
  );
  return new Map(
    rows.map((row) => [
      row.id,
      {
        for: named(forOf(row)),
        requester: named(requesterOf(row)),
        assigned: row.patient_id !== null && assigned.get(row.id) === row.patient_id,
        visitPatientUnknown: unknown.has(row.appointment_id),
      },
    ]),
  );
}

interface Ids {
  /** A JSON array. */
  readonly ids: string;
}

const assignmentsOf = prepared((p: Ids) =>
  qb
    .selectFrom('request_assignment')
    .select(['request_id', 'patient_id'])
    .where('request_id', 'in', idsIn(p.ids)),
);
const ofUnknownPatients = prepared((p: Ids) =>
  qb
    .selectFrom('appointment')
    .select('id')
    .where('id', 'in', idsIn(p.ids))
    .where('patient_id', 'is', null)
    .where('unknown_patient', 'is not', null),
);
const oneRequest = prepared((p: { readonly id: string }) =>
  qb.selectFrom('request').selectAll().where('id', '=', p.id),
);
const answersOf = prepared((p: { readonly appointmentPortalId: string }) =>
  qb
    .selectFrom('answer')
    .selectAll()
    .where('appointment_portal_id', '=', p.appointmentPortalId)
    .orderBy('at_ms')
    .orderBy('id'),
);
const relatedById = prepared((p: Ids) =>
  qb.selectFrom('related_person').selectAll().where('id', 'in', idsIn(p.ids)),
);
const patientsOfPortal = prepared((p: Ids) =>
  qb.selectFrom('patient').select(['id', 'portal_id', 'name']).where('portal_id', 'in', idsIn(p.ids)),
);

/** The same for one request; of one that is not here, nothing is known. */
export function originOf(db: Db, requestId: string): Origin {
  const row = db.get(oneRequest({ id: requestId }));
  const origin = row && originsOf(db, [row]).get(row.id);
  return origin ?? { for: null, requester: null, assigned: false, visitPatientUnknown: true };
}

/** An answer with its FHIR id. */
export interface GivenAnswer extends PortalAnswer {
  readonly id: string;
  /** Who gave it, as `RequestTable.for_reference`. */
  readonly actor: string | null;
  /** When it was last changed, by the portal's clock. */
  readonly at: EpochMs;
  /** When this desk has read what it says. */
  readonly readAt: EpochMs;
  /** To a time that was given back before anybody here could read it; a person has to know. */
  readonly afterEnd: boolean;
}

/** Every answer to the appointment with this FHIR id, the latest last. */
export function answersTo(db: Db, appointmentPortalId: string): GivenAnswer[] {
  const rows = db.all(answersOf({ appointmentPortalId }));
  const by = rows.map((row) => referenceOf(row.actor_reference, row.actor_name));
  const named = namedBy(
    db,
    by.filter((one) => one !== null),
  );
  return rows.map((row, index) => ({
    id: row.id,
    answer: row.answer,
    by: named(by[index] ?? null),
    comment: row.comment,
    start: row.start_ms,
    end: row.end_ms,
    actor: row.actor_reference,
    at: row.at_ms,
    readAt: row.read_ms,
    afterEnd: row.after_end === 1,
  }));
}

/** A proposed time, with what has been answered to it. */
export function offeredOf(
  db: Db,
  row: AppointmentTable,
): Omit<Offered, 'answers'> & { readonly id: string; readonly answers: readonly GivenAnswer[] } {
  return {
    id: row.id,
    patientId: row.patient_id,
    start: row.start_ms,
    end: row.end_ms,
    stands: row.status === 'tentative',
    answers: row.portal_id === null ? [] : answersTo(db, row.portal_id),
  };
}

const referenceOf = (reference: string | null, name: string | null): Reference | null =>
  reference === null ? null : { reference, name };
const forOf = (row: NamingRow): Reference | null => referenceOf(row.for_reference, row.for_name);
const requesterOf = (row: NamingRow): Reference | null =>
  referenceOf(row.requester_reference, row.requester_name);

/**
 * Types of a practice, its programs and its rooms (https://hl7.org/fhir/R4/task-definitions.html#Task.requester,
 * https://hl7.org/fhir/R4/appointmentresponse-definitions.html#AppointmentResponse.actor).
 */
const STAFF: readonly string[] = [
  'Practitioner',
  'PractitionerRole',
  'Organization',
  'Device',
  'HealthcareService',
  'Location',
];

interface Target {
  readonly type: string;
  readonly id: string;
}

function targetOf(reference: string): Target | null {
  const [, type, id] = /^([A-Za-z]+)\/([^/]+)$/.exec(reference) ?? [];
  return type === undefined || id === undefined ? null : { type, id };
}

/** Says of each of these references who it is, as far as this desk has them on file. */
function namedBy(db: Db, references: readonly Reference[]): (reference: Reference | null) => Named | null {
  const targets = references.flatMap(({ reference }) => targetOf(reference) ?? []);
  const idsOf = (type: string): string[] => [
    ...new Set(targets.filter((one) => one.type === type).map(({ id }) => id)),
  ];
  const related = relatedPeople(db, idsOf('RelatedPerson'));
  const patients = patientsByPortalId(db, [
    ...idsOf('Patient'),
    ...[...related.values()].flatMap(({ patient }) => patient ?? []),
  ]);
  return (reference) => {
    if (reference === null) return null;
    const { name } = reference;
    const target = targetOf(reference.reference);
    if (target?.type === 'Patient') {
      const patient = patients.get(target.id);
      return { kind: 'patient', patientId: patient?.id ?? null, name: patient?.name ?? name };
    }
    if (target?.type === 'RelatedPerson') {
      const found = related.get(target.id);
      if (!found) return { kind: 'related', link: null, name };
      const patientId = found.patient === null ? null : (patients.get(found.patient)?.id ?? null);
      return { kind: 'related', link: { ...found.link, patientId }, name: found.name || name };
    }
    return { kind: target !== null && STAFF.includes(target.type) ? 'staff' : 'unknown', name };
  };
}

interface Related {
  readonly name: string;
  /** The patient's FHIR id. */
  readonly patient: string | null;
  readonly link: Omit<RelatedLink, 'patientId'>;
}

function relatedPeople(db: Db, ids: readonly string[]): Map<string, Related> {
  if (ids.length === 0) return new Map();
  const rows = db.all(relatedById({ ids: JSON.stringify(ids) }));
  return new Map(
    rows.map((row) => {
      const target = row.patient_reference === null ? null : targetOf(row.patient_reference);
      const link = { active: row.active === 1, start: row.period_start, end: row.period_end };
      return [row.id, { name: row.name, patient: target?.type === 'Patient' ? target.id : null, link }];
    }),
  );
}

function patientsByPortalId(
  db: Db,
  portalIds: readonly string[],
): Map<string, { readonly id: string; readonly name: string }> {
  if (portalIds.length === 0) return new Map();
  const rows = db.all(patientsOfPortal({ ids: JSON.stringify([...new Set(portalIds)]) }));
  return new Map(
    rows.flatMap(({ id, portal_id, name }) => (portal_id === null ? [] : [[portal_id, { id, name }]])),
  );
}
