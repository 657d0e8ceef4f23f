import type { EmailIntent } from '../../src-shared/domain/changes.ts';
import { readEmailAddress } from '../../src-shared/domain/email-address.ts';
import type { EmailKind } from '../../src-shared/domain/email-kind.ts';
import { letterText } from '../../src-shared/text/letter-language.ts';
import { withOrganizer } from '../icalendar/calendar-object.ts';
import { mailto, stream, text, utc } from '../icalendar/icalendar.ts';
import type { ComposedEmail, EmailContext } from './email.ts';
import { oneLine } from './plain-text.ts';

/**
 * Which e-mails touch the patient's calendar. A proposal does not: it must not move anything before the patient agrees;
 * where nothing changed there is nothing to say.
 */
const METHOD: Readonly<Record<EmailKind, 'REQUEST' | 'CANCEL' | null>> = {
  booked: 'REQUEST',
  approved: 'REQUEST',
  updated: 'REQUEST',
  accepted: 'REQUEST',
  cancelled: 'CANCEL',
  denied: null,
  kept: null,
  proposed: null,
  'proposal-withdrawn': null,
  reminder: null,
  message: null,
  'not-booked': null,
  offered: null,
  'offer-withdrawn': null,
  'offer-taken': null,
};

/**
 * The iTIP object of an e-mail (RFC 5546, 3.2.2 and 3.2.5): one VEVENT with the appointment's constant UID and its
 * SEQUENCE as it stands after the decision. Times are in UTC, so no VTIMEZONE is needed. The patient takes part as
 * ACCEPTED without being asked for a reply, because nobody reads iTIP replies at the sender's address. Neither the
 * patient's name nor anything about the visit stands in it. `null` for a patient without an address. While no sender is known
 * it has no ORGANIZER, which it must have (RFC 5546, 3.2.2): `addressMail` gives it one before it leaves.
 */
export function calendarPart(intent: EmailIntent, about: EmailContext): ComposedEmail['calendar'] {
  const method = METHOD[intent.kind];
  const address = readEmailAddress(about.patient.email ?? '');
  if (method === null || address === null) return null;
  const { appointment } = intent;
  const practice = oneLine(about.rules.practice.name);
  const phone = oneLine(about.rules.practice.phone);
  const { fromAddress } = about;
  const { words } = letterText(about.language);
  const place = about.location === null ? '' : oneLine(about.location.name);
  const where = oneLine(about.location?.address ?? '') || practice;
  const ics = stream([
    ['BEGIN', 'VCALENDAR'],
    ['VERSION', '2.0'],
    ['PRODID', '-//Reslot//Reslot//EN'],
    ['CALSCALE', 'GREGORIAN'],
    ['METHOD', method],
    ['BEGIN', 'VEVENT'],
    ['UID', text(appointment.uid)],
    ['SEQUENCE', String(appointment.sequence)],
    ['DTSTAMP', utc(about.now)],
    ['DTSTART', utc(appointment.start)],
    ['DTEND', utc(appointment.end)],
    ['SUMMARY', text(words.entry(practice))],
    ...(phone === '' ? [] : [['DESCRIPTION', text(words.entryDescription(practice, phone))] as const]),
    ['LOCATION', text(place === '' ? practice : `${place}, ${where}`)],
    ['STATUS', method === 'CANCEL' ? 'CANCELLED' : 'CONFIRMED'],
    ['TRANSP', method === 'CANCEL' ? 'TRANSPARENT' : 'OPAQUE'],
    ['ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEPTED;RSVP=FALSE', mailto(address)],
    ['END', 'VEVENT'],
    ['END', 'VCALENDAR'],
  ]);
  if (fromAddress === '') return { method, ics };
  return { method, ics: withOrganizer(ics, { name: practice, address: fromAddress, sentBy: null }) };
}
