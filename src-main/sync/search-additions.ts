import { isObject } from './fhir/json.ts';
import { isKept } from './references-of.ts';

/**
 * Whether an entry is what a server adds to a search without being asked (`include`, https://hl7.org/fhir/R4/search.html#entries) of a
 * type that says nothing to the desk: each visit's Organization, say, would stand under Needs attention.
 */
export function isAddition(entry: unknown): boolean {
  if (!isObject(entry) || !isObject(entry.search) || entry.search.mode !== 'include') return false;
  const { resource } = entry;
  return isObject(resource) && typeof resource.resourceType === 'string' && !isKept(resource.resourceType);
}
