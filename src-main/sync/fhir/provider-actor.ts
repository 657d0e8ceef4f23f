import { isObject, type JsonObject, objectsOf } from './json.ts';
import { parseReference, referencedId } from './references.ts';
import { oneLine } from './text.ts';

/** A business identifier (https://hl7.org/fhir/R4/datatypes.html#Identifier): its system and its value, both. */
export interface BusinessIdentifier {
  readonly system: string;
  readonly value: string;
}

/** How an Appointment names one who is, or may be, its provider (https://hl7.org/fhir/R4/references.html). */
export type ProviderActor =
  | { readonly by: 'id'; readonly id: string }
  | { readonly by: 'role'; readonly id: string }
  /** A PractitionerRole that the Appointment itself contains. */
  | { readonly by: 'contained-role'; readonly role: JsonObject }
  /** Who has one of these; `isProvider`: and is a Practitioner, whoever that is. */
  | {
      readonly by: 'identifiers';
      readonly identifiers: readonly BusinessIdentifier[];
      readonly isProvider: boolean;
    }
  /** A Practitioner or somebody's role, and nobody can tell whose. */
  | { readonly by: 'nothing' };

/** Null for everybody else: patients, rooms, services, and whom nothing says to be a provider. */
export function providerActor(actor: unknown, resource: unknown): ProviderActor | null {
  if (!isObject(actor)) return null;
  const reference = typeof actor.reference === 'string' ? actor.reference : undefined;
  const target = parseReference(reference);
  if (target !== null) {
    if (target.type === 'Practitioner') return { by: 'id', id: target.id };
    return target.type === 'PractitionerRole' ? { by: 'role', id: target.id } : null;
  }
  if (reference?.startsWith('#')) return containedProvider(reference.slice(1), resource);
  const type = typeof actor.type === 'string' ? actor.type : undefined;
  const identifiers = businessIdentifiers([actor.identifier]);
  if (identifiers.length > 0 && (type === undefined || type === 'Practitioner'))
    return { by: 'identifiers', identifiers, isProvider: type === 'Practitioner' };
  // Another server's are not on this schedule.
  const isElsewhere = reference !== undefined;
  return !isElsewhere && (type === 'Practitioner' || type === 'PractitionerRole') ? { by: 'nothing' } : null;
}

function containedProvider(id: string, resource: unknown): ProviderActor | null {
  const contained = objectsOf(isObject(resource) ? resource.contained : undefined);
  const one = contained.find((inner) => inner.id === id);
  if (one?.resourceType === 'PractitionerRole') return { by: 'contained-role', role: one };
  if (one?.resourceType !== 'Practitioner') return null;
  const identifiers = businessIdentifiers(one.identifier);
  return identifiers.length > 0 ? { by: 'identifiers', identifiers, isProvider: true } : { by: 'nothing' };
}

/** Those that say both parts and are in use (https://hl7.org/fhir/R4/valueset-identifier-use.html). */
export function businessIdentifiers(list: unknown): BusinessIdentifier[] {
  return objectsOf(list).flatMap(({ system, value, use }) => {
    if (typeof system !== 'string' || typeof value !== 'string' || use === 'old') return [];
    const named = { system: oneLine(system), value: oneLine(value) };
    return named.system === '' || named.value === '' ? [] : [named];
  });
}

/** FHIR ids of the Slots that an Appointment is booked on (https://hl7.org/fhir/R4/appointment-definitions.html#Appointment.slot). */
export const slotIdsOf = (resource: unknown): string[] =>
  objectsOf(isObject(resource) ? resource.slot : undefined).flatMap(({ reference }) =>
    typeof reference === 'string' ? (referencedId(reference, 'Slot') ?? []) : [],
  );

/** Types of actors who are nobody's provider (https://hl7.org/fhir/R4/appointment-definitions.html#Appointment.participant.actor). */
const NO_PROVIDER: readonly unknown[] = ['Patient', 'RelatedPerson', 'Location', 'Device'];

/** Not what is certainly somebody or something else; a service stands for whoever has the visit. */
export function mayBeProvider(actor: unknown): boolean {
  // Without one, only a kind of participant is named (`Appointment.participant.type`).
  return !isObject(actor) || !NO_PROVIDER.includes(typeOf(actor));
}

function typeOf({ reference, type }: JsonObject): unknown {
  return parseReference(typeof reference === 'string' ? reference : undefined)?.type ?? type;
}

/** Whether any of its participants is, or may be, a person who has the visit: then its Slots do not tell whose it is. */
export const namesProvider = (resource: unknown): boolean =>
  objectsOf(isObject(resource) ? resource.participant : undefined).some(
    ({ actor }) => mayBeProvider(actor) && !(isObject(actor) && typeOf(actor) === 'HealthcareService'),
  );
