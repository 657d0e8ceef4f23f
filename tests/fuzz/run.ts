import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';

/** `npm run fuzz -- --resources 100000 --servers 1000 --seed 7`: others than those of `npm test`, and as many as one likes. */

const { values } = parseArgs({
  options: {
    resources: { type: 'string', default: '100000' },
    servers: { type: 'string', default: '500' },
    seed: { type: 'string', default: String(Date.now() % 1000) },
  },
});
const { resources, servers, seed } = values;
process.stdout.write(`${resources} resources, ${servers} servers, seed ${seed}\n`);
const files = [
  ...(Number(resources) > 0 ? ['strange-resources'] : []),
  ...(Number(servers) > 0 ? ['strange-servers'] : []),
].map((name) => `tests/integration/sync/${name}.test.ts`);
const { status } = spawnSync(
  process.execPath,
  ['node_modules/vitest/vitest.mjs', 'run', '--reporter=dot', ...files],
  {
    stdio: 'inherit',
    env: {
      ...process.env,
      RESLOT_FUZZ_RESOURCES: resources,
      RESLOT_FUZZ_SERVERS: servers,
      RESLOT_FUZZ_SEED: seed,
    },
  },
);
process.exitCode = status ?? 1;
