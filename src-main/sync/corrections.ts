import type { Patient } from '../../src-shared/domain/patient.ts';
import type { Db } from '../db/db.ts';
import { portalIdOfPatient, savePatient, setContact } from '../db/queries/people.ts';
import { findPortalCopy, markShown, type PortalCopy } from '../db/queries/portal-copies.ts';
import { type Correction, correctedSystem } from '../outbox/correction.ts';
import { replacePlan, unappliedUnderKey, unfinishedUnderKey } from '../outbox/entries.ts';
import type { OutboxEntry } from '../outbox/entry.ts';
import type { WriteStep } from '../outbox/write-step.ts';
import type { Effects } from './effects.ts';
import { readPatient } from './fhir/read-person.ts';

/**
 * Corrections of a patient's e-mail address or telephone number. Each is an outbox row under the patient's own ordering key; its
 * Patient is written on the newest version this desk has, as long as what stands there is what was corrected.
 */

/** Corrections of how this patient is reached that the portal does not have, the latest first. */
export function unappliedCorrections(
  db: Db,
  patientId: string,
): { readonly entry: OutboxEntry; readonly correction: Correction }[] {
  return unappliedUnderKey(db, patientId)
    .reverse()
    .flatMap((entry) => (entry.correction ? [{ entry, correction: entry.correction }] : []));
}

/** The correction for whose end an e-mail to this patient's address has to wait: until then nobody knows whether it is theirs. */
export function correctionOnItsWay(db: Db, patientId: string): string | null {
  return (
    unfinishedUnderKey(db, patientId).findLast(
      ({ correction }) => correction !== null && correctedSystem(correction) === 'email',
    )?.id ?? null
  );
}

/** The patient as the portal has them, with the corrections the portal does not have. */
export function withCorrection<P extends Patient>(db: Db, patient: P): P {
  const corrected: { email: string | null; phone: string | null } = {
    email: patient.email,
    phone: patient.phone,
  };
  for (const { correction } of unappliedCorrections(db, patient.id).reverse())
    corrected[correctedSystem(correction)] = correction.to;
  return { ...patient, ...corrected };
}

/** What of this is used of the portal's newest copy of the patient; undefined where there is no such copy. */
export function contactInPortal(
  db: Db,
  { patientId, type }: Pick<Correction, 'patientId' | 'type'>,
  now: number,
): string | null | undefined {
  const copy = copyOfPatient(db, patientId);
  const read = copy && readPatient(patientId, copy.body, now);
  return read?.ok ? read.value[correctedSystem({ type })] : undefined;
}

function copyOfPatient(db: Db, patientId: string): PortalCopy | null {
  const portalId = portalIdOfPatient(db, patientId);
  return portalId === null ? null : findPortalCopy(db, 'Patient', portalId);
}

/** The decision with its Patient written on the newest version this desk has. In the caller's transaction. */
export function basedOnNewest(db: Db, entry: OutboxEntry): OutboxEntry {
  const plan = entry.plan.map((step): WriteStep => {
    const copy = copyOfPatient(db, step.localId);
    return copy ? { ...step, portalId: copy.id, basedOn: { version: copy.versionId } } : step;
  });
  replacePlan(db, entry.id, plan);
  return { ...entry, plan };
}

/** A correction was given up: what was corrected is again what it was, or what the portal says by now. */
export function takeBackCorrected(db: Db, correction: Correction, effects: Effects): void {
  const { patientId, from } = correction;
  setContact(db, patientId, correctedSystem(correction), from);
  showPatient(db, patientId, effects);
}

/** Makes the local row what the portal's newest copy says, with what is on its way. Nothing where there is no copy. */
export function showPatient(db: Db, patientId: string, effects: Effects): void {
  const copy = copyOfPatient(db, patientId);
  const read = copy && readPatient(patientId, copy.body, effects.now);
  if (!copy || !read?.ok) return;
  const { contactChangesAt } = read.value;
  savePatient(db, withCorrection(db, read.value), { contactChangesAt });
  markShown(db, 'Patient', copy.id);
  effects.topics.add('patients').add('requests').add('schedule');
}
