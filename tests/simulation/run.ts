import { createHash } from 'node:crypto';
import { parseArgs } from 'node:util';
import type { Shape } from './history.ts';
import { MUTATIONS } from './mutations.ts';
import { endurePowerCuts } from './power.ts';
import { type Ran, shortest } from './simulate.ts';
import { runShared, tryMutations } from './threads.ts';

/** `npm run simulate -- --runs 2000 --desks 5`: random histories; what breaks a promise is printed with how to run it again. */

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '200' },
    desks: { type: 'string', default: '2' },
    steps: { type: 'string', default: '60' },
    /** The same histories again. */
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    /** The number of the first; with `--runs 1` that one alone. */
    from: { type: 'string', default: '0' },
    /** Desks' clocks jump, and run too fast or too slow. */
    clocks: { type: 'boolean', default: false },
    /** The portal is put back to an earlier state. */
    restores: { type: 'boolean', default: false },
    /** Looks for the shortest history behind the first that breaks a promise: takes minutes. */
    shrink: { type: 'boolean', default: false },
    /** Instead: puts mistakes into the program, one at a time, each of which a history has to show. */
    mutations: { type: 'boolean', default: false },
    /** Of the mistakes those whose name holds this. */
    only: { type: 'string', default: '' },
  },
});
const number = (name: 'runs' | 'desks' | 'steps' | 'seed' | 'from'): number => Number(values[name]);
const shape: Shape = {
  desks: number('desks'),
  steps: number('steps'),
  clocks: values.clocks,
  restores: values.restores,
  // A mistake is shown sooner where less else happens.
  forms: !values.mutations,
  settings: !values.mutations,
  wishes: !values.mutations,
  ownTimes: !values.mutations,
  offers: !values.mutations,
};
const seed = number('seed');

if (values.mutations) await runMutations();
else await runHistories();

async function runMutations(): Promise<void> {
  const began = performance.now();
  const wanted = MUTATIONS.filter(({ name }) => name.includes(values.only));
  let missed = 0;
  let caught = 0;
  await tryMutations(wanted, { shape, seed }, number('runs'), ({ mutation, tried, caught: by }) => {
    if (by) caught += 1;
    else missed += 1;
    const how = by ? `caught by history ${by.number}: ${by.found[0]}` : `not caught by ${tried} histories`;
    process.stdout.write(`${mutation.name}\n  ${how}\n`);
  });
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  process.stdout.write(`seed ${seed}: ${caught} mistakes caught, ${missed} not, in ${seconds} s\n`);
  if (missed > 0) process.exitCode = 1;
}

function again(index: number): string {
  const { desks, steps, clocks, restores } = shape;
  return `npm run simulate -- --seed ${seed} --from ${index} --runs 1 --desks ${desks} --steps ${steps}${clocks ? ' --clocks' : ''}${restores ? ' --restores' : ''} --shrink`;
}

async function runHistories(): Promise<void> {
  const began = performance.now();
  const all: Ran[] = [];
  const numbers = Array.from({ length: number('runs') }, (_, index) => number('from') + index);
  await runShared({ shape, seed, numbers }, (ran) => {
    all.push(ran);
    if (ran.found.length > 0)
      process.stderr.write(
        `seed ${seed}, number ${ran.number}:\n  ${ran.found.join('\n  ')}\n  again: ${again(ran.number)}\n`,
      );
  });
  all.sort((a, b) => a.number - b.number);
  const seconds = (performance.now() - began) / 1000;
  const broken = all.filter(({ found }) => found.length > 0);
  const sum = (of: keyof Ran['figures']): number =>
    all.reduce((total, { figures }) => total + figures[of], 0);
  const trace = createHash('sha256').update(all.map((ran) => ran.trace).join('\n'));
  process.stdout.write(
    `seed ${seed}: ${all.length} histories of ${shape.desks} desks, ${sum('decisions')} decisions, ${sum('faults')} network faults, ` +
      `${sum('powerCuts')} power cuts, ${sum('letters')} letters in ${seconds.toFixed(1)} s ` +
      `(${(all.length / seconds).toFixed(1)} a second), trace ${trace.digest('hex').slice(0, 16)}; ${broken.length} broke a promise\n`,
  );
  const [first] = broken;
  if (first && values.shrink) {
    endurePowerCuts();
    process.stderr.write(`${await shortest(shape, seed, first.number)}\n`);
  }
  if (first) process.exitCode = 1;
}
