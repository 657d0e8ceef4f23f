/** One of the list, whatever its length; undefined of none. */
export const pickOf = <T>(list: readonly T[], pick: number): T | undefined =>
  list[pick % Math.max(1, list.length)];
