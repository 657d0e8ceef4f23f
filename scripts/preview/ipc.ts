import type { Page } from './server.ts';
import { NotEmulated, strict } from './strict.ts';
import { WEB_CONTENTS_ID } from './window.ts';

/** What `ipcMain.handle` passes first. */
export interface InvokeEvent {
  readonly sender: { readonly id: number };
  readonly senderFrame: { readonly url: string; readonly origin: string; readonly parent: null };
}

type Listener = (event: InvokeEvent, ...args: unknown[]) => unknown;

/** `ipcMain.handle`, answering pages over their WebSocket. */
export function createIpc(pageUrl: () => string) {
  const handlers = new Map<string, Listener>();
  return {
    ipcMain: strict('ipcMain', {
      handle: (channel: string, listener: Listener) => {
        if (handlers.has(channel)) throw new Error(`Attempted to register a second handler for '${channel}'`);
        handlers.set(channel, listener);
      },
      removeHandler: (channel: string) => void handlers.delete(channel),
    }),
    /** Runs one call of a page and answers it. */
    invoke: async (page: Page, id: number, channel: string, args: readonly unknown[]): Promise<void> => {
      try {
        const handler = handlers.get(channel);
        if (!handler) throw new Error(`No handler registered for '${channel}'`);
        page.send({ type: 'answer', id, value: await handler(invokeEvent(pageUrl()), ...args) });
      } catch (error) {
        page.send({
          type: 'answer',
          id,
          error: `Error invoking remote method '${channel}': ${String(error)}`,
        });
      }
    },
  };
}

/** Only top frames of the desk's own pages get as far as this: the server has checked the Origin. */
function invokeEvent(url: string): InvokeEvent {
  const { protocol, host } = new URL(url);
  return {
    sender: strict('event.sender', { id: WEB_CONTENTS_ID }),
    senderFrame: strict('event.senderFrame', { url, origin: `${protocol}//${host}`, parent: null }),
  };
}

/** A message of the page's script, checked. */
export type PageMessage =
  | {
      readonly type: 'invoke';
      readonly id: number;
      readonly channel: string;
      readonly args: readonly unknown[];
    }
  | { readonly type: 'focus'; readonly focused: boolean }
  | { readonly type: 'accelerator'; readonly id: number }
  | { readonly type: 'reply'; readonly id: number; readonly text: string | null };

/** Throws for anything that is not one. */
export function pageMessage(message: unknown): PageMessage {
  if (typeof message === 'object' && message !== null && 'type' in message) {
    if (message.type === 'focus' && 'focused' in message && typeof message.focused === 'boolean') {
      return { type: 'focus', focused: message.focused };
    }
    const id = 'id' in message && typeof message.id === 'number' ? message.id : null;
    if (id !== null && message.type === 'accelerator') return { type: 'accelerator', id };
    if (id !== null && message.type === 'reply' && 'text' in message) {
      const { text } = message;
      if (typeof text === 'string' || text === null) return { type: 'reply', id, text };
    }
    if (id !== null && message.type === 'invoke' && 'channel' in message && 'args' in message) {
      const { channel, args } = message;
      if (typeof channel === 'string' && Array.isArray(args)) return { type: 'invoke', id, channel, args };
    }
  }
  throw new NotEmulated('this message of a page');
}
