import type { Interval } from '../../../src-shared/domain/conflicts.ts';
import { type EpochMs, HOUR_MS } from '../../../src-shared/domain/time.ts';
import { formatInstant, parseInstant } from './instant.ts';

/** A FHIR `Period` as it was read: each end a `dateTime`, or absent. */
export interface WrittenPeriod {
  readonly start?: string | undefined;
  readonly end?: string | undefined;
}

/** A time as a FHIR `Period`, in UTC. */
export const periodOf = ({ start, end }: Interval): WrittenPeriod => ({
  start: formatInstant(start),
  end: formatInstant(end),
});

/** `from` inclusive, `until` exclusive; infinite where the period is open. */
export interface Bounds {
  readonly from: EpochMs;
  readonly until: EpochMs;
}

const DATE = /^(\d{4})(?:-(\d\d))?(?:-(\d\d))?$/;

/**
 * When a period holds (https://hl7.org/fhir/R4/datatypes.html#Period: both ends belong to it, a date as the whole of that day,
 * month or year; here by UTC). An end nobody can read counts as over: what may have ended is not relied upon.
 */
export function boundsOf(period: WrittenPeriod | undefined): Bounds {
  const { start, end } = period ?? {};
  return {
    from: start === undefined ? Number.NEGATIVE_INFINITY : (span(start)?.from ?? Number.NEGATIVE_INFINITY),
    until: end === undefined ? Number.POSITIVE_INFINITY : (span(end)?.until ?? Number.NEGATIVE_INFINITY),
  };
}

/** A date is a day where it is written, which nobody knows: by UTC it begins up to 14 hours earlier, and ends up to 12 later. */
const AHEAD_MS = 14 * HOUR_MS;
const BEHIND_MS = 12 * HOUR_MS;

/** Whether a period may hold at an instant, wherever its dates are meant. A beginning that nobody can read has not come. */
export function mayHoldAt(period: WrittenPeriod | undefined, at: EpochMs): boolean {
  const { from, until } = boundsOf(period);
  if (period?.start !== undefined && !Number.isFinite(from)) return false;
  return holdsAt({ from: from - AHEAD_MS, until: until + BEHIND_MS }, at);
}

export const holdsAt = ({ from, until }: Bounds, at: EpochMs): boolean => from <= at && at < until;

/** The next instant after `now` at which something with a period comes into use, or goes out of it; `null`: never. */
export function nextChange(
  all: readonly { readonly period?: WrittenPeriod | undefined }[],
  now: EpochMs,
): EpochMs | null {
  const ahead = all
    .map(({ period }) => boundsOf(period))
    .flatMap(({ from, until }) => [from, until])
    .filter((at) => at > now && Number.isFinite(at));
  return ahead.length === 0 ? null : Math.min(...ahead);
}

/** What a `dateTime` of any precision covers; `null` for what is none. */
function span(text: string): Bounds | null {
  const at = parseInstant(text) ?? withoutOffset(text);
  if (at !== null) return { from: at, until: at + 1 };
  const [matched, year = '', month, day] = DATE.exec(text) ?? [];
  if (matched === undefined) return null;
  const [y, m, d] = [Number(year), Number(month ?? 1) - 1, Number(day ?? 1)];
  const from = Date.UTC(y, m, d);
  const until =
    day !== undefined
      ? Date.UTC(y, m, d + 1)
      : month !== undefined
        ? Date.UTC(y, m + 1, 1)
        : Date.UTC(y + 1, 0, 1);
  // A 31st of February is no day.
  return new Date(from).getUTCMonth() === m ? { from, until } : null;
}

/** R4 wants an offset wherever there is a time; some leave it out. */
const withoutOffset = (text: string): EpochMs | null => parseInstant(`${text}Z`);
