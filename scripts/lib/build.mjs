import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { run } from './processes.mjs';
import { step } from './progress.mjs';
import { ROOT } from './project.mjs';
import { Stop } from './say.mjs';

const SOURCES = ['src-main', 'src-demo', 'src-renderer', 'src-shared', 'resources'];
const FILES = ['electron.vite.config.ts', 'package.json', 'package-lock.json', 'tsconfig.json'];
const BUNDLES = ['out/main', 'out/preload', 'out/renderer', 'out/demo'];
const STAMP = join('out', '.sources');
/** What Node has compiled of the bundles and the libraries, to start sooner the next time. */
export const COMPILED = join(ROOT, 'out', '.compiled');

/**
 * Builds the bundles, unless those that are there were made of these very sources. Whatever else has built, stopped half
 * way or changed the bundles since is seen by what is in them.
 */
export async function build(runtime) {
  if (isBuilt(ROOT)) return;
  const sources = fingerprint(ROOT);
  rmSync(join(ROOT, STAMP), { force: true });
  rmSync(COMPILED, { recursive: true, force: true });
  await step('Building', async () => {
    const { code, output } = await runBuild(runtime);
    if (code !== 0) throw new Stop(`The build failed.\n${output.trim()}`);
  });
  // Of sources that somebody has changed meanwhile nobody knows which of them were read.
  if (fingerprint(ROOT) === sources) markBuilt(ROOT, sources);
}

/** Whether the bundles are what was made of the sources that are there now. */
export function isBuilt(root) {
  const stamp = join(root, STAMP);
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === stampOf(root, fingerprint(root));
}

/** Notes that the bundles were made of the sources with that fingerprint. */
export function markBuilt(root, sources) {
  writeFileSync(join(root, STAMP), stampOf(root, sources));
}

function stampOf(root, sources) {
  return `${sources} ${hashOf(root, filesIn(root, BUNDLES))}\n`;
}

/** Builds whatever is there, the program and the demo clinic at once, and collects the output. */
async function runBuild({ node, env }) {
  const bundler = (script, ...args) =>
    run(node, [join(ROOT, 'node_modules', script), 'build', '--logLevel', 'warn', ...args], {
      cwd: ROOT,
      // Whatever the person's shell has: it decides which React is bundled.
      env: { ...env, NODE_ENV: 'production' },
      quiet: true,
    });
  const ended = await Promise.all([
    bundler('electron-vite/bin/electron-vite.js'),
    bundler('vite/bin/vite.js', '--config', 'src-demo/vite.config.ts'),
  ]);
  return {
    code: ended.find(({ code }) => code !== 0)?.code ?? 0,
    output: ended.map(({ output }) => output).join(''),
  };
}

/** A hash over the paths and contents of everything the bundles are made of. */
export function fingerprint(root) {
  // Vite reads variables from files of that name.
  const environments = readdirSync(root).filter((name) => name.startsWith('.env'));
  return hashOf(root, [
    ...filesIn(root, SOURCES),
    ...[...FILES, ...environments].map((file) => join(root, file)),
  ]);
}

function hashOf(root, files) {
  const hash = createHash('sha256');
  for (const file of files.sort()) {
    const content = readFileSync(file);
    hash.update(`${relative(root, file)}\0${content.length}\0`);
    hash.update(content);
  }
  return hash.digest('hex');
}

function filesIn(root, directories) {
  return directories
    .map((directory) => join(root, directory))
    .filter(existsSync)
    .flatMap((directory) => readdirSync(directory, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name));
}
