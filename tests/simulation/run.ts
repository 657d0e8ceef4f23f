import { parseArgs } from 'node:util';
import { PowerCut } from './desk.ts';
import { shortest, simulate } from './simulate.ts';

/** `npm run simulate -- --runs 2000 --desks 5`: random histories; what breaks a promise is printed, shrunk, with its seed. */

// Where the power goes, a run ends in whatever way it happens to be at.
process.on('unhandledRejection', (error) => {
  if (!(error instanceof PowerCut)) throw error;
});

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '200' },
    desks: { type: 'string', default: '2' },
    steps: { type: 'string', default: '60' },
    /** The same histories again. */
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    /** The number of the first; with `--runs 1` that one alone. */
    from: { type: 'string', default: '0' },
    /** Desks' clocks jump. */
    clocks: { type: 'boolean', default: false },
    /** Looks for the shortest history behind the first that breaks a promise: takes minutes. */
    shrink: { type: 'boolean', default: false },
  },
});
const number = (name: 'runs' | 'desks' | 'steps' | 'seed' | 'from'): number => Number(values[name]);
const shape = { desks: number('desks'), steps: number('steps'), clocks: values.clocks };
const seed = number('seed');

const began = performance.now();
const { broken, figures } = await simulate(
  shape,
  { seed, from: number('from'), runs: number('runs') },
  ({ number, found }) => process.stderr.write(`seed ${seed}, number ${number}:\n  ${found.join('\n  ')}\n`),
);
const seconds = (performance.now() - began) / 1000;
process.stdout.write(
  `seed ${seed}: ${figures.runs} histories, ${figures.decisions} decisions, ${figures.faults} network faults, ` +
    `${figures.powerCuts} power cuts, ${figures.letters} letters in ${seconds.toFixed(1)} s ` +
    `(${(figures.runs / seconds).toFixed(1)} a second); ${broken.length} broke a promise\n`,
);
const [first] = broken;
if (first && values.shrink) process.stderr.write(`${await shortest(shape, seed, first.number)}\n`);
if (first) process.exitCode = 1;
