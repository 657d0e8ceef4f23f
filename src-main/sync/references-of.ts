import { isObject, objectsOf } from './fhir/json.ts';
import { namesProvider } from './fhir/provider-actor.ts';
import { parseReference, type Target } from './fhir/references.ts';

/** Whom they act for can end at any time, and no search is asked for them: read anew whenever something names them. */
export const RELATED_PERSON = 'RelatedPerson';

/** What has to be here before a resource can be shown: other resources it names that the desk keeps. */
export function referencesOf(resource: unknown): Target[] {
  if (!isObject(resource)) return [];
  return literalReferences(resource).flatMap((text) => {
    const target = typeof text === 'string' ? parseReference(text) : null;
    return target && KEPT.has(target.type) ? [target] : [];
  });
}

const KEPT = new Set([
  'Patient',
  'Practitioner',
  'PractitionerRole',
  'Slot',
  'Schedule',
  'Location',
  'Appointment',
  RELATED_PERSON,
]);

/** Whether the desk keeps resources of this type. */
export const isKept = (type: string): boolean =>
  KEPT.has(type) || type === 'Task' || type === 'AppointmentResponse';

function literalReferences(resource: Readonly<Record<string, unknown>>): unknown[] {
  switch (resource.resourceType) {
    case 'Appointment':
      return [
        ...objectsOf(resource.participant).map((p) => referenceIn(p.actor)),
        ...objectsOf(resource.supportingInformation).map((i) => i.reference),
        ...objectsOf(resource.contained).map((inner) => referenceIn(inner.practitioner)),
        // Slots are many: only where nothing else tells whose visit it is.
        ...(namesProvider(resource) ? [] : objectsOf(resource.slot).map((slot) => slot.reference)),
      ];
    case 'Slot':
      return [referenceIn(resource.schedule)];
    case 'Schedule':
      return objectsOf(resource.actor).map((actor) => actor.reference);
    case 'Task':
      return [
        referenceIn(resource.focus),
        referenceIn(resource.for),
        asker(resource.requester),
        ...objectsOf(resource.output).map((o) => referenceIn(o.valueReference)),
      ];
    case 'AppointmentResponse':
      return [referenceIn(resource.appointment), asker(resource.actor)];
    case 'PractitionerRole':
      return [referenceIn(resource.practitioner)];
    case RELATED_PERSON:
      return [referenceIn(resource.patient)];
    default:
      return [];
  }
}

/** Of who asks or answers only patients, and who acts for them, matter: a provider who does is not one to book with. */
function asker(value: unknown): unknown {
  const text = referenceIn(value);
  const target = typeof text === 'string' ? parseReference(text) : null;
  return target?.type === 'Patient' || target?.type === RELATED_PERSON ? text : undefined;
}

const referenceIn = (value: unknown): unknown => (isObject(value) ? value.reference : undefined);
