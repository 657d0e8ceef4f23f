import { app, type BrowserWindow, dialog } from 'electron';
import { errorSummary } from '../log-values.ts';
import type { Clock, Logger } from '../ports.ts';
import { createReloadLimit } from './crash-loop.ts';

/** A page that dies is loaded again, and the person is told. Everything decided is in the database already. */
export function recoverFromCrashes(window: BrowserWindow, clock: Clock, logger: Logger): void {
  const mayReload = createReloadLimit();
  window.webContents.on('render-process-gone', (_event, details) => {
    if (details.reason === 'clean-exit') return;
    logger.error('window-crashed', { reason: details.reason, exitCode: details.exitCode });
    if (!mayReload(clock.now())) {
      dialog.showErrorBox(
        'Reslot',
        'The window stopped working several times in a row. Please start Reslot again.',
      );
      app.quit();
      return;
    }
    window.reload();
    void dialog.showMessageBox(window, {
      type: 'warning',
      title: 'Reslot',
      message: 'The window stopped working and was opened again.',
      detail: 'Every decision you made is kept. Text you were typing may have to be typed again.',
    });
  });
  window.on('unresponsive', () => logger.warn('window-unresponsive'));
}

/** A bug outside any command: after it nothing is certain, so it is logged and the program ends. */
export function endOnUncaughtError(logger: Logger): void {
  const end = (error: unknown): void => {
    logger.error('uncaught-error', errorSummary(error));
    dialog.showErrorBox(
      'Reslot must close',
      'An unexpected error occurred. Every decision you made is kept. Please start Reslot again.',
    );
    app.exit(1);
  };
  process.on('uncaughtException', end);
  process.on('unhandledRejection', end);
}
