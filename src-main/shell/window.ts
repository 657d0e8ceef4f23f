import { BrowserWindow, nativeTheme } from 'electron';
import { APP_PAGE } from './app-url.ts';
import { confineNavigation } from './navigation.ts';
import { MIN_SIZE, type WindowPlacement } from './window-bounds.ts';

/** The desk's one window. It is shown once it has something to show. */
export function createWindow(options: {
  readonly placement: WindowPlacement;
  readonly preload: string;
  readonly title: string;
  /** For systems where a program's file carries no icon. */
  readonly icon: string;
}): BrowserWindow {
  const { maximized, ...bounds } = options.placement;
  const window = new BrowserWindow({
    ...bounds,
    minWidth: MIN_SIZE.width,
    minHeight: MIN_SIZE.height,
    title: options.title,
    ...(process.platform === 'linux' ? { icon: options.icon } : {}),
    show: false,
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#121212' : '#ffffff',
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
  confineNavigation(window.webContents);
  window.once('ready-to-show', () => {
    if (maximized) window.maximize();
    window.show();
  });
  return window;
}

/** Resolves when the page has been loaded; rejects when the build has none. */
export function showPage(window: BrowserWindow): Promise<void> {
  return window.loadURL(APP_PAGE);
}

/** Brings the window to the front. */
export function focusWindow(window: BrowserWindow | null): void {
  if (!window || window.isDestroyed()) return;
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}
