import type { App, WebContents } from 'electron';
import { isAppPage } from './app-url.ts';

/** Where a frame may go: the main frame to our page only, a frame within it only to the document written into it. */
export function mayNavigate(address: string, isMainFrame: boolean): boolean {
  return isMainFrame ? isAppPage(address) : address === 'about:srcdoc' || address === 'about:blank';
}

/**
 * Every page there is, whoever makes its window, as it is made (https://www.electronjs.org/docs/latest/tutorial/security, 13 and 14). To be
 * called before the first window.
 */
export function confineEveryPage(app: Pick<App, 'on'>): void {
  app.on('web-contents-created', (_event, contents) => confineNavigation(contents));
}

/** No other page, no other window, no webview. */
function confineNavigation(contents: WebContents): void {
  contents.on('will-frame-navigate', (details) => {
    if (!mayNavigate(details.url, details.isMainFrame)) details.preventDefault();
  });
  contents.on('will-redirect', (details) => {
    if (!mayNavigate(details.url, details.isMainFrame)) details.preventDefault();
  });
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
}
