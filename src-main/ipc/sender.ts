/** Where a message came from, as far as the router needs to know. */
export interface Sender {
  /** The id of the `webContents` that sent it. */
  readonly webContentsId: number;
  /** False for a frame inside the page, such as an e-mail preview. */
  readonly isMainFrame: boolean;
  /** The frame's origin; `null` when the frame is gone already. */
  readonly origin: string | null;
}

/** The window whose messages are answered. */
export interface TrustedWindow {
  readonly webContentsId: number;
  readonly origin: string;
}

/** Only the main frame of our own window, showing our own page, is answered. */
export function isTrusted(sender: Sender, window: TrustedWindow | null): boolean {
  return (
    window !== null &&
    sender.webContentsId === window.webContentsId &&
    sender.isMainFrame &&
    sender.origin === window.origin
  );
}
