import { isObject } from './fhir/json.ts';
import { fingerprint } from './fhir/read-envelope.ts';

/**
 * A resource of a portal that is only read: nothing is written on a version of it, so that where the server gives none, what it says is
 * one.
 */
export function withVersion(resource: unknown): unknown {
  if (!isObject(resource)) return resource;
  const meta = isObject(resource.meta) ? resource.meta : {};
  return meta.versionId ? resource : { ...resource, meta: { ...meta, versionId: fingerprint(resource) } };
}
