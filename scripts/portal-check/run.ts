import { writeFileSync } from 'node:fs';
import { createSystemClock } from '../../src-main/adapters/clock.ts';
import { createConnections } from '../../src-main/adapters/connections.ts';
import { createSystemIds } from '../../src-main/adapters/ids.ts';
import { trustThisComputer } from '../../src-main/adapters/trust.ts';
import type { Secrets } from '../../src-main/ports.ts';
import { checkPortal } from '../../src-main/sync/check/check-portal.ts';
import { testPortal } from '../../src-main/sync/connection-test.ts';
import { type Options, readOptions, USAGE } from './options.ts';
import { reportLines, reportOf } from './report.ts';

/** The secret is given with the call; none is kept. */
const NO_SECRETS: Secrets = {
  keyStore: async () => 'none',
  get: async () => null,
  has: () => false,
  enteredFor: async () => null,
  set: async () => false,
  remove: () => {},
};

/** `npm run portal:check -- URL`: for whoever makes or runs a portal, also in their CI. */

const options = readOptions(process.argv.slice(2), process.env);
if (typeof options === 'string') {
  process.stderr.write(`${options}\n\n${USAGE}`);
  process.exitCode = 2;
} else await check(options);

async function check({ config, secret, writes, json }: Options): Promise<void> {
  trustThisComputer();
  const clock = createSystemClock();
  const ids = createSystemIds();
  const connections = createConnections({ clock, ids, secrets: NO_SECRETS, demo: null });
  const portal = connections.portal(config, secret);
  // Once: what was made is removed. Twice ends it as it is.
  let isStopped = false;
  process.once('SIGINT', () => {
    isStopped = true;
  });
  const test = writes
    ? await checkPortal({ portal, clock, ids, isStopped: () => isStopped })
    : await testPortal(portal);
  process.stdout.write(`${reportLines(config.baseUrl, test).join('\n')}\n`);
  if (json !== null) writeFileSync(json, `${JSON.stringify(reportOf(config.baseUrl, test), null, 2)}\n`);
  process.exitCode = test.ok ? 0 : 1;
}
