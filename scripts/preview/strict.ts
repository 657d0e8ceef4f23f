/** Thrown for whatever part of Electron the preview has no stand-in for. It never pretends. */
export class NotEmulated extends Error {
  constructor(what: string) {
    super(`The preview does not emulate ${what} of Electron`);
    this.name = 'NotEmulated';
  }
}

/** `target`, with an error in place of `undefined` for every property it does not have. */
export function strict<T extends object>(name: string, target: T): T {
  return new Proxy(target, {
    get(object, key, receiver) {
      if (typeof key === 'string' && !(key in object) && !PROBED_BY_JAVASCRIPT.has(key)) {
        throw new NotEmulated(`${name}.${key}`);
      }
      const value: unknown = Reflect.get(object, key, receiver);
      return value;
    },
    set(_object, key) {
      throw new NotEmulated(`assigning ${name}.${String(key)}`);
    },
  });
}

/** `object` as long as it lives: once `isDestroyed`, everything of it but that answer throws, as Electron's objects do. */
export function mortal<T extends { isDestroyed(): boolean }>(object: T): T {
  return new Proxy(object, {
    get(target, key, receiver) {
      if (
        key !== 'isDestroyed' &&
        typeof key === 'string' &&
        !PROBED_BY_JAVASCRIPT.has(key) &&
        target.isDestroyed()
      )
        throw new TypeError('Object has been destroyed');
      const value: unknown = Reflect.get(target, key, receiver);
      return value;
    },
  });
}

/** Read by `await`, `JSON.stringify` and the inspector on any object: their absence is an answer. */
const PROBED_BY_JAVASCRIPT: ReadonlySet<string> = new Set([
  'then',
  'toJSON',
  'inspect',
  'constructor',
  'nodeType',
]);
