import {
  addDays,
  dayBounds,
  type EpochMs,
  HOUR_MS,
  MINUTE_MS,
  plainDateOf,
  type ZoneId,
} from '../../src-shared/domain/time.ts';

/** Days from today on, `to` not included, and how often they are read. */
interface Span {
  readonly from: number;
  readonly to: number;
  readonly everyMs: number;
}

/** What somebody is about to need comes first, and most often; together they are all that is read of the schedule. */
const SPANS: readonly Span[] = [
  { from: -1, to: 2, everyMs: MINUTE_MS },
  { from: 2, to: 16, everyMs: 10 * MINUTE_MS },
  { from: 16, to: 92, everyMs: HOUR_MS },
  { from: -14, to: -1, everyMs: 6 * HOUR_MS },
];

/** The visits of one provider that begin within [from, to). */
export interface ProviderWindow {
  readonly key: string;
  /** FHIR id of the Practitioner. */
  readonly provider: string;
  readonly from: EpochMs;
  readonly to: EpochMs;
  readonly everyMs: number;
  /** Of today and its neighbours. */
  readonly isNear: boolean;
}

/** Every window there is, in the order in which they are to be read: all providers' today before anybody's next month. */
export function providerWindows(providers: readonly string[], now: EpochMs, zone: ZoneId): ProviderWindow[] {
  const today = plainDateOf(now, zone);
  const begin = (day: number): EpochMs => dayBounds(addDays(today, day), zone).from;
  return SPANS.flatMap((span, index) => {
    const [from, to] = [begin(span.from), begin(span.to)];
    return providers.map((provider) => ({
      key: `${provider} ${from} ${to}`,
      provider,
      from,
      to,
      everyMs: span.everyMs,
      isNear: index === 0,
    }));
  });
}
