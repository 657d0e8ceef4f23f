import { app, type BrowserWindow, Notification } from 'electron';
import { APP_ID } from '../../src-shared/app-id.ts';
import { t } from '../../src-shared/text/text.ts';
import type { Logger } from '../ports.ts';
import { focusWindow } from './window.ts';

/** Windows shows the notifications of a program it knows by this name; the installer puts it on the program's shortcut. */
export function nameToWindows(): void {
  app.setAppUserModelId(APP_ID);
}

/**
 * What is on the screen: Electron keeps none of them, and the click on one that has been collected is lost. Not every system
 * says when one is gone, so only the newest are kept.
 */
const shown = new Set<Notification>();
const MOST_SHOWN = 20;

function hold(notification: Notification): void {
  shown.add(notification);
  const [oldest] = shown;
  if (shown.size > MOST_SHOWN && oldest) shown.delete(oldest);
}

/** Tells about new requests on the desktop while the window is not in front. A click on it brings the window there. */
export function announceNewRequests(options: {
  readonly window: BrowserWindow;
  readonly count: number;
  readonly logger: Logger;
  readonly onClick: () => void;
}): void {
  const { window, count, logger, onClick } = options;
  if (count === 0 || window.isDestroyed() || window.isFocused() || !Notification.isSupported()) return;
  const notification = new Notification({ title: 'Reslot', body: t.shell.newRequestsText(count) });
  const done = (): void => void shown.delete(notification);
  notification.on('click', () => {
    done();
    focusWindow(window);
    onClick();
  });
  // One that Windows has put away after a while stands in its centre still, to be clicked there.
  notification.on('close', ({ reason }: { readonly reason?: string }) => {
    if (reason !== 'timedOut') done();
  });
  notification.on('failed', () => {
    done();
    logger.warn('notification-failed');
  });
  hold(notification);
  notification.show();
}
