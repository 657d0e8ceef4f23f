import { readEmailAddress } from '../../../src-shared/domain/email-address.ts';
import { searchableName } from '../../../src-shared/domain/fold.ts';
import type { Location, Patient, Practitioner } from '../../../src-shared/domain/patient.ts';
import { phoneKeys } from '../../../src-shared/domain/phone-search.ts';
import type { EpochMs } from '../../../src-shared/domain/time.ts';
import { type Db, qb } from '../db.ts';
import type { PatientTable } from '../schema.ts';

/** The columns that say who a patient is. */
export type PatientRow = Omit<
  PatientTable,
  'row' | 'portal_id' | 'contact_changes_ms' | 'folded_name' | 'phone_digits'
>;

/** The address to write to; `null` for what an earlier version of the program kept as the portal had it, and is none. */
export const emailOfRow = ({ email }: Pick<PatientRow, 'email'>): string | null =>
  email === null ? null : readEmailAddress(email);

export function patientFromRow(row: PatientRow): Patient {
  return {
    id: row.id,
    name: row.name,
    familyName: row.family_name,
    givenName: row.given_name,
    birthDate: row.birth_date,
    phone: row.phone,
    email: emailOfRow(row),
    portalAccess: row.portal_access === 1,
    language: row.language,
  };
}

export function findPatient(db: Db, id: string): Patient | null {
  const row = db.get(qb.selectFrom('patient').selectAll().where('id', '=', id));
  return row ? patientFromRow(row) : null;
}

/** The local id of the patient who has this FHIR id, or null. */
export function localIdOfPortalPatient(db: Db, portalId: string): string | null {
  const row = db.get(qb.selectFrom('patient').select('id').where('portal_id', '=', portalId));
  return row?.id ?? null;
}

/** The FHIR id of this patient; null while the portal does not have them, and for nobody known. */
export function portalIdOfPatient(db: Db, id: string): string | null {
  const row = db.get(qb.selectFrom('patient').select('portal_id').where('id', '=', id));
  return row?.portal_id ?? null;
}

/**
 * Writes the patient whole. `portal_id` of an existing row, and when its contacts have to be looked at again, stay unless
 * given.
 */
export function savePatient(
  db: Db,
  p: Patient,
  extra: { readonly portalId?: string; readonly contactChangesAt?: EpochMs | null } = {},
): void {
  const values = {
    name: p.name,
    family_name: p.familyName,
    given_name: p.givenName,
    folded_name: searchableName(p),
    birth_date: p.birthDate,
    phone: p.phone,
    phone_digits: p.phone === null ? null : phoneKeys(p.phone).join(' '),
    email: p.email,
    portal_access: p.portalAccess ? 1 : 0,
    language: p.language,
    ...(extra.portalId === undefined ? {} : { portal_id: extra.portalId }),
    ...(extra.contactChangesAt === undefined ? {} : { contact_changes_ms: extra.contactChangesAt }),
  };
  db.run(
    qb
      .insertInto('patient')
      .values({ portal_id: null, contact_changes_ms: null, ...values, id: p.id })
      .onConflict((on) => on.column('id').doUpdateSet(values)),
  );
}

/** Gives the patient their FHIR id; nothing when they have it already. */
export function linkPatient(db: Db, id: string, portalId: string): void {
  db.run(
    qb
      .updateTable('patient')
      .set({ portal_id: portalId })
      .where('id', '=', id)
      .where('portal_id', 'is', null),
  );
}

export function findPractitioner(db: Db, id: string): Practitioner | null {
  const row = db.get(qb.selectFrom('practitioner').selectAll().where('id', '=', id));
  return row ? { id: row.id, name: row.name, active: row.active === 1 } : null;
}

export function findLocation(db: Db, id: string): Location | null {
  const row = db.get(qb.selectFrom('location').selectAll().where('id', '=', id));
  return row ? { id: row.id, name: row.name, active: row.active === 1 } : null;
}

export function savePractitioner(db: Db, p: Practitioner): void {
  saveNamed(db, 'practitioner', p);
}

export function saveLocation(db: Db, l: Location): void {
  saveNamed(db, 'location', l);
}

function saveNamed(db: Db, table: 'practitioner' | 'location', thing: Practitioner | Location): void {
  const values = { name: thing.name, active: thing.active ? 1 : 0 };
  db.run(
    qb
      .insertInto(table)
      .values({ ...values, id: thing.id })
      .onConflict((on) => on.column('id').doUpdateSet(values)),
  );
}
