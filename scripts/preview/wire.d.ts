/** JSON text that also carries `undefined` and the numbers JSON lacks. Throws a TypeError for anything more. */
export function encode(value: unknown): string;
export function decode(text: string): unknown;
