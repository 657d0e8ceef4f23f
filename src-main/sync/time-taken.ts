import type { Db } from '../db/db.ts';
import { saveBusyTimes } from '../db/queries/busy-times.ts';
import { findPortalCopy } from '../db/queries/portal-copies.ts';
import { isObject } from './fhir/json.ts';
import { readTimeTaken, type TimeTaken } from './fhir/read-time-taken.ts';
import { referencedId } from './fhir/references.ts';

/** An Appointment cannot be shown: the time it takes is taken all the same. Inside the caller's transaction. */
export function noteTimeTaken(db: Db, portalId: string, body: unknown): void {
  const taken = readTimeTaken(body);
  const providers = taken === null ? [] : providersOf(db, taken);
  saveBusyTimes(
    db,
    portalId,
    taken === null
      ? []
      : providers.map((practitionerId) => ({ practitionerId, start: taken.start, end: taken.end })),
  );
}

/** Null stands for somebody who is not certain. Who is named and does not attend leaves nobody's time taken. */
function providersOf(db: Db, { practitioners, roles, isDeclined }: TimeTaken): (string | null)[] {
  const inRoles = roles.map((id) => practitionerInRole(db, id));
  const certain = new Set([...practitioners, ...inRoles]);
  if (certain.size === 0) return isDeclined ? [] : [null];
  return [...certain];
}

/** The Practitioner of a role that the portal has shown; null where that is not certain. */
export function practitionerInRole(db: Db, id: string): string | null {
  const body = findPortalCopy(db, 'PractitionerRole', id)?.body;
  const practitioner = isObject(body) ? body.practitioner : undefined;
  const reference = isObject(practitioner) ? practitioner.reference : undefined;
  return typeof reference === 'string' ? referencedId(reference, 'Practitioner') : null;
}
