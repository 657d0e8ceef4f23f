import type { Appointment } from '../../../src-shared/domain/appointment.ts';
import type { Interval } from '../../../src-shared/domain/conflicts.ts';
import { type Db, qb } from '../db.ts';
import { prepared, preparedInsert } from '../prepared.ts';
import type { Tables } from '../schema.ts';
import { overlapsLong, overlapsRecent, type Range } from './look-back.ts';

/** Time that an Appointment of the portal takes which cannot be shown. Instants. */
export interface BusyTime extends Interval {
  /** Tells it from every appointment and from every other. */
  readonly id: string;
  /** The Appointment's FHIR id. */
  readonly portalId: string;
  /** Null: nobody knows whose time it is, so it may be anybody's. */
  readonly practitionerId: string | null;
}

/** How the id of what stands on the schedule as Busy begins: neither a FHIR id nor a UUID has a colon. */
export const BUSY = 'busy:';

/** Whether it is the id of a `BusyTime`, and of no appointment. */
export const isBusyId = (id: string): boolean => id.startsWith(BUSY);

/** What this Appointment takes from now on, in place of what it took: of each of its patients, too. */
export function saveBusyTimes(
  db: Db,
  portalId: string,
  times: readonly (Interval & { readonly practitionerId: string | null })[],
  patientPortalIds: readonly string[],
): void {
  forgetBusyTimes(db, portalId);
  if (times.length === 0) return;
  for (const id of new Set(patientPortalIds))
    db.run(insertPatient({ patient_portal_id: id, portal_id: portalId }));
  for (const { practitionerId, start, end } of times)
    db.run(insert({ portal_id: portalId, practitioner_id: practitionerId, start_ms: start, end_ms: end }));
}

/** It takes no time any more, or is shown. */
export const forgetBusyTimes = (db: Db, portalId: string): void => {
  db.run(remove({ portalId }));
  db.run(removePatients({ portalId }));
};

const insert = preparedInsert('busy_time');
const remove = prepared((p: { readonly portalId: string }) =>
  qb.deleteFrom('busy_time').where('portal_id', '=', p.portalId),
);

const insertPatient = preparedInsert('busy_patient');
const removePatients = prepared((p: { readonly portalId: string }) =>
  qb.deleteFrom('busy_patient').where('portal_id', '=', p.portalId),
);

/** What this Appointment takes: one for each provider. */
export const busyTimesTaken = (db: Db, portalId: string): BusyTime[] => sorted(db.all(ofVisit({ portalId })));

const ofVisit = prepared((p: { readonly portalId: string }) =>
  qb.selectFrom('busy_time').selectAll().where('portal_id', '=', p.portalId),
);

const within = (p: Range) => qb.selectFrom('busy_time').selectAll().where(overlapsRecent(p));
const ofAll = prepared(within);
const ofOne = prepared((p: Range & { readonly practitionerId: string }) =>
  within(p).where('practitioner_id', '=', p.practitionerId),
);
const ofNobodyKnown = prepared((p: Range) => within(p).where('practitioner_id', 'is', null));
const long = prepared((p: Range) => qb.selectFrom('busy_time').selectAll().where(overlapsLong(p)));

/** All that is taken within [from, to), earliest first. */
export function allBusyTimes(db: Db, range: Range): BusyTime[] {
  return sorted([...db.all(ofAll(range)), ...db.all(long(range))]);
}

/** What is taken of this provider's time within [from, to), or may be, earliest first. Each query by its index. */
export function busyTimesOf(db: Db, practitionerId: string, range: Range): BusyTime[] {
  return sorted([
    ...db.all(ofOne({ ...range, practitionerId })),
    ...db.all(ofNobodyKnown(range)),
    ...db.all(long(range)).filter((row) => [practitionerId, null].includes(row.practitioner_id)),
  ]);
}

/** What is taken of this patient's time within [from, to), earliest first: one for each provider of each visit. */
export function busyTimesOfPatient(db: Db, patientPortalId: string, range: Range): BusyTime[] {
  return sorted(
    db
      .all(ofPatient({ patientPortalId }))
      .filter((row) => row.start_ms < range.to && row.end_ms > range.from),
  );
}

/** However long ago: of one patient there are few. */
const ofPatient = prepared((p: { readonly patientPortalId: string }) =>
  qb
    .selectFrom('busy_patient')
    .innerJoin('busy_time', 'busy_time.portal_id', 'busy_patient.portal_id')
    .selectAll('busy_time')
    .where('patient_portal_id', '=', p.patientPortalId),
);

/** Each once. */
const sorted = (rows: readonly Tables['busy_time'][]): BusyTime[] =>
  [...new Map(rows.map((row) => [idOf(row), row]))]
    .map(([id, row]) => ({
      id,
      portalId: row.portal_id,
      practitionerId: row.practitioner_id,
      start: row.start_ms,
      end: row.end_ms,
    }))
    .sort((a, b) => a.start - b.start || (a.id < b.id ? -1 : 1));

const idOf = ({ portal_id, practitioner_id }: Tables['busy_time']): string =>
  `${BUSY}${portal_id}:${practitioner_id ?? ''}`;

/** As it stands in the way of a visit with this provider, or of this patient (the desk's id): booked. */
export const asAppointment = (
  { id, start, end }: BusyTime,
  practitionerId: string | null,
  patientId: string | null = null,
): Appointment => ({
  id,
  uid: '',
  sequence: 0,
  patientId,
  practitionerId,
  locationId: null,
  type: { code: '', display: '' },
  start,
  end,
  status: 'booked',
  originalId: null,
});
