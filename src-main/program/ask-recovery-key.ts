import { app, type BrowserWindow } from 'electron';
import type { AppError } from '../../src-shared/errors.ts';
import { ok, type Result } from '../../src-shared/result.ts';
import { t } from '../../src-shared/text/text.ts';
import { createStartRoute } from '../ipc/start-route.ts';
import { APP_ORIGIN } from '../shell/app-url.ts';
import { answerWindow } from '../shell/ipc.ts';
import { installStartMenu } from '../shell/menu.ts';
import { whileAsking } from '../shell/refuse.ts';
import { answerSecondStart } from '../shell/second-start.ts';
import { showPage } from '../shell/window.ts';
import type { ProgramWindow } from './program-window.ts';

/** What came of asking: somebody has closed the window, or there is none that could ask. */
type Asked<T> = { readonly is: 'opened'; readonly value: T } | { readonly is: 'closed' | 'no-window' };

/** Asks for the recovery key until what was typed opens. */
export type AskRecoveryKey = <T>(open: (typed: string) => Promise<Result<T, AppError>>) => Promise<Asked<T>>;

/** In the program's window, which is the desk's afterwards. The terminal says so, too: whoever reads that may have no window. */
export const askRecoveryKeyIn =
  (programWindow: ProgramWindow): AskRecoveryKey =>
  (open) => {
    const sentence = t.startup.ASKS_FOR_RECOVERY_KEY;
    process.stdout.write(`${sentence}\n`);
    return whileAsking(sentence, () => ask(programWindow.open('system'), open));
  };

async function ask<T>(
  window: BrowserWindow,
  open: (typed: string) => Promise<Result<T, AppError>>,
): Promise<Asked<T>> {
  const { promise, resolve } = Promise.withResolvers<Asked<T>>();
  const { webContents } = window;
  const closed = (): void => resolve({ is: 'closed' });
  const failed = (): void => resolve({ is: 'no-window' });
  const again = (): void => answerSecondStart(window);
  window.on('closed', closed);
  webContents.on('render-process-gone', failed);
  app.on('second-instance', again);
  installStartMenu();
  answerWindow(
    createStartRoute({
      window: () => (window.isDestroyed() ? null : { webContentsId: webContents.id, origin: APP_ORIGIN }),
      open: async (typed) => {
        const opened = await open(typed);
        if (!opened.ok) return opened;
        resolve({ is: 'opened', value: opened.value });
        return ok(null);
      },
    }),
  );
  try {
    // Where the build has no page, the sentence in a dialog says what to do.
    showPage(window).catch(failed);
    return await promise;
  } finally {
    app.off('second-instance', again);
    if (!window.isDestroyed()) {
      window.off('closed', closed);
      webContents.off('render-process-gone', failed);
    }
  }
}
