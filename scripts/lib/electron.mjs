import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ANEW, cannotRun, electronDeath } from './electron-death.mjs';
import { run } from './processes.mjs';
import { ROOT } from './project.mjs';
import { say } from './say.mjs';

const PACKAGE = join(ROOT, 'node_modules', 'electron');
/** How long to wait for a word from the server that has the runtime. */
const REACH_MS = 3000;
/** A download of about 120 MB on a slow line. */
const DOWNLOAD_MS = 600_000;
/** It only has to say its version: on a slow machine with a virus scanner. */
const VERSION_MS = 20_000;

const KEEP = 'unset ELECTRON_OVERRIDE_DIST_PATH';

/**
 * The path of an Electron that runs and is of the version the program is made for, downloaded first if it can be; or why
 * there is none to use.
 * @param {{ node: string, env: NodeJS.ProcessEnv }} runtime
 * @param {{ directory?: string, limitMs?: number }} options where its package lies, and how long it may take to answer
 * @returns {Promise<{ path: string } | { missing: string }>}
 */
export async function electronRuntime({ node, env }, { directory = PACKAGE, limitMs = VERSION_MS } = {}) {
  const chosen = env.ELECTRON_OVERRIDE_DIST_PATH;
  const installed = installedPath(directory, chosen);
  if (chosen && !existsSync(installed))
    return {
      missing: cannotRun(`ELECTRON_OVERRIDE_DIST_PATH names a place without it (${installed})`, KEEP),
    };
  if (installed) {
    const probed = await probe(installed, { directory, env, limitMs });
    if (!probed.other || chosen) return probed;
  }
  const downloaded = await download({ node, env, directory });
  return 'path' in downloaded ? probe(downloaded.path, { directory, env, limitMs }) : downloaded;
}

/** Electron is to be Electron, with its sandbox, whatever stands in the environment for other programs of its kind. */
export function electronEnv(env) {
  return { ...env, ELECTRON_RUN_AS_NODE: undefined, ELECTRON_DISABLE_SANDBOX: undefined };
}

/** What `electronDeath` has to know beside the death itself. */
export function surroundings(path, env) {
  return {
    path,
    display: env.DISPLAY || env.WAYLAND_DISPLAY || '',
    apt: existsSync('/usr/bin/apt-get'),
    platform: process.platform,
  };
}

/** Lets it say its version. `other`: it is of another one than the package. */
async function probe(path, { directory, env, limitMs }) {
  const ended = await run(path, ['--version'], {
    env: electronEnv(env),
    quiet: true,
    timeout: limitMs,
    killSignal: 'SIGKILL',
  });
  const hung = ended.signal === 'SIGKILL' && ended.elapsedMs >= limitMs ? limitMs : 0;
  if (ended.code !== 0)
    return { missing: electronDeath({ ...ended, hung }, surroundings(path, env)).sentence };
  const version = /^v(\d+\.\d+\.\d+\S*)\s*$/m.exec(ended.output)?.[1];
  const wanted = JSON.parse(readFileSync(join(directory, 'package.json'), 'utf8')).version;
  if (version === wanted) return { path };
  const found = version ? `is version ${version}` : 'does not say its version';
  const why = `${path} ${found}, and Reslot is made for ${wanted}`;
  return { missing: cannotRun(why, env.ELECTRON_OVERRIDE_DIST_PATH ? KEEP : ANEW), other: true };
}

async function download({ node, env, directory }) {
  if (!(await reachable(env))) return { missing: "Electron's runtime is not here and cannot be downloaded." };
  say("Downloading Electron's runtime (once) …");
  const { code } = await run(node, [join(directory, 'install.js')], {
    cwd: ROOT,
    env,
    quiet: true,
    timeout: DOWNLOAD_MS,
  });
  const path = code === 0 ? installedPath(directory, '') : null;
  return path ? { path } : { missing: "Electron's runtime could not be downloaded." };
}

/** As the package's own index.js finds it; `null` where it has not been downloaded. Of a chosen place the path in any case. */
function installedPath(directory, chosen) {
  const record = join(directory, 'path.txt');
  const recorded = existsSync(record) ? readFileSync(record, 'utf8').trim() : '';
  if (chosen) return join(chosen, recorded || USUAL_NAMES[process.platform] || 'electron');
  const path = join(directory, 'dist', recorded);
  return recorded && existsSync(path) ? path : null;
}

/** Where the executable lies in what is downloaded, as the package's install.js has it. */
const USUAL_NAMES = { darwin: 'Electron.app/Contents/MacOS/Electron', win32: 'electron.exe' };

async function reachable(env) {
  const mirror = env.ELECTRON_MIRROR ?? env.npm_config_electron_mirror;
  try {
    await fetch(mirror ?? 'https://github.com/electron/electron/releases', {
      method: 'HEAD',
      redirect: 'manual',
      signal: AbortSignal.timeout(REACH_MS),
    });
    return true;
  } catch {
    return false;
  }
}
