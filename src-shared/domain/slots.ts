import { z } from 'zod';
import type { Infer } from '../infer.ts';
import type { Appointment } from './appointment.ts';
import { closedDayOn } from './closed-days.ts';
import { type Interval, isBlocking } from './conflicts.ts';
import type { Practice } from './practice.ts';
import { weekdayHours } from './provider-hours.ts';
import {
  dayBounds,
  type EpochMs,
  MINUTE_MS,
  type Minutes,
  type PlainDate,
  toNearestInstant,
  weekdayOf,
} from './time.ts';
import { id, instant } from './values.ts';

/** A time at which a provider could see somebody. Instants in UTC. */
export const freeSlot = z.object({ practitionerId: id, start: instant, end: instant });
export type FreeSlot = Infer<typeof freeSlot>;

export interface SlotSearch {
  readonly practice: Practice;
  readonly date: PlainDate;
  readonly practitionerId: string;
  /** How long the visit takes. */
  readonly minutes: Minutes;
  /** Slots begin this far apart, counted from each opening. Default 15. */
  readonly stepMinutes?: Minutes | undefined;
  /** Appointments of that day; a superset is fine. */
  readonly appointments: readonly Pick<Appointment, 'id' | 'practitionerId' | 'start' | 'end' | 'status'>[];
  /** Left out: the appointment being moved, so that its own time counts as free. */
  readonly exceptIds?: readonly string[] | undefined;
  /** No slot begins before it. */
  readonly now: EpochMs;
}

/** The name of the closed day `date` is, or `null`. Weekdays without hours are no closed days: see `openIntervals`. */
export function closedDayName(practice: Practice, date: PlainDate): string | null {
  return closedDayOn(practice, date)?.name ?? null;
}

/**
 * When the practice is open on `date`, or a provider sees patients then, as instants, earliest first; empty on a closed day. Where the clocks change, a
 * time they skip moves on by as much as they do; of one they show twice, opening means the first and closing the second.
 */
export function openIntervals(
  practice: Practice,
  date: PlainDate,
  practitionerId: string | null = null,
): Interval[] {
  if (closedDayName(practice, date) !== null) return [];
  return weekdayHours(practice, practitionerId, weekdayOf(date))
    .map(({ from, to }) => ({
      start: toNearestInstant(date, from, practice.zone, 'earlier'),
      end: toNearestInstant(date, to, practice.zone, 'later'),
    }))
    .filter(({ start, end }) => start < end)
    .sort((a, b) => a.start - b.start);
}

/** What is left of that day: when the practice is shut, or the provider has no hours; earliest first, nothing empty. */
export function closedIntervals(
  practice: Practice,
  date: PlainDate,
  practitionerId: string | null = null,
): Interval[] {
  const { from, to } = dayBounds(date, practice.zone);
  let shutSince = from;
  const found: Interval[] = [];
  for (const { start, end } of openIntervals(practice, date, practitionerId)) {
    found.push({ start: shutSince, end: start });
    shutSince = Math.max(shutSince, end);
  }
  return [...found, { start: shutSince, end: to }].filter(({ start, end }) => start < end);
}

/**
 * The free times of one provider on one day, earliest first: inside their hours (never across a break), overlapping no
 * appointment that blocks, not before `now`. O(n log n) in the appointments of the day.
 */
export function freeSlots(search: SlotSearch): FreeSlot[] {
  const { practice, date, practitionerId, minutes, appointments, exceptIds = [], now } = search;
  const step = (search.stepMinutes ?? 15) * MINUTE_MS;
  const length = minutes * MINUTE_MS;
  if (step <= 0 || length <= 0) throw new RangeError('A slot and its step take at least a minute');

  const busy: Interval[] = appointments
    .filter((a) => a.practitionerId === practitionerId && isBlocking(a) && !exceptIds.includes(a.id))
    .sort((a, b) => a.start - b.start);
  const starts = openIntervals(practice, date, practitionerId)
    .flatMap((open) => startsWithin(open, length, step))
    .filter((start) => start >= now)
    .map((start) => ({ start }));
  return freeAmong(starts, length, busy).map(({ start }) => ({ practitionerId, start, end: start + length }));
}

/** The instants, `step` milliseconds apart from the opening on, from which `length` milliseconds fit into `open`. */
export function startsWithin(open: Interval, length: number, step: number): EpochMs[] {
  const starts: EpochMs[] = [];
  for (let start = open.start; start + length <= open.end; start += step) starts.push(start);
  return starts;
}

/**
 * Those of `starts` from which `length` milliseconds overlap nothing of `busy`. Both come sorted by `start`: one walk over the
 * two. An empty interval takes no time.
 */
export function freeAmong<T extends { readonly start: EpochMs }>(
  starts: readonly T[],
  length: number,
  busy: readonly Interval[],
): T[] {
  let next = 0;
  // The latest end among the intervals that begin before the slot at hand ends.
  let takenUntil = Number.NEGATIVE_INFINITY;
  return starts.filter(({ start }) => {
    for (let taken = busy[next]; taken !== undefined && taken.start < start + length; taken = busy[++next]) {
      if (taken.start < taken.end) takenUntil = Math.max(takenUntil, taken.end);
    }
    return start >= takenUntil;
  });
}
