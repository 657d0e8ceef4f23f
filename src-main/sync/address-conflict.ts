import { type Db, qb } from '../db/db.ts';
import { prepared } from '../db/prepared.ts';
import { appendHistory } from '../db/queries/history.ts';
import { type Correction, correctedSystem } from '../outbox/correction.ts';
import { findEntry, updateOutbox } from '../outbox/entries.ts';
import type { OutboxEntry } from '../outbox/entry.ts';
import { confirm } from './confirm.ts';
import { releaseCorrected } from './corrected-mail.ts';
import { showPatient, unappliedCorrections } from './corrections.ts';
import { type Effects, portalActor } from './effects.ts';
import type { Contacts } from './fhir/read-contacts.ts';

/**
 * The portal has neither the address or number that was corrected nor the corrected one: nothing is written. The patient is shown as the portal has
 * them, what was entered is kept for somebody to choose, and its e-mails wait for that. In the caller's transaction.
 */
export function sayAddressConflict(
  db: Db,
  entry: OutboxEntry,
  { patientId, type }: Correction,
  effects: Effects,
): void {
  updateOutbox(db, entry.id, { state: 'conflict', last_error: null, finished_ms: effects.now });
  putAddressConflict(db, { outboxId: entry.id, patientId, at: effects.now });
  appendHistory(db, {
    at: effects.now,
    actor: portalActor(effects.by),
    kind: 'portal-conflict',
    requestId: null,
    appointmentId: null,
    patientId,
    outboxId: entry.id,
    detail: { command: type },
  });
  showPatient(db, patientId, effects);
  effects.topics.add('attention');
}

/** Somebody has to choose between what this correction entered and what the portal has. */
export function putAddressConflict(
  db: Db,
  said: { readonly outboxId: string; readonly patientId: string; readonly at: number },
): void {
  db.run(
    qb
      .insertInto('address_conflict')
      .values({ outbox_id: said.outboxId, patient_id: said.patientId, at_ms: said.at }),
  );
}

/** False when there is none any more: somebody has chosen, or the portal has the address meanwhile. */
export function endAddressConflict(db: Db, outboxId: string): boolean {
  return db.run(qb.deleteFrom('address_conflict').where('outbox_id', '=', outboxId)).changes > 0;
}

/**
 * The portal has told of a patient: a correction it refused has been made there meanwhile, or another one has; and what somebody had
 * to choose between may be the same now. In the caller's transaction, before the patient is shown.
 */
export function noteContacts(db: Db, patientId: string, inPortal: Contacts, effects: Effects): void {
  for (const { entry, correction } of unappliedCorrections(db, patientId)) {
    const there = inPortal[correctedSystem(correction)];
    if (entry.state !== 'failed' || there === correction.from) continue;
    if (there === correction.to) confirm(db, entry, effects);
    else sayAddressConflict(db, entry, correction, effects);
  }
  for (const { outbox_id } of db.all(saidOf({ patientId }))) {
    const entry = findEntry(db, outbox_id);
    if (!entry?.correction || entry.correction.to !== inPortal[correctedSystem(entry.correction)]) continue;
    endAddressConflict(db, outbox_id);
    releaseCorrected(db, outbox_id, entry.correction, effects.now);
    effects.mailReady = true;
    confirm(db, entry, effects);
  }
}

const saidOf = prepared((p: { readonly patientId: string }) =>
  qb.selectFrom('address_conflict').select('outbox_id').where('patient_id', '=', p.patientId),
);
