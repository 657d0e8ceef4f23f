/** The report about requests: how many, how they ended, how long patients waited for an answer. No patient is named in it. */
import { WEEK_DAYS, weekBegin } from './calendar-dates.ts';
import type { RequestKind, RequestOutcome } from './request.ts';
import {
  addDays,
  type EpochMs,
  MINUTE_MS,
  type PlainDate,
  plainDateOf,
  type Weekday,
  type ZoneId,
} from './time.ts';

/** A request, as far as the report looks at it. */
export interface ReportedRequest {
  readonly kind: RequestKind;
  /** When the patient asked, by the portal. */
  readonly askedAt: EpochMs;
  /** When the practice first answered: a decision that was not taken back, or the policy's. Null: not yet, or there was no need. */
  readonly answeredAt: EpochMs | null;
  /** How it ended; null while it has not. */
  readonly outcome: RequestOutcome | null;
  /** The visit's provider; null while nobody knows. */
  readonly practitionerId: string | null;
}

/** How long answers took: of those answered, in milliseconds, to the minute; by the nearest rank. */
interface Answers {
  readonly requests: number;
  readonly answered: number;
  readonly medianMs: number | null;
  readonly p90Ms: number | null;
  /** Answered on the practice's day on which the patient asked. */
  readonly sameDay: number;
}

export interface RequestReport {
  readonly all: Answers;
  /** Every week in which somebody asked and those between, in order, by its first day. */
  readonly weeks: readonly ({ readonly from: PlainDate } & Readonly<Record<RequestKind, number>>)[];
  /** How requests ended, the most frequent first; `null`: still open, or waiting for the patient. */
  readonly outcomes: readonly { readonly outcome: RequestOutcome | null; readonly requests: number }[];
  /** The most requests first. */
  readonly providers: readonly (Answers & { readonly practitionerId: string | null })[];
}

interface Tally {
  requests: number;
  sameDay: number;
  answered: number;
  /** How many answers took so many minutes: far fewer numbers than there are requests. */
  readonly minutes: Map<number, number>;
}

const emptyTally = (): Tally => ({ requests: 0, sameDay: 0, answered: 0, minutes: new Map() });

/** Counts requests one by one. Days and weeks are those of `zone`; a week begins on `weekStart`. */
export function createRequestReport(
  zone: ZoneId,
  weekStart: Weekday,
): { readonly add: (request: ReportedRequest) => void; readonly result: () => RequestReport } {
  const all = emptyTally();
  const weeks = new Map<PlainDate, Record<RequestKind, number>>();
  const weekOfDay = new Map<PlainDate, PlainDate>();
  const outcomes = new Map<RequestOutcome | null, number>();
  const providers = new Map<string | null, Tally>();

  function add({ kind, askedAt, answeredAt, outcome, practitionerId }: ReportedRequest): void {
    const day = plainDateOf(askedAt, zone);
    const isSameDay = answeredAt !== null && plainDateOf(Math.max(answeredAt, askedAt), zone) === day;
    const provider = entryOf(providers, practitionerId, emptyTally);
    for (const tally of [all, provider]) {
      tally.requests += 1;
      if (isSameDay) tally.sameDay += 1;
      if (answeredAt === null) continue;
      // Two clocks: by that of the desk the answer may have come before the question.
      const took = Math.round(Math.max(0, answeredAt - askedAt) / MINUTE_MS);
      tally.answered += 1;
      tally.minutes.set(took, (tally.minutes.get(took) ?? 0) + 1);
    }
    // The calendar is asked once a day: for each request it would take longer than all else.
    const week = entryOf(weekOfDay, day, () => weekBegin(day, weekStart));
    entryOf(weeks, week, () => ({ ...NONE }))[kind] += 1;
    outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
  }

  return {
    add,
    result: () => ({
      all: answersOf(all),
      weeks: withoutGaps(weeks),
      outcomes: [...outcomes]
        .map(([outcome, requests]) => ({ outcome, requests }))
        .sort((a, b) => b.requests - a.requests),
      providers: [...providers]
        .map(([practitionerId, tally]) => ({ practitionerId, ...answersOf(tally) }))
        .sort((a, b) => b.requests - a.requests),
    }),
  };
}

const NONE: Readonly<Record<RequestKind, number>> = { reschedule: 0, cancel: 0, new: 0 };

function entryOf<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}

function answersOf({ requests, sameDay, answered, minutes }: Tally): Answers {
  const sorted = [...minutes].sort(([a], [b]) => a - b);
  const rank = (share: number): number | null => {
    let left = Math.ceil(share * answered);
    for (const [took, count] of sorted) {
      left -= count;
      if (left <= 0) return took * MINUTE_MS;
    }
    return null;
  };
  return { requests, answered, medianMs: rank(0.5), p90Ms: rank(0.9), sameDay };
}

/** A week without requests is one with none, not one that is left out. */
function withoutGaps(
  weeks: ReadonlyMap<PlainDate, Readonly<Record<RequestKind, number>>>,
): RequestReport['weeks'] {
  const days = [...weeks.keys()].sort();
  const [first] = days;
  const last = days.at(-1);
  const found: RequestReport['weeks'][number][] = [];
  if (first === undefined || last === undefined) return found;
  for (let from = first; from <= last; from = addDays(from, WEEK_DAYS))
    found.push({ from, ...(weeks.get(from) ?? NONE) });
  return found;
}
