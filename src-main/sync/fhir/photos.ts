import { isObject, type JsonObject, objectsOf, without } from './json.ts';

/** Types of resources that may have photos (https://hl7.org/fhir/R4/patient-definitions.html#Patient.photo). */
const PICTURED: readonly unknown[] = ['Patient', 'Practitioner', 'RelatedPerson'];

/** The resource without the data of its photos, which the desk does not show; the very same where it has none. */
export function withoutPhotos(body: unknown): unknown {
  if (!isObject(body) || !PICTURED.includes(body.resourceType) || !Array.isArray(body.photo)) return body;
  const photo = body.photo.map((one) => (isObject(one) ? without(one, ['data', '_data']) : null));
  return { ...body, photo };
}

/** Whether its photos may have been left out. One elsewhere has a `url`. */
export const mayLackPhotos = ({ photo }: JsonObject): boolean =>
  objectsOf(photo).some(({ data, url }) => data === undefined && url === undefined);
