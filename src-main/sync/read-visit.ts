import type { EpochMs } from '../../src-shared/domain/time.ts';
import type { Db } from '../db/db.ts';
import { EVERYBODY } from '../db/queries/further-providers.ts';
import { findPortalCopy } from '../db/queries/portal-copies.ts';
import { practitionerWith } from '../db/queries/practitioner-identifiers.ts';
import { isObject, objectsOf } from './fhir/json.ts';
import { modifierIn } from './fhir/modifiers.ts';
import { mayHoldAt } from './fhir/period.ts';
import { type ProviderActor, providerActor } from './fhir/provider-actor.ts';
import { type PortalAppointment, readAppointment } from './fhir/read-appointment.ts';
import { type Reading, unusable } from './fhir/reading.ts';
import { referencedId } from './fhir/references.ts';
import { practitionerRole } from './fhir/schemas.ts';
import { Wrong } from './fhir/shape.ts';

/** An Appointment with all whose time it takes. */
export interface PortalVisit extends PortalAppointment {
  /** Who takes part beside the provider: FHIR ids of Practitioners, and `EVERYBODY` where it is not certain who. */
  readonly further: readonly string[];
}

/** An Appointment with its provider, however it names them. Not usable where nobody can tell who that is. */
export function readVisit(db: Db, id: string, body: unknown): Reading<PortalVisit> {
  const read = readAppointment(id, body);
  if (!read.ok) return read;
  const { providers, slotIds, start, status } = read.value;
  const found = providers.map((actor) => practitionerOf(db, actor, start));
  const certain = found.length > 0 ? found : practitionersOfSlots(db, slotIds, start);
  const practitionerId = read.value.practitionerId ?? certain.find((one) => one !== null) ?? null;
  if (practitionerId === null && status !== 'cancelled') return unusable('no-practitioner', 'participant');
  const further = new Set(certain.filter((one) => one !== null));
  if (providers.some((actor, index) => found[index] === null && isCertainlyProvider(actor)))
    further.add(EVERYBODY);
  further.delete(practitionerId ?? '');
  return { ok: true, value: { ...read.value, practitionerId, further: [...further] } };
}

/** Of another the portal does not say that they are one: it may be the patient. */
export const isCertainlyProvider = (actor: ProviderActor): boolean =>
  actor.by !== 'identifiers' || actor.isProvider;

/** The Practitioner whom an Appointment names so, at this instant; null where that is not certain. */
export function practitionerOf(db: Db, actor: ProviderActor, at: EpochMs): string | null {
  switch (actor.by) {
    case 'id':
      return actor.id;
    case 'role':
      return practitionerInRole(findPortalCopy(db, 'PractitionerRole', actor.id)?.body, at);
    case 'contained-role':
      return practitionerInRole(actor.role, at);
    case 'identifiers':
      return practitionerWith(db, actor.identifiers);
    case 'nothing':
      return null;
  }
}

/**
 * The Practitioner who has a role at this instant; null where that is not certain: the portal has not shown it, it is not in use, or not
 * then (https://hl7.org/fhir/R4/practitionerrole.html).
 */
function practitionerInRole(body: unknown, at: EpochMs): string | null {
  const role = practitionerRole(body);
  if (role instanceof Wrong || modifierIn(body) !== null || role.active === false) return null;
  return mayHoldAt(role.period, at) ? referencedId(role.practitioner?.reference, 'Practitioner') : null;
}

/**
 * The Practitioners on whose Schedules these Slots are (https://hl7.org/fhir/R4/slot.html, https://hl7.org/fhir/R4/schedule.html); nobody
 * where that is not certain of each.
 */
export function practitionersOfSlots(db: Db, slotIds: readonly string[], at: EpochMs): string[] {
  const each = slotIds.map((id) => practitionersOfSlot(db, id, at));
  return each.some((one) => one.length === 0) ? [] : [...new Set(each.flat())];
}

function practitionersOfSlot(db: Db, slotId: string, at: EpochMs): string[] {
  const slot = findPortalCopy(db, 'Slot', slotId)?.body;
  const reference = isObject(slot) && isObject(slot.schedule) ? slot.schedule.reference : undefined;
  const id = typeof reference === 'string' ? referencedId(reference, 'Schedule') : null;
  const schedule = id === null ? undefined : findPortalCopy(db, 'Schedule', id)?.body;
  if (!isObject(schedule) || [slot, schedule].some((one) => modifierIn(one) !== null)) return [];
  const actors = objectsOf(schedule.actor).flatMap((actor) => providerActor(actor, schedule) ?? []);
  const found = actors.map((actor) => practitionerOf(db, actor, at));
  return found.includes(null) ? [] : found.filter((one) => one !== null);
}
