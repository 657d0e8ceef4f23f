import type { Appointment } from '../../src-shared/domain/appointment.ts';
import type { Actor, EmailIntent } from '../../src-shared/domain/changes.ts';
import type { EpochMs } from '../../src-shared/domain/time.ts';
import type { Db } from '../db/db.ts';
import { appendHistory } from '../db/queries/history.ts';
import { type Reminded, wasWrittenSince } from '../db/queries/reminders.ts';
import { enqueueMail } from '../mail/enqueue.ts';
import type { Ids } from '../ports.ts';
import { inWords, type Sender } from './communication.ts';

/** What a reminder tells. */
export const reminderOf = (visit: Appointment): EmailIntent => ({
  kind: 'reminder',
  appointment: visit,
  before: visit,
  words: null,
  mayCancelEntirely: false,
});

/**
 * Queues the e-mail that reminds the patient of a visit, with its line on the record, unless a letter about this very time has been
 * written since the reminder was due. Inside the caller's transaction.
 */
export function remind(
  db: Db,
  ids: Ids,
  { visit, since }: { readonly visit: Appointment; readonly since: EpochMs },
  sender: Sender,
  actor: Actor,
): Reminded {
  if (wasWrittenSince(db, visit.id, since)) return { state: 'told' };
  const intent = reminderOf(visit);
  const communication = inWords(db, intent, null, sender);
  if (!communication?.to) return { state: 'void' };
  const { to, email } = communication;
  const mailId = enqueueMail(db, ids, {
    outboxId: null,
    requestId: null,
    appointmentId: visit.id,
    kind: intent.kind,
    to,
    fromAddress: sender.fromAddress,
    email,
    now: sender.now,
  });
  appendHistory(db, {
    at: sender.now,
    actor,
    kind: 'email-queued',
    requestId: null,
    appointmentId: visit.id,
    outboxId: null,
    detail: { emailKind: intent.kind, toAddress: to.address, subject: email.subject },
  });
  return { state: 'sent', mailId };
}
