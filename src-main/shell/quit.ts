import { app } from 'electron';
import { errorSummary } from '../log-values.ts';
import type { Clock, Logger } from '../ports.ts';
import { LATE, within } from '../timing/within.ts';

/** How long quitting may wait for work under way. What has not been delivered then is in the outbox on disk. */
const STOP_LIMIT_MS = 5000;

/** Once the windows are closed, runs `stop`, for `STOP_LIMIT_MS` at most, then `release`, and ends the program. */
export function stopBeforeQuit(options: {
  readonly clock: Clock;
  readonly stop: () => Promise<void>;
  readonly release: () => void;
  /**
   * Called last of all, once everything is saved: true where somebody else ends the program now. `startAgain` is for
   * where they do not.
   */
  readonly leave: (startAgain: () => void) => boolean;
  readonly logger: Logger;
}): void {
  let stopping = false;
  let leaving = false;
  app.on('window-all-closed', () => app.quit());
  // Electron's own handlers let a second one kill: what has been begun is finished, within the limit, however often it is asked.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => app.quit());
  app.on('will-quit', (event) => {
    if (leaving) return;
    event.preventDefault();
    if (stopping) return;
    stopping = true;
    void finish(options).then((code) => {
      leaving = code === 0 && options.leave(startAgain);
      if (!leaving) app.exit(code);
    });
  });
}

/** What was asked for once is not done again. */
const ONCE = /^--(fresh|restore-backup|recovery-key-file)(=|$)/;

function startAgain(): void {
  app.relaunch({ args: process.argv.slice(1).filter((argument) => !ONCE.test(argument)) });
  app.exit(0);
}

async function finish(options: Parameters<typeof stopBeforeQuit>[0]): Promise<number> {
  const { clock, stop, release, logger } = options;
  try {
    if ((await within(clock, STOP_LIMIT_MS, stop())) === LATE) logger.warn('quit-timed-out');
    release();
    return 0;
  } catch (error) {
    logger.error('quit-failed', errorSummary(error));
    return 1;
  }
}
