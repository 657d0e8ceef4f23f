import { readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { workerData } from 'node:worker_threads';
import type { Mutation } from './mutations.ts';
import type { Work } from './worker.ts';

/** What a worker with a mistake in its program is given. */
export interface MutantWork extends Work {
  readonly mutation: Mutation;
}

const { mutation }: MutantWork = workerData;
const changes = new Map(
  [mutation, ...(mutation.also ? [mutation.also] : [])].map((change) => {
    const path = resolve(import.meta.dirname, '../..', change.file);
    if (readFileSync(path, 'utf8').split(change.from).length !== 2)
      throw new Error(
        `${change.file} does not hold exactly once what "${mutation.name}" changes: ${change.from}`,
      );
    return [pathToFileURL(path).href, change];
  }),
);
registerHooks({
  load(url, context, nextLoad) {
    const loaded = nextLoad(url, context);
    const change = changes.get(url);
    return change
      ? { ...loaded, source: String(loaded.source).replace(change.from, () => change.to) }
      : loaded;
  },
});
await import('./worker.ts');
