import type { PatientCard } from '../../../src-shared/ipc/basics.ts';
import { type Db, sql } from '../db.ts';
import { idList } from '../id-list.ts';
import type { PatientTable } from '../schema.ts';

export function patientCardFromRow(row: Omit<PatientTable, 'row' | 'portal_id'>): PatientCard {
  return {
    id: row.id,
    name: row.name,
    birthDate: row.birth_date,
    phone: row.phone,
    email: row.email,
    portalAccess: row.portal_access === 1,
  };
}

/** The cards of these patients, by id; unknown ids are left out. */
export function patientCards(db: Db, ids: readonly string[]): Map<string, PatientCard> {
  if (ids.length === 0) return new Map();
  const rows = db.all(sql.selectFrom('patient').selectAll().where('id', 'in', idList(ids)));
  return new Map(rows.map((row) => [row.id, patientCardFromRow(row)]));
}
