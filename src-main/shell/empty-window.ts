import type { BrowserWindow } from 'electron';
import type { Clock, Logger } from '../ports.ts';
import { createAlarm } from '../timing/alarm.ts';

/** A page that works has given way to the next one long before. */
const PATIENCE_MS = 2000;
/** A process that is told to end has ended long before. */
const END_MS = 1000;
/** The longest pause before a page that has not come is asked for again. */
const MOST_PATIENCE_MS = 30_000;

/** What takes from the window what it shows. */
export interface EmptyWindow {
  /** Loads its page anew, at once. Nothing of what it showed is there after some seconds, whatever state the page is in. */
  empty(): void;
  /** Its page's process is gone; true where that was done here, on purpose. */
  processGone(): boolean;
}

/**
 * A page that hangs is not replaced: what comes next waits for it, and what it showed stays on the screen. So its process is ended: as
 * Electron does it (https://www.electronjs.org/docs/latest/api/web-contents#contentsforcefullycrashrenderer), on Linux by a message that the
 * process has to take, and where that is not enough, by the system. Its page is loaded anew once it is gone, not before: Electron may otherwise load
 * it in the process that is about to end (https://github.com/electron/electron/issues/48661). The main process, and with it the desk, goes on.
 */
export function createEmptyWindow(
  window: BrowserWindow,
  clock: Clock,
  logger: Pick<Logger, 'warn'>,
): EmptyWindow {
  const contents = window.webContents;
  let state: 'shown' | 'loading' | 'ending' | 'gone' = 'shown';
  let patience = PATIENCE_MS;
  const alarm = createAlarm(clock, next);
  contents.on('did-navigate', () => {
    // It has given way after all; its process ends all the same.
    if (state === 'ending') return;
    state = 'shown';
    alarm.clear();
  });

  function next(): void {
    if (window.isDestroyed()) return;
    if (state === 'gone' || contents.isCrashed()) {
      state = 'gone';
      patience = Math.min(2 * patience, MOST_PATIENCE_MS);
      alarm.set(patience);
      // A process that has begun takes as long as it takes: it holds nothing yet.
      if (contents.isCrashed()) window.reload();
      return;
    }
    alarm.set(END_MS);
    if (state === 'ending') {
      endBySystem(contents.getOSProcessId());
      return;
    }
    state = 'ending';
    logger.warn('window-ended');
    contents.forcefullyCrashRenderer();
  }

  return {
    empty() {
      // What is being ended, or is gone, comes back empty.
      if (window.isDestroyed() || state === 'ending' || state === 'gone') return;
      state = 'loading';
      patience = PATIENCE_MS;
      alarm.set(patience);
      window.reload();
    },
    processGone() {
      const onPurpose = state === 'ending';
      if (state !== 'shown') state = 'gone';
      // Not within Electron's own event.
      if (onPurpose) alarm.set(0);
      return onPurpose;
    },
  };
}

/** 0: Electron knows of no process. */
function endBySystem(pid: number): void {
  if (pid <= 0) return;
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has just ended.
  }
}
