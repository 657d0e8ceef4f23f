import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { MutantWork } from './mutant.ts';
import type { Mutation } from './mutations.ts';
import type { Ran } from './simulate.ts';
import type { Work } from './worker.ts';

/** Runs histories in as many threads as there are processors. Each is what it would be alone; `ran` hears of them as they end. */
export async function runShared({ shape, seed, numbers }: Work, ran: (one: Ran) => void): Promise<void> {
  const threads = Math.min(availableParallelism(), numbers.length);
  const shares = Array.from({ length: threads }, (_, first) =>
    numbers.filter((_number, place) => place % threads === first),
  );
  await Promise.all(
    shares.map((share) =>
      inThread('./worker.ts', { shape, seed, numbers: share }, (one) => {
        ran(one);
        return false;
      }),
    ),
  );
}

/** A mistake, and the first history that shows it; null: none of those tried does. */
export interface Trial {
  readonly mutation: Mutation;
  readonly tried: number;
  readonly caught: Ran | null;
}

/** Tries these mistakes, as many at a time as there are processors. Rejects when one does not fit the program's text any more. */
export async function tryMutations(
  mutations: readonly Mutation[],
  { seed, shape }: Pick<Work, 'seed' | 'shape'>,
  runs: number,
  tried: (trial: Trial) => void,
): Promise<void> {
  const waiting = [...mutations];
  const inTurn = async (): Promise<void> => {
    for (let mutation = waiting.shift(); mutation; mutation = waiting.shift())
      tried(await tryMutation(mutation, { seed, shape }, runs));
  };
  await Promise.all(Array.from({ length: availableParallelism() }, inTurn));
}

async function tryMutation(
  mutation: Mutation,
  { seed, shape }: Pick<Work, 'seed' | 'shape'>,
  runs: number,
): Promise<Trial> {
  const { shownBy, clocks = false, forms = false, restores = false } = mutation;
  const { settings = false, ownTimes = false, offers = false } = mutation;
  const desks = Math.max(shape.desks, mutation.desks ?? 0);
  const all = Array.from({ length: runs }, (_, number) => number);
  const numbers = shownBy === undefined ? all : [shownBy, ...all.filter((number) => number !== shownBy)];
  let caught: Ran | null = null;
  let tried = 0;
  const work: MutantWork = {
    mutation,
    shape: { ...shape, desks, clocks, forms, restores, settings, ownTimes, offers },
    seed,
    numbers,
  };
  await inThread('./mutant.ts', work, (ran) => {
    tried += 1;
    if (ran.found.length > 0) caught ??= ran;
    return caught !== null;
  });
  return { mutation, tried, caught };
}

/** `ran` says whether it has seen enough. */
function inThread(file: string, workerData: Work, ran: (one: Ran) => boolean): Promise<void> {
  const worker = new Worker(new URL(file, import.meta.url), { workerData });
  let enough = false;
  worker.on('message', (one: Ran) => {
    if (enough) return;
    enough = ran(one) === true;
    if (enough) void worker.terminate();
  });
  return new Promise((resolve, reject) => {
    worker.once('error', reject);
    worker.once('exit', (code) =>
      code === 0 || enough ? resolve() : reject(new Error(`it ended with ${code}`)),
    );
  });
}
