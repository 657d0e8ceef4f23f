import { isObject, objectsOf } from './fhir/json.ts';
import { parseReference, type Target } from './fhir/references.ts';

/** What has to be here before a resource can be shown: other resources it names that the desk keeps. */
export function referencesOf(resource: unknown): Target[] {
  if (!isObject(resource)) return [];
  return literalReferences(resource).flatMap((text) => {
    const target = typeof text === 'string' ? parseReference(text) : null;
    return target && KEPT.has(target.type) ? [target] : [];
  });
}

const KEPT = new Set(['Patient', 'Practitioner', 'Location', 'Appointment']);

function literalReferences(resource: Readonly<Record<string, unknown>>): unknown[] {
  switch (resource.resourceType) {
    case 'Appointment':
      return [
        ...objectsOf(resource.participant).map((p) => referenceIn(p.actor)),
        ...objectsOf(resource.supportingInformation).map((i) => i.reference),
      ];
    case 'Task':
      return [
        referenceIn(resource.focus),
        referenceIn(resource.for),
        ...objectsOf(resource.output).map((o) => referenceIn(o.valueReference)),
      ];
    case 'AppointmentResponse':
      return [referenceIn(resource.appointment)];
    default:
      return [];
  }
}

const referenceIn = (value: unknown): unknown => (isObject(value) ? value.reference : undefined);
