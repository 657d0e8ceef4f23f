import type { Actor } from '../../../src-shared/domain/changes.ts';
import { readEmailAddress } from '../../../src-shared/domain/email-address.ts';
import type { AppError } from '../../../src-shared/errors.ts';
import type { CommandInput } from '../../../src-shared/ipc/contract.ts';
import { err, type Result } from '../../../src-shared/result.ts';
import { type Db, qb } from '../../db/db.ts';
import type { Committed } from '../../decisions/commit-decision.ts';
import { commitCorrection } from '../../decisions/correct-address.ts';
import type { Clock, Ids } from '../../ports.ts';
import { isOutdated } from '../../sync/outdated-mail.ts';
import { alsoTo } from './also-to.ts';
import { patientOfMail } from './patient-of-mail.ts';

export interface CorrectionDeps {
  readonly db: Db;
  readonly ids: Ids;
  readonly clock: Clock;
  readonly undoMs: () => number;
  readonly portalConfigured: () => boolean;
}

/** In the caller's transaction. Refused where anything is otherwise than it was drawn. */
export function correctAddress(
  { db, ids, clock, undoMs, portalConfigured }: CorrectionDeps,
  { mailId, patientId, onFile, address }: CommandInput<'attention.correctAddress'>,
  actor: Actor,
): Result<Committed & { readonly outboxId: string }, AppError> {
  const mail = db.get(qb.selectFrom('mail').selectAll().where('id', '=', mailId));
  if (!mail || patientOfMail(db, mail) !== patientId) return err({ code: 'item-not-found' });
  if (mail.state !== 'failed') return err({ code: 'not-failed' });
  const now = clock.now();
  if (isOutdated(db, mail, now)) return err({ code: 'email-outdated' });
  const to = readEmailAddress(address);
  if (to === null) return err({ code: 'address-invalid' });
  if (to.toLowerCase() === mail.to_address.toLowerCase()) return err({ code: 'address-same' });
  return commitCorrection(db, ids, {
    patientId,
    onFile,
    to,
    mails: [mail, ...alsoTo(db, mail, patientId, now)],
    settles: null,
    actor,
    now,
    undoMs: undoMs(),
    portalConfigured: portalConfigured(),
  });
}
