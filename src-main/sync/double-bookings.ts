import type { Appointment } from '../../src-shared/domain/appointment.ts';
import type { DeskName } from '../../src-shared/domain/desk-name.ts';
import { areDoubleBooked, comesToStand } from '../../src-shared/domain/double-booking.ts';
import type { EpochMs } from '../../src-shared/domain/time.ts';
import type { Db } from '../db/db.ts';
import { appointmentsNear, findAppointment, portalIdOfAppointment } from '../db/queries/appointments.ts';
import {
  allDoubleBookings,
  type DoubleBooking,
  forgetDoubleBooking,
  noteDoubleBooking,
  standingDoubleBookings,
} from '../db/queries/double-bookings.ts';
import { furtherProvidersOf } from '../db/queries/further-providers.ts';
import { findPortalCopy, heldBackCopies } from '../db/queries/portal-copies.ts';
import { isBusy, orderingKeyOf, orderingKeyOfId } from '../outbox/ordering-key.ts';
import { isAnyDecided, placedBy, placesToReturnTo } from '../outbox/placed-by.ts';
import { readCursor, readUntil } from './cursor.ts';
import { parseInstant } from './fhir/instant.ts';
import { readVisit } from './read-visit.ts';
import { toLocal } from './show-appointment.ts';

/**
 * Where two visits have come to take one provider's time, and nobody was warned: whoever decided here could not know of the other yet.
 * Each is for the caller's transaction. What is noted counts only while both stand where they are noted, so a place where a visit does
 * not stand now, but may yet, is noted as well.
 */

/** A visit with all who have it: its provider, and those who take part beside. */
interface Placed {
  readonly visit: Appointment;
  readonly further: readonly string[];
}

/** A visit as the portal has it. */
interface Arrival extends Placed {
  /** As the portal had it before, as far as this desk knows. */
  readonly before: () => Placed | null;
  /** The desk that put it there; null where that is not certain. */
  readonly by: () => DeskName | null;
  readonly at: EpochMs;
}

/**
 * The portal's news put a visit where this desk may have put another. Told is what was written before the portal had this desk's
 * decision: whoever wrote later had that before their eyes, and a desk that had not is told of it itself. Each of its providers' time
 * counts. Whether anything was noted.
 */
export function noteArrival(db: Db, { visit, further, before, by, at }: Arrival): boolean {
  const providers = [visit.practitionerId ?? [], further].flat();
  if (providers.length === 0 || !isAnyDecided(db)) return false;
  const onFile = findAppointment(db, visit.id);
  const here = onFile && { visit: onFile, further: furtherProvidersOf(db, onFile.id) };
  const arriving = providers
    .map((practitionerId) => ({ ...visit, practitionerId }))
    .filter((one) => comesToStand(placedWith(here, one.practitionerId), one));
  if (arriving.length === 0) return false;
  const earlier = before();
  const met = arriving
    .filter((one) => comesToStand(placedWith(earlier, one.practitionerId), one))
    .flatMap((one) =>
      [...standingNear(db, one), ...placesToReturnTo(db, one.practitionerId, one)]
        .filter((other) => areDoubleBooked(one, other))
        .map((own) => ({ own, one })),
    );
  if (met.length === 0 || placedBy(db, visit) !== null) return false;
  let noted = false;
  for (const { own, one } of met) {
    // Who takes part beside its provider stands where it does.
    const decision = placedBy(db, own) ?? placedBy(db, findAppointment(db, own.id) ?? own);
    if (decision === null || (decision.state === 'done' && isReadPast(db, own))) continue;
    noteDoubleBooking(db, pairOf(own, one, { outbox_id: decision.id, other_desk: by(), at_ms: at }));
    noted = true;
  }
  return noted;
}

/** It stands in the time of this provider, who has it; null where they do not. */
const placedWith = (placed: Placed | null, practitionerId: string): Appointment | null =>
  placed !== null && [placed.visit.practitionerId, ...placed.further].includes(practitionerId)
    ? { ...placed.visit, practitionerId }
    : null;

/** Whether the portal has been read to beyond its last word on this visit: what it had by then is known here. */
function isReadPast(db: Db, visit: Appointment): boolean {
  const portalId = portalIdOfAppointment(db, visit.id);
  const copy = portalId === null ? null : findPortalCopy(db, 'Appointment', portalId);
  const written = copy && parseInstant(copy.lastUpdated);
  const until = readUntil(readCursor(db, 'Appointment'));
  return written !== null && until !== null && until >= written;
}

/**
 * A decision of this desk has put a visit somewhere, and its row is written. Whoever made it was asked about what stands there, and has confirmed that; not
 * about what may come to stand there, once another decision is undone or refused, or the portal's news is shown.
 */
export function noteTaken(
  db: Db,
  visit: Appointment,
  before: Appointment | null,
  { outboxId, at }: { readonly outboxId: string; readonly at: EpochMs },
): void {
  const { practitionerId } = visit;
  if (practitionerId === null || !comesToStand(before, visit)) return;
  tidy(db);
  for (const { id, own_id, other_id } of standingDoubleBookings(db))
    if (own_id === visit.id || other_id === visit.id) forgetDoubleBooking(db, id);
  const own = orderingKeyOf(db, visit);
  for (const other of [...placesToReturnTo(db, practitionerId, visit), ...heldBack(db)])
    if (
      areDoubleBooked(visit, other) &&
      orderingKeyOf(db, other) !== own &&
      comesToStand(findAppointment(db, other.id), other)
    )
      noteDoubleBooking(db, pairOf(visit, other, { outbox_id: outboxId, other_desk: null, at_ms: at }));
}

/** What is not so, and cannot become so by what is on its way. */
function tidy(db: Db): void {
  const all = allDoubleBookings(db);
  if (all.length === 0) return;
  const standing = new Set(standingDoubleBookings(db).map(({ id }) => id));
  const mayChange = (appointmentId: string): boolean => isBusy(db, orderingKeyOfId(db, appointmentId));
  for (const { id, own_id, other_id } of all)
    if (!standing.has(id) && !mayChange(own_id) && !mayChange(other_id)) forgetDoubleBooking(db, id);
}

const standingNear = (db: Db, { start, end, practitionerId }: Appointment): Appointment[] =>
  appointmentsNear(db, { from: start, to: end }, { practitionerId, patientId: null });

/** Visits as the portal has them, where that is not shown yet. */
const heldBack = (db: Db): Appointment[] =>
  heldBackCopies(db, 'Appointment').flatMap(({ id, body }) => {
    const read = readVisit(db, id, body);
    return read.ok ? [toLocal(db, read.value)] : [];
  });

const pairOf = (
  own: Appointment,
  other: Appointment,
  rest: Pick<DoubleBooking, 'outbox_id' | 'other_desk' | 'at_ms'>,
): Omit<DoubleBooking, 'id'> => ({
  practitioner_id: own.practitionerId ?? '',
  own_id: own.id,
  own_start_ms: own.start,
  own_end_ms: own.end,
  other_id: other.id,
  other_start_ms: other.start,
  other_end_ms: other.end,
  ...rest,
});
