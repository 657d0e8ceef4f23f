import { KnownEvents } from './events.ts';
import { NotEmulated } from './strict.ts';

const SOURCES = ['system', 'light', 'dark'] as const;
type Source = (typeof SOURCES)[number];

/** `nativeTheme` of a system that is light and asks for no contrast. `changed` is told what is drawn from now on. */
export function createNativeTheme(changed: (source: Source) => void) {
  const events = new KnownEvents('nativeTheme', { known: ['updated'] });
  let source: Source = 'system';
  const theme = {
    on: (name: string, listener: (...args: unknown[]) => void) => events.on(name, listener),
    shouldUseHighContrastColors: false,
    get shouldUseDarkColors() {
      return source === 'dark';
    },
    get themeSource(): Source {
      return source;
    },
    set themeSource(next: Source) {
      if (!SOURCES.includes(next))
        throw new TypeError(`Error processing argument at index 0: ${String(next)}`);
      source = next;
      changed(source);
      events.emit('updated');
    },
  };
  return new Proxy(theme, {
    get(object, key, receiver) {
      if (typeof key === 'string' && !(key in object)) throw new NotEmulated(`nativeTheme.${key}`);
      const value: unknown = Reflect.get(object, key, receiver);
      return value;
    },
    set(object, key, value) {
      if (key !== 'themeSource') throw new NotEmulated(`assigning nativeTheme.${String(key)}`);
      return Reflect.set(object, key, value);
    },
  });
}
