import type { Plugin } from 'vite';
import { billOf } from './bill-of-materials.ts';
import { isAllowed } from './licences.ts';
import { libraryOf, partIn } from './part.ts';

/** Beside each bundle: which libraries are in it, with their licences. */
export const BILL = 'parts.cdx.json';

/** Writes it, and lets nothing be built whose licence the program could not go out with. */
export const bundledParts = (): Plugin => ({
  name: 'bundled-parts',
  generateBundle(_, bundle) {
    const modules = Object.values(bundle).flatMap((output) =>
      output.type === 'chunk'
        ? Object.entries(output.modules).flatMap(([id, { renderedLength }]) => (renderedLength > 0 ? id : []))
        : [],
    );
    const folders = new Set(modules.flatMap((id) => libraryOf(id) ?? []));
    const parts = [...folders].map(partIn);
    const refused = parts.filter(({ licence }) => !isAllowed(licence));
    if (refused.length > 0)
      this.error(
        `Not to be handed on: ${refused.map(({ name, licence }) => `${name} (${licence})`).join(', ')}`,
      );
    this.emitFile({ type: 'asset', fileName: BILL, source: `${JSON.stringify(billOf(parts), null, 1)}\n` });
  },
});
