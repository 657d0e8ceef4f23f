import { z } from 'zod';
import type { Patient } from '../../src-shared/domain/patient.ts';
import { type Db, qb } from '../db/db.ts';
import { portalIdOfPatient, savePatient } from '../db/queries/people.ts';
import { findPortalCopy, markShown, type PortalCopy } from '../db/queries/portal-copies.ts';
import type { OutboxTable } from '../db/schema.ts';
import { type OutboxRow, replacePlan, unfinishedOfThread, unlandedOfThread } from '../outbox/entries.ts';
import { parsePlan, type WriteStep } from '../outbox/write-step.ts';
import { readPatient } from './fhir/read-person.ts';
import type { News } from './news.ts';

/**
 * Corrections of a patient's e-mail address. Each is an outbox row in the patient's own thread; its Patient is written on the
 * newest version this desk has, as long as the address there is the one that was corrected.
 */
const correction = z.object({
  type: z.literal('correct-address'),
  patientId: z.string(),
  /** On file when it was corrected. */
  from: z.string().nullable(),
  to: z.string(),
  /** The conflict it settles: the correction that met another address in the portal, and since when that is known. */
  settles: z.object({ outboxId: z.string(), at: z.number() }).nullable(),
  /** Refused corrections it takes the place of. */
  replaces: z.array(z.string()),
  /** The e-mails that leave to the new address once it has ended, as they were. */
  mails: z.array(
    z.object({
      id: z.string(),
      state: z.enum(['failed', 'waiting']),
      toAddress: z.string(),
      ics: z.string().nullable(),
      error: z.string().nullable(),
      attempts: z.number(),
      finishedAt: z.number().nullable(),
      /** The earlier correction for whose end it waited. */
      waitedFor: z.string().nullable(),
    }),
  ),
});
export type Correction = z.infer<typeof correction>;

/** What an outbox row corrects; null for every other decision. */
export function correctionOf(row: Pick<OutboxTable, 'command_json'>): Correction | null {
  const parsed = correction.safeParse(JSON.parse(row.command_json));
  return parsed.success ? parsed.data : null;
}

/** Corrections of this patient's address that the portal does not have, the latest first. */
export function unlandedCorrections(
  db: Db,
  patientId: string,
): { readonly row: OutboxRow; readonly correction: Correction }[] {
  return unlandedOfThread(db, patientId)
    .reverse()
    .flatMap((row) => {
      const found = correctionOf(row);
      return found ? [{ row, correction: found }] : [];
    });
}

/** The correction for whose end an e-mail to this patient's address has to wait: until then nobody knows whether it is theirs. */
export function correctionOnItsWay(db: Db, patientId: string): string | null {
  return unfinishedOfThread(db, patientId).findLast((row) => correctionOf(row) !== null)?.id ?? null;
}

/** The patient as the portal has them, with the correction the portal does not have. */
export function withCorrection<P extends Patient>(db: Db, patient: P): P {
  const [latest] = unlandedCorrections(db, patient.id);
  return latest ? { ...patient, email: latest.correction.to } : patient;
}

/** The address to write to, as the portal's newest copy of the patient says; undefined where there is no such copy. */
export function addressInPortal(db: Db, patientId: string, now: number): string | null | undefined {
  const copy = copyOfPatient(db, patientId);
  const read = copy && readPatient(patientId, copy.body, now);
  return read?.ok ? read.value.email : undefined;
}

function copyOfPatient(db: Db, patientId: string): PortalCopy | null {
  const portalId = portalIdOfPatient(db, patientId);
  return portalId === null ? null : findPortalCopy(db, 'Patient', portalId);
}

/** The row with its Patient written on the newest version this desk has. In the caller's transaction. */
export function basedOnNewest(db: Db, row: OutboxRow): OutboxRow {
  const plan = parsePlan(row.plan_json).map((step): WriteStep => {
    const copy = copyOfPatient(db, step.localId);
    return copy ? { ...step, portalId: copy.id, basedOn: { version: copy.versionId } } : step;
  });
  replacePlan(db, row.id, plan);
  return { ...row, plan_json: JSON.stringify(plan) };
}

/** A correction was given up: the address is again what it was, or what the portal says by now. */
export function takeBackAddress(db: Db, { patientId, from }: Correction, news: News): void {
  db.run(qb.updateTable('patient').set({ email: from }).where('id', '=', patientId));
  showPatient(db, patientId, news);
}

/** Makes the local row what the portal's newest copy says, with what is on its way. Nothing where there is no copy. */
export function showPatient(db: Db, patientId: string, news: News): void {
  const copy = copyOfPatient(db, patientId);
  const read = copy && readPatient(patientId, copy.body, news.now);
  if (!copy || !read?.ok) return;
  const { contactChangesAt } = read.value;
  savePatient(db, withCorrection(db, read.value), { contactChangesAt });
  markShown(db, 'Patient', copy.id);
  news.topics.add('patients').add('requests').add('schedule');
}
