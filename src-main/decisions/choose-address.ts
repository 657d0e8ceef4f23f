import type { Actor } from '../../src-shared/domain/changes.ts';
import type { EpochMs } from '../../src-shared/domain/time.ts';
import type { AppError } from '../../src-shared/errors.ts';
import { err, ok, type Result } from '../../src-shared/result.ts';
import { type Db, qb } from '../db/db.ts';
import { appendHistory } from '../db/queries/history.ts';
import { findPatient } from '../db/queries/people.ts';
import { type Correction, correctedSystem } from '../outbox/correction.ts';
import { findEntry } from '../outbox/entries.ts';
import type { Ids } from '../ports.ts';
import { endAddressConflict } from '../sync/address-conflict.ts';
import { redirectReleased, waitingMail } from '../sync/corrected-mail.ts';
import type { Committed } from './commit-decision.ts';
import { commitCorrection, movedCode } from './correct-address.ts';

/** A correction met another address, or another number, in the portal: what somebody chooses. Each in the caller's transaction. */

export interface AddressChosen {
  /** The correction. */
  readonly outboxId: string;
  /** What the portal had when somebody looked. */
  readonly inPortal: string | null;
  readonly actor: Actor;
  readonly now: EpochMs;
}

/**
 * The portal's address stays, and the e-mails that waited leave to it; where it has none, or the one to which they could not be
 * delivered, they stand under Needs attention as before. `item-not-found` when somebody has chosen already; `address-moved` or
 * `phone-moved` when the portal has yet another one by now.
 */
export function keepPortalsAddress(db: Db, chosen: AddressChosen): Result<null, AppError> {
  const found = openConflict(db, chosen);
  if (!found.ok) return found;
  const { correction } = found.value;
  const { outboxId, inPortal, actor, now } = chosen;
  const [about] = waitingMail(db, outboxId);
  endAddressConflict(db, outboxId);
  const isEmail = correctedSystem(correction) === 'email';
  if (isEmail) redirectReleased(db, outboxId, correction, inPortal, now);
  appendHistory(db, {
    at: now,
    actor,
    kind: isEmail ? 'address-kept' : 'phone-kept',
    requestId: about?.request_id ?? null,
    appointmentId: about?.appointment_id ?? null,
    patientId: correction.patientId,
    outboxId,
    detail: inPortal === null ? {} : isEmail ? { toAddress: inPortal } : { toPhone: inPortal },
  });
  return ok(null);
}

/** What was entered is to replace the portal's: a correction of that one. Refusals as for the other choice. */
export function putEnteredAddress(
  db: Db,
  ids: Ids,
  chosen: AddressChosen,
  { undoMs, portalConfigured }: { readonly undoMs: number; readonly portalConfigured: boolean },
): Result<Committed & { readonly outboxId: string }, AppError> {
  const found = openConflict(db, chosen);
  if (!found.ok) return found;
  const { correction, at } = found.value;
  const { outboxId, inPortal, actor, now } = chosen;
  endAddressConflict(db, outboxId);
  return commitCorrection(db, ids, {
    patientId: correction.patientId,
    system: correctedSystem(correction),
    onFile: inPortal,
    to: correction.to,
    mails: waitingMail(db, outboxId),
    settles: { outboxId, at },
    actor,
    now,
    undoMs,
    portalConfigured,
  });
}

function openConflict(
  db: Db,
  { outboxId, inPortal }: AddressChosen,
): Result<{ readonly correction: Correction; readonly at: EpochMs }, AppError> {
  const said = db.get(qb.selectFrom('address_conflict').select('at_ms').where('outbox_id', '=', outboxId));
  const correction = said && findEntry(db, outboxId)?.correction;
  if (!said || !correction) return err({ code: 'item-not-found' });
  const system = correctedSystem(correction);
  const onFile = findPatient(db, correction.patientId)?.[system];
  if (onFile !== inPortal) return err({ code: movedCode(system) });
  return ok({ correction, at: said.at_ms });
}
