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

/** Read by `await`, `JSON.stringify` and the inspector on any object: their absence is an answer. */
const PROBED_BY_JAVASCRIPT: ReadonlySet<string> = new Set([
  'then',
  'toJSON',
  'inspect',
  'constructor',
  'nodeType',
]);
