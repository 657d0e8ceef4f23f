import { type Insertable, sql } from 'kysely';
import type { ContactSystem } from '../../../src-shared/domain/contact-point.ts';
import { readEmailAddress } from '../../../src-shared/domain/email-address.ts';
import { searchableName } from '../../../src-shared/domain/fold.ts';
import type { Location, Patient, Practitioner } from '../../../src-shared/domain/patient.ts';
import { phoneKeys } from '../../../src-shared/domain/phone-search.ts';
import type { EpochMs } from '../../../src-shared/domain/time.ts';
import { type Db, qb } from '../db.ts';
import { excluded } from '../excluded.ts';
import { prepared } from '../prepared.ts';
import type { PatientTable } from '../schema/schedule.ts';

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
    standing: row.standing,
  };
}

export function findPatient(db: Db, id: string): Patient | null {
  const row = db.get(patientById({ id }));
  return row ? patientFromRow(row) : null;
}

/** The local id of the patient who has this FHIR id, or null. */
export function localIdOfPortalPatient(db: Db, portalId: string): string | null {
  const row = db.get(patientByPortalId({ portalId }));
  return row?.id ?? null;
}

/** The FHIR id of this patient; null while the portal does not have them, and for nobody known. */
export function portalIdOfPatient(db: Db, id: string): string | null {
  const row = db.get(portalIdOf({ id }));
  return row?.portal_id ?? null;
}

const patientById = prepared((p: { readonly id: string }) =>
  qb.selectFrom('patient').selectAll().where('id', '=', p.id),
);
const patientByPortalId = prepared((p: { readonly portalId: string }) =>
  qb.selectFrom('patient').select('id').where('portal_id', '=', p.portalId),
);
const portalIdOf = prepared((p: { readonly id: string }) =>
  qb.selectFrom('patient').select('portal_id').where('id', '=', p.id),
);
const practitionerById = prepared((p: { readonly id: string }) =>
  qb.selectFrom('practitioner').selectAll().where('id', '=', p.id),
);

/**
 * Writes the patient whole. `portal_id` of an existing row, and when its contacts have to be looked at again, stay unless
 * given.
 */
export function savePatient(
  db: Db,
  p: Patient,
  extra: { readonly portalId?: string; readonly contactChangesAt?: EpochMs | null } = {},
): void {
  db.run(
    upsertPatient({
      id: p.id,
      name: p.name,
      family_name: p.familyName,
      given_name: p.givenName,
      folded_name: searchableName(p),
      birth_date: p.birthDate,
      phone: p.phone,
      phone_digits: phoneDigits(p.phone),
      email: p.email,
      portal_access: p.portalAccess ? 1 : 0,
      language: p.language,
      standing: p.standing,
      portal_id: extra.portalId ?? null,
      contact_changes_ms: extra.contactChangesAt ?? null,
      saysContacts: extra.contactChangesAt === undefined ? 0 : 1,
    }),
  );
}

/** Changes how a patient is reached, alone. */
export function setContact(db: Db, patientId: string, system: ContactSystem, value: string | null): void {
  const set = system === 'email' ? { email: value } : { phone: value, phone_digits: phoneDigits(value) };
  db.run(qb.updateTable('patient').set(set).where('id', '=', patientId));
}

const phoneDigits = (phone: string | null): string | null =>
  phone === null ? null : phoneKeys(phone).join(' ');

type PatientToSave = Insertable<Omit<PatientTable, 'row'>> & { readonly saysContacts: number };

const upsertPatient = prepared((p: PatientToSave) => {
  const values = {
    name: p.name,
    family_name: p.family_name,
    given_name: p.given_name,
    folded_name: p.folded_name,
    birth_date: p.birth_date,
    phone: p.phone,
    phone_digits: p.phone_digits,
    email: p.email,
    portal_access: p.portal_access,
    language: p.language,
    standing: p.standing,
  };
  const { id, portal_id, contact_changes_ms } = p;
  return qb
    .insertInto('patient')
    .values({ ...values, portal_id, contact_changes_ms, id })
    .onConflict((on) =>
      on.column('id').doUpdateSet({
        ...excluded(values),
        portal_id: sql`coalesce(excluded.portal_id, patient.portal_id)`,
        contact_changes_ms: sql`iif(${p.saysContacts}, excluded.contact_changes_ms, patient.contact_changes_ms)`,
      }),
    );
});

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

/** The portal does not have this patient any more. */
export function unlinkPatient(db: Db, id: string): void {
  db.run(qb.updateTable('patient').set({ portal_id: null }).where('id', '=', id));
}

export function findPractitioner(db: Db, id: string): Practitioner | null {
  const row = db.get(practitionerById({ id }));
  return row ? { id: row.id, name: row.name, active: row.active === 1 } : null;
}

export function findLocation(db: Db, id: string): Location | null {
  const row = db.get(qb.selectFrom('location').selectAll().where('id', '=', id));
  return row ? { id: row.id, name: row.name, active: row.active === 1, address: row.address } : null;
}

export function savePractitioner(db: Db, p: Practitioner): void {
  saveNamed(db, 'practitioner', p);
}

export function saveLocation(db: Db, l: Location): void {
  saveNamed(db, 'location', l, { address: l.address });
}

function saveNamed(
  db: Db,
  table: 'practitioner' | 'location',
  thing: Practitioner,
  more: { readonly address?: string | null } = {},
): void {
  const values = { name: thing.name, active: thing.active ? 1 : 0, ...more };
  db.run(
    qb
      .insertInto(table)
      .values({ ...values, id: thing.id })
      .onConflict((on) => on.column('id').doUpdateSet(values)),
  );
}
