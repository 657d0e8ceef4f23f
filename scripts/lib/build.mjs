import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { run } from './processes.mjs';
import { ROOT } from './project.mjs';
import { Stop, say } from './say.mjs';

const SOURCES = ['src-main', 'src-renderer', 'src-shared', 'resources', 'scripts/build'];
const FILES = ['electron.vite.config.ts', 'package.json', 'package-lock.json', 'tsconfig.json'];
const STAMP = join(ROOT, 'out', '.sources');

/** Builds the bundles, but only when the sources are not those they were built from. */
export async function build(runtime) {
  const sources = fingerprint(ROOT);
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === sources) return;
  say('Building …');
  const { code, output } = await runBuild(runtime);
  if (code !== 0) throw new Stop(`The build failed.\n${output.trim()}`);
  writeFileSync(STAMP, sources);
}

/** Builds whatever is there, and collects the output. */
export function runBuild({ node, env }) {
  const script = join(ROOT, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js');
  return run(node, [script, 'build', '--logLevel', 'warn'], { cwd: ROOT, env, quiet: true });
}

/** A hash over the paths and contents of everything the bundles are made of. */
export function fingerprint(root) {
  const hash = createHash('sha256');
  const files = [
    ...SOURCES.flatMap((directory) => filesBelow(join(root, directory))),
    ...FILES.map((file) => join(root, file)),
  ];
  for (const file of files.sort()) {
    hash.update(`${relative(root, file)}\0`);
    hash.update(readFileSync(file));
  }
  return hash.digest('hex');
}

function filesBelow(directory) {
  if (!existsSync(directory)) return [];
  return readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name));
}
