import { isObject, objectsOf } from './json.ts';
import { oneLine } from './text.ts';

/** The elements that the desk reads and that may have modifiers of their own, by type of resource. */
const WITHIN: Readonly<Record<string, readonly string[]>> = {
  Appointment: ['participant'],
  Task: ['input', 'output', 'restriction'],
  Patient: ['link'],
};

/**
 * What changes the meaning of a resource in a way that the desk does not know: who does not understand it may not go by the resource
 * as though it were not there (https://hl7.org/fhir/R4/extensibility.html#modifierExtension, and `implicitRules`,
 * https://hl7.org/fhir/R4/resource.html#Resource.implicitRules). Where it stands and which it is, for the screen; `null`: nothing does.
 */
export function modifierIn(resource: unknown): string | null {
  if (!isObject(resource)) return null;
  const { implicitRules, resourceType } = resource;
  if (implicitRules !== undefined && implicitRules !== null) return words('implicitRules', implicitRules);
  const whole = modifierOf(resource, 'modifierExtension');
  if (whole !== null) return whole;
  const named = typeof resourceType === 'string' && Object.hasOwn(WITHIN, resourceType);
  for (const name of (named && WITHIN[resourceType]) || []) {
    const element = resource[name];
    for (const part of isObject(element) ? [element] : objectsOf(element)) {
      const found = modifierOf(part, `${name}.modifierExtension`);
      if (found !== null) return found;
    }
  }
  return null;
}

/** Whether this element alone has one. */
export const isModified = (element: Readonly<Record<string, unknown>>): boolean =>
  modifierOf(element, '') !== null;

function modifierOf({ modifierExtension }: Readonly<Record<string, unknown>>, where: string): string | null {
  if (modifierExtension === undefined || modifierExtension === null) return null;
  if (Array.isArray(modifierExtension) && modifierExtension.length === 0) return null;
  return words(where, objectsOf(modifierExtension)[0]?.url);
}

const words = (where: string, which: unknown): string =>
  typeof which === 'string' ? `${where} ${oneLine(which).slice(0, 200)}` : where;
