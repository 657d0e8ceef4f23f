import type { Appointment } from '../../src-shared/domain/appointment.ts';
import type { Db } from '../db/db.ts';
import { findPortalCopy, markShown } from '../db/queries/portal-copies.ts';
import { requestsOfAppointment } from '../db/queries/requests.ts';
import type { Effects } from './effects.ts';
import { isObject } from './fhir/json.ts';
import { hasTimes, isOnlyAskedFor, withSomeTime } from './fhir/read-appointment.ts';
import type { Reading } from './fhir/reading.ts';
import { type OnFile, onFile } from './on-file.ts';
import { type PortalVisit, readVisit } from './read-visit.ts';
import { namePractitioner, showAppointment, toLocal, unknownPatientOf } from './show-appointment.ts';

/** What an Appointment that a request for a new one is about says of the visit that is to be. */
export interface WishedVisit {
  readonly read: PortalVisit;
  readonly local: Appointment;
}

/** A request asks for this appointment to be booked, and it is no visit yet; or never came to be one, and has no time to stand at. */
export function isWishedVisit(db: Db, localId: string, body: unknown): boolean {
  return mayBeWished(body) && requestsOfAppointment(db, localId).some(({ kind }) => kind === 'new');
}

/** Of one that is booked the patient wishes nothing any more. */
const mayBeWished = (body: unknown): boolean =>
  isOnlyAskedFor(body) || (isObject(body) && OVER.includes(body.status) && !hasTimes(body));

const OVER: readonly unknown[] = ['cancelled', 'entered-in-error'];

/**
 * The Appointment with what it says of the visit that is to be. Where it names no time it stands at none (`NO_TIME`), as long as its
 * `minutesDuration`. Its provider is the one who takes part: of several nobody can tell who is meant.
 */
export function readWishedVisit(
  db: Db,
  id: string,
  body: unknown,
  known: OnFile = onFile(db),
): Reading<WishedVisit> {
  const read = readVisit(db, id, withSomeTime(body));
  if (!read.ok) return read;
  const { providers, slotIds, further } = read.value;
  const isOne = providers.length + slotIds.length > 0 && further.length === 0;
  const visit: PortalVisit = {
    ...read.value,
    practitionerId: isOne ? read.value.practitionerId : null,
    further: [],
  };
  const status = isOnlyAskedFor(body) ? 'proposed' : 'cancelled';
  return { ok: true, value: { read: visit, local: { ...toLocal(db, visit, known), status } } };
}

/** Makes the local row what the portal's Appointment wishes. */
export function showWishedVisit(db: Db, { read, local }: WishedVisit, effects: Effects): void {
  namePractitioner(db, read, effects, onFile(db));
  const unknownPatient = unknownPatientOf(read, local);
  showAppointment(db, local, { id: read.id, unknownPatient, further: [] }, effects);
}

/**
 * The first word of a request for a new appointment: what it is about gets its row. The desk's id; `null` while the portal has not shown
 * it, or what it shows cannot be used.
 */
export function beginWish(db: Db, portalId: string, effects: Effects): string | null {
  const copy = findPortalCopy(db, 'Appointment', portalId);
  if (copy === null || !mayBeWished(copy.body)) return null;
  const wished = readWishedVisit(db, portalId, copy.body);
  if (!wished.ok) return null;
  showWishedVisit(db, wished.value, effects);
  markShown(db, 'Appointment', portalId);
  return wished.value.local.id;
}
