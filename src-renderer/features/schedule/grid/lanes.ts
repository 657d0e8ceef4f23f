/** A stretch of a column, [start, end), in minutes from the top of the axis. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** Something in its lane: `lane` of `lanes` equal ones, counted from 0, as wide as `span` of them. */
export interface InLane<T> {
  readonly item: T;
  readonly lane: number;
  readonly span: number;
  readonly lanes: number;
}

/** What found no lane of its own; it stands behind one button in the last lane, from `start` to `end`. */
interface Folded<T> extends Stretch {
  readonly items: readonly T[];
  readonly lane: number;
  readonly lanes: number;
}

export interface Lanes<T> {
  readonly placed: readonly InLane<T>[];
  readonly folded: readonly Folded<T>[];
  /** The most lanes that stand side by side. */
  readonly most: number;
}

const inOrder = (a: Stretch, b: Stretch): number => a.start - b.start || b.end - a.end;

const meet = (a: Stretch, b: Stretch): boolean => a.start < b.end && b.start < a.end;

/** Parts `sorted` into groups that do not touch one another. */
function groupsOf<T extends Stretch>(sorted: readonly T[]): T[][] {
  const groups: T[][] = [];
  let end = Number.NEGATIVE_INFINITY;
  for (const item of sorted) {
    if (item.start >= end) groups.push([]);
    groups.at(-1)?.push(item);
    end = Math.max(end, item.end);
  }
  return groups;
}

/** The first lane that is free again, for each of a group, earliest first. */
function lanesOf<T extends Stretch>(group: readonly T[]): { item: T; lane: number }[] {
  const ends: number[] = [];
  return group.map((item) => {
    const free = ends.findIndex((end) => end <= item.start);
    const lane = free === -1 ? ends.length : free;
    ends[lane] = item.end;
    return { item, lane };
  });
}

/** How many lanes from its own on nothing else touches it in. */
function spanOf<T extends Stretch>(
  one: { readonly item: T; readonly lane: number },
  others: readonly { readonly item: Stretch; readonly lane: number }[],
  lanes: number,
): number {
  const next = others.reduce(
    (nearest, { item, lane }) => (lane > one.lane && lane < nearest && meet(item, one.item) ? lane : nearest),
    lanes,
  );
  return next - one.lane;
}

/**
 * Puts what overlaps side by side: a group of overlapping items shares the width of the column in equal lanes, and an item
 * grows to the right where nothing stands beside it. With more than `maxLanes` at once, those beyond are folded: the last lane
 * holds one button for each cluster of them instead. One that is folded all alone is shown itself.
 *
 * Every item comes out once, in `placed` or in `folded`; nothing that is drawn covers anything else. Items must not be empty.
 */
export function layOut<T extends Stretch>(items: readonly T[], maxLanes: number): Lanes<T> {
  const placed: InLane<T>[] = [];
  const folded: Folded<T>[] = [];
  let most = 0;
  for (const group of groupsOf(items.toSorted(inOrder))) {
    const inLanes = lanesOf(group);
    const lanes = Math.min(maxLanes, inLanes.reduce((top, { lane }) => Math.max(top, lane), 0) + 1);
    const lastLane = lanes - 1;
    const over = inLanes.some(({ lane }) => lane > lastLane);
    const kept = over ? inLanes.filter(({ lane }) => lane < lastLane) : inLanes;
    const rest = over ? inLanes.filter(({ lane }) => lane >= lastLane).map(({ item }) => item) : [];
    const clusters = groupsOf(rest).map((all) => ({
      items: all,
      start: Math.min(...all.map(({ start }) => start)),
      end: Math.max(...all.map(({ end }) => end)),
    }));
    const blocks = [...kept, ...clusters.map((item) => ({ item, lane: lastLane }))];
    for (const one of kept) {
      placed.push({ ...one, span: spanOf(one, blocks, lanes), lanes });
    }
    for (const { items: all, start, end } of clusters) {
      const [only] = all;
      if (all.length === 1 && only !== undefined) placed.push({ item: only, lane: lastLane, span: 1, lanes });
      else folded.push({ items: all, start, end, lane: lastLane, lanes });
    }
    most = Math.max(most, lanes);
  }
  return { placed, folded, most };
}
