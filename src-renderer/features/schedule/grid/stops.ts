import type { EpochMs } from '../../../../src-shared/domain/time.ts';
import type { ColumnModel } from './column-model.ts';
import type { Direction } from './moves.ts';

/** What can have the focus in the grid: an appointment, a pile of them, or a free time. */
export type Stop =
  | { readonly kind: 'entry'; readonly column: number; readonly id: string }
  | { readonly kind: 'pile'; readonly column: number; readonly id: string }
  | { readonly kind: 'time'; readonly column: number; readonly at: EpochMs };

/** A stop of a column with where it stands on the axis, in minutes. */
interface Standing {
  readonly stop: Stop;
  readonly start: number;
}

export const sameStop = (a: Stop | null, b: Stop | null): boolean =>
  a === b ||
  (a !== null &&
    b !== null &&
    a.column === b.column &&
    (a.kind === 'time' ? b.kind === 'time' && a.at === b.at : b.kind === a.kind && a.id === b.id));

/** The stops of a column from top to bottom. */
function stopsOf({ blocks, piles }: ColumnModel, column: number): Standing[] {
  return [
    ...blocks.map(({ appointment, start, lane }) => ({
      stop: { kind: 'entry', column, id: appointment.id } as const,
      start,
      lane,
    })),
    ...piles.map(({ key, start, lane }) => ({
      stop: { kind: 'pile', column, id: key } as const,
      start,
      lane,
    })),
  ].toSorted((a, b) => a.start - b.start || a.lane - b.lane);
}

const nearest = (all: readonly Standing[], at: number): Standing | undefined =>
  all.reduce<Standing | undefined>(
    (best, one) => (best === undefined || Math.abs(one.start - at) < Math.abs(best.start - at) ? one : best),
    undefined,
  );

/**
 * Where an arrow leads from a stop that stands at `at` minutes of the axis: up and down to the next in the column by time,
 * left and right to the nearest in the next column, or to the same time there when that column has nothing. `null`: nowhere.
 * `timeAt` gives the instant at a place of a column's axis.
 */
export function nextStop(
  from: Stop,
  at: number,
  direction: Direction,
  columns: readonly ColumnModel[],
  timeAt: (column: number, at: number) => EpochMs,
): Stop | null {
  const model = columns[from.column];
  if (model === undefined) return null;
  if (direction === 'up' || direction === 'down') {
    const stops = stopsOf(model, from.column);
    const index = stops.findIndex(({ stop }) => sameStop(stop, from));
    if (index !== -1) return stops[index + (direction === 'down' ? 1 : -1)]?.stop ?? null;
    const beyond =
      direction === 'down'
        ? stops.find(({ start }) => start >= at)
        : stops.findLast(({ start }) => start < at);
    return beyond?.stop ?? null;
  }
  const column = from.column + (direction === 'right' ? 1 : -1);
  const next = columns[column];
  if (next === undefined) return null;
  return nearest(stopsOf(next, column), at)?.stop ?? { kind: 'time', column, at: timeAt(column, at) };
}

/** The first or the last stop of a column. */
export const edgeStop = (model: ColumnModel, column: number, edge: 'first' | 'last'): Stop | null =>
  stopsOf(model, column).at(edge === 'first' ? 0 : -1)?.stop ?? null;

/** Whether a stop is still there. A free time always is, as long as its column. */
export function stands(stop: Stop, columns: readonly ColumnModel[]): boolean {
  const model = columns[stop.column];
  if (model === undefined) return false;
  if (stop.kind === 'time') return true;
  if (stop.kind === 'pile') return model.piles.some(({ key }) => key === stop.id);
  return model.blocks.some(({ appointment }) => appointment.id === stop.id);
}

/** Where an appointment is to be found now, if it is shown: by itself or in a pile. */
export function stopOfAppointment(id: string, columns: readonly ColumnModel[]): Stop | null {
  for (const [column, { blocks, piles }] of columns.entries()) {
    if (blocks.some(({ appointment }) => appointment.id === id)) return { kind: 'entry', column, id };
    const pile = piles.find(({ appointments }) => appointments.some((one) => one.id === id));
    if (pile !== undefined) return { kind: 'pile', column, id: pile.key };
  }
  return null;
}

/** Where the focus goes first: to what is nearest to `at` in the first column that has anything, or to that time itself. */
export function firstStop(
  columns: readonly ColumnModel[],
  at: number,
  timeAt: (column: number, at: number) => EpochMs,
): Stop | null {
  for (const [column, model] of columns.entries()) {
    const found = nearest(stopsOf(model, column), at);
    if (found !== undefined) return found.stop;
  }
  return columns.length === 0 ? null : { kind: 'time', column: 0, at: timeAt(0, at) };
}
