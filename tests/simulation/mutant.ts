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
const { file, from, to } = mutation;
const path = resolve(import.meta.dirname, '../..', file);
if (readFileSync(path, 'utf8').split(from).length !== 2)
  throw new Error(`${file} does not hold exactly once what "${mutation.name}" changes: ${from}`);

const changed = pathToFileURL(path).href;
registerHooks({
  load(url, context, nextLoad) {
    const loaded = nextLoad(url, context);
    if (url !== changed) return loaded;
    return { ...loaded, source: String(loaded.source).replace(from, () => to) };
  },
});
await import('./worker.ts');
