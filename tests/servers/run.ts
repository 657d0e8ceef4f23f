import { spawn, spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';

/**
 * `npm run main-job -- URL`: a desk's whole main job at a FHIR server, with patients, visits and requests that it puts there and leaves there. For
 * a server to try things with, not for a practice's. Exit status 1 where something is wrong and the desk does not say so.
 */
const USAGE = `npm run main-job -- URL [options]

URL              the FHIR base of a server for trying: what the job puts there stays there
--start COMMAND  starts the server first, and ends it afterwards
--writes-at URL  where another system, which may do everything, finds the same; otherwise URL
--json FILE      writes what became of each step
`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { start: { type: 'string' }, 'writes-at': { type: 'string' }, json: { type: 'string' } },
});
const [url, ...more] = positionals;
if (url === undefined || more.length > 0) {
  process.stderr.write(USAGE);
  process.exitCode = 2;
} else {
  const { start, json, 'writes-at': writesAt } = values;
  // A group of its own, so that what it starts ends with it.
  const server = start === undefined ? null : spawn(start, { shell: true, stdio: 'inherit', detached: true });
  try {
    await answers(url, server === null ? 1 : 120);
    process.exitCode = run(url, {
      ...(writesAt === undefined ? {} : { RESLOT_SERVER_WRITES_AT: writesAt }),
      ...(json === undefined ? {} : { RESLOT_SERVER_JSON: json }),
    });
  } finally {
    if (server?.pid !== undefined) process.kill(-server.pid);
  }
}

async function answers(base: string, seconds: number): Promise<void> {
  for (let left = seconds; ; left -= 1) {
    const answer = await fetch(`${base.replace(/\/$/, '')}/metadata`).catch(() => null);
    if (answer?.ok) return;
    if (left <= 1) throw new Error(`${base} does not answer`);
    await new Promise((resolve) => setTimeout(resolve, 1000));
  }
}

function run(base: string, options: Record<string, string>): number {
  const { status } = spawnSync(
    process.execPath,
    ['node_modules/vitest/vitest.mjs', 'run', 'tests/integration/sync/main-job.test.ts'],
    { stdio: 'inherit', env: { ...process.env, RESLOT_SERVER_URL: base, ...options } },
  );
  return status ?? 1;
}
