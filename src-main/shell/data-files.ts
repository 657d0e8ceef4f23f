import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { makePrivateDirectory, type Privacy, tightenDirectory, tightenFile } from '../private-files.ts';

/** Where everything of one desk lies within its data directory. */
export interface DataFiles {
  readonly database: string;
  readonly secrets: string;
  /** The database's key, encrypted. */
  readonly keys: string;
  /** The key of the demo clinic's database, in clear text. */
  readonly demoKey: string;
  readonly window: string;
  /** In which language the program spoke last. */
  readonly language: string;
  readonly logs: string;
  readonly backups: string;
  /** The demo clinic's portal and mailbox. */
  readonly demo: string;
}

export function dataFilesIn(dataDir: string): DataFiles {
  return {
    database: join(dataDir, 'reslot.sqlite'),
    secrets: join(dataDir, 'secrets.json'),
    keys: join(dataDir, 'keys.json'),
    demoKey: join(dataDir, 'demo-key'),
    window: join(dataDir, 'window.json'),
    language: join(dataDir, 'language'),
    logs: join(dataDir, 'logs'),
    backups: join(dataDir, 'backups'),
    demo: join(dataDir, 'demo'),
  };
}

/** Made for this user only. `unwritable` when the directory is not there and cannot be made. */
export function makeDataDir(dataDir: string): Privacy | 'unwritable' {
  try {
    makePrivateDirectory(dataDir);
    return tightenDirectory(dataDir);
  } catch {
    return 'unwritable';
  }
}

/**
 * Takes everybody else's rights away from what an earlier start, a copy or a backup has left in the directory under the
 * program's own names. Returns the path of the first that another user owns, or `null`.
 */
export function tightenDataFiles(files: DataFiles): string | null {
  const directory = dirname(files.database);
  const own = namesIn(directory)
    .filter((name) => OWN_NAME.test(name))
    .map((name) => join(directory, name));
  const directories = [files.logs, files.backups, files.demo];
  const inside = directories.flatMap((path) => namesIn(path).map((name) => join(path, name)));
  return (
    directories.find((path) => tightenDirectory(path) === 'foreign') ??
    [...own, ...inside].find((path) => tightenFile(path) === 'foreign') ??
    null
  );
}

/** The database with its log and copies, its keys, secrets, the window's place and language, the preview's key; and what became of them half-way. */
const OWN_NAME =
  /^(reslot\.sqlite|secrets\.json|window\.json|keys\.json|language|demo-key|preview-key)([.-].*)?$/;

function namesIn(directory: string): string[] {
  try {
    return readdirSync(directory);
  } catch {
    return [];
  }
}
