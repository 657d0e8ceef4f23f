import type { Portal } from '../ports.ts';
import { isObject, type JsonObject, objectsOf } from './fhir/json.ts';
import { mayLackPhotos } from './fhir/photos.ts';
import { isFhirId } from './fhir/schemas.ts';
import { type Fetched, getResource } from './portal-reader.ts';

/**
 * A transaction with the photos that the desk does not keep of a Patient: a PUT replaces the whole resource, and would take them away. They
 * are read just before; whatever else has changed since then is for `ifMatch` to refuse. No request where nothing was left out.
 */
export async function withPhotos(portal: Portal, bundle: JsonObject): Promise<Fetched<JsonObject>> {
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
    entry.push(isObject(there) ? { ...one, resource: { ...resource, photo: there.photo } } : one);
  }
  return { ok: true, value: { ...bundle, entry } };
}

function lackingId({ resource, request }: JsonObject): string | null {
  if (!isObject(resource) || !isObject(request) || request.method !== 'PUT') return null;
  const { resourceType, id } = resource;
  return resourceType === 'Patient' && typeof id === 'string' && isFhirId(id) && mayLackPhotos(resource)
    ? id
    : null;
}
