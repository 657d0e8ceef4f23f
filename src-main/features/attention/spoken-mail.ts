import type { EmailIntent } from '../../../src-shared/domain/changes.ts';
import type { Db } from '../../db/db.ts';
import { remindedVisit } from '../../db/queries/reminders.ts';
import { findRequest } from '../../db/queries/requests.ts';
import { type Sender, spokenWords } from '../../decisions/communication.ts';
import { reminderOf } from '../../decisions/remind.ts';
import type { MailRow } from '../../mail/queue.ts';
import { findEntry } from '../../outbox/entries.ts';

type Mail = Pick<MailRow, 'id' | 'outbox_id' | 'request_id' | 'text'>;

/**
 * What an e-mail tells, in sentences to be spoken, as they stand on the Call list where there is no e-mail. Where this version does not know
 * what it tells (a decision of another one, a patient who is not on file any more): the letter itself.
 */
export function spokenMail(db: Db, mail: Mail, sender: Pick<Sender, 'rules' | 'now'>): string {
  const told = toldIn(db, mail);
  const request = mail.request_id === null ? null : findRequest(db, mail.request_id);
  return (told && spokenWords(db, told, request, sender)?.script) ?? mail.text;
}

function toldIn(db: Db, { id, outbox_id }: Mail): EmailIntent | null {
  if (outbox_id !== null) return findEntry(db, outbox_id)?.changes.email ?? null;
  const visit = remindedVisit(db, id);
  return visit && reminderOf(visit);
}
