import fc from 'fast-check';
import { histories, type Shape, type Step } from './history.ts';
import { type RestedDesk, readPortal } from './invariants/evidence.ts';
import { violations } from './invariants/invariants.ts';
import { createWorld, type World } from './world.ts';

/** What happened in a history, for those who want to know how much. */
interface Figures {
  readonly decisions: number;
  readonly faults: number;
  readonly powerCuts: number;
  readonly letters: number;
}

/** A history that has run: the same seed and number give it again, to the letter. */
export interface Ran {
  readonly number: number;
  /** What does not hold. */
  readonly found: readonly string[];
  readonly figures: Figures;
  /** `Trace.digest`. */
  readonly trace: string;
}

/** A history that ends in no finite time: of this thread's processor, as others may be at work on the machine. */
const LONGEST_MS = 90_000;
/** One that has been forgotten needs next to nothing of it. */
const AWAKE_MS = 50;
const LOOK_EVERY_MS = 120_000;

/** One history, from its first step until everything has come to rest. */
async function runHistory(seed: number, desks: number, steps: readonly Step[]): Promise<Omit<Ran, 'number'>> {
  const world = createWorld(seed, desks);
  const began = usedMs();
  let before = began;
  const hangs = setInterval(() => {
    const now = usedMs();
    if (now - began > LONGEST_MS || now - before < AWAKE_MS)
      throw new Error(`world ${seed} with ${desks} desks does not end:\n${linesOf(steps)}`);
    before = now;
  }, LOOK_EVERY_MS);
  try {
    await world.clock.advance(1000);
    for (const step of steps) await world.perform(step);
    await world.heal();
    return { found: await whatDoesNotHold(world), figures: figuresOf(world), trace: world.trace.digest() };
  } finally {
    clearInterval(hangs);
    world.remove();
  }
}

function usedMs(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}

async function whatDoesNotHold(world: World): Promise<string[]> {
  const desks = world.desks.map(
    (desk, index): RestedDesk => ({
      name: desk.name,
      db: desk.db,
      taken: desk.taken,
      confirmed: world.receptionists[index]?.confirmed ?? null,
      expectedWords: (stateOf) => world.receptionists[index]?.words.expected(stateOf) ?? new Map(),
    }),
  );
  const accepted = world.acknowledged.flatMap(({ desk, ...decision }) => {
    const at = desks[desk];
    return at ? [{ ...decision, desk: at }] : [];
  });
  const { applied } = world.portal;
  const lost = new Set([...world.portal.lost].filter((command) => !applied.includes(command)));
  const portal = await readPortal(world.portal);
  const { untold } = world.settings;
  return [
    ...world.seen,
    ...violations({ desks, accepted, portal, applied, lost, restored: world.portal.restores() > 0, untold }),
    ...(await world.settings.violations()),
  ];
}

function figuresOf({ acknowledged, desks }: World): Figures {
  const sum = (of: (desk: World['desks'][number]) => number) =>
    desks.reduce((total, desk) => total + of(desk), 0);
  return {
    decisions: acknowledged.length,
    faults: sum(({ network }) => network.faults),
    powerCuts: sum((desk) => desk.restarts()),
    letters: sum(({ taken }) => taken.length),
  };
}

/** Random histories, each the same for the same seed and number, one after another. */
export async function* simulate(shape: Shape, seed: number, numbers: readonly number[]): AsyncGenerator<Ran> {
  const sample = fc.sample(worlds(shape), { seed, numRuns: Math.max(...numbers) + 1 });
  for (const number of numbers) {
    const [world, steps] = sample[number] ?? [0, []];
    yield { number, ...(await runHistory(world, shape.desks, steps)) };
  }
}

/** The shortest history that breaks a promise still, found by leaving steps of a broken one out; a line a step. */
export async function shortest(shape: Shape, seed: number, number: number): Promise<string> {
  const details = await fc.check(
    fc.asyncProperty(worlds(shape), async ([world, steps]) => {
      const { found } = await runHistory(world, shape.desks, steps);
      if (found.length > 0) throw new Error(found.join('\n'));
    }),
    { seed, path: String(number), numRuns: 1 },
  );
  const [[world, steps]] = details.counterexample ?? [[0, []]];
  const { errorInstance: error } = details;
  return [
    `world ${world}, ${details.numShrinks} times shorter:`,
    linesOf(steps),
    error instanceof Error ? error.message : String(error),
  ].join('\n');
}

const linesOf = (steps: readonly Step[]): string =>
  steps.map((step) => `  ${JSON.stringify(step)}`).join('\n');

const worlds = (shape: Shape) => fc.tuple(fc.nat(1_000_000), histories(shape));
