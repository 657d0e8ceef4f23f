import { existsSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { ANEW, cannotRun, electronDeath } from './electron-death.mjs';
import { downloadElectron } from './electron-download.mjs';
import { noexecMount } from './noexec.mjs';
import { run } from './processes.mjs';
import { ROOT } from './project.mjs';

const PACKAGE = join(ROOT, 'node_modules', 'electron');
/** It only has to say its version: on a slow machine with a virus scanner. */
const VERSION_MS = 20_000;

const KEEP = 'unset ELECTRON_OVERRIDE_DIST_PATH';

/**
 * The path of an Electron that runs and is of the version the program is made for, downloaded first if it can be; or why
 * there is none to use.
 * @param {{ node: string, env: NodeJS.ProcessEnv }} runtime
 * @param {{ directory?: string, limitMs?: number, downloadLimits?: object }} options where its package lies, how long it may
 * take to answer, and its download
 * @returns {Promise<{ path: string } | { missing: string }>}
 */
export async function electronRuntime(
  { node, env },
  { directory = PACKAGE, limitMs = VERSION_MS, downloadLimits } = {},
) {
  const chosen = env.ELECTRON_OVERRIDE_DIST_PATH;
  const installed = installedPath(directory, chosen);
  if (chosen && !existsSync(installed))
    return {
      missing: cannotRun(`ELECTRON_OVERRIDE_DIST_PATH names a place without it (${installed})`, KEEP),
    };
  const probed = installed ? await probe(installed, { directory, env, limitMs }) : null;
  if (probed && (!probed.other || chosen)) return probed;
  const why = await downloadElectron({ node, env, directory }, downloadLimits);
  const downloaded = why ? null : installedPath(directory, '');
  if (downloaded) return probe(downloaded, { directory, env, limitMs });
  const here = probed
    ? `Electron here is version ${probed.other}, Reslot is made for ${versionIn(directory)}, and that`
    : 'Electron is not here, and';
  return { missing: `${here} cannot be downloaded: ${why ?? 'its download left nothing'}.` };
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
    ...rights(path),
  };
}

/** Whether the file itself may be executed, and the mount that forbids it to any. */
function rights(path) {
  try {
    return { executable: (statSync(path).mode & 0o111) !== 0, noexec: noexecMount(realpathSync(path)) };
  } catch {
    return { executable: false, noexec: null };
  }
}

/** Lets it say its version. `other`: which one it is of, where that is not the package's. */
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
  const wanted = versionIn(directory);
  if (version === wanted) return { path };
  const found = version ? `is version ${version}` : 'does not say its version';
  const why = `${path} ${found}, and Reslot is made for ${wanted}`;
  return {
    missing: cannotRun(why, env.ELECTRON_OVERRIDE_DIST_PATH ? KEEP : ANEW),
    other: version ?? 'unknown',
  };
}

function versionIn(directory) {
  return JSON.parse(readFileSync(join(directory, 'package.json'), 'utf8')).version;
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
