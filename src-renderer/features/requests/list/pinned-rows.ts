/**
 * The indexes of the rows that are drawn wherever the list is scrolled to, ascending: the one in focus with its neighbours, so that the keys
 * lead on from it, and those named.
 */
export function pinnedRows(
  keys: readonly string[],
  focused: string | null,
  named: readonly string[],
): readonly number[] {
  const wanted = new Set(named);
  const pinned = new Set<number>();
  for (const [index, key] of keys.entries()) {
    if (wanted.has(key)) pinned.add(index);
    if (key !== focused) continue;
    for (const near of [index - 1, index, index + 1]) if (near >= 0 && near < keys.length) pinned.add(near);
  }
  return [...pinned].sort((one, other) => one - other);
}
