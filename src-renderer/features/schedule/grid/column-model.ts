import type { Minutes } from '../../../../src-shared/domain/time.ts';
import type { AppointmentView, ScheduleDay } from '../../../../src-shared/ipc/appointment-views.ts';
import { t } from '../../../../src-shared/text/text.ts';
import type { DayScale } from './axis.ts';
import { MAX_LANES } from './geometry.ts';
import { type InLane, layOut, type Stretch } from './lanes.ts';
import { stretchOf } from './range.ts';

/** An appointment as it is drawn in a column: from `start` to `end` in minutes of the axis. */
export interface Block extends Stretch {
  readonly appointment: AppointmentView;
  readonly lane: number;
  readonly span: number;
  readonly lanes: number;
  /** It began before this day, or goes on after it: that edge is drawn open. */
  readonly cutAbove: boolean;
  readonly cutBelow: boolean;
}

/** Appointments that stand behind one button. */
export interface Pile extends Stretch {
  readonly key: string;
  readonly appointments: readonly AppointmentView[];
  readonly lane: number;
  readonly lanes: number;
}

export interface ColumnModel {
  readonly blocks: readonly Block[];
  readonly piles: readonly Pile[];
  /** The most appointments side by side. */
  readonly lanes: number;
}

interface Drawn extends Stretch {
  readonly appointment: AppointmentView;
}

const byTime = (a: Drawn, b: Drawn): number =>
  a.appointment.start - b.appointment.start || t.language.compareNames(a.appointment.id, b.appointment.id);

/**
 * A day's appointments laid out. `least`: the length the shortest is drawn with; `length`: of the axis, which nothing is drawn
 * beyond. What lies outside the day is left out, what crosses midnight is clipped to it.
 */
export function columnModel(day: ScheduleDay, scale: DayScale, least: Minutes, length: Minutes): ColumnModel {
  const drawn = day.appointments
    .flatMap((appointment): Drawn[] => {
      const stretch = stretchOf(day, scale, appointment);
      if (stretch === null) return [];
      const end = Math.min(length, Math.max(stretch.end, stretch.start + least));
      return [{ appointment, start: Math.min(stretch.start, end - least), end }];
    })
    .toSorted(byTime);
  const { placed, folded, most } = layOut(drawn, MAX_LANES);
  const blockOf = ({ item, ...lane }: InLane<Drawn>): Block => ({
    ...lane,
    start: item.start,
    end: item.end,
    appointment: item.appointment,
    cutAbove: item.appointment.start < day.from,
    cutBelow: item.appointment.end > day.to,
  });
  return {
    blocks: placed.map(blockOf).toSorted((a, b) => a.start - b.start || a.lane - b.lane),
    piles: folded.map(({ items, ...pile }) => ({
      ...pile,
      key: `more ${items[0]?.appointment.id ?? ''}`,
      appointments: items.toSorted(byTime).map(({ appointment }) => appointment),
    })),
    lanes: most,
  };
}
