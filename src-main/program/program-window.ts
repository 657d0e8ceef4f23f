import { app, type BrowserWindow, session } from 'electron';
import type { Appearance } from '../../src-shared/domain/appearance.ts';
import type { Ids } from '../ports.ts';
import { serveApp } from '../shell/app-protocol.ts';
import type { DataFiles } from '../shell/data-files.ts';
import { denyPermissions } from '../shell/permissions.ts';
import { createSheetPages, type SheetPages } from '../shell/sheet-pages.ts';
import { backgroundNow, followAppearance } from '../shell/theme.ts';
import { createWindow } from '../shell/window.ts';
import { savedPlacement } from '../shell/window-state.ts';
import type { Places } from './places.ts';

/** The program's one window, and the pages it is served. */
export interface ProgramWindow {
  readonly sheets: SheetPages;
  /** The window, drawn as is chosen: made by whoever needs it first, a question before the start or the desk itself. */
  open(appearance: Appearance): BrowserWindow;
}

export function createProgramWindow(deps: {
  readonly places: Places;
  readonly files: DataFiles;
  readonly ids: Ids;
}): ProgramWindow {
  const { places, files, ids } = deps;
  const sheets = createSheetPages(() => ids.uuid());
  let isServed = false;
  let window: BrowserWindow | null = null;

  function serve(): void {
    if (isServed) return;
    isServed = true;
    denyPermissions(session.defaultSession);
    serveApp(places.renderer, sheets);
  }

  return {
    sheets,
    open(appearance) {
      serve();
      followAppearance(appearance);
      if (window !== null && !window.isDestroyed()) return window;
      window = createWindow({
        placement: savedPlacement(files.window),
        preload: places.preload,
        title: app.getName(),
        background: backgroundNow(appearance),
        icon: places.icon,
      });
      return window;
    },
  };
}
