import { type EpochMs, MINUTE_MS, type Minutes } from '../../../../src-shared/domain/time.ts';
import { type DayScale, endOn, instantAt, type Piece, startOn } from './axis.ts';
import type { Stretch } from './lanes.ts';

/** Where an appointment is being moved to: a column, by its index, and instants. */
export interface Place {
  readonly column: number;
  readonly start: EpochMs;
  readonly end: EpochMs;
}

/** A column as far as a move is concerned. */
interface MoveColumn {
  readonly scale: DayScale;
  /** Somebody's: only there an appointment can be put. */
  readonly open: boolean;
}

/** What can be moved about in: the columns, the part of the axis that is shown, and the lines that moves keep to. */
export interface MoveField {
  readonly columns: readonly MoveColumn[];
  readonly range: Stretch;
  readonly step: Minutes;
}

export type Direction = 'up' | 'down' | 'left' | 'right';

/** What clocks show at `instant`, in minutes since 0:00, carried on across the piece's end. */
const wallAt = (piece: Piece, instant: EpochMs): Minutes => piece.wall + (instant - piece.start) / MINUTE_MS;

const pieceAt = (scale: DayScale, instant: EpochMs): Piece | undefined =>
  scale.findLast(({ start }) => start <= instant) ?? scale[0];

/** The next line of the grid after (`1`) or before (`-1`) an instant: lines are where clocks show full steps. */
export function nextLine(scale: DayScale, instant: EpochMs, by: 1 | -1, step: Minutes): EpochMs {
  const piece = pieceAt(scale, instant);
  if (piece === undefined) return instant;
  const wall = wallAt(piece, instant);
  const line = by === 1 ? Math.floor(wall / step) + 1 : Math.ceil(wall / step) - 1;
  return instant + (line * step - wall) * MINUTE_MS;
}

/** The line of the grid at or before an instant. */
export function lineBefore(scale: DayScale, instant: EpochMs, step: Minutes): EpochMs {
  const piece = pieceAt(scale, instant);
  if (piece === undefined) return instant;
  const wall = wallAt(piece, instant);
  return Math.max(piece.start, instant - (wall - Math.floor(wall / step) * step) * MINUTE_MS);
}

/** The first and the last instant at which something may begin in a column. */
function limits(scale: DayScale, range: Stretch, step: Minutes): { first: EpochMs; last: EpochMs } {
  const first = instantAt(scale, range.start);
  const end = instantAt(scale, range.end);
  return { first, last: Math.max(first, end - step * MINUTE_MS) };
}

const within = (value: number, low: number, high: number): number => Math.min(Math.max(value, low), high);

/** The same length with another beginning, which is kept within what is shown of the column. */
function beginningAt(place: Place, column: number, start: EpochMs, field: MoveField): Place {
  const scale = field.columns[column]?.scale;
  if (scale === undefined) return place;
  const { first, last } = limits(scale, field.range, field.step);
  const kept = within(start, first, last);
  return { column, start: kept, end: kept + place.end - place.start };
}

/** A step up or down, to the line of the grid there; or to the next column that can take it, at the same time of day. */
export function shifted(place: Place, direction: Direction, field: MoveField): Place {
  const scale = field.columns[place.column]?.scale;
  if (scale === undefined) return place;
  if (direction === 'up' || direction === 'down') {
    const start = nextLine(scale, place.start, direction === 'down' ? 1 : -1, field.step);
    return beginningAt(place, place.column, start, field);
  }
  const by = direction === 'right' ? 1 : -1;
  let column = place.column + by;
  while (field.columns[column]?.open === false) column += by;
  const target = field.columns[column]?.scale;
  if (target === undefined) return place;
  return beginningAt(place, column, instantAt(target, startOn(scale, place.start)), field);
}

/** Ends a step later or earlier, at the line of the grid there; never before it has lasted a minute, nor below what is shown. */
export function resized(place: Place, direction: 'up' | 'down', field: MoveField): Place {
  const scale = field.columns[place.column]?.scale;
  if (scale === undefined) return place;
  return endingAt(place, nextLine(scale, place.end, direction === 'down' ? 1 : -1, field.step), field);
}

/** Takes a new end; one that is not after the beginning, or beyond what is shown, changes nothing. */
function endingAt(place: Place, end: EpochMs, field: MoveField): Place {
  const scale = field.columns[place.column]?.scale;
  if (scale === undefined || end <= place.start) return place;
  const bottom = instantAt(scale, field.range.end);
  if (end > place.end && end > bottom) return place;
  return { ...place, end };
}

/**
 * Where the pointer has dragged an appointment. `at`: where its top is held now, in minutes of the axis; it goes to the line
 * above unless it has not left its place.
 */
export function draggedTo(from: Place, column: number, at: Minutes, field: MoveField): Place {
  const target = field.columns[column];
  const origin = field.columns[from.column];
  if (target === undefined || origin === undefined || !target.open) return from;
  const still = Math.abs(at - startOn(origin.scale, from.start)) < field.step / 2;
  const start = still
    ? instantAt(target.scale, startOn(origin.scale, from.start))
    : lineBefore(target.scale, instantAt(target.scale, at + field.step / 2), field.step);
  return beginningAt(from, column, start, field);
}

/** Where the pointer has dragged an appointment's lower edge to, `at` minutes of the axis: to the nearest line. */
export function stretchedTo(from: Place, at: Minutes, field: MoveField): Place {
  const scale = field.columns[from.column]?.scale;
  if (scale === undefined) return from;
  if (Math.abs(at - endOn(scale, from.end)) < field.step / 2) return from;
  const line = lineBefore(scale, instantAt(scale, at + field.step / 2), field.step);
  const least = nextLine(scale, from.start, 1, field.step);
  const most = Math.max(instantAt(scale, field.range.end), from.end);
  return endingAt(from, Math.min(Math.max(line, least), most), field);
}

export const samePlace = (a: Place, b: Place): boolean =>
  a.column === b.column && a.start === b.start && a.end === b.end;
