/**
 * A section of the practice's settings as a `Basic` (https://hl7.org/fhir/R4/basic.html): FHIR has no resource for such a thing, and
 * `Basic` is for what it has none for.
 */
import { z } from 'zod';
import {
  type PracticeSection,
  practiceSection,
  readSection,
  SECTION_SCHEMA,
} from '../../../src-shared/domain/practice-sections.ts';
import {
  type OwnSection,
  SAVES_KEPT,
  type SectionCopy,
  type UnreadableSection,
} from '../../../src-shared/domain/shared-section.ts';
import { RESOURCE_SYSTEM, SETTINGS_CODE, SETTINGS_SYSTEM } from './codes.ts';
import { isObject, type JsonObject, objectsOf, without } from './json.ts';
import { RESOURCE_LIMIT, readEnvelope } from './read-envelope.ts';
import { stamped } from './stamp.ts';
import { oneLine } from './text.ts';

/** What a FHIR string may hold, in characters (https://hl7.org/fhir/R4/datatypes.html#string). */
const STRING_LIMIT = 1024 * 1024;
const NAME_LIMIT = 200;

/** All sections in one search. */
export const SECTIONS_SEARCH = `Basic?code=${encodeURIComponent(`${RESOURCE_SYSTEM}|${SETTINGS_CODE}`)}&_count=50`;

export type SectionSeen = { readonly section: PracticeSection; readonly portalId: string } & (
  | { readonly copy: SectionCopy }
  | { readonly copy: null; readonly unreadable: UnreadableSection }
);

const part = z.object({
  url: z.string(),
  // Some servers write `null` for what it has nothing of.
  valueString: z.string().nullish(),
  valueInteger: z.number().int().nullish(),
});

/** What a resource says of a section; `null` where it is about something else. */
export function readSharedSection(resource: unknown): SectionSeen | null {
  const read = readEnvelope(resource);
  if (!read.ok || read.value.type !== 'Basic' || !isObject(resource)) return null;
  const section = objectsOf(resource.identifier)
    .filter(({ system }) => system === SETTINGS_SYSTEM)
    .map(({ value }) => practiceSection.safeParse(value))
    .find(({ success }) => success)?.data;
  if (section === undefined) return null;
  const { id: portalId, versionId: version, lastUpdated } = read.value;
  const parts = partsOf(resource);
  const texts = (url: string): string[] =>
    parts.flatMap((one) => (one.url === url && typeof one.valueString === 'string' ? [one.valueString] : []));
  const [deskId = ''] = texts('desk');
  const [name = ''] = texts('desk-name');
  const deskName = oneLine(name.slice(0, NAME_LIMIT));
  const known = { portalId, version, lastUpdated, deskName, rest: restOf(resource) };
  const value = readValue(section, parts, texts('value'));
  if (!value.ok) return { section, portalId, copy: null, unreadable: { ...known, why: value.why } };
  const writes = texts('save').slice(0, SAVES_KEPT);
  return { section, portalId, copy: { ...known, deskId, writes, value: value.value } };
}

function partsOf(resource: JsonObject): z.output<typeof part>[] {
  const own = objectsOf(resource.extension).filter(({ url }) => url === SETTINGS_SYSTEM);
  return own.flatMap(({ extension }) =>
    objectsOf(extension).flatMap((one) => {
      const parsed = part.safeParse(one);
      return parsed.success ? [parsed.data] : [];
    }),
  );
}

function readValue(
  section: PracticeSection,
  parts: readonly z.output<typeof part>[],
  values: readonly string[],
): ReturnType<typeof readSection> {
  const schema = parts.find(({ url }) => url === 'schema')?.valueInteger ?? 0;
  if (schema > SECTION_SCHEMA) return { ok: false, why: 'newer' };
  const [json] = values;
  if (schema !== SECTION_SCHEMA || json === undefined || values.length > 1 || json.length > STRING_LIMIT)
    return { ok: false, why: 'broken' };
  try {
    return readSection(section, JSON.parse(json));
  } catch {
    return { ok: false, why: 'broken' };
  }
}

/** Nothing of a resource that is too large to be kept. */
function restOf(resource: JsonObject): JsonObject {
  const rest = {
    ...without(resource, ['id', 'extension', 'identifier']),
    identifier: objectsOf(resource.identifier).filter(({ system }) => system !== SETTINGS_SYSTEM),
    extension: objectsOf(resource.extension).filter(({ url }) => url !== SETTINGS_SYSTEM),
  };
  return JSON.stringify(rest).length > RESOURCE_LIMIT ? {} : rest;
}

/** The desk that writes. */
export interface SectionWriter {
  readonly deskId: string;
  readonly deskName: string;
}

/**
 * The transaction that puts a section in the portal: created where there is none, or on the version it was based on. `replaced`: that
 * version; `null` where the portal had none.
 */
export function sectionTransaction(
  section: PracticeSection,
  own: OwnSection,
  replaced: SectionCopy | UnreadableSection | null,
  by: SectionWriter,
): JsonObject {
  const resource = sectionResource(section, own, replaced, by);
  const entry =
    replaced === null
      ? {
          resource,
          request: {
            method: 'POST',
            url: 'Basic',
            ifNoneExist: `identifier=${SETTINGS_SYSTEM}|${section}`,
          },
        }
      : {
          resource: { ...resource, id: replaced.portalId },
          request: {
            method: 'PUT',
            url: `Basic/${replaced.portalId}`,
            ifMatch: `W/"${replaced.version}"`,
          },
        };
  return { resourceType: 'Bundle', type: 'transaction', entry: [entry] };
}

function sectionResource(
  section: PracticeSection,
  own: OwnSection,
  replaced: SectionCopy | UnreadableSection | null,
  { deskId, deskName }: SectionWriter,
): JsonObject {
  const rest = replaced?.rest ?? {};
  const before = replaced !== null && 'writes' in replaced ? replaced.writes : [];
  const saves = [own.write, ...before].slice(0, SAVES_KEPT);
  return stamped(
    {
      ...rest,
      resourceType: 'Basic',
      identifier: [...objectsOf(rest.identifier), { system: SETTINGS_SYSTEM, value: section }],
      code: { coding: [{ system: RESOURCE_SYSTEM, code: SETTINGS_CODE }] },
      extension: [
        ...objectsOf(rest.extension),
        {
          url: SETTINGS_SYSTEM,
          extension: [
            { url: 'schema', valueInteger: SECTION_SCHEMA },
            { url: 'desk', valueString: deskId },
            ...(deskName === '' ? [] : [{ url: 'desk-name', valueString: deskName.slice(0, NAME_LIMIT) }]),
            ...saves.map((save) => ({ url: 'save', valueString: save })),
            { url: 'value', valueString: JSON.stringify(own.value) },
          ],
        },
      ],
    },
    own.write,
  );
}
