import type { Plugin } from 'vite';
import { readDefinitions } from './portal/definitions.ts';

/**
 * Puts HL7's definitions into the demo portal's bundle, read and narrowed once, in place of the function that reads them
 * from what HL7 publishes.
 */
export const definitionsReadOnce: Plugin = {
  name: 'definitions-read-once',
  enforce: 'pre',
  load(id) {
    if (!id.endsWith('/src-demo/portal/definitions.ts')) return null;
    const json = JSON.stringify(JSON.stringify(readDefinitions()));
    return `const definitions = ${json};\nexport const readDefinitions = () => JSON.parse(definitions);\n`;
  },
};
