/**
 * How long to wait after `failures` failures in a row (1 or more), in milliseconds: doubling from `firstMs` up to `maxMs`,
 * of which the later half is drawn by `random` (from [0, 1)), so that many desks do not come back at the same moment.
 */
export function backoffMs(
  failures: number,
  random: number,
  limits: { readonly firstMs: number; readonly maxMs: number },
): number {
  const full = Math.min(limits.maxMs, limits.firstMs * 2 ** Math.min(failures - 1, 40));
  return Math.round(full / 2 + (full / 2) * random);
}
