import type { EpochMs, ZoneId } from '../../../../src-shared/domain/time.ts';
import type { ScheduleDay } from '../../../../src-shared/ipc/appointment-views.ts';
import { type Axis, axisOf, type DayScale, instantAt, startOn } from './axis.ts';
import { type ColumnModel, columnModel } from './column-model.ts';
import { columnWidth, leastMinutes, pxPerMinute, type StepMinutes } from './geometry.ts';
import type { Stretch } from './lanes.ts';
import { openStretches, stretchOf, visibleRange } from './range.ts';

/** A column laid out. */
interface ColumnLayout {
  readonly day: ScheduleDay;
  readonly dayScale: DayScale;
  readonly model: ColumnModel;
  /** When the practice is open, in minutes of the axis. */
  readonly open: readonly Stretch[];
  /** The least it needs, in pixels. */
  readonly width: number;
}

/** Everything the grid draws from, laid out. `scale`: pixels a minute. */
export interface GridLayout {
  readonly axis: Axis;
  readonly range: Stretch;
  /** When the first of the days opens, in minutes of the axis. */
  readonly opening: number;
  readonly scale: number;
  readonly columns: readonly ColumnLayout[];
}

const makeColumn = (
  day: ScheduleDay,
  dayScale: DayScale,
  open: readonly Stretch[],
  step: StepMinutes,
  length: number,
): ColumnLayout => {
  const model = columnModel(day, dayScale, leastMinutes(step), length);
  return { day, dayScale, model, open, width: columnWidth(model.lanes) };
};

/**
 * Lays the days out side by side over one axis. `before` is the layout that was drawn last: a column whose day is the very
 * same object keeps its layout, and so need not be drawn anew.
 */
export function gridLayout(
  days: readonly ScheduleDay[],
  zone: ZoneId,
  step: StepMinutes,
  before: GridLayout | null,
): GridLayout {
  const scale = pxPerMinute(step);
  const kept = before !== null && before.scale === scale && sameDays(before, days) ? before.axis : null;
  const axis = kept ?? axisOf(days, zone);
  const opening = openingTimes(zone);
  const columns = days.map((day, index): ColumnLayout => {
    const old = before?.columns[index];
    if (kept !== null && old !== undefined && old.day === day) return old;
    const dayScale = axis.scales.get(day.from) ?? [];
    return makeColumn(day, dayScale, opening(day, dayScale), step, axis.length);
  });
  const taken = columns.flatMap(({ day, dayScale }) =>
    [...day.appointments, ...(day.blocked ?? [])].flatMap((one) => stretchOf(day, dayScale, one) ?? []),
  );
  const open = columns.flatMap((column) => column.open);
  const range = visibleRange(axis, open, taken, leastMinutes(step));
  const first = open.reduce((earliest, { start }) => Math.min(earliest, start), range.end);
  return { axis, range, opening: open.length === 0 ? range.start : first, scale, columns };
}

/** When the practice is open on a day, worked out once for all columns of the same day. */
const openingTimes = (zone: ZoneId): ((day: ScheduleDay, dayScale: DayScale) => readonly Stretch[]) => {
  const known = new Map<string, readonly Stretch[]>();
  return (day, dayScale) => {
    const key = JSON.stringify([day.date, day.closed, day.hours]);
    const open = known.get(key) ?? openStretches(day, dayScale, zone);
    known.set(key, open);
    return open;
  };
};

/** The same days make the same axis. */
const sameDays = (before: GridLayout, days: readonly ScheduleDay[]): boolean =>
  before.columns.length === days.length &&
  before.columns.every(({ day }, index) => {
    const other = days[index];
    return other !== undefined && day.from === other.from && day.to === other.to;
  });

/** The height of everything, in whole pixels. */
export const bodyHeight = ({ range, scale }: GridLayout): number =>
  Math.round((range.end - range.start) * scale);

/** Where the eyes go first, in minutes of the axis: to the present, or to opening when no column is of today. */
export function restingPlace({ columns, opening }: GridLayout, now: EpochMs): number {
  const today = columns.find(({ day }) => now >= day.from && now < day.to);
  return today === undefined ? opening : startOn(today.dayScale, now);
}

/** Gives the instant that stands at a place of a column's axis. */
export const timeAt =
  ({ columns }: GridLayout) =>
  (column: number, at: number): EpochMs =>
    instantAt(columns[column]?.dayScale ?? [], at);
