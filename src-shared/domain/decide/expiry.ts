import { type EpochMs, HOUR_MS, MINUTE_MS } from '../time.ts';

/** Less than this to answer in, and the practice's lead time is given up. */
const FAIR_TIME_MS = HOUR_MS;
/** The least a proposal stands. */
const LEAST_TIME_MS = 15 * MINUTE_MS;

/**
 * Until when the patient can answer a proposal.
 *
 * `leadHours` before the earlier of the two times (docs/workflow.md, 2); a time that has begun already does not count. Where that leaves
 * less than an hour, the proposal stands until that earlier time itself; and where even that is about to begin, for 15 minutes,
 * so that it never expires as it is sent.
 */
export function expiryOf(
  originalStart: EpochMs,
  proposedStart: EpochMs,
  leadHours: number,
  now: EpochMs,
): EpochMs {
  const earlier = originalStart > now ? Math.min(originalStart, proposedStart) : proposedStart;
  const usual = earlier - leadHours * HOUR_MS;
  return usual >= now + FAIR_TIME_MS ? usual : Math.max(earlier, now + LEAST_TIME_MS);
}
