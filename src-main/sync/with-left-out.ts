import type { Portal } from '../ports.ts';
import { isObject, type JsonObject, objectsOf } from './fhir/json.ts';
import { leftOutOf, madeWhole } from './fhir/left-out.ts';
import { isFhirId } from './fhir/schemas.ts';
import { type Fetched, getResource } from './portal-reader.ts';

/**
 * A transaction with what the desk does not keep of a Patient (`fhir/left-out.ts`): a PUT replaces the whole resource, and would take it away. It
 * is read just before; whatever else has changed since then is for `ifMatch` to refuse. No request where nothing was left out.
 */
export async function withLeftOut(portal: Portal, bundle: JsonObject): Promise<Fetched<JsonObject>> {
  const entry: JsonObject[] = [];
  for (const one of objectsOf(bundle.entry)) {
    const { resource } = one;
    const id = lackingId(one);
    if (id === null || !isObject(resource)) {
      entry.push(one);
      continue;
    }
    const fetched = await getResource(portal, 'Patient', id);
    if (!fetched.ok) return fetched;
    const there = fetched.value;
    entry.push({ ...one, resource: madeWhole(resource, isObject(there) ? there : {}) });
  }
  return { ok: true, value: { ...bundle, entry } };
}

function lackingId({ resource, request }: JsonObject): string | null {
  if (!isObject(resource) || !isObject(request) || request.method !== 'PUT') return null;
  const { resourceType, id } = resource;
  const isLacking = resourceType === 'Patient' && leftOutOf(resource).length > 0;
  return isLacking && typeof id === 'string' && isFhirId(id) ? id : null;
}
