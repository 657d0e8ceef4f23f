import fc from 'fast-check';
import { histories, type Shape, type Step } from './history.ts';
import { violations } from './invariants.ts';
import { createWorld, type World } from './world.ts';

/** What ran, for those who want to know how much. */
export interface Figures {
  runs: number;
  decisions: number;
  faults: number;
  powerCuts: number;
  letters: number;
}

/** A history that broke a promise: the same seed and number give it again. */
export interface Broken {
  readonly number: number;
  readonly found: readonly string[];
}

/** One history, from its first step until everything has come to rest; resolves to what does not hold. */
async function runHistory(
  seed: number,
  desks: number,
  steps: readonly Step[],
  look: (world: World) => void = () => {},
): Promise<string[]> {
  const world = await createWorld(seed, desks);
  try {
    await world.clock.advance(1000);
    for (const step of steps) await world.perform(step);
    await world.heal();
    look(world);
    return await violations(world);
  } finally {
    world.remove();
  }
}

/** Random histories, the same for the same seed: from the number `from` on, so many. */
export async function simulate(
  shape: Shape,
  { seed, from = 0, runs }: { readonly seed: number; readonly from?: number; readonly runs: number },
  tell: (broken: Broken) => void = () => {},
): Promise<{ readonly broken: readonly Broken[]; readonly figures: Figures }> {
  const figures: Figures = { runs: 0, decisions: 0, faults: 0, powerCuts: 0, letters: 0 };
  const broken: Broken[] = [];
  const sample = fc.sample(worlds(shape), { seed, numRuns: from + runs });
  for (const [index, [world, steps]] of sample.entries()) {
    if (index < from) continue;
    const found = await runHistory(world, shape.desks, steps, ({ desks, acknowledged }) => {
      figures.decisions += acknowledged.length;
      for (const desk of desks) {
        figures.faults += desk.network.faults;
        figures.powerCuts += desk.restarts();
        figures.letters += desk.taken.length;
      }
    });
    figures.runs += 1;
    if (found.length === 0) continue;
    const one = { number: index, found };
    broken.push(one);
    tell(one);
  }
  return { broken, figures };
}

/** The shortest history that breaks a promise still, found by leaving steps of a broken one out; a line a step. */
export async function shortest(shape: Shape, seed: number, number: number): Promise<string> {
  const details = await fc.check(
    fc.asyncProperty(worlds(shape), async ([world, steps]) => {
      const found = await runHistory(world, shape.desks, steps);
      if (found.length > 0) throw new Error(found.join('\n'));
    }),
    { seed, path: String(number), numRuns: 1 },
  );
  const [[world, steps]] = details.counterexample ?? [[0, []]];
  const { errorInstance: error } = details;
  return [
    `world ${world}, ${details.numShrinks} times shorter:`,
    ...steps.map((step) => `  ${JSON.stringify(step)}`),
    error instanceof Error ? error.message : String(error),
  ].join('\n');
}

const worlds = (shape: Shape) => fc.tuple(fc.nat(1_000_000), histories(shape));
