import { BLOCKING_STATUSES } from '../../../src-shared/domain/appointment.ts';
import type { BlockedTime } from '../../../src-shared/domain/blocked-time.ts';
import { type Interval, overlaps } from '../../../src-shared/domain/conflicts.ts';
import { type EpochMs, MINUTE_MS, toNearestInstant, type ZoneId } from '../../../src-shared/domain/time.ts';
import type { AppointmentView, ScheduleDay } from '../../../src-shared/ipc/appointment-views.ts';
import { t } from '../../../src-shared/text/text.ts';

/** The time being considered in a form, shown in its place among the others. */
interface Candidate extends Interval {
  readonly label: string;
}

/** A line of the day list. Instants in UTC. */
export type DayRow =
  | {
      readonly kind: 'entry';
      readonly key: string;
      readonly start: EpochMs;
      readonly appointment: AppointmentView;
    }
  | { readonly kind: 'gap'; readonly key: string; readonly start: EpochMs; readonly end: EpochMs }
  | {
      readonly kind: 'candidate';
      readonly key: string;
      readonly start: EpochMs;
      readonly end: EpochMs;
      readonly label: string;
      /** It overlaps something that takes the time. */
      readonly clash: boolean;
    }
  | { readonly kind: 'blocked'; readonly key: string; readonly start: EpochMs; readonly time: BlockedTime }
  | { readonly kind: 'now'; readonly key: string; readonly start: EpochMs };

export interface DayQuestion {
  readonly day: ScheduleDay;
  readonly zone: ZoneId;
  readonly now: EpochMs;
  readonly candidate: Candidate | null;
  /** It is one provider's day: only then it says what is free, and what the candidate overlaps. */
  readonly oneProvider: boolean;
  /** Appointments about to move away: their time counts as free. */
  readonly moving: readonly string[];
}

/** Shorter stretches are no use to anybody. */
const SHORTEST_GAP_MS = 5 * MINUTE_MS;

const isBlocking = ({ status }: AppointmentView): boolean => BLOCKING_STATUSES.includes(status);

/** When the practice is open that day, as instants, earliest first; empty on a closed day. */
export const openHours = ({ date, closed, hours }: ScheduleDay, zone: ZoneId): Interval[] =>
  closed !== null
    ? []
    : hours
        .map(({ from, to }) => ({
          start: toNearestInstant(date, from, zone, 'earlier'),
          end: toNearestInstant(date, to, zone, 'later'),
        }))
        .filter(({ start, end }) => start < end)
        .toSorted((a, b) => a.start - b.start);

/** The stretches of `open` that nothing of `busy` touches and that do not begin before `notBefore`. */
export const freeGaps = (
  open: readonly Interval[],
  busy: readonly Interval[],
  notBefore: EpochMs,
): Interval[] => {
  const taken = busy.filter(({ start, end }) => start < end).toSorted((a, b) => a.start - b.start);
  return open.flatMap((hours) => {
    const gaps: Interval[] = [];
    let free = Math.max(hours.start, notBefore);
    for (const { start, end } of taken) {
      if (start >= hours.end) break;
      if (start > free) gaps.push({ start: free, end: start });
      free = Math.max(free, end);
    }
    if (free < hours.end) gaps.push({ start: free, end: hours.end });
    return gaps.filter((gap) => gap.end - gap.start >= SHORTEST_GAP_MS);
  });
};

/** The present, rounded up to the next five minutes: nobody books 10:42. */
const nextFive = (now: EpochMs): EpochMs => Math.ceil(now / (5 * MINUTE_MS)) * 5 * MINUTE_MS;

const RANK: Readonly<Record<DayRow['kind'], number>> = { now: 0, blocked: 1, entry: 2, candidate: 3, gap: 4 };

/** Everything of one day, by time; at the same time the now marker first, then entries by provider. */
export const dayRows = ({ day, zone, now, candidate, oneProvider, moving }: DayQuestion): DayRow[] => {
  const blocking = day.appointments.filter((one) => isBlocking(one) && !moving.includes(one.id));
  const onDay =
    candidate !== null && overlaps(candidate, { start: day.from, end: day.to }) ? candidate : null;
  const rows: DayRow[] = day.appointments.map((appointment) => ({
    kind: 'entry',
    key: appointment.id,
    start: appointment.start,
    appointment,
  }));
  const shut = day.blocked ?? [];
  for (const time of shut)
    rows.push({ kind: 'blocked', key: `blocked ${time.blockId} ${time.date}`, start: time.start, time });
  if (onDay !== null) {
    rows.push({
      kind: 'candidate',
      key: 'candidate',
      start: onDay.start,
      end: onDay.end,
      label: onDay.label,
      clash: oneProvider && [...blocking, ...shut].some((taken) => overlaps(taken, onDay)),
    });
  }
  if (oneProvider) {
    const busy = [...blocking, ...shut, ...(onDay === null ? [] : [onDay])];
    for (const { start, end } of freeGaps(openHours(day, zone), busy, nextFive(now)))
      rows.push({ kind: 'gap', key: `gap ${start}`, start, end });
  }
  if (now >= day.from && now < day.to) rows.push({ kind: 'now', key: 'now', start: now });
  return rows.toSorted(inOrder);
};

const inOrder = (a: DayRow, b: DayRow): number => {
  if (a.start !== b.start) return a.start - b.start;
  if (a.kind !== b.kind || a.kind !== 'entry' || b.kind !== 'entry') return RANK[a.kind] - RANK[b.kind];
  return (
    t.language.compareNames(a.appointment.practitionerName, b.appointment.practitionerName) ||
    t.language.compareNames(a.appointment.id, b.appointment.id)
  );
};
