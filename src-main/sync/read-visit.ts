import type { EpochMs } from '../../src-shared/domain/time.ts';
import type { Db } from '../db/db.ts';
import { findPortalCopy } from '../db/queries/portal-copies.ts';
import { modifierIn } from './fhir/modifiers.ts';
import { mayHoldAt } from './fhir/period.ts';
import { type PortalAppointment, readAppointment } from './fhir/read-appointment.ts';
import { type Reading, unusable } from './fhir/reading.ts';
import { referencedId } from './fhir/references.ts';
import { practitionerRole } from './fhir/schemas.ts';
import { Wrong } from './fhir/shape.ts';

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
function providerOf(db: Db, { practitionerId, roleIds, start }: PortalAppointment): string | null {
  if (practitionerId !== null) return practitionerId;
  return roleIds.reduce<string | null>((found, id) => found ?? practitionerInRole(db, id, start), null);
}

/** Who takes part beside the provider, as far as that is certain. Of a visit with its provider. */
export function furtherProviders(
  db: Db,
  { practitionerId, furtherIds, roleIds, start }: PortalAppointment,
): string[] {
  const inRoles = roleIds.flatMap((id) => practitionerInRole(db, id, start) ?? []);
  return [...new Set([...furtherIds, ...inRoles])].filter((id) => id !== practitionerId);
}

/**
 * The Practitioner who has a role of the portal's at this instant; null where that is not certain: the portal has not shown it, it is not in
 * use, or not then (https://hl7.org/fhir/R4/practitionerrole.html).
 */
export function practitionerInRole(db: Db, id: string, at: EpochMs): string | null {
  const body = findPortalCopy(db, 'PractitionerRole', id)?.body;
  const role = practitionerRole(body);
  if (role instanceof Wrong || modifierIn(body) !== null || role.active === false) return null;
  return mayHoldAt(role.period, at) ? referencedId(role.practitioner?.reference, 'Practitioner') : null;
}
