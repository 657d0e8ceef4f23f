import type { EpochMs } from '../../src-shared/domain/time.ts';
import { type Db, qb } from '../db/db.ts';
import { findCalendarEntry, recordCalendarSent } from '../db/queries/calendar-entries.ts';
import { readCalendarObject, withOrganizer } from '../icalendar/calendar-object.ts';
import { isMessageId, messageIdOf } from './message-id.ts';
import type { MailRow } from './queue.ts';

/** In whose name e-mail leaves. */
export interface MailSender {
  /** The practice's. */
  readonly name: string;
  readonly address: string;
}

/**
 * The row as it leaves, stored before it does. Two things are known only then:
 *
 * - who sends it: an e-mail put into words before a mail server was set up has no Message-ID and no ORGANIZER yet;
 * - the ORGANIZER: that of the last REQUEST with this UID that has left, whatever the sender is today (RFC 5546, 3.2.2 and
 *   3.2.5: only the organizer changes or cancels an entry). Where it is another address than the sender's, the sender writes
 *   on its behalf (SENT-BY, RFC 5545, 3.2.18).
 *
 * The ATTENDEE is always whom the e-mail goes to.
 */
export function addressMail(db: Db, row: MailRow, sender: MailSender): MailRow {
  const message_id = isMessageId(row.message_id) ? row.message_id : messageIdOf(row.id, sender.address);
  const calendar_ics = row.calendar_ics === null ? null : organized(db, row.calendar_ics, sender);
  if (message_id === row.message_id && calendar_ics === row.calendar_ics) return row;
  db.run(qb.updateTable('mail').set({ message_id, calendar_ics }).where('seq', '=', row.seq));
  return { ...row, message_id, calendar_ics };
}

function organized(db: Db, ics: string, sender: MailSender): string {
  const { uid, organizerName } = readCalendarObject(ics);
  const known = findCalendarEntry(db, uid)?.organizer ?? null;
  const own = known === null || known.toLowerCase() === sender.address.toLowerCase();
  return withOrganizer(ics, {
    name: organizerName ?? sender.name,
    address: own ? sender.address : known,
    sentBy: own ? null : sender.address,
  });
}

/** It has left, or may have: what later messages about the same entry have to agree with. */
export function rememberLeft(db: Db, row: MailRow, at: EpochMs): void {
  if (row.calendar_ics === null) return;
  const { uid, sequence, organizer } = readCalendarObject(row.calendar_ics);
  recordCalendarSent(db, {
    uid,
    sequence,
    organizer: row.calendar_method === 'REQUEST' ? organizer : null,
    at,
  });
}
