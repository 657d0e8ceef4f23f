/** When a request that was put off comes back. */
import {
  addDays,
  type EpochMs,
  HOUR_MS,
  type PlainDate,
  plainDateOf,
  toNearestInstant,
  weekdayOf,
  type ZoneId,
} from './time.ts';

/** When a working day begins, for whoever puts something off until then; a time of the practice. */
const MORNING = '09:00';
const MONDAY = 1;

export const SNOOZES = ['hour', 'tomorrow', 'monday'] as const;
export type Snooze = (typeof SNOOZES)[number];

/**
 * Until when each choice puts a request off, from `now` on: an hour, or until 9:00 of the next day or the next Monday by the practice's
 * clocks; in the night the clocks skip that time, as much later as they do.
 */
export function snoozeUntil(choice: Snooze, now: EpochMs, zone: ZoneId): EpochMs {
  if (choice === 'hour') return now + HOUR_MS;
  const today = plainDateOf(now, zone);
  return toNearestInstant(choice === 'tomorrow' ? addDays(today, 1) : mondayAfter(today), MORNING, zone);
}

const mondayAfter = (date: PlainDate): PlainDate => addDays(date, 7 - ((weekdayOf(date) - MONDAY + 7) % 7));

/** The visit, and the time asked for; `null` where none was. */
interface Concerned {
  readonly visit: EpochMs | null;
  readonly requested: EpochMs | null;
}

/**
 * Whether a request may be put off until then: not into the past, not past a time it is about, which would be gone before anybody
 * looks again. Times that are past already keep nothing from being put off.
 */
export const maySnooze = (until: EpochMs, now: EpochMs, { visit, requested }: Concerned): boolean =>
  until > now && [visit, requested].every((at) => at === null || at <= now || until < at);

/** A clock may be put right by less than this and nothing comes of it. */
const PUT_RIGHT_MS = HOUR_MS;

/**
 * Whether its time has come, or the clock stands before the moment at which it was put off: that was set by a clock that was ahead,
 * and nobody knows how long is left.
 */
export const isSnoozeOver = (
  { until, setAt }: { readonly until: EpochMs; readonly setAt: EpochMs },
  now: EpochMs,
): boolean => until <= now || now < setAt - PUT_RIGHT_MS;
