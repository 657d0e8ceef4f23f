import { accessSync, chmodSync, constants, mkdirSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { Stop } from './say.mjs';

/** Where the demo clinic's or one's own data lives unless told otherwise: the user's own place for such things. */
export function defaultDataDir({ clinic }) {
  const name = clinic ? 'reslot' : 'reslot-demo';
  const home = homedir();
  if (process.platform === 'win32')
    return join(process.env.APPDATA ?? join(home, 'AppData', 'Roaming'), name);
  if (process.platform === 'darwin') return join(home, 'Library', 'Application Support', name);
  return join(process.env.XDG_DATA_HOME || join(home, '.local', 'share'), name);
}

/** Makes the directory if need be. Throws a `Stop` when it cannot be made or written. */
export function requireWritable(directory) {
  try {
    makeDirectory(directory);
    accessSync(directory, constants.W_OK);
  } catch (error) {
    throw new Stop(
      `The data directory ${directory} cannot be written (${error.code}): choose another one with --data-dir.`,
    );
  }
}

/** `mkdirSync` with `recursive` never returns where the system answers ENOENT for good (Linux's /proc). */
export function makeDirectory(path) {
  try {
    makeOne(path);
  } catch (error) {
    if (error.code === 'EEXIST' && statSync(path).isDirectory()) return;
    if (error.code !== 'ENOENT' || dirname(path) === path) throw error;
    makeDirectory(dirname(path));
    makeOne(path);
  }
}

/** The umask may have taken even this user's rights away. */
function makeOne(path) {
  mkdirSync(path, { mode: 0o700 });
  if (process.platform !== 'win32') chmodSync(path, 0o700);
}
