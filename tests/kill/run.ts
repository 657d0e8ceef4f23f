import { parseArgs } from 'node:util';
import { runKills } from './kills.ts';

/** `npm run kill -- --kills 300 --seed 7`: the built program, killed and started again; what breaks a promise is printed. */

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '20' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
  },
});
const kills = Number(values.kills);
const seed = Number(values.seed);
const began = performance.now();
const { found, ...figures } = await runKills({ kills, seed }, (killed) => {
  if (killed % 25 === 0) process.stderr.write(`${killed} of ${kills}\n`);
});
const seconds = ((performance.now() - began) / 1000).toFixed(0);
process.stdout.write(
  `seed ${seed}: ${figures.kills} kills, ${figures.decisions} decisions, ${figures.faults} network faults, ` +
    `${figures.letters} letters, ${figures.tornLogs} torn logs in ${seconds} s; ${found.length} things do not hold\n`,
);
for (const one of found) process.stderr.write(`  ${one}\n`);
if (found.length > 0) {
  process.stderr.write(`  again: npm run kill -- --kills ${kills} --seed ${seed}\n`);
  process.exitCode = 1;
}
