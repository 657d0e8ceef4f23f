import { app, type BrowserWindow, dialog } from 'electron';
import { t } from '../../src-shared/text/text.ts';
import { isDatabaseBusy, storageTrouble } from '../db/storage-error.ts';
import { errorSummary } from '../log-values.ts';
import type { Clock, Logger } from '../ports.ts';
import { createReloadLimit } from './crash-loop.ts';
import type { EmptyWindow } from './empty-window.ts';

/**
 * A page that dies is loaded again, and the person is told. Everything decided is in the database already. One that was ended because it hung when
 * the desk was locked is no crash: whoever emptied the window loads it again, and nobody is told.
 */
export function recoverFromCrashes(
  window: BrowserWindow,
  emptied: Pick<EmptyWindow, 'processGone'>,
  clock: Clock,
  logger: Logger,
): void {
  const mayReload = createReloadLimit();
  window.webContents.on('render-process-gone', (_event, details) => {
    if (emptied.processGone()) return;
    if (details.reason === 'clean-exit') return;
    logger.error('window-crashed', { reason: details.reason, exitCode: details.exitCode });
    if (!mayReload(clock.elapsed())) {
      dialog.showErrorBox('Reslot', t.shell.dialogText.windowGivesUp);
      app.quit();
      return;
    }
    window.reload();
    void dialog.showMessageBox(window, {
      type: 'warning',
      title: 'Reslot',
      message: t.shell.dialogText.windowReopened,
      detail: t.shell.dialogText.windowReopenedDetail,
    });
  });
  window.on('unresponsive', () => logger.warn('window-unresponsive'));
}

/** A bug outside any command: after it nothing is certain, so it is logged and the program ends, as by what is returned. */
export function endOnUncaughtError(logger: Logger): (error: unknown) => void {
  const end = (error: unknown): void => {
    logger.error('uncaught-error', errorSummary(error));
    // What the disk refuses is no bug: nothing has been written, and it has been told.
    if (isDatabaseBusy(error) || storageTrouble(error) !== null) return;
    dialog.showErrorBox(t.shell.dialogText.mustClose, t.shell.dialogText.mustCloseDetail);
    app.exit(1);
  };
  process.on('uncaughtException', end);
  process.on('unhandledRejection', end);
  return end;
}
