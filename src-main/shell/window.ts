import { BrowserWindow } from 'electron';
import { APP_PAGE } from './app-url.ts';
import type { WindowPlacement } from './window-bounds.ts';

/** A window that has been loaded for so long is shown: in a Wayland session Electron may never call it ready. */
const SHOWN_AFTER_LOADING_MS = 1000;

/** The desk's one window. It is shown once it has something to show. */
export function createWindow(options: {
  readonly placement: WindowPlacement;
  readonly preload: string;
  readonly title: string;
  /** Its colour until its page has one. */
  readonly background: string;
  /** For systems where a program's file carries no icon. */
  readonly icon: string;
}): BrowserWindow {
  const { maximized, ...bounds } = options.placement;
  const window = new BrowserWindow({
    ...bounds,
    title: options.title,
    ...(process.platform === 'linux' ? { icon: options.icon } : {}),
    show: false,
    backgroundColor: options.background,
    webPreferences: {
      preload: options.preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      // Electron's spell checker would fetch its dictionaries from the network.
      spellcheck: false,
    },
  });
  let shown = false;
  const show = (): void => {
    if (shown || window.isDestroyed()) return;
    shown = true;
    if (maximized) window.maximize();
    window.show();
  };
  window.once('ready-to-show', show);
  window.webContents.once('did-finish-load', () => setTimeout(show, SHOWN_AFTER_LOADING_MS));
  return window;
}

/**
 * Resolves to whether there is a window with the page now: somebody may have closed it meanwhile. Rejects when the build has
 * no page.
 */
export async function showPage(window: BrowserWindow): Promise<boolean> {
  try {
    await window.loadURL(APP_PAGE);
  } catch (error) {
    if (!window.isDestroyed()) throw error;
  }
  return !window.isDestroyed();
}

/** Brings the window to the front. */
export function focusWindow(window: BrowserWindow | null): void {
  if (!window || window.isDestroyed()) return;
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}
