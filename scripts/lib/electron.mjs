import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './processes.mjs';
import { ROOT } from './project.mjs';
import { say } from './say.mjs';

const PACKAGE = join(ROOT, 'node_modules', 'electron');
/** How long to wait for a word from the server that has the runtime. */
const PROBE_MS = 3000;
/** A download of about 120 MB on a slow line. */
const DOWNLOAD_MS = 600_000;

/**
 * The path of Electron's runtime, downloaded first if it can be; or why there is none to use.
 * @returns {Promise<{ path: string } | { missing: string }>}
 */
export async function electronRuntime({ node, env }) {
  const installed = installedPath();
  if (installed) return { path: installed };
  if (!(await reachable())) return { missing: "Electron's runtime is not here and cannot be downloaded" };
  say("Downloading Electron's runtime (once) …");
  const { code } = await run(node, [join(PACKAGE, 'install.js')], {
    cwd: ROOT,
    env,
    quiet: true,
    timeout: DOWNLOAD_MS,
  });
  const path = code === 0 ? installedPath() : null;
  return path ? { path } : { missing: "Electron's runtime could not be downloaded" };
}

/** As the package's own index.js finds it. */
function installedPath() {
  const record = join(PACKAGE, 'path.txt');
  if (!existsSync(record)) return null;
  const path = join(
    process.env.ELECTRON_OVERRIDE_DIST_PATH ?? join(PACKAGE, 'dist'),
    readFileSync(record, 'utf8'),
  );
  return existsSync(path) ? path : null;
}

async function reachable() {
  const mirror = process.env.ELECTRON_MIRROR ?? process.env.npm_config_electron_mirror;
  try {
    await fetch(mirror ?? 'https://github.com/electron/electron/releases', {
      method: 'HEAD',
      redirect: 'manual',
      signal: AbortSignal.timeout(PROBE_MS),
    });
    return true;
  } catch {
    return false;
  }
}
