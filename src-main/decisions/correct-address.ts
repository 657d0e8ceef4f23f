import type { Actor } from '../../src-shared/domain/changes.ts';
import type { ContactSystem } from '../../src-shared/domain/contact-point.ts';
import type { EpochMs } from '../../src-shared/domain/time.ts';
import type { AppError } from '../../src-shared/errors.ts';
import { err, ok, type Result } from '../../src-shared/result.ts';
import type { Db } from '../db/db.ts';
import { appendHistory } from '../db/queries/history.ts';
import { findPatient, portalIdOfPatient, setContact } from '../db/queries/people.ts';
import { findPortalCopy } from '../db/queries/portal-copies.ts';
import type { MailRow } from '../mail/queue.ts';
import { type Correction, correctedSystem } from '../outbox/correction.ts';
import { dependants, updateOutbox } from '../outbox/entries.ts';
import { nothingChanges, type OutboxEntry } from '../outbox/entry.ts';
import { holdDecision } from '../outbox/hold.ts';
import { EMPTY_SNAPSHOT } from '../outbox/snapshot.ts';
import { isUndoable } from '../outbox/undo.ts';
import type { WriteStep } from '../outbox/write-step.ts';
import type { Ids } from '../ports.ts';
import { putAddressConflict } from '../sync/address-conflict.ts';
import { asItIs, redirectMail, restoreMail } from '../sync/corrected-mail.ts';
import { takeBackCorrected, unappliedCorrections } from '../sync/corrections.ts';
import { createEffects } from '../sync/effects.ts';
import type { Committed } from './commit-decision.ts';
import { releaseRow } from './release-held.ts';

export interface ContactGiven {
  readonly patientId: string;
  /** What of the patient is corrected. */
  readonly system: ContactSystem;
  /** What was on file when somebody looked. */
  readonly onFile: string | null;
  /** As `readEmailAddress` or `readTypedPhone` gives it. */
  readonly to: string;
  /** E-mails that leave to it. The first is the one it is about. */
  readonly mails: readonly MailRow[];
  /** The conflict it settles; see `Correction`. */
  readonly settles: Correction['settles'];
  readonly actor: Actor;
  readonly now: EpochMs;
  readonly undoMs: number;
  readonly portalConfigured: boolean;
}

/**
 * Corrects the address or the number on file and tells the portal; these e-mails leave to the new address once the portal has it, or,
 * where there is nothing to tell the portal, once it cannot be undone any more. In the caller's transaction. `address-moved` or
 * `phone-moved` when another one is on file by now.
 */
export function commitCorrection(
  db: Db,
  ids: Ids,
  { patientId, system, onFile, to, mails, settles, actor, now, undoMs, portalConfigured }: ContactGiven,
): Result<Committed & { readonly outboxId: string }, AppError> {
  const patient = findPatient(db, patientId);
  if (!patient) return err({ code: 'patient-not-found' });
  if (patient[system] !== onFile) return err({ code: movedCode(system) });
  const plan = onFile === to ? [] : planOf(db, patientId);
  const refused = refusedCorrections(db, patientId, system);
  for (const { entry } of refused) updateOutbox(db, entry.id, { state: 'undone' });
  const outboxId = ids.uuid();
  const command: Correction = {
    type: RULES[system].command,
    patientId,
    // The portal still has what stood there before those it refused.
    from: refused.at(-1)?.correction.from ?? (refused.length > 0 ? null : onFile),
    to,
    settles,
    replaces: refused.map(({ entry }) => entry.id),
    mails: mails.map(asItIs),
  };
  const row = holdDecision(db, {
    id: outboxId,
    orderingKey: patientId,
    requestId: null,
    command,
    changes: nothingChanges(command.type, now),
    plan,
    before: EMPTY_SNAPSHOT,
    actor,
    now,
    undoMs,
  });
  setContact(db, patientId, system, to);
  for (const mail of mails) redirectMail(db, mail, to, outboxId);
  appendHistory(db, {
    at: now,
    actor,
    kind: RULES[system].record,
    requestId: mails[0]?.request_id ?? null,
    appointmentId: mails[0]?.appointment_id ?? null,
    patientId,
    outboxId,
    detail:
      system === 'email'
        ? { ...(onFile === null ? {} : { fromAddress: onFile }), toAddress: to }
        : { ...(onFile === null ? {} : { fromPhone: onFile }), toPhone: to },
  });
  const undoUntil = now + undoMs;
  if (undoMs > 0) return ok({ outboxId, undoUntil, state: 'held' });
  return ok({ outboxId, undoUntil, state: releaseRow(db, row, now, portalConfigured) });
}

/** What a correction is called in the outbox and in the record. */
const RULES = {
  email: { command: 'correct-address', record: 'address-corrected' },
  phone: { command: 'correct-phone', record: 'phone-corrected' },
} as const;

/** Another one is on file than was shown. */
export const movedCode = (system: ContactSystem): 'address-moved' | 'phone-moved' =>
  system === 'email' ? 'address-moved' : 'phone-moved';

/** Nothing to write for a patient the portal will hear of as they are then. */
function planOf(db: Db, patientId: string): WriteStep[] {
  const portalId = portalIdOfPatient(db, patientId);
  const step = { op: 'put', type: 'Patient', localId: patientId, portalId } as const;
  const copy = portalId === null ? null : findPortalCopy(db, 'Patient', portalId);
  const earlier = dependants(db, { ordering_key: patientId, seq: 0 }).findLast(
    (row) => row.state !== 'failed' || portalId === null,
  );
  if (earlier) return [{ ...step, basedOn: { after: earlier.id } }];
  return copy === null ? [] : [{ ...step, basedOn: { version: copy.versionId } }];
}

/** Corrections of the same that the portal refused, the latest first: they give way to the new one. */
const refusedCorrections = (db: Db, patientId: string, system: ContactSystem) =>
  unappliedCorrections(db, patientId).filter(
    ({ entry, correction }) => entry.state === 'failed' && correctedSystem(correction) === system,
  );

/**
 * Takes a correction back that has not left: what was corrected, the e-mails, and what it took the place of, are what they were. In the
 * caller's transaction. `undo-too-late` once it may have left, or something builds on it.
 */
export function undoCorrection(
  db: Db,
  entry: OutboxEntry,
  actor: Actor,
  now: EpochMs,
): Result<{ readonly requestId: null }, AppError> {
  const found = entry.correction;
  if (!found || !isUndoable(db, entry)) return err({ code: 'undo-too-late' });
  for (const id of found.replaces) updateOutbox(db, id, { state: 'failed' });
  // Before the e-mails: they wait for it again.
  if (found.settles) putAddressConflict(db, { ...found.settles, patientId: found.patientId });
  giveUpCorrection(db, entry, found, actor, now);
  appendHistory(db, {
    at: now,
    actor,
    kind: 'undone',
    requestId: null,
    appointmentId: null,
    patientId: found.patientId,
    outboxId: entry.id,
    detail: { command: found.type },
  });
  return ok({ requestId: null });
}

/** What was corrected, and the e-mails that have not left, are what they were. In the caller's transaction. */
export function giveUpCorrection(
  db: Db,
  entry: OutboxEntry,
  correction: Correction,
  actor: Actor,
  now: EpochMs,
): void {
  updateOutbox(db, entry.id, { state: 'undone', finished_ms: now });
  // The address first: the e-mails go by it.
  takeBackCorrected(db, correction, createEffects(now, actor));
  restoreMail(db, entry.id, correction, now);
}
