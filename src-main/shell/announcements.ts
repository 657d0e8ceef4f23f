import { type BrowserWindow, Notification } from 'electron';
import { focusWindow } from './window.ts';

/** In words that are safe on a screen anybody can see: how many, never whose. */
export function newRequestsText(count: number): string {
  return count === 1 ? '1 new appointment request' : `${count} new appointment requests`;
}

/** Tells about new requests on the desktop while the window is not in front. A click on it brings the window there. */
export function announceNewRequests(window: BrowserWindow, count: number, onClick: () => void): void {
  if (count === 0 || window.isDestroyed() || window.isFocused() || !Notification.isSupported()) return;
  const notification = new Notification({ title: 'Reslot', body: newRequestsText(count) });
  notification.on('click', () => {
    focusWindow(window);
    onClick();
  });
  notification.show();
}
