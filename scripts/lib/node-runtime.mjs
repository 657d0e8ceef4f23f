import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { binaryIn, forThisSystem, lockOf, NODE_24, NODE_26 } from './pinned-nodes.mjs';
import { run } from './processes.mjs';
import { step } from './progress.mjs';
import { ROOT } from './project.mjs';
import { Stop } from './say.mjs';

/** By major version, the least minor one that runs TypeScript as it stands, as the preview and the scripts do. */
const LEAST = { 22: 18, 23: 6 };
const RUNTIME = join(ROOT, '.runtime');
const BY_HAND = 'Install Node 22.18 or later by hand.';

/**
 * A Node that is new enough: this one, or one brought from npm into `.runtime`.
 * @returns {Promise<{ node: string, env: NodeJS.ProcessEnv }>} `env` puts it first on the PATH.
 */
export async function nodeRuntime() {
  if (isNewEnough(process.versions.node)) return { node: process.execPath, env: process.env };
  const pinned = forThisSystem(NODE_24);
  if (pinned === undefined) throw new Stop(BY_HAND);
  const node = binaryIn(RUNTIME, pinned);
  if (!(await works(node))) {
    const title = `Bringing Node 24 from npm (once, into .runtime): Node ${process.versions.node} is too old`;
    await step(title, async () => {
      const { code, output } = await bring(pinned, RUNTIME, { node: process.execPath, env: process.env });
      if (code === 0 && (await works(node))) return;
      throw new Stop(`Node 24 could not be brought from npm. ${BY_HAND}\n${output.trim()}`);
    });
  }
  return { node, env: firstOnPath(node, process.env) };
}

/**
 * A Node with a Temporal of its own: the one given, or one brought from npm; `null` where it cannot be had.
 * @param {{ node: string, env: NodeJS.ProcessEnv }} runtime
 * @param {{ directory?: string }} options where it is brought to
 * @returns {Promise<{ node: string, env: NodeJS.ProcessEnv } | null>}
 */
export async function temporalRuntime(runtime, { directory = join(RUNTIME, 'temporal') } = {}) {
  if (await hasTemporal(runtime.node)) return runtime;
  const pinned = forThisSystem(NODE_26);
  if (pinned === undefined) return null;
  const node = binaryIn(directory, pinned);
  if (!(await hasTemporal(node))) {
    const title = 'Bringing Node 26 from npm, for the tests on native Temporal (once, into .runtime)';
    await step(title, () => bring(pinned, directory, runtime));
    if (!(await hasTemporal(node))) return null;
  }
  return { node, env: firstOnPath(node, runtime.env) };
}

/** Whether this Node has a Temporal of its own: where it has, the program takes that and not the polyfill. */
export async function hasTemporal(node) {
  const { code, output } = await run(node, ['--print', 'typeof Temporal'], { quiet: true });
  return code === 0 && output.trim() === 'object';
}

/** Installs it alone, with no script of anybody's run. */
function bring(pinned, directory, runtime) {
  // What an earlier version of this script, or another version of Node, has left would be in npm's way.
  rmSync(join(directory, 'node_modules'), { recursive: true, force: true });
  mkdirSync(directory, { recursive: true });
  const { packages, ...lock } = lockOf(pinned);
  writeFileSync(join(directory, 'package.json'), JSON.stringify({ private: true, ...packages[''] }));
  writeFileSync(join(directory, 'package-lock.json'), JSON.stringify({ ...lock, packages }));
  const quietly = ['--ignore-scripts', '--no-audit', '--no-fund', '--fetch-retries=1'];
  return npm(['ci', '--prefix', directory, ...quietly], runtime);
}

function firstOnPath(node, env) {
  return { ...env, PATH: `${dirname(node)}${delimiter}${env.PATH ?? ''}` };
}

/** Runs npm under the given Node and collects its output; `heard` gets it as it comes. */
export function npm(args, { node, env }, heard) {
  const script = npmScript();
  const options = { cwd: ROOT, env, quiet: true, heard };
  if (script) return run(node, [script, ...args], options);
  return run('npm', args, { ...options, shell: process.platform === 'win32' });
}

/** npm's own script: of the npm that started us, or the one beside this Node. */
function npmScript() {
  const candidates = [
    process.env.npm_execpath?.endsWith('.js') ? process.env.npm_execpath : '',
    join(dirname(process.execPath), '..', 'lib', 'node_modules', 'npm', 'bin', 'npm-cli.js'),
    join(dirname(process.execPath), 'node_modules', 'npm', 'bin', 'npm-cli.js'),
  ];
  return candidates.find((path) => path && existsSync(path)) ?? null;
}

async function works(node) {
  if (!existsSync(node)) return false;
  const { code, output } = await run(node, ['--version'], { quiet: true });
  return code === 0 && isNewEnough(output.trim().replace(/^v/, ''));
}

/**
 * @param {string} version of Node, "22.18.0"
 * @returns {boolean}
 */
export function isNewEnough(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > 23 || minor >= (LEAST[major] ?? Number.POSITIVE_INFINITY);
}
