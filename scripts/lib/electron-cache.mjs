import { createHash } from 'node:crypto';
import { createReadStream, existsSync, readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';

/**
 * The variable by which Electron's download is told of a cache, from whatever names it: the download itself reads the first.
 * @param {NodeJS.ProcessEnv} env
 */
export function cacheOf(env) {
  return env.electron_config_cache || env.ELECTRON_CONFIG_CACHE || env.npm_config_electron_config_cache;
}

/**
 * A file that was downloaded once and lies in a cache, but not where the download looks for it: by hand, by another tool, or
 * from another mirror. It counts only with the right checksum.
 * @param {string} name as the release has it, such as `electron-v45.4.1-linux-x64.zip`
 * @param {string | undefined} sha256
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<string | null>}
 */
export async function cachedCopy(name, sha256, env) {
  if (!sha256) return null;
  for (const root of [cacheOf(env) || usualCache(env), env.ELECTRON_CACHE]) {
    for (const path of root ? placesIn(root, name) : []) {
      if ((await hashOf(path)) === sha256) return path;
    }
  }
  return null;
}

/** Where the download keeps what it has, unless told otherwise. */
function usualCache(env) {
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Caches', 'electron');
  if (process.platform === 'win32')
    return join(env.LOCALAPPDATA ?? join(homedir(), 'AppData', 'Local'), 'electron', 'Cache');
  return join(env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'electron');
}

/** The download names a directory after a hash of the server's address; others put the file straight into the cache. */
function placesIn(root, name) {
  if (!existsSync(root)) return [];
  const directories = readdirSync(root, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return [root, ...directories.map((entry) => join(root, entry.name))]
    .map((directory) => join(directory, name))
    .filter(existsSync);
}

async function hashOf(path) {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}
