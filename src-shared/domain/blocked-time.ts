/** Time of a provider that somebody has blocked: once, or every week. */
import { z } from 'zod';
import type { Infer } from '../infer.ts';
import { addDays, isPlainDate, type PlainDate, plainDateOf, toNearestInstant, type ZoneId } from './time.ts';
import type { Unavailable } from './unavailable.ts';
import { id, plainDate, plainTime } from './values.ts';

/** As many as a practice keeps. */
export const MOST_BLOCKS = 1000;
/** How long a block that has ended is kept. */
const KEPT_DAYS = 60;
const WEEK_DAYS = 7;

/** Dates and times are the clinic's wall clock: twelve o'clock stays twelve o'clock when the clocks change. */
export const block = z.strictObject({
  id,
  practitionerId: id,
  /** Why, for the people at the desks: never for a patient. */
  reason: z.string().min(1).max(200),
  /** The day; of a weekly one the first. */
  date: plainDate,
  from: plainTime,
  /** Later than `from`. */
  to: plainTime,
  /** Every week on that weekday, up to `until` (included; `null`: without end), but not on the days of `except`. */
  weekly: z.strictObject({ until: plainDate.nullable(), except: z.array(plainDate).max(200) }).nullable(),
});
export type Block = Infer<typeof block>;

/** Twice as many as a person can save: two desks may add to them at one time. */
export const blocks = z.array(block).max(2 * MOST_BLOCKS);

/** What the schema cannot say of one: real dates, and an end after the beginning. */
export const isSoundBlock = ({ date, from, to, weekly }: Block): boolean =>
  isPlainDate(date) &&
  from < to &&
  (weekly === null ||
    ((weekly.until === null || (isPlainDate(weekly.until) && weekly.until >= date)) &&
      weekly.except.every(isPlainDate)));

/** The days from `first` to `last`, both included, on which a block takes time. */
function datesOf({ date, weekly }: Block, first: PlainDate, last: PlainDate): PlainDate[] {
  if (weekly === null) return first <= date && date <= last ? [date] : [];
  const end = weekly.until !== null && weekly.until < last ? weekly.until : last;
  const found: PlainDate[] = [];
  for (let day = firstFrom(date, first); day <= end; day = addDays(day, WEEK_DAYS))
    if (!weekly.except.includes(day)) found.push(day);
  return found;
}

/** The first day of the weekly row that begins on `date` that is not before `first`. */
function firstFrom(date: PlainDate, first: PlainDate): PlainDate {
  if (date >= first) return date;
  const passed = Math.round((Date.parse(first) - Date.parse(date)) / (24 * 60 * 60 * 1000));
  return addDays(date, Math.ceil(passed / WEEK_DAYS) * WEEK_DAYS);
}

/** A stretch of time that a block takes. */
export interface BlockedTime extends Unavailable {
  readonly why: 'blocked';
  readonly blockId: string;
  /** The day of the clinic's calendar on which it is. */
  readonly date: PlainDate;
}

/**
 * What of [from, to) is blocked, of these providers (`null`: everybody); the earliest first. As with opening hours, a time that the
 * clocks skip moves on by as much as they do, and of one they show twice the first counts at the beginning and the second at the end.
 */
export function blockedTimes(
  all: readonly Block[],
  { from, to }: { readonly from: number; readonly to: number },
  practitionerIds: readonly string[] | null,
  zone: ZoneId,
): BlockedTime[] {
  if (from >= to) return [];
  const [first, last] = [plainDateOf(from, zone), plainDateOf(to - 1, zone)];
  return all
    .filter(({ practitionerId }) => practitionerIds === null || practitionerIds.includes(practitionerId))
    .flatMap((one) =>
      datesOf(one, first, last).map(
        (date): BlockedTime => ({
          why: 'blocked',
          blockId: one.id,
          date,
          practitionerId: one.practitionerId,
          reason: one.reason,
          start: toNearestInstant(date, one.from, zone, 'earlier'),
          end: toNearestInstant(date, one.to, zone, 'later'),
        }),
      ),
    )
    .filter(({ start, end }) => start < end && start < to && end > from)
    .sort((a, b) => a.start - b.start || (a.blockId < b.blockId ? -1 : 1));
}

/** Those that have not ended long ago. */
export const keptBlocks = (all: readonly Block[], today: PlainDate): Block[] =>
  all.filter(({ date, weekly }) => {
    const end = weekly === null ? date : weekly.until;
    return end === null || end >= addDays(today, -KEPT_DAYS);
  });

/**
 * What two desks have made of the same blocks, together: `mine` and `theirs` both come from `base`. What one has added, changed or
 * removed is so; what both have changed, each otherwise, stands twice, and what one has changed and the other removed stays: a person
 * takes away what is not meant, and no time is given by mistake meanwhile. `mark`: no other merge has it; it names the second.
 */
export function mergedBlocks(
  base: readonly Block[],
  mine: readonly Block[],
  theirs: readonly Block[],
  mark: string,
): Block[] {
  const [before, own] = [byId(base), byId(mine)];
  const kept = theirs.flatMap((their): Block[] => {
    const [was, is] = [before.get(their.id), own.get(their.id)];
    if (is === undefined) return was === undefined || !isSame(was, their) ? [their] : [];
    if (isSame(is, their) || (was !== undefined && isSame(was, is))) return [their];
    if (was !== undefined && isSame(was, their)) return [is];
    return [their, { ...is, id: `${is.id}+${mark}`.slice(-200) }];
  });
  const there = byId(theirs);
  const mineAlone = mine.filter((one) => {
    if (there.has(one.id)) return false;
    const was = before.get(one.id);
    return was === undefined || !isSame(was, one);
  });
  return [...kept, ...mineAlone];
}

const byId = (all: readonly Block[]): Map<string, Block> => new Map(all.map((one) => [one.id, one]));

const isSame = (a: Block, b: Block): boolean =>
  a.practitionerId === b.practitionerId &&
  a.reason === b.reason &&
  a.date === b.date &&
  a.from === b.from &&
  a.to === b.to &&
  JSON.stringify(weeklyOf(a)) === JSON.stringify(weeklyOf(b));

const weeklyOf = ({ weekly }: Block) => weekly && [weekly.until, weekly.except];
