import { isObject, type JsonObject, objectsOf, without } from './json.ts';

/** Types of resources about people, who may have photos (https://hl7.org/fhir/R4/patient-definitions.html#Patient.photo). */
const PEOPLE: readonly unknown[] = ['Patient', 'Practitioner', 'RelatedPerson'];

/** Says in a copy which elements are not whole in it. No FHIR element, and never sent. */
const LEFT_OUT = '_leftOut';

/** An extension longer than that as JSON is none that the desk reads. */
const LONG = 10_000;

/**
 * Somebody's resource without what the desk neither shows nor goes by: the data of photos, the narrative, contained resources, and extensions as long as
 * a document. The very same where there is nothing of the kind. What changes its meaning (`modifierExtension`) stays.
 */
export function lighter(body: unknown): unknown {
  if (!isObject(body) || !PEOPLE.includes(body.resourceType)) return body;
  const { photo, extension } = body;
  const light: JsonObject = {
    ...without(body, ['text', 'contained']),
    ...(photo === undefined ? {} : { photo: photosWithoutData(photo) }),
    ...(Array.isArray(extension) ? { extension: extension.filter((one) => lengthOf(one) <= LONG) } : {}),
  };
  const leftOut = ELEMENTS.filter((name) => JSON.stringify(light[name]) !== JSON.stringify(body[name]));
  return leftOut.length === 0 ? body : { ...light, [LEFT_OUT]: leftOut };
}

const ELEMENTS = ['photo', 'text', 'contained', 'extension'] as const;

const photosWithoutData = (photo: unknown): JsonObject[] =>
  (Array.isArray(photo) ? photo : [photo]).filter(isObject).map((one) => without(one, ['data', '_data']));

const lengthOf = (value: unknown): number => JSON.stringify(value)?.length ?? 0;

/** The elements of a copy that are not whole in it. One that an earlier version keeps has photos without their data, and does not say so. */
export function leftOutOf(body: JsonObject): readonly string[] {
  const said = body[LEFT_OUT];
  const names = Array.isArray(said) ? ELEMENTS.filter((name) => said.includes(name)) : [];
  const lacksPhotos = objectsOf(body.photo).some(({ data, url }) => data === undefined && url === undefined);
  return lacksPhotos && !names.includes('photo') ? [...names, 'photo'] : names;
}

/** A copy, changed, with what was left out of it as `there` has it. */
export const madeWhole = (copy: JsonObject, there: JsonObject): JsonObject => ({
  ...without(copy, [LEFT_OUT]),
  ...Object.fromEntries(leftOutOf(copy).map((name) => [name, there[name]])),
});
