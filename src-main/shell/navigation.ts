import type { WebContents } from 'electron';
import { isAppPage } from './app-url.ts';

/** Where a frame may go: the main frame to our page only, a frame within it only to the document written into it. */
export function mayNavigate(address: string, isMainFrame: boolean): boolean {
  return isMainFrame ? isAppPage(address) : address === 'about:srcdoc' || address === 'about:blank';
}

/** No other page, no other window, no webview. */
export function confineNavigation(contents: WebContents): void {
  contents.on('will-frame-navigate', (details) => {
    if (!mayNavigate(details.url, details.isMainFrame)) details.preventDefault();
  });
  contents.on('will-redirect', (details) => {
    if (!mayNavigate(details.url, details.isMainFrame)) details.preventDefault();
  });
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
}
