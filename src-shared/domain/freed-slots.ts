import { calendarDaysBetween, type EpochMs, plainTimeOf, type ZoneId } from './time.ts';

/** How long a slot counts as having come free just now. */
export const FREED_WITHIN_MS = 48 * 3_600_000;
/** How many requests a freed slot is offered to at most. */
const MOST_OFFERS = 3;
const NEAR_DAYS = 7;

/** A provider's time that a cancellation gave back. Instants. */
export interface FreedSlot {
  readonly practitionerId: string;
  readonly start: EpochMs;
  readonly end: EpochMs;
}

/** The time that an open request to reschedule asks for, and whose visit it is about. Instants. */
export interface Wish {
  readonly requestId: string;
  readonly practitionerId: string | null;
  readonly start: EpochMs;
  readonly end: EpochMs;
}

/**
 * The requests that a slot which came free would suit, the best first and at most `MOST_OFFERS`. A visit has to fit into it;
 * then suits: the very time asked for (with the visit's own provider, then with another), and with the visit's own provider
 * the day asked for, then the time of day asked for within a week. Among equals the closest to the time asked for comes first.
 * Nothing suits a slot that has begun. Days and times of day are the clinic's, in `zone`.
 */
export function suitedBy<W extends Wish>(
  slot: FreedSlot,
  wishes: readonly W[],
  { now, zone }: { readonly now: EpochMs; readonly zone: ZoneId },
): W[] {
  if (slot.start <= now) return [];
  return wishes
    .flatMap((wish) => {
      const rank = rankOf(slot, wish, zone);
      return rank === null || wish.end - wish.start > slot.end - slot.start ? [] : [{ wish, rank }];
    })
    .sort(
      (a, b) =>
        a.rank - b.rank ||
        Math.abs(a.wish.start - slot.start) - Math.abs(b.wish.start - slot.start) ||
        (a.wish.requestId < b.wish.requestId ? -1 : 1),
    )
    .slice(0, MOST_OFFERS)
    .map(({ wish }) => wish);
}

function rankOf(slot: FreedSlot, wish: Wish, zone: ZoneId): number | null {
  const own = wish.practitionerId === slot.practitionerId;
  if (wish.start === slot.start) return own ? 0 : 1;
  if (!own) return null;
  const days = Math.abs(calendarDaysBetween(wish.start, slot.start, zone));
  if (days === 0) return 2;
  return days <= NEAR_DAYS && plainTimeOf(wish.start, zone) === plainTimeOf(slot.start, zone) ? 3 : null;
}
