import { readFileSync } from 'node:fs';
import { type BrowserWindow, screen } from 'electron';
import type { Logger } from '../ports.ts';
import { writePrivateFile } from '../private-files.ts';
import { placeWindow, type WindowPlacement, type WindowState, windowState } from './window-bounds.ts';

/** Where the window opens, from what `path` remembers and the displays there are now. */
export function savedPlacement(path: string): WindowPlacement {
  const areas = [screen.getPrimaryDisplay(), ...screen.getAllDisplays()].map((display) => display.workArea);
  return placeWindow(readState(path), areas);
}

/** Remembers the window's place in `path` whenever it closes. A place that cannot be kept is no reason to stop. */
export function rememberPlacement(window: BrowserWindow, path: string, logger: Logger): void {
  window.on('close', () => {
    const { x, y, width, height } = window.getNormalBounds();
    const state: WindowState = { x, y, width, height, maximized: window.isMaximized() };
    try {
      writePrivateFile(path, JSON.stringify(state));
    } catch {
      logger.warn('window-state-not-saved');
    }
  });
}

function readState(path: string): WindowState | null {
  try {
    return windowState.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return null;
  }
}
