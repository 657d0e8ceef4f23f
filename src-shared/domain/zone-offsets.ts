import { Temporal } from 'temporal-polyfill';

/** A time through which a zone's clocks keep their distance from UTC: [from, to), milliseconds since the Unix epoch. */
export interface OffsetStretch {
  readonly from: number;
  readonly to: number;
  /** What its clocks are ahead of UTC. */
  readonly offsetMs: number;
}

/**
 * Asking Temporal costs microseconds each time, and a list, a sheet or a load asks tens of thousands of times about the same few
 * months. The newest come first; more than these a practice does not look at.
 */
const known = new Map<string, OffsetStretch[]>();
const MOST_STRETCHES = 16;

const DAY_MS = 86_400_000;
const LAST_INSTANT = 8.64e15;
/** A stretch is taken for no longer than this from where it was asked about, however far Temporal says it goes. */
const LONGEST_MS = 400 * DAY_MS;

/** The stretch that `at` lies in. Throws a `RangeError` for an unknown zone, or an instant beyond what a `Date` can hold. */
export function offsetStretch(at: number, zone: string): OffsetStretch {
  if (!Number.isInteger(at)) throw new RangeError('No instant');
  const stretches = known.get(zone) ?? [];
  const found = stretches.find(({ from, to }) => from <= at && at < to);
  if (found) return found;
  const asked = askTemporal(at, zone);
  known.set(zone, [asked, ...stretches].slice(0, MOST_STRETCHES));
  return asked;
}

/**
 * The stretches, in order, in one of which the zone's clocks may show what UTC's show at `wall`: no zone is as much as a day away from UTC.
 * Throws a `RangeError` as `offsetStretch` does.
 */
export function offsetsAround(wall: number, zone: string): OffsetStretch[] {
  const stretches = [offsetStretch(wall - DAY_MS, zone)];
  for (let last = stretches[0]; last && last.to <= wall + DAY_MS; last = stretches.at(-1))
    stretches.push(offsetStretch(last.to, zone));
  return stretches;
}

function askTemporal(at: number, zone: string): OffsetStretch {
  const instant = (ms: number): Temporal.ZonedDateTime =>
    Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(zone);
  const here = instant(at);
  // The change that ends a stretch begins the next: "previous" leaves out where it is asked.
  const began =
    instant(Math.min(at + 1, LAST_INSTANT)).getTimeZoneTransition('previous')?.epochMilliseconds ??
    at - LONGEST_MS;
  const ends = here.getTimeZoneTransition('next')?.epochMilliseconds ?? at + LONGEST_MS;
  return {
    from: Math.max(began, at - LONGEST_MS),
    to: Math.min(ends, at + LONGEST_MS),
    offsetMs: here.offsetNanoseconds / 1e6,
  };
}
