import { isObject } from './json.ts';

/**
 * The shapes of what a portal sends. Each resource of each page goes through one, and through the dozens it is made of: they are mere
 * functions, which take a tenth of the time of a schema library's.
 */

/** The value as far as it has the shape, or why it has not. */
export type Shape<T> = (value: unknown) => T | Wrong;
export type ShapeOf<S> = S extends Shape<infer T> ? Exclude<T, Wrong> : never;

/** The first element that does not have its shape: names and places in lists, joined by dots; empty for the value itself. */
export class Wrong {
  readonly path: string;

  constructor(path = '') {
    this.path = path;
  }

  within(place: string | number): Wrong {
    return new Wrong(this.path === '' ? String(place) : `${place}.${this.path}`);
  }
}

const WRONG = new Wrong();

export const string: Shape<string> = (value) => (typeof value === 'string' ? value : WRONG);
export const boolean: Shape<boolean> = (value) => (typeof value === 'boolean' ? value : WRONG);
export const number: Shape<number> = (value) =>
  typeof value === 'number' && Number.isFinite(value) ? value : WRONG;
export const integer: Shape<number> = (value) =>
  typeof value === 'number' && Number.isSafeInteger(value) ? value : WRONG;
export const anything: Shape<unknown> = (value) => value;

/** What has a shape, and more besides. */
export const where =
  <T>(shape: Shape<T>, holds: (value: T) => boolean): Shape<T> =>
  (value) => {
    const read = shape(value);
    return read instanceof Wrong || !holds(read) ? WRONG : read;
  };

export const literal =
  <const T extends string>(text: T): Shape<T> =>
  (value) =>
    value === text ? text : WRONG;

/** May be absent. */
export const optional =
  <T>(shape: Shape<T>): Shape<T | undefined> =>
  (value) =>
    value === undefined ? undefined : shape(value);

/** May be absent, also as the `null` that some servers write for what they have nothing of, which FHIR's JSON does not know. */
export const sparse =
  <T>(shape: Shape<T>): Shape<T | undefined> =>
  (value) =>
    value === undefined || value === null ? undefined : shape(value);

/** Of the wrong shape it counts as this. */
export const or =
  <T, F>(shape: Shape<T>, otherwise: F): Shape<T | F> =>
  (value) => {
    const read = shape(value);
    return read instanceof Wrong ? otherwise : read;
  };

/** Absent or of the wrong shape: `undefined`. */
export const lenient = <T>(shape: Shape<T>): Shape<T | undefined> => or(optional(shape), undefined);

/** Keeps the elements that have the right shape; none where it is no array. */
export const list =
  <T>(shape: Shape<T>): Shape<T[]> =>
  (value) => {
    const kept: T[] = [];
    if (!Array.isArray(value)) return kept;
    for (const item of value) {
      const read = shape(item);
      if (!(read instanceof Wrong)) kept.push(read);
    }
    return kept;
  };

/** Each element has to have the shape. */
export const array =
  <T>(shape: Shape<T>): Shape<T[]> =>
  (value) => {
    if (!Array.isArray(value)) return WRONG;
    const all: T[] = [];
    for (let at = 0; at < value.length; at += 1) {
      const read = shape(value[at]);
      if (read instanceof Wrong) return read.within(at);
      all.push(read);
    }
    return all;
  };

/** These members; others are left out. */
export function object<S extends Readonly<Record<string, Shape<unknown>>>>(
  members: S,
): Shape<{ [K in keyof S]: ShapeOf<S[K]> }> {
  const names = Object.keys(members) as (keyof S & string)[];
  const shapes = Object.values(members);
  return (value) => {
    if (!isObject(value)) return WRONG;
    const whole: Record<string, unknown> = {};
    for (let at = 0; at < names.length; at += 1) {
      const name = names[at] as string;
      const read = (shapes[at] as Shape<unknown>)(value[name]);
      if (read instanceof Wrong) return read.within(name);
      whole[name] = read;
    }
    return whole as { [K in keyof S]: ShapeOf<S[K]> };
  };
}
