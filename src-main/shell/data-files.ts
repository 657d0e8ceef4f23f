import { join } from 'node:path';
import { makeDirectory } from '../make-directory.ts';

/** Where everything of one desk lies within its data directory. */
export interface DataFiles {
  readonly database: string;
  readonly secrets: string;
  readonly window: string;
  readonly logs: string;
  /** The demo clinic's portal and mailbox. */
  readonly demo: string;
}

export function dataFilesIn(dataDir: string): DataFiles {
  return {
    database: join(dataDir, 'reslot.sqlite'),
    secrets: join(dataDir, 'secrets.json'),
    window: join(dataDir, 'window.json'),
    logs: join(dataDir, 'logs'),
    demo: join(dataDir, 'demo'),
  };
}

/** Made for this user only. False when the directory is not there and cannot be made. */
export function makeDataDir(dataDir: string): boolean {
  try {
    makeDirectory(dataDir);
    return true;
  } catch {
    return false;
  }
}
