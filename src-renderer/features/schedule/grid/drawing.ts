import { AXIS_PX } from './geometry.ts';

/** So few columns are all drawn at once, in sight or not: an ordinary clinic's day, and every week. */
export const AT_ONCE = 8;

/** Drawn beyond what is in sight, on either side, in columns; and from one frame to the next, in appointments. */
const BEYOND = 1;
const PORTION = 200;

/** What is seen of the grid, from its left edge, the time axis included, in pixels. */
export interface Sight {
  readonly from: number;
  readonly to: number;
}

/**
 * The columns of which something is seen, and the next on either side. `widths`: the least that each needs. They are wider
 * than that only where there is room for all of them, and then all are seen.
 */
export function inSight(widths: readonly number[], { from, to }: Sight): number[] {
  let edge = AXIS_PX;
  const seen = widths.flatMap((width, index) => {
    const start = edge;
    edge += width;
    return start < to && edge > from ? [index] : [];
  });
  const [first, last] = [seen[0], seen.at(-1)];
  if (first === undefined || last === undefined) return [];
  return widths.flatMap((_, index) => (index >= first - BEYOND && index <= last + BEYOND ? [index] : []));
}

/**
 * The columns to draw next, those nearest to what is seen first: as many as it takes for a portion of appointments that can be
 * drawn between two frames. `counts`: how many appointments each column has. Empty only when all are drawn.
 */
export function nextToDraw(
  counts: readonly number[],
  isDrawn: (column: number) => boolean,
  seen: readonly number[],
): number[] {
  const away = (column: number): number => Math.max((seen[0] ?? 0) - column, column - (seen.at(-1) ?? 0), 0);
  const waiting = [...counts.keys()].filter((column) => !isDrawn(column));
  let taken = 0;
  return waiting
    .toSorted((a, b) => away(a) - away(b))
    .filter((column) => {
      const fits = taken < PORTION;
      taken += fits ? (counts[column] ?? 0) : 0;
      return fits;
    });
}

/**
 * What is drawn of the columns that are there now: what was, and what is added. `names`: of the columns, from left to right.
 * The very same set when nothing has changed.
 */
export function drawnOf(
  before: ReadonlySet<string>,
  names: readonly string[],
  added: readonly number[],
): ReadonlySet<string> {
  const now = new Set(names.filter((name, index) => before.has(name) || added.includes(index)));
  return now.size === before.size && [...now].every((name) => before.has(name)) ? before : now;
}
