import type { Part } from './part.ts';

/** CycloneDX 1.6 (https://cyclonedx.org/docs/1.6/json/), as far as it is used here. */
export interface BillOfMaterials {
  readonly bomFormat: 'CycloneDX';
  readonly specVersion: '1.6';
  readonly version: 1;
  readonly components: readonly Component[];
}

interface Component {
  readonly type: 'library';
  readonly name: string;
  readonly version: string;
  readonly purl: string;
  readonly licenses: readonly { readonly license: License }[];
}

type License = ({ readonly id: string } | { readonly name: string }) & {
  readonly text?: { readonly content: string };
};

/** Every library once, by name. */
export function billOf(parts: readonly Part[]): BillOfMaterials {
  const components = new Map(parts.map((part) => [purlOf(part), componentOf(part)]));
  return {
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    components: [...components].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, component]) => component),
  };
}

/** Both in one; of what is in both, the first. */
export function joined(bills: readonly BillOfMaterials[]): BillOfMaterials {
  const all = bills.flatMap(({ components }) => components).reverse();
  const components = [...new Map(all.map((one) => [one.purl, one])).values()];
  return { ...billOf([]), components: components.sort((a, b) => (a.purl < b.purl ? -1 : 1)) };
}

function componentOf(part: Part): Component {
  const { name, version, licence, text } = part;
  // An expression is no identifier.
  const which = /[ (]/.test(licence) || licence === '' ? { name: licence || 'not said' } : { id: licence };
  return {
    type: 'library',
    name,
    version,
    purl: purlOf(part),
    licenses: [{ license: { ...which, ...(text === null ? {} : { text: { content: text } }) } }],
  };
}

/** https://github.com/package-url/purl-spec: the scope's `@` is encoded. */
const purlOf = ({ name, version }: Part): string => `pkg:npm/${name.replace('@', '%40')}@${version}`;
