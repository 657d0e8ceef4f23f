import { type Interval, isBlocking } from '../../src-shared/domain/conflicts.ts';
import type { Db } from '../db/db.ts';
import { findAppointment, localIdOfPortalAppointment } from '../db/queries/appointments.ts';
import { saveBusyTimes } from '../db/queries/busy-times.ts';
import { furtherProvidersOf, isAlsoSomebodys } from '../db/queries/further-providers.ts';
import { findPractitioner, portalIdOfPatient, savePractitioner } from '../db/queries/people.ts';
import { readParticipants } from './fhir/read-participants.ts';
import { readTimeTaken, type TimeTaken, takesNoTime } from './fhir/read-time-taken.ts';
import { isCertainlyProvider, practitionerOf, practitionersOfSlots } from './read-visit.ts';

/**
 * An Appointment cannot be shown: the time it takes is taken all the same, and where that cannot be read, the time of its earlier
 * version. Inside the caller's transaction.
 */
export function noteTimeTaken(db: Db, portalId: string, body: unknown): void {
  const taken = readTimeTaken(body);
  const providers = taken === null ? [] : providersOf(db, taken);
  nameUnknown(
    db,
    providers.filter((id) => id !== null),
    body,
  );
  saveBusyTimes(
    db,
    portalId,
    taken === null
      ? takesNoTime(body)
        ? []
        : timeBefore(db, portalId)
      : providers.map((practitionerId) => ({ practitionerId, start: taken.start, end: taken.end })),
    taken === null ? patientBefore(db, portalId) : taken.patients,
  );
}

function patientBefore(db: Db, portalId: string): string[] {
  const id = localIdOfPortalAppointment(db, portalId);
  const patientId = id === null ? null : (findAppointment(db, id)?.patientId ?? null);
  const patientPortalId = patientId === null ? null : portalIdOfPatient(db, patientId);
  return patientPortalId === null ? [] : [patientPortalId];
}

function timeBefore(db: Db, portalId: string): (Interval & { readonly practitionerId: string | null })[] {
  const id = localIdOfPortalAppointment(db, portalId);
  const visit = id === null ? null : findAppointment(db, id);
  if (visit === null || !isBlocking(visit)) return [];
  const { start, end, practitionerId } = visit;
  const further = furtherProvidersOf(db, visit.id);
  const whose = [practitionerId, ...further, ...(isAlsoSomebodys(db, visit.id) ? [null] : [])];
  return whose.map((one) => ({
    practitionerId: one,
    start,
    end,
  }));
}

/** Null stands for somebody who is not certain. Where all who may be its provider are known and do not attend, it takes nobody's time. */
function providersOf(
  db: Db,
  { providers, slotIds, isDeclined, isUncertain, start }: TimeTaken,
): (string | null)[] {
  const found = new Set<string | null>(practitionersOfSlots(db, slotIds, start));
  for (const actor of providers) {
    const id = practitionerOf(db, actor, start);
    if (id !== null || isCertainlyProvider(actor)) found.add(id);
  }
  if (found.size > 0) return [...found];
  return isDeclined && !isUncertain ? [] : [null];
}

/**
 * Providers whom the portal will not show get a row under the names that this Appointment gives them, or none (which each desk says in its language): nobody new is booked
 * with them, but what takes their time has its place in the calendar. Whether there were any.
 */
export function nameUnknown(db: Db, practitionerIds: readonly string[], body: unknown): boolean {
  const unknown = practitionerIds.filter((id) => findPractitioner(db, id) === null);
  if (unknown.length === 0) return false;
  const named = readParticipants(body);
  for (const id of unknown) {
    const name = named.find((one) => one.type === 'Practitioner' && one.id === id)?.name;
    savePractitioner(db, { id, name: name ?? '', active: false });
  }
  return true;
}
