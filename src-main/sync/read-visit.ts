import type { Db } from '../db/db.ts';
import { findPortalCopy } from '../db/queries/portal-copies.ts';
import { isObject } from './fhir/json.ts';
import { modifierIn } from './fhir/modifiers.ts';
import { type PortalAppointment, readAppointment } from './fhir/read-appointment.ts';
import { type Reading, unusable } from './fhir/reading.ts';
import { referencedId } from './fhir/references.ts';

/** An Appointment with its provider, also one that it names by a role. Not usable where nobody can tell who that is. */
export function readVisit(db: Db, id: string, body: unknown): Reading<PortalAppointment> {
  const read = readAppointment(id, body);
  if (!read.ok) return read;
  const practitionerId = providerOf(db, read.value);
  if (practitionerId === null && read.value.status !== 'cancelled')
    return unusable('no-practitioner', 'participant');
  return { ok: true, value: { ...read.value, practitionerId } };
}

/** Who has a visit: the Practitioner it names, or who stands behind the first of its roles that tells. */
function providerOf(db: Db, { practitionerId, roleIds }: PortalAppointment): string | null {
  if (practitionerId !== null) return practitionerId;
  return roleIds.reduce<string | null>((found, id) => found ?? practitionerInRole(db, id), null);
}

/** Who takes part beside the provider, as far as that is certain. Of a visit with its provider. */
export function furtherProviders(
  db: Db,
  { practitionerId, furtherIds, roleIds }: PortalAppointment,
): string[] {
  const inRoles = roleIds.flatMap((id) => practitionerInRole(db, id) ?? []);
  return [...new Set([...furtherIds, ...inRoles])].filter((id) => id !== practitionerId);
}

/** The Practitioner of a role that the portal has shown; null where that is not certain. */
export function practitionerInRole(db: Db, id: string): string | null {
  const body = findPortalCopy(db, 'PractitionerRole', id)?.body;
  if (modifierIn(body) !== null) return null;
  const practitioner = isObject(body) ? body.practitioner : undefined;
  const reference = isObject(practitioner) ? practitioner.reference : undefined;
  return typeof reference === 'string' ? referencedId(reference, 'Practitioner') : null;
}
