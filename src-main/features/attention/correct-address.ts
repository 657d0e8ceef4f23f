import type { Actor } from '../../../src-shared/domain/changes.ts';
import { readEmailAddress } from '../../../src-shared/domain/email-address.ts';
import { readTypedPhone } from '../../../src-shared/domain/new-patient.ts';
import type { EpochMs } from '../../../src-shared/domain/time.ts';
import type { AppError } from '../../../src-shared/errors.ts';
import type { CommandInput } from '../../../src-shared/ipc/contract.ts';
import { err, ok, type Result } from '../../../src-shared/result.ts';
import { type Db, qb } from '../../db/db.ts';
import type { Committed } from '../../decisions/commit-decision.ts';
import { commitCorrection } from '../../decisions/correct-address.ts';
import type { MailRow } from '../../mail/queue.ts';
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
  const now = clock.now();
  const found = mailId === null ? ok([]) : refusedMail(db, mailId, patientId, now);
  if (!found.ok) return found;
  const to = readEmailAddress(address);
  if (to === null) return err({ code: 'address-invalid' });
  const [mail] = found.value;
  const sameAs = mail === undefined ? onFile : mail.to_address.toLowerCase();
  if ((mail === undefined ? to : to.toLowerCase()) === sameAs) return err({ code: 'address-same' });
  // What is to nobody has no address that could have been a wrong one.
  const others = mail ?? (onFile === null ? null : { id: '', to_address: onFile });
  return commitCorrection(db, ids, {
    patientId,
    system: 'email',
    onFile,
    to,
    mails: [...found.value, ...(others === null ? [] : alsoTo(db, others, patientId, now))],
    settles: null,
    actor,
    now,
    undoMs: undoMs(),
    portalConfigured: portalConfigured(),
  });
}

/** In the caller's transaction. Refused where the number on file is another than was drawn. */
export function correctPhone(
  { db, ids, clock, undoMs, portalConfigured }: CorrectionDeps,
  { patientId, onFile, phone }: CommandInput<'attention.correctPhone'>,
  actor: Actor,
): Result<Committed & { readonly outboxId: string }, AppError> {
  const to = readTypedPhone(phone);
  if (to === null) return err({ code: 'phone-invalid' });
  if (to === onFile) return err({ code: 'phone-same' });
  return commitCorrection(db, ids, {
    patientId,
    system: 'phone',
    onFile,
    to,
    mails: [],
    settles: null,
    actor,
    now: clock.now(),
    undoMs: undoMs(),
    portalConfigured: portalConfigured(),
  });
}

/** The refused e-mail that somebody looked at, where it still is that. */
function refusedMail(
  db: Db,
  mailId: string,
  patientId: string,
  now: EpochMs,
): Result<readonly MailRow[], AppError> {
  const mail = db.get(qb.selectFrom('mail').selectAll().where('id', '=', mailId));
  if (!mail || patientOfMail(db, mail) !== patientId) return err({ code: 'item-not-found' });
  if (mail.state !== 'failed') return err({ code: 'not-failed' });
  return isOutdated(db, mail, now) ? err({ code: 'email-outdated' }) : ok([mail]);
}
