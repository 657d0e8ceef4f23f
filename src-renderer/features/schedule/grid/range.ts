import type { Minutes } from '../../../../src-shared/domain/time.ts';
import type { ScheduleDay } from '../../../../src-shared/ipc/appointment-views.ts';
import { openHours } from '../day-rows.ts';
import { type Axis, type DayScale, endOn, startOn } from './axis.ts';
import type { Stretch } from './lanes.ts';

/** Shown before opening and after closing. */
const MARGIN: Minutes = 60;
/** What is shown when nobody works and nothing is booked: 8 AM to 5 PM. */
const QUIET_DAY: Stretch = { start: 8 * 60, end: 17 * 60 };

/** When the practice is open that day, in minutes of the axis. */
export const openStretches = (day: ScheduleDay, scale: DayScale, zone: string): Stretch[] =>
  openHours(day, zone).map(({ start, end }) => ({ start: startOn(scale, start), end: endOn(scale, end) }));

/**
 * The part of the axis that is drawn: the working hours of all days with an hour before and after, and as much more as it
 * takes to cut no appointment. `least`: the length that the shortest appointment is drawn with. From a full hour to a full
 * hour, within the axis.
 */
export function visibleRange(
  axis: Axis,
  open: readonly Stretch[],
  taken: readonly Stretch[],
  least: Minutes,
): Stretch {
  const wanted = [
    ...(open.length === 0 ? [QUIET_DAY] : open).map(({ start, end }) => ({
      start: start - MARGIN,
      end: end + MARGIN,
    })),
    ...taken.map(({ start, end }) => ({ start, end: Math.max(end, start + least) })),
  ];
  let start = axis.length;
  let end = 0;
  for (const one of wanted) {
    start = Math.min(start, one.start);
    end = Math.max(end, one.end);
  }
  const first = axis.hours.findLast(({ at }) => at <= start)?.at ?? 0;
  const last = axis.hours.find(({ at }) => at >= end)?.at ?? axis.length;
  return { start: first, end: last };
}

/** The stretches of `range` that are outside `open`, in order. */
export function outsideOf(open: readonly Stretch[], range: Stretch): Stretch[] {
  const shut: Stretch[] = [];
  let reached = range.start;
  for (const { start, end } of open.toSorted((a, b) => a.start - b.start)) {
    if (start > reached) shut.push({ start: reached, end: Math.min(start, range.end) });
    reached = Math.max(reached, end);
  }
  if (reached < range.end) shut.push({ start: reached, end: range.end });
  return shut.filter(({ start, end }) => start < end);
}

/** Where an appointment stands on its day; `null` when it is not of that day. One that takes no time has no length. */
export function stretchOf(
  { from, to }: Pick<ScheduleDay, 'from' | 'to'>,
  scale: DayScale,
  { start, end }: { readonly start: number; readonly end: number },
): Stretch | null {
  if (start >= to || Math.max(end, start + 1) <= from) return null;
  const top = startOn(scale, Math.max(start, from));
  return { start: top, end: Math.max(top, endOn(scale, Math.min(end, to))) };
}
