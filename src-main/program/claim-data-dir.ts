import { app } from 'electron';
import { t } from '../../src-shared/text/text.ts';
import type { Arguments } from '../shell/arguments.ts';
import { makeDataDir } from '../shell/data-files.ts';
import { claimInstance } from '../shell/instance-lock.ts';
import { recordRefusalIn, refuseToStart } from '../shell/refuse.ts';

/** Before `app` is ready: settles where the data is, and that nobody else uses it. False where the program has been refused. */
export function claimDataDir({ dataDir: chosen, refusalFile }: Arguments): boolean {
  recordRefusalIn(refusalFile);
  const dataDir = chosen ?? app.getPath('userData');
  const made = makeDataDir(dataDir);
  if (made !== 'private') {
    refuseToStart(
      made === 'foreign' ? t.startup.belongsToSomebodyElse(dataDir) : t.startup.dataDirUnwritable(dataDir),
    );
    return false;
  }
  app.setPath('userData', dataDir);
  // Electron brings the window of the first one to the front, where that runs in Electron, too.
  if (!app.requestSingleInstanceLock()) {
    refuseToStart(t.startup.claimSentence({ code: 'running' }, dataDir), false);
    return false;
  }
  const claimed = claimInstance(dataDir);
  if (!claimed.ok) refuseToStart(t.startup.claimSentence(claimed.error, dataDir));
  return claimed.ok;
}
