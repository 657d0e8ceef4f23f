import { type Selectable, sql } from 'kysely';
import type { EpochMs } from '../../src-shared/domain/time.ts';
import { type Db, qb } from '../db/db.ts';
import { prepared } from '../db/prepared.ts';
import { savePatient } from '../db/queries/people.ts';
import { findPortalCopy } from '../db/queries/portal-copies.ts';
import type { PatientTable } from '../db/schema/schedule.ts';
import { noteContacts } from './address-conflict.ts';
import { withCorrection } from './corrections.ts';
import type { Effects } from './effects.ts';
import { readPatient } from './fhir/read-person.ts';

/**
 * Patients one of whose contacts has begun or ended since the portal last told of them are read again from its copy: nobody
 * is written to at an address that has ended meanwhile. Nothing to do costs a look into an index. Whether there are more, where
 * `isOver` ended it. In the caller's transaction.
 */
export function refreshContacts(db: Db, effects: Effects, isOver: () => boolean): boolean {
  do {
    const row = db.get(firstDue({ now: effects.now }));
    if (row === undefined) return false;
    refresh(db, row, effects);
  } while (!isOver());
  return true;
}

type Due = Pick<Selectable<PatientTable>, 'id' | 'portal_id' | 'phone' | 'email'>;

const firstDue = prepared((p: { readonly now: EpochMs }) =>
  qb
    .selectFrom('patient')
    .select(['id', 'portal_id', 'phone', 'email'])
    .where('contact_changes_ms', '<=', p.now)
    .orderBy('contact_changes_ms')
    .limit(sql.lit(1)),
);

function refresh(db: Db, row: Due, effects: Effects): void {
  const copy = row.portal_id === null ? null : findPortalCopy(db, 'Patient', row.portal_id);
  const read = copy && readPatient(row.id, copy.body, effects.now);
  if (read?.ok) noteContacts(db, row.id, read.value, effects);
  const patient = read?.ok ? withCorrection(db, read.value) : null;
  const contactChangesAt = read?.ok ? read.value.contactChangesAt : null;
  if (patient && (patient.phone !== row.phone || patient.email !== row.email)) {
    savePatient(db, patient, { contactChangesAt });
    effects.topics.add('patients').add('requests').add('schedule');
  } else
    db.run(qb.updateTable('patient').set({ contact_changes_ms: contactChangesAt }).where('id', '=', row.id));
}
