import { type BrowserWindow, type IpcMainInvokeEvent, ipcMain } from 'electron';
import type { AppEvent } from '../../src-shared/ipc/events.ts';
import { EVENT_CHANNEL, INVOKE_CHANNEL } from '../../src-shared/ipc/names.ts';
import type { Route } from '../ipc/router.ts';
import type { Sender } from '../ipc/sender.ts';

/** Puts a router behind the window's one channel, in the place of one that was there. */
export function answerWindow(route: Route): void {
  ipcMain.removeHandler(INVOKE_CHANNEL);
  ipcMain.handle(INVOKE_CHANNEL, (event, name: unknown, input: unknown) =>
    route(senderOf(event), name, input),
  );
}

/** Tells the window. A window that is going or gone needs no events. */
export function sendToWindow(window: BrowserWindow | null, event: AppEvent): void {
  if (window && !window.isDestroyed() && !window.webContents.isDestroyed()) {
    window.webContents.send(EVENT_CHANNEL, event);
  }
}

function senderOf(event: IpcMainInvokeEvent): Sender {
  const frame = event.senderFrame;
  return {
    webContentsId: event.sender.id,
    isMainFrame: frame !== null && frame.parent === null,
    origin: frame?.origin ?? null,
  };
}
