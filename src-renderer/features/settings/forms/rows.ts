/** Rows of an editable list. `key` tells React which is which; it is never saved. */
export interface Row {
  readonly key: number;
}

/** Each item with a key of its own. */
export const withKeys = <T extends object>(items: readonly T[]): (T & Row)[] =>
  items.map((item, index) => ({ ...item, key: index }));

/** A key no row has. */
export const nextKey = (rows: readonly Row[]): number =>
  rows.reduce((next, row) => Math.max(next, row.key + 1), 0);

/** The rows with what `patch` says changed in the row of this key. */
export const patchRow = <T extends Row>(
  rows: readonly T[],
  key: number,
  patch: Partial<Omit<T, 'key'>>,
): T[] => rows.map((row) => (row.key === key ? { ...row, ...patch } : row));

export const removeRow = <T extends Row>(rows: readonly T[], key: number): T[] =>
  rows.filter((row) => row.key !== key);

/** The rows with one moved by `by` places; unchanged where it would leave the list. */
export const moveRow = <T extends Row>(rows: readonly T[], key: number, by: 1 | -1): readonly T[] => {
  const from = rows.findIndex((row) => row.key === key);
  const to = from + by;
  const moving = rows[from];
  const other = rows[to];
  if (moving === undefined || other === undefined) return rows;
  return rows.map((row, index) => (index === from ? other : index === to ? moving : row));
};
