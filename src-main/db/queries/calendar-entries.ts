import type { Appointment } from '../../../src-shared/domain/appointment.ts';
import type { EpochMs } from '../../../src-shared/domain/time.ts';
import { type Db, qb } from '../db.ts';
import { prepared } from '../prepared.ts';
import type { CalendarEntryTable } from '../schema/outbox.ts';

/**
 * What this desk knows of the entries in patients' calendars, by UID. The portal keeps our SEQUENCE only where it keeps
 * extensions it does not know, and has no place for the ORGANIZER.
 */
export function findCalendarEntry(db: Db, uid: string): CalendarEntryTable | null {
  return db.get(byUid({ uid })) ?? null;
}

const byUid = prepared((p: { readonly uid: string }) =>
  qb.selectFrom('calendar_entry').selectAll().where('uid', '=', p.uid),
);

/** A calendar object with this UID has been sent to somebody: the UID can never be another. */
export const wasSent = (db: Db, uid: string): boolean =>
  (findCalendarEntry(db, uid)?.sent_ms ?? null) !== null;

/**
 * The appointment with the highest SEQUENCE known of its UID: what comes after it has to be higher than any sent before
 * (RFC 5546, 3.2.2 and 3.2.5).
 */
export function withKnownSequence(db: Db, appointment: Appointment): Appointment {
  const known = findCalendarEntry(db, appointment.uid)?.sequence ?? 0;
  return known <= appointment.sequence ? appointment : { ...appointment, sequence: known };
}

/** No SEQUENCE for `uid` may be as low as this again. */
export function raiseSequence(db: Db, uid: string, sequence: number): void {
  db.run(raise({ uid, sequence }));
}

const raise = prepared((p: Pick<CalendarEntryTable, 'uid' | 'sequence'>) =>
  qb
    .insertInto('calendar_entry')
    .values({ uid: p.uid, sequence: p.sequence, organizer: null, sent_ms: null })
    .onConflict((on) =>
      on
        .column('uid')
        .doUpdateSet({ sequence: p.sequence })
        .where('calendar_entry.sequence', '<', p.sequence),
    ),
);

/**
 * A calendar object has left, or may have. `organizer`: the address in it, of a REQUEST; `null` for a CANCEL, which has that of
 * the REQUEST before it.
 */
export function recordCalendarSent(
  db: Db,
  sent: {
    readonly uid: string;
    readonly sequence: number;
    readonly organizer: string | null;
    readonly at: EpochMs;
  },
): void {
  raiseSequence(db, sent.uid, sent.sequence);
  db.run(
    qb
      .updateTable('calendar_entry')
      .set({ sent_ms: sent.at, ...(sent.organizer === null ? {} : { organizer: sent.organizer }) })
      .where('uid', '=', sent.uid),
  );
}
