import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { KnownEvents } from './events.ts';
import type { NotificationMode } from './options.ts';
import { NotEmulated, strict } from './strict.ts';

/** Its events are reached through the object alone: whoever lets go of it loses them, as in Electron. */
const eventsOf = new WeakMap<object, KnownEvents>();

/** A turn of the event loop later, as for anything the system tells. */
const later = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** `Notification`: as on a desktop that shows none, unless `mode` says otherwise. */
export function createNotification(mode: NotificationMode) {
  return class Notification {
    constructor(options: { readonly title?: string; readonly body?: string }) {
      if (mode === 'none') throw new NotEmulated('new Notification (isSupported() says so)');
      for (const name of Object.keys(options))
        if (!['title', 'body'].includes(name)) throw new NotEmulated(`the notification option '${name}'`);
      const events = new KnownEvents('Notification', { known: ['show', 'click', 'close', 'failed'] });
      const itself = strict('Notification', {
        on: (name: string, listener: (...args: unknown[]) => void) => events.on(name, listener),
        once: (name: string, listener: (...args: unknown[]) => void) => events.once(name, listener),
        show: () => void present(new WeakRef<object>(itself), mode),
      });
      eventsOf.set(itself, events);
      // biome-ignore lint/correctness/noConstructorReturn: the program gets the checked view of it.
      return itself;
    }

    static isSupported(): boolean {
      return mode !== 'none';
    }
  };
}

/** Whatever nobody holds is gone by the time something becomes of a notification. */
async function present(notification: WeakRef<object>, mode: 'clicked' | 'fails' | 'none'): Promise<void> {
  setFlagsFromString('--expose-gc');
  const collect: unknown = runInNewContext('gc');
  for (let turn = 0; turn < 3; turn += 1) {
    await later();
    if (typeof collect === 'function') collect();
  }
  const held = notification.deref();
  const events = held && eventsOf.get(held);
  if (mode === 'clicked') events?.emit('click', {});
  else events?.emit('failed', {}, 'The system refused the notification');
}
