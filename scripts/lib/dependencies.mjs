import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { npm } from './node-runtime.mjs';
import { step } from './progress.mjs';
import { ROOT } from './project.mjs';
import { Stop } from './say.mjs';

/** `npm ci`, but only when what is installed is not what the lock file says. */
export async function installDependencies(runtime) {
  if (isInstalled(ROOT)) return;
  await step('Installing the libraries', async (progress) => {
    const fetched = countFetched(wantedHere(packagesOf(join(ROOT, 'package-lock.json'))), progress);
    const { code, output } = await npm(
      ['ci', '--no-audit', '--no-fund', '--loglevel=http'],
      runtime,
      fetched,
    );
    if (code !== 0)
      throw new Stop(`The libraries could not be installed (npm ci failed).\n${firstLines(output)}`);
  });
}

/** What npm says first, beside what it fetches, is what went wrong; its usage follows. */
function firstLines(output) {
  const lines = output.trim().split('\n');
  return lines
    .filter((line) => !line.startsWith('npm http '))
    .slice(0, 15)
    .join('\n');
}

/** Reads how far npm is from what it says it fetches: one archive a package, from the registry or its own cache. */
export function countFetched(total, progress) {
  let fetched = 0;
  let unfinished = '';
  return (text) => {
    const lines = `${unfinished}${text}`.split('\n');
    unfinished = lines.pop();
    fetched += lines.filter((line) => /^npm http .*\.tgz\b/.test(line)).length;
    // Then npm unpacks, and lets packages set themselves up.
    if (fetched > 0) progress(`${Math.min(99, Math.floor((100 * fetched) / total))} %`);
  };
}

/** How many packages of a lock file are for this system. */
function wantedHere(packages) {
  const fits = (list, value) => !list || (list.includes(value) && !list.includes(`!${value}`));
  return Object.entries(packages).filter(
    ([path, { link, os, cpu }]) => path && !link && fits(os, process.platform) && fits(cpu, process.arch),
  ).length;
}

/**
 * Compares the lock file with npm's own record of what it installed, `node_modules/.package-lock.json`, which npm
 * writes last, and with what is there. Optional packages for other systems are rightly absent.
 */
export function isInstalled(root) {
  const record = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(record)) return false;
  const wanted = packagesOf(join(root, 'package-lock.json'));
  const present = packagesOf(record);
  return Object.entries(wanted).every(([path, entry]) => {
    if (path === '' || entry.link) return true;
    const found = present[path];
    if (!found) return Boolean(entry.optional);
    return (
      found.version === entry.version &&
      found.integrity === entry.integrity &&
      existsSync(join(root, path, 'package.json'))
    );
  });
}

function packagesOf(path) {
  return JSON.parse(readFileSync(path, 'utf8')).packages ?? {};
}
