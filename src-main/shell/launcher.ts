/** What this needs of Node's `process`. */
export interface Channel {
  /** Undefined where the program was not started with an IPC channel. */
  readonly connected?: boolean | undefined;
  on(event: 'message', listener: (message: unknown) => void): unknown;
  on(event: 'disconnect', listener: () => void): unknown;
}

/**
 * Calls `quit` when the script that started the program asks it to end (on Windows, where a signal would kill), or is gone.
 * May call it more than once. A program that was started otherwise is left alone.
 */
export function obeyLauncher(channel: Channel, quit: () => void): void {
  if (channel.connected === undefined) return;
  channel.on('message', (message) => {
    if (isQuit(message)) quit();
  });
  channel.on('disconnect', quit);
  // It may have gone before anybody listened.
  if (!channel.connected) quit();
}

function isQuit(message: unknown): boolean {
  return typeof message === 'object' && message !== null && 'type' in message && message.type === 'quit';
}
