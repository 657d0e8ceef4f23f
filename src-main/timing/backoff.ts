export interface BackoffLimits {
  readonly firstMs: number;
  readonly maxMs: number;
}

/** The longest that `backoffMs` can give after so many failures; nothing is waited for after none. */
export const longestBackoffMs = (failures: number, { firstMs, maxMs }: BackoffLimits): number =>
  failures < 1 ? 0 : Math.min(maxMs, firstMs * 2 ** Math.min(failures - 1, 40));

/**
 * How long to wait after `failures` failures in a row (1 or more), in milliseconds: doubling from `firstMs` up to `maxMs`,
 * of which the later half is drawn by `random` (from [0, 1)), so that many desks do not come back at the same moment.
 */
export function backoffMs(failures: number, random: number, limits: BackoffLimits): number {
  const full = longestBackoffMs(failures, limits);
  return Math.round(full / 2 + (full / 2) * random);
}
