import type { Db } from '../db/db.ts';
import { wasSent } from '../db/queries/calendar-entries.ts';
import { derivedUid } from '../icalendar/calendar-uid.ts';
import type { PortalAppointment } from './fhir/read-appointment.ts';
import { knownServer } from './server-known.ts';

/**
 * The iCalendar UID of an Appointment of the portal, the same through every move and every reading. In this order:
 *
 * 1. the one with which this desk has sent a calendar entry: it is in somebody's calendar;
 * 2. the portal's own, see `chosenUid`;
 * 3. the one it has here: from before another address led to the portal, or from where it was booked or proposed;
 * 4. one made of the portal's address and the FHIR id, which alone is nobody's own.
 *
 * @param here the UID the appointment has here; null where there is none.
 *
 * One that the portal states is kept although it is a mere number: an earlier desk may have sent entries with it.
 */
export function calendarUid(
  db: Db,
  from: Pick<PortalAppointment, 'id' | 'uid'>,
  here: string | null,
): string {
  if (here !== null && here !== from.uid && wasSent(db, here)) return here;
  return from.uid || here || derivedUid(knownServer(db) ?? '', from.id);
}
