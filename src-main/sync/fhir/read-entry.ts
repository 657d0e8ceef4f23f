import { isObject } from './json.ts';

/** The resource of an entry of a Bundle; `undefined` where it has none, and where it is no entry. */
export const resourceOf = (entry: unknown): unknown => (isObject(entry) ? entry.resource : undefined);
