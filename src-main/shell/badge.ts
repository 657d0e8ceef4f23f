import { app, type BrowserWindow, nativeImage } from 'electron';
import { DOT_SIZE, dotBitmap } from './overlay-dot.ts';

/** The number of open requests on the program's icon: in figures on macOS and Linux, as a dot on Windows. */
export function showBadge(window: BrowserWindow, openRequests: number): void {
  if (window.isDestroyed()) return;
  if (process.platform !== 'win32') {
    app.setBadgeCount(openRequests);
    return;
  }
  const dot = () => nativeImage.createFromBitmap(dotBitmap(), { width: DOT_SIZE, height: DOT_SIZE });
  window.setOverlayIcon(openRequests > 0 ? dot() : null, `${openRequests} open requests`);
}
