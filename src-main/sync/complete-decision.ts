import type { Db } from '../db/db.ts';
import { raiseSequence } from '../db/queries/calendar-entries.ts';
import { linkPatient } from '../db/queries/people.ts';
import { findPortalCopy, savePortalCopy } from '../db/queries/portal-copies.ts';
import { releaseMail } from '../mail/release.ts';
import { appointmentOfDecision, type OutboxEntry } from '../outbox/entry.ts';
import { orderingKeyOfId } from '../outbox/ordering-key.ts';
import { resolveDependants, stillSendable } from '../outbox/queue.ts';
import { rebaseUnderKey } from '../outbox/rebase.ts';
import type { WriteStep } from '../outbox/write-step.ts';
import { markDue } from './automation-due.ts';
import { confirm } from './confirm.ts';
import { releaseCorrected } from './corrected-mail.ts';
import { showPatient } from './corrections.ts';
import type { Effects } from './effects.ts';
import type { Envelope } from './fhir/read-envelope.ts';
import { storeResource } from './projection.ts';
import { linkAppointment } from './show-appointment.ts';
import { showHeldBackUnder } from './take-back.ts';

/** A step that the portal has carried out. */
export interface AppliedStep {
  readonly step: WriteStep;
  readonly portalId: string;
  /** The version it produced; null where the portal does not tell it from what others made of it since. */
  readonly version: string | null;
  /** The resource as the portal has it, at that version or a later one. */
  readonly current: Envelope;
}

/**
 * The portal has the decision: new versions stored, ids linked, later decisions based on it, the record written and the
 * e-mails that waited for it let go, all in one transaction. False when somebody else has ended the decision meanwhile.
 */
export function completeDecision(
  db: Db,
  entry: OutboxEntry,
  applied: readonly AppliedStep[],
  effects: Effects,
): boolean {
  return db.transaction(() => {
    if (!stillSendable(db, entry.id)) return false;
    for (const { step, portalId } of applied) {
      if (step.type === 'Appointment') linkAppointment(db, step.localId, portalId);
      if (step.type === 'Patient') linkPatient(db, step.localId, portalId);
    }
    confirm(db, entry, effects);
    for (const result of applied) (result.step.beside ? storeBeside : storeApplied)(db, result, effects);
    for (const { step } of applied)
      if (step.type === 'Patient' && step.op === 'put') showPatient(db, step.localId, effects);
    resolveDependants(db, entry, applied);
    for (const { uid, sequence } of entry.changes.appointments) raiseSequence(db, uid, sequence);
    releaseMail(db, entry.id, effects.now);
    if (entry.correction) releaseCorrected(db, entry.id, entry.correction, effects.now);
    markRequestsDue(db, entry);
    showHeldBackUnder(db, entry.ordering_key, effects);
    effects.topics.add('requests').add('schedule').add('calls').add('attention');
    return true;
  });
}

/**
 * The copy becomes what the portal has; the local rows were made for the version this decision produced. Where that is not known they
 * are made anew from what was read.
 */
function storeApplied(db: Db, { step, portalId, version, current }: AppliedStep, effects: Effects): void {
  const before = findPortalCopy(db, step.type, portalId);
  if (before) savePortalCopy(db, { ...before, shownVersion: version });
  storeResource(db, current.body, step.type, effects);
  const after = findPortalCopy(db, step.type, portalId);
  if (after) savePortalCopy(db, { ...after, shownVersion: version });
}

/** Another's proposal stands as it did: what is on its way about it goes on from the version that this has made. */
function storeBeside(db: Db, { step, portalId, version, current }: AppliedStep, effects: Effects): void {
  const before = findPortalCopy(db, step.type, portalId);
  const from = step.basedOn !== null && 'version' in step.basedOn ? step.basedOn.version : null;
  storeResource(db, current.body, step.type, effects);
  const after = findPortalCopy(db, step.type, portalId);
  if (!after || version === null || from === null || before?.shownVersion !== from) return;
  rebaseUnderKey(db, orderingKeyOfId(db, step.localId), { type: step.type, portalId, from, to: version });
  if (after.shownVersion === from) savePortalCopy(db, { ...after, shownVersion: version });
}

/** A decision has ended: what the portal said meanwhile about its appointment's requests may call for something now. */
export function markRequestsDue(db: Db, entry: Pick<OutboxEntry, 'changes' | 'ordering_key'>): void {
  markDue(db, appointmentOfDecision(entry));
}
