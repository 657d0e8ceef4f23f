import { type Db, qb } from '../db/db.ts';
import { savePatient } from '../db/queries/people.ts';
import { findPortalCopy } from '../db/queries/portal-copies.ts';
import { noteAddress } from './address-conflict.ts';
import { withCorrection } from './corrections.ts';
import type { Effects } from './effects.ts';
import { readPatient } from './fhir/read-person.ts';

/** Looked at in one transaction. */
const AT_ONCE = 500;

/**
 * Patients one of whose contacts has begun or ended since the portal last told of them are read again from its copy: nobody
 * is written to at an address that has ended meanwhile. Nothing to do costs a look into an index. Each batch is a
 * transaction of its own.
 */
export function refreshContacts(db: Db, effects: Effects): void {
  while (db.transaction(() => refreshSome(db, effects)) === AT_ONCE);
}

function refreshSome(db: Db, effects: Effects): number {
  const due = db.all(
    qb
      .selectFrom('patient')
      .select(['id', 'portal_id', 'phone', 'email'])
      .where('contact_changes_ms', '<=', effects.now)
      .orderBy('contact_changes_ms')
      .limit(AT_ONCE),
  );
  for (const row of due) {
    const copy = row.portal_id === null ? null : findPortalCopy(db, 'Patient', row.portal_id);
    const read = copy && readPatient(row.id, copy.body, effects.now);
    if (read?.ok) noteAddress(db, row.id, read.value.email, effects);
    const patient = read?.ok ? withCorrection(db, read.value) : null;
    const contactChangesAt = read?.ok ? read.value.contactChangesAt : null;
    if (patient && (patient.phone !== row.phone || patient.email !== row.email)) {
      savePatient(db, patient, { contactChangesAt });
      effects.topics.add('patients').add('requests').add('schedule');
    } else
      db.run(
        qb.updateTable('patient').set({ contact_changes_ms: contactChangesAt }).where('id', '=', row.id),
      );
  }
  return due.length;
}
