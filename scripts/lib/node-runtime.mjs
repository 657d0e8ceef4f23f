import { existsSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { run } from './processes.mjs';
import { ROOT } from './project.mjs';
import { Stop, say } from './say.mjs';

/** better-sqlite3 and the build tools need it. */
const LEAST = [22, 12];
const RUNTIME = join(ROOT, '.runtime');

/**
 * A Node that is new enough: this one, or one brought from npm into `.runtime`.
 * @returns {Promise<{ node: string, env: NodeJS.ProcessEnv }>} `env` puts it first on the PATH.
 */
export async function nodeRuntime() {
  if (isNewEnough(process.versions.node)) return { node: process.execPath, env: process.env };
  const node = join(
    RUNTIME,
    'node_modules',
    'node',
    'bin',
    process.platform === 'win32' ? 'node.exe' : 'node',
  );
  if (!(await works(node))) {
    say(
      `Node ${process.versions.node} is too old for Reslot: bringing Node 24 from npm (once, into .runtime) …`,
    );
    const { code, output } = await npm(
      [
        'install',
        '--prefix',
        RUNTIME,
        '--no-save',
        '--no-audit',
        '--no-fund',
        '--ignore-scripts=false',
        'node@24',
      ],
      { node: process.execPath, env: process.env },
    );
    if (code !== 0 || !(await works(node))) {
      throw new Stop(
        `Node 24 could not be brought from npm: install Node 22.12 or later by hand.\n${output.trim()}`,
      );
    }
  }
  return { node, env: { ...process.env, PATH: `${dirname(node)}${delimiter}${process.env.PATH ?? ''}` } };
}

/** Runs npm under the given Node and collects its output. */
export function npm(args, { node, env }) {
  const script = npmScript();
  const options = { cwd: ROOT, env, quiet: true };
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

function isNewEnough(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > LEAST[0] || (major === LEAST[0] && minor >= LEAST[1]);
}
