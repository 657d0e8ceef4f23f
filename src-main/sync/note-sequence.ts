import type { Db } from '../db/db.ts';
import { raiseSequence } from '../db/queries/calendar-entries.ts';
import type { PortalCopy } from '../db/queries/portal-copies.ts';
import { findEntry } from '../outbox/entries.ts';
import { parseInstant } from './fhir/instant.ts';
import { type PortalAppointment, readAppointment, statedSequence } from './fhir/read-appointment.ts';
import type { Envelope } from './fhir/read-envelope.ts';
import { isSameEntry } from './same-entry.ts';

/** From which on the seconds are counted: they fit an iCalendar INTEGER (RFC 5545, 3.3.8) until 2088. */
const EPOCH_MS = Date.UTC(2020, 0, 1);
const LARGEST = 2 ** 31 - 1 - 2 ** 20;

/**
 * Remembers what a new version of an Appointment says of the SEQUENCE of its calendar entry, before it is forgotten:
 *
 * - a portal put back to an earlier state gives a lower one than it gave before;
 * - where another desk has changed the visit and states no SEQUENCE, the portal does not keep it. Nobody can tell how many
 *   e-mails that desk has sent, but no more than one a second: the portal's clock is higher than any of them. Both desks count
 *   on from there, each from what the other wrote last.
 */
export function noteSequence(
  db: Db,
  envelope: Envelope,
  read: PortalAppointment,
  uid: string,
  before: PortalCopy | null,
): void {
  const earlier = before && readAppointment(before.id, before.body);
  const was = earlier?.ok ? earlier.value : null;
  if (was && was.sequence > read.sequence) raiseSequence(db, uid, was.sequence);
  if (was && isSameEntry(was, read) && was.status === read.status) return;
  if (!isAnotherDesks(db, envelope) || statedSequence(envelope.body) !== null) return;
  const at = parseInstant(envelope.lastUpdated);
  if (at === null) return;
  raiseSequence(db, uid, Math.min(LARGEST, Math.max(0, Math.floor((at - EPOCH_MS) / 1000))));
}

const isAnotherDesks = (db: Db, { commandTags }: Envelope): boolean =>
  commandTags.some((tag) => findEntry(db, tag) === undefined);
