import { accessSync, constants, mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { Stop } from './say.mjs';

/** Where the demo clinic's data lives unless told otherwise: the user's own place for such things. */
export function defaultDataDir() {
  const home = homedir();
  if (process.platform === 'win32')
    return join(process.env.APPDATA ?? join(home, 'AppData', 'Roaming'), 'reslot-demo');
  if (process.platform === 'darwin') return join(home, 'Library', 'Application Support', 'reslot-demo');
  return join(process.env.XDG_DATA_HOME || join(home, '.local', 'share'), 'reslot-demo');
}

/** Makes the directory if need be. Throws a `Stop` when it cannot be made or written. */
export function requireWritable(directory) {
  try {
    mkdirSync(directory, { recursive: true });
    accessSync(directory, constants.W_OK);
  } catch (error) {
    throw new Stop(
      `The data directory ${directory} cannot be written (${error.code}): choose another one with --data-dir.`,
    );
  }
}
