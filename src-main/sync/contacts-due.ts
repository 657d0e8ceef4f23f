import { type Db, qb } from '../db/db.ts';
import { savePatient } from '../db/queries/people.ts';
import { findPortalCopy } from '../db/queries/portal-copies.ts';
import { noteAddress } from './address-conflict.ts';
import { withCorrection } from './corrections.ts';
import { readPatient } from './fhir/read-person.ts';
import type { News } from './news.ts';

/** Looked at in one transaction. */
const AT_ONCE = 500;

/**
 * Patients one of whose contacts has begun or ended since the portal last told of them are read again from its copy: nobody
 * is written to at an address that has ended meanwhile. Nothing to do costs a look into an index. Each batch is a
 * transaction of its own.
 */
export function refreshContacts(db: Db, news: News): void {
  while (db.transaction(() => refreshSome(db, news)) === AT_ONCE);
}

function refreshSome(db: Db, news: News): number {
  const due = db.all(
    qb
      .selectFrom('patient')
      .select(['id', 'portal_id', 'phone', 'email'])
      .where('contact_changes_ms', '<=', news.now)
      .orderBy('contact_changes_ms')
      .limit(AT_ONCE),
  );
  for (const row of due) {
    const copy = row.portal_id === null ? null : findPortalCopy(db, 'Patient', row.portal_id);
    const read = copy && readPatient(row.id, copy.body, news.now);
    if (read?.ok) noteAddress(db, row.id, read.value.email, news);
    const patient = read?.ok ? withCorrection(db, read.value) : null;
    const contactChangesAt = read?.ok ? read.value.contactChangesAt : null;
    if (patient && (patient.phone !== row.phone || patient.email !== row.email)) {
      savePatient(db, patient, { contactChangesAt });
      news.topics.add('patients').add('requests').add('schedule');
    } else
      db.run(
        qb.updateTable('patient').set({ contact_changes_ms: contactChangesAt }).where('id', '=', row.id),
      );
  }
  return due.length;
}
