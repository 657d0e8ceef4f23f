import type { PatientCard } from '../../../src-shared/ipc/basics.ts';
import { type Db, qb } from '../db.ts';
import { idList } from '../id-list.ts';
import { emailOfRow, type PatientRow } from './people.ts';
import { shownName } from './shown-name.ts';

export function patientCardFromRow(row: PatientRow): PatientCard {
  return {
    id: row.id,
    name: shownName(row.name),
    birthDate: row.birth_date,
    phone: row.phone,
    email: emailOfRow(row),
    portalAccess: row.portal_access === 1,
    standing: row.standing,
  };
}

/** The cards of these patients, by id; unknown ids are left out. */
export function patientCards(db: Db, ids: readonly string[]): Map<string, PatientCard> {
  if (ids.length === 0) return new Map();
  const rows = db.all(qb.selectFrom('patient').selectAll().where('id', 'in', idList(ids)));
  return new Map(rows.map((row) => [row.id, patientCardFromRow(row)]));
}
