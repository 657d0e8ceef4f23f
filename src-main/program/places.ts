import { join } from 'node:path';

/** Where the build has put what the program loads at run time; inside the archive of a package, too. */
export interface Places {
  readonly backupWorker: string;
  readonly writeBackWorker: string;
  readonly preload: string;
  readonly renderer: string;
  readonly demo: string;
  readonly icon: string;
}

/** @param main the directory of the built main process. */
export const placesBeside = (main: string): Places => ({
  backupWorker: join(main, 'backup-worker.js'),
  writeBackWorker: join(main, 'write-back-worker.js'),
  preload: join(main, '../preload/index.cjs'),
  renderer: join(main, '../renderer'),
  demo: join(main, '../demo/index.js'),
  icon: join(main, '../../resources/icons/256x256.png'),
});
