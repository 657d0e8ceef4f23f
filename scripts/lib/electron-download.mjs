import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { cacheOf } from './electron-cache.mjs';
import { run } from './processes.mjs';
import { step } from './progress.mjs';
import { ROOT } from './project.mjs';
import { proxyEnv } from './proxy-env.mjs';

/** How long to wait for the first word of the server that has it, and then for the next of what it sends. */
const LIMITS = { answerMs: 5000, stallMs: 60_000 };
/** A proxy may look through all of a file before it hands on the first byte. */
const PROXY_ANSWER_MS = 30_000;

/**
 * Lets Electron's package download its runtime, its own way: from its cache, through the computer's proxy, from a mirror,
 * checked against its checksums.
 * @param {{ node: string, env: NodeJS.ProcessEnv, directory: string }} how `directory`: where the package lies
 * @param {{ answerMs: number, stallMs: number }} limits
 * @returns {Promise<string | null>} why it could not be, for a sentence; `null` where it was
 */
export async function downloadElectron({ node, env, directory }, limits = limitsIn(env)) {
  let failed = null;
  try {
    await step('Downloading Electron (once)', async (progress) => {
      const { code, output } = await run(
        node,
        ['--import', watch(directory, limits), join(directory, 'install.js')],
        {
          cwd: ROOT,
          env: downloadEnv(env),
          quiet: true,
          told: (message) => {
            if (message.failed) failed = message.failed;
            else progress(howFar(message));
          },
        },
      );
      if (code !== 0) throw new NotDownloaded(failed ?? reasonIn(output));
    });
    return null;
  } catch (error) {
    if (error instanceof NotDownloaded) return error.message;
    throw error;
  }
}

/** @param {NodeJS.ProcessEnv} env */
const limitsIn = (env) => (proxyEnv(env) === env ? LIMITS : { ...LIMITS, answerMs: PROXY_ANSWER_MS });

class NotDownloaded extends Error {}

function watch(directory, { answerMs, stallMs }) {
  const watched = pathToFileURL(join(ROOT, 'scripts', 'lib', 'watched-fetch.mjs'));
  watched.search = new URLSearchParams({
    'answer-ms': answerMs,
    'stall-ms': stallMs,
    checksums: join(directory, 'checksums.json'),
  });
  return watched.href;
}

function downloadEnv(env) {
  const cache = cacheOf(env);
  return {
    ...proxyEnv(env),
    ...(cache ? { electron_config_cache: cache } : {}),
    // Electron's own line of progress is for a terminal.
    ELECTRON_GET_NO_PROGRESS: '1',
    // What this computer trusts: a clinic's network may look into encrypted connections.
    NODE_USE_SYSTEM_CA: '1',
    ELECTRON_OVERRIDE_DIST_PATH: undefined,
  };
}

/** `34 % of 118 MB`, or without a length to go by `40 MB`. */
export function howFar({ received, total }) {
  const megabytes = (bytes) => `${Math.round(bytes / 1_000_000)} MB`;
  if (!total) return megabytes(received);
  return `${Math.min(100, Math.floor((100 * received) / total))} % of ${megabytes(total)}`;
}

/** What the download itself says first, without its stack. */
function reasonIn(output) {
  if (/checksum/i.test(output)) return 'what came is not what it should be (its checksum differs)';
  if (/Invalid (proxy )?URL|URI malformed/.test(output))
    return 'the address of the proxy cannot be read (HTTPS_PROXY, HTTP_PROXY, or npm’s settings)';
  const said = /^\w*Error(?: \[\w+\])?: (.+)$/m.exec(output)?.[1];
  return said ?? 'its download failed without a word';
}
