import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { npm } from './node-runtime.mjs';
import { ROOT } from './project.mjs';
import { Stop, say } from './say.mjs';

/** `npm ci`, but only when what is installed is not what the lock file says. */
export async function installDependencies(runtime) {
  if (isInstalled(ROOT)) return;
  say('Installing the dependencies …');
  const { code, output } = await npm(['ci', '--no-audit', '--no-fund'], runtime);
  if (code !== 0)
    throw new Stop(`The dependencies could not be installed (npm ci failed).\n${firstLines(output)}`);
}

/** What npm says first is what went wrong; its usage follows. */
function firstLines(output) {
  return output.trim().split('\n').slice(0, 15).join('\n');
}

/**
 * Compares the lock file with npm's own record of what it installed, `node_modules/.package-lock.json`, which npm
 * writes last. Optional packages for other systems are rightly absent.
 */
export function isInstalled(root) {
  const record = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(record)) return false;
  const wanted = packagesOf(join(root, 'package-lock.json'));
  const present = packagesOf(record);
  return Object.entries(wanted).every(([path, entry]) => {
    if (path === '' || entry.link) return true;
    const found = present[path];
    return found
      ? found.version === entry.version && found.integrity === entry.integrity
      : Boolean(entry.optional);
  });
}

function packagesOf(path) {
  return JSON.parse(readFileSync(path, 'utf8')).packages ?? {};
}
