/** One thing of a list as it is drawn. `gone`: it has left the list; its place is kept, and nothing can be done there. */
export interface Drawn<T> {
  readonly key: string;
  readonly item: T;
  readonly gone: boolean;
}

/**
 * What is to be drawn of a list that was read again. While somebody points at the list (`hold`) everything stays where it is: what
 * is gone keeps its place, and what is new comes below. Otherwise it is drawn as it was read.
 */
export function keepRoom<T>(
  before: readonly Drawn<T>[],
  items: readonly T[],
  keyOf: (item: T) => string,
  hold: boolean,
): readonly Drawn<T>[] {
  const now = new Map(items.map((item) => [keyOf(item), item]));
  if (!hold) return [...now].map(([key, item]) => ({ key, item, gone: false }));
  const stood = new Set(before.map(({ key }) => key));
  return [
    ...before.map((one) => {
      const item = now.get(one.key);
      return item === undefined ? { ...one, gone: true } : { key: one.key, item, gone: false };
    }),
    ...[...now].filter(([key]) => !stood.has(key)).map(([key, item]) => ({ key, item, gone: false })),
  ];
}

/**
 * `keepRoom` for a list that has an order of its own and scrolls: everything that is there stands in its order, and what is gone
 * stays above what it stood above. What comes above both is made up for by scrolling.
 */
export function keepRoomInOrder<T>(
  before: readonly Drawn<T>[],
  items: readonly T[],
  keyOf: (item: T) => string,
): readonly Drawn<T>[] {
  const now = items.map((item): Drawn<T> => ({ key: keyOf(item), item, gone: false }));
  const there = new Set(now.map(({ key }) => key));
  const goneAbove = new Map<string, readonly Drawn<T>[]>();
  let gone: readonly Drawn<T>[] = [];
  for (const one of before) {
    if (!there.has(one.key)) gone = [...gone, { ...one, gone: true }];
    else {
      goneAbove.set(one.key, gone);
      gone = [];
    }
  }
  return [...now.flatMap((one) => [...(goneAbove.get(one.key) ?? []), one]), ...gone];
}

/**
 * The one to go on with when `lost` is done: of those that are `there`, the next one in `order`, else the one before; `null` when there
 * is none.
 */
export function nextAfter(order: readonly string[], lost: string, there: ReadonlySet<string>): string | null {
  const at = order.indexOf(lost);
  const stays = (key: string): boolean => key !== lost && there.has(key);
  return order.slice(at + 1).find(stays) ?? order.slice(0, Math.max(at, 0)).findLast(stays) ?? null;
}

/** The keys of those that are still on the list. */
export const thereOf = <T>(drawn: readonly Drawn<T>[]): ReadonlySet<string> =>
  new Set(drawn.filter(({ gone }) => !gone).map(({ key }) => key));
