import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type BillOfMaterials, billOf, joined } from '../parts/bill-of-materials.ts';
import { BILL } from '../parts/bundled-parts.ts';
import { isAllowed } from '../parts/licences.ts';
import { type Part, partIn } from '../parts/part.ts';
import { ROOT } from './electron-builder.ts';
import type { Packed } from './packed.ts';

/** The libraries that are packed as they are, beside what is in the bundles. */
export const packedParts = ({ files }: Pick<Packed, 'files'>): Part[] =>
  [...files.keys()].flatMap((path) => {
    const folder = /^((?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+)\/package\.json$/.exec(path)?.[1];
    return folder === undefined ? [] : partIn(join(ROOT, folder));
  });

/** A sentence for each library that the program may not go out with. Those in the bundles were looked at as they were built. */
export const licenceFaults = (parts: readonly Part[]): string[] =>
  parts
    .filter(({ licence }) => !isAllowed(licence))
    .map(
      ({ name, licence }) =>
        `${name} is packed under a licence that is not on the list: ${licence || 'none'}.`,
    );

/** Every library of the package. Electron and what it holds are named by Electron's own files. */
export function billOfPackage(parts: readonly Part[]): BillOfMaterials {
  const bundles = ['main', 'preload', 'renderer'].map((bundle) =>
    JSON.parse(readFileSync(join(ROOT, 'out', bundle, BILL), 'utf8')),
  );
  return joined([...bundles, billOf(parts)]);
}
