import { z } from 'zod';
import type { Infer } from '../infer.ts';
import type { Appointment } from './appointment.ts';
import { type Interval, isBlocking } from './conflicts.ts';
import type { Practice } from './practice.ts';
import { freeAmong, freeSlot, openIntervals, startsWithin } from './slots.ts';
import {
  addDays,
  dayBounds,
  type EpochMs,
  HOUR_MS,
  MINUTE_MS,
  type Minutes,
  type PlainDate,
  plainDateOf,
  plainTimeOf,
  toInstant,
  weekdayOf,
  type ZoneId,
} from './time.ts';

/** How many calendar days are looked through, from the first on. */
export const HORIZON_DAYS = 28;
/** As many as there are digits to choose by. */
export const MOST_SUGGESTIONS = 9;
const STEP_MINUTES = 15;

/**
 * Why a slot is offered. `same-weekday` and `same-time`: as the time asked for; `weekday-before` and `time-before`: as the original time, where
 * the one asked for is another. All in the clinic's zone; `near`: none of the others, but close to the time asked for as things stand.
 */
const slotReason = z.enum([
  'requested-time',
  'same-weekday',
  'same-time',
  'weekday-before',
  'time-before',
  'first-free',
  'near',
  'same-provider',
]);
type SlotReason = Infer<typeof slotReason>;

/** A time to offer, and why. */
export const nextSlot = freeSlot.extend({
  /** `same-provider` comes last, and only where several providers were asked about. */
  reasons: z.array(slotReason).min(1),
});
export type NextSlot = Infer<typeof nextSlot>;

/** What counts of an appointment here. */
export type Taken = Pick<Appointment, 'id' | 'practitionerId' | 'patientId' | 'start' | 'end' | 'status'>;

export interface NextSlotSearch {
  readonly practice: Practice;
  /** The first day looked at; `HORIZON_DAYS` in all. */
  readonly from: PlainDate;
  /** Whose time may be taken. */
  readonly practitionerIds: readonly string[];
  /** Whose visit it is: their other appointments are in the way too. */
  readonly patientId: string | null;
  readonly minutes: Minutes;
  /** The visit as it is now and the start the patient asked for, as instants. */
  readonly like: {
    readonly original: EpochMs;
    readonly requested: EpochMs | null;
    readonly practitionerId: string | null;
  };
  /** Appointments of these providers and of the patient within `searchRange`; a superset is fine. */
  readonly appointments: readonly Taken[];
  /** Left out: the appointment being moved and its own Tentative. */
  readonly exceptIds: readonly string[];
  /** No slot begins before it. */
  readonly now: EpochMs;
}

/** The instants between which a search from that day on looks: [from, to). Throws a `RangeError` for a bad date. */
export function searchRange(from: PlainDate, zone: ZoneId): { readonly from: EpochMs; readonly to: EpochMs } {
  return {
    from: dayBounds(from, zone).from,
    to: dayBounds(addDays(from, HORIZON_DAYS - 1), zone).to,
  };
}

/**
 * Times to offer instead of (or as) the one asked for: at most nine, each free for provider and patient, inside the
 * provider's hours, not before `now`, and not the time and provider the visit has already.
 *
 * Ranked as somebody at the desk would offer them: the time asked for; less than three hours from it; the same time, then
 * the same weekday, within two weeks of it; the first free one; then whatever is left. Without a time asked for the original
 * stands for it. Among equals the closest comes first, then the visit's own provider, then the earlier. No rank crowds the
 * others out: each first gets its share of the nine, and what is left over goes to the closest of all. The same search gives
 * the same answer. O(n log n) in the appointments and in the slots of the days looked at.
 */
export function nextSlots(search: NextSlotSearch): NextSlot[] {
  const length = search.minutes * MINUTE_MS;
  if (length <= 0) throw new RangeError('A slot takes at least a minute');
  const candidates = candidatesFor(search, length);
  const busy = busyTimes(search);
  const free = [...new Set(search.practitionerIds)].flatMap((practitionerId) =>
    freeAmong(candidates(practitionerId), length, busy(practitionerId))
      .filter(({ start }) => start !== search.like.original || practitionerId !== search.like.practitionerId)
      .map((candidate) => ({ ...candidate, practitionerId })),
  );
  const first = free.reduce<Free | null>(
    (best, one) => (best === null || compareFirst(one, best, search) < 0 ? one : best),
    null,
  );
  const several = search.practitionerIds.length > 1;
  const byRank: Free[][] = RANKS.map(() => []);
  for (const one of free) byRank[rankOf(one, one === first, wishOf(search))]?.push(one);
  return choose(byRank, search).map((one) => ({
    practitionerId: one.practitionerId,
    start: one.start,
    end: one.start + length,
    reasons: reasonsOf(one, one === first, several && one.practitionerId === search.like.practitionerId),
  }));
}

/** A time at which a visit could begin, whoever the provider, and how it is like the times wished for. */
interface Candidate {
  readonly start: EpochMs;
  readonly requested: boolean;
  /** Of which of the two it has the weekday and the time of day; of both: of the one asked for. */
  readonly weekdayOf: Wish | null;
  readonly timeOf: Wish | null;
}

type Wish = 'asked' | 'before';

interface Free extends Candidate {
  readonly practitionerId: string;
}

/** Of the nine, how many each rank gets before what is left over is given out. */
const RANKS = [
  { name: 'requested-time', share: 2 },
  { name: 'near', share: 3 },
  { name: 'same-time-soon', share: 2 },
  { name: 'same-weekday-soon', share: 1 },
  { name: 'first-free', share: 1 },
  { name: 'other', share: 0 },
] as const;

const NEAR_MS = 3 * HOUR_MS;
/** Two weeks, also when the clocks are put back within them. */
const SOON_MS = (14 * 24 + 1) * HOUR_MS;

/** What the slots are compared with. */
const wishOf = ({ like }: NextSlotSearch): EpochMs => like.requested ?? like.original;

/** The first free time has a rank of its own, whatever else speaks for it: it is never crowded out. */
function rankOf(one: Candidate, first: boolean, wish: EpochMs): number {
  const away = Math.abs(one.start - wish);
  if (one.requested) return 0;
  if (first) return 4;
  if (away < NEAR_MS) return 1;
  if (away > SOON_MS) return 5;
  if (one.timeOf !== null) return 2;
  return one.weekdayOf === null ? 5 : 3;
}

function reasonsOf(one: Candidate, first: boolean, sameProvider: boolean): SlotReason[] {
  const reasons: SlotReason[] = [];
  if (one.requested) reasons.push('requested-time');
  else {
    if (one.weekdayOf !== null) reasons.push(one.weekdayOf === 'asked' ? 'same-weekday' : 'weekday-before');
    if (one.timeOf !== null) reasons.push(one.timeOf === 'asked' ? 'same-time' : 'time-before');
  }
  if (first) reasons.push('first-free');
  if (reasons.length === 0) reasons.push('near');
  return sameProvider ? [...reasons, 'same-provider'] : reasons;
}

/** Of a provider. Those who have the practice's hours share one list. */
function candidatesFor(search: NextSlotSearch, length: number): (practitionerId: string) => Candidate[] {
  const { providerHours = [] } = search.practice;
  const withOwn = new Set(providerHours.map(({ practitionerId }) => practitionerId));
  const found = new Map<string | null, Candidate[]>();
  return (practitionerId) => {
    const whose = withOwn.has(practitionerId) ? practitionerId : null;
    const candidates = found.get(whose) ?? candidatesOf(search, length, whose);
    found.set(whose, candidates);
    return candidates;
  };
}

/** Every time of the days looked at that is on the grid of these hours or at a wished time of day, in them; earliest first. */
function candidatesOf(
  { practice, from, like, now }: NextSlotSearch,
  length: number,
  practitionerId: string | null,
): Candidate[] {
  const { zone } = practice;
  const wishes = (
    [
      ['asked', like.requested],
      ['before', like.original],
    ] as const
  ).flatMap(([wish, at]) =>
    at === null ? [] : [{ wish, at, date: plainDateOf(at, zone), time: plainTimeOf(at, zone) }],
  );
  const found = new Map<EpochMs, Candidate>();
  for (let day = 0; day < HORIZON_DAYS; day++) {
    const date = addDays(from, day);
    const open = openIntervals(practice, date, practitionerId);
    if (open.length === 0) continue;
    const wished = wishes.flatMap(({ wish, at, date: its, time }) => {
      if (its === date) return [{ wish, start: at }];
      const start = toInstant(date, time, zone);
      return start.ok ? [{ wish, start: start.value }] : [];
    });
    const weekday = weekdayOf(date);
    const ofWeekday = wishes.find((one) => weekdayOf(one.date) === weekday)?.wish ?? null;
    const onGrid = open.flatMap((hours) => startsWithin(hours, length, STEP_MINUTES * MINUTE_MS));
    const offGrid = wished
      .map(({ start }) => start)
      .filter((start) => open.some((hours) => hours.start <= start && start + length <= hours.end));
    for (const start of [...onGrid, ...offGrid]) {
      if (start < now) continue;
      found.set(start, {
        start,
        requested: start === like.requested,
        weekdayOf: ofWeekday,
        timeOf: wished.find((one) => one.start === start)?.wish ?? null,
      });
    }
  }
  return [...found.values()].sort((a, b) => a.start - b.start);
}

/** When each provider, or the patient, is busy, by start. */
function busyTimes({
  appointments,
  patientId,
  exceptIds,
}: NextSlotSearch): (practitionerId: string) => Interval[] {
  const taken = appointments.filter((one) => isBlocking(one) && !exceptIds.includes(one.id));
  const byProvider = Map.groupBy(taken, (one) => one.practitionerId);
  const patients = patientId === null ? [] : taken.filter((one) => one.patientId === patientId);
  return (practitionerId) =>
    [...(byProvider.get(practitionerId) ?? []), ...patients].sort((a, b) => a.start - b.start);
}

/** Each rank's share, then the closest of all that is left until there are nine; in order of rank. */
function choose(byRank: readonly Free[][], search: NextSlotSearch): Free[] {
  const compare = (a: Free, b: Free): number => compareWithin(a, b, search);
  const sorted = byRank.map((ones) => ones.sort(compare));
  const shares = RANKS.map(({ share }) => share);
  // Only the nine closest of a rank can be among what is left over.
  const left = sorted.flatMap((ones, rank) => {
    const share = shares[rank] ?? 0;
    return ones.slice(share, share + MOST_SUGGESTIONS).map((one) => ({ one, rank }));
  });
  const given = sorted.reduce((sum, ones, rank) => sum + Math.min(ones.length, shares[rank] ?? 0), 0);
  const more = left.sort((a, b) => compare(a.one, b.one)).slice(0, MOST_SUGGESTIONS - given);
  return sorted.flatMap((ones, rank) => [
    ...ones.slice(0, shares[rank] ?? 0),
    // Behind the share of their own rank: they are further away.
    ...more.filter((extra) => extra.rank === rank).map((extra) => extra.one),
  ]);
}

function compareWithin(a: Free, b: Free, search: NextSlotSearch): number {
  const wish = wishOf(search);
  return Math.abs(a.start - wish) - Math.abs(b.start - wish) || compareFirst(a, b, search, true);
}

/** The earlier first; of two at one time the visit's own provider's. `ownFirst`: the provider counts before the time. */
function compareFirst(a: Free, b: Free, { like }: NextSlotSearch, ownFirst = false): number {
  const byProvider =
    Number(b.practitionerId === like.practitionerId) - Number(a.practitionerId === like.practitionerId);
  const byStart = a.start - b.start;
  const order = ownFirst ? byProvider || byStart : byStart || byProvider;
  return order || (a.practitionerId < b.practitionerId ? -1 : a.practitionerId > b.practitionerId ? 1 : 0);
}
