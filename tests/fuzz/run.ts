import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';

/** `npm run fuzz -- --resources 100000 --seed 7`: other resources than those of `npm test`, and as many as one likes. */

const { values } = parseArgs({
  options: {
    resources: { type: 'string', default: '100000' },
    seed: { type: 'string', default: String(Date.now() % 1000) },
  },
});
process.stdout.write(`${values.resources} resources, seed ${values.seed}\n`);
const { status } = spawnSync(
  process.execPath,
  [
    'node_modules/vitest/vitest.mjs',
    'run',
    '--reporter=dot',
    'tests/integration/sync/strange-resources.test.ts',
  ],
  {
    stdio: 'inherit',
    env: { ...process.env, RESLOT_FUZZ_RESOURCES: values.resources, RESLOT_FUZZ_SEED: values.seed },
  },
);
process.exitCode = status ?? 1;
