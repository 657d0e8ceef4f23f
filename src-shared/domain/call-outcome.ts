import { z } from 'zod';
import type { Infer } from '../infer.ts';
import { nextOpenDay } from './calendar-dates.ts';
import type { Practice } from './practice.ts';
import { openIntervals } from './slots.ts';
import { addDays, type EpochMs, HOUR_MS, MINUTE_MS, plainDateOf, toNearestInstant } from './time.ts';

/** What came of a call in which the patient was not told. `try-again`: somebody answered, and it was no good time. */
export const callOutcome = z.enum(['no-answer', 'left-message', 'try-again']);
export type CallOutcome = Infer<typeof callOutcome>;

/** The longest note to a call, in UTF-16 code units. */
export const CALL_NOTE_LIMIT = 1000;

/** A clock put right by less says nothing about an earlier note. */
const CLOCK_SLACK_MS = 10 * MINUTE_MS;
const STEP_MS = 15 * MINUTE_MS;

/** When a call is to be tried again, as it is kept. */
export interface NextCall {
  /** Not before; null: at once. */
  readonly at: EpochMs | null;
  /** When that was noted; null: never. */
  readonly notedAt: EpochMs | null;
}

/**
 * Whether a call is to be made now. A note from the future tells that the clock has been put back since: how long was meant to be waited
 * is not known then, so nothing is waited for.
 */
export const isCallDue = ({ at, notedAt }: NextCall, now: EpochMs): boolean =>
  at === null || at <= now || (notedAt !== null && notedAt > now + CLOCK_SLACK_MS);

/**
 * When to try again where nobody has named a time: after no answer in two hours, after a message on the next open day, both while the
 * practice is open. Where the patient has to be told before that (`tellBy`), in half an hour; where even that is too late, at once:
 * `null`.
 */
export function nextAttempt(
  outcome: Exclude<CallOutcome, 'try-again'>,
  {
    practice,
    tellBy,
    now,
  }: { readonly practice: Practice; readonly tellBy: EpochMs | null; readonly now: EpochMs },
): EpochMs | null {
  const usual = outcome === 'no-answer' ? inTwoHours(practice, now) : onNextOpenDay(practice, now);
  if (tellBy === null || usual < tellBy - 2 * STEP_MS) return usual;
  const soon = atStep(now + 2 * STEP_MS);
  return soon < tellBy ? soon : null;
}

const atStep = (at: EpochMs): EpochMs => Math.ceil(at / STEP_MS) * STEP_MS;

function inTwoHours(practice: Practice, now: EpochMs): EpochMs {
  const wanted = atStep(now + 2 * HOUR_MS);
  const later = openIntervals(practice, plainDateOf(now, practice.zone)).find(({ end }) => end > wanted);
  return later === undefined ? onNextOpenDay(practice, now) : Math.max(wanted, later.start);
}

/** Where the practice never opens: tomorrow at nine. */
function onNextOpenDay(practice: Practice, now: EpochMs): EpochMs {
  const today = plainDateOf(now, practice.zone);
  const day = nextOpenDay(practice, today);
  const [first] = day === null ? [] : openIntervals(practice, day);
  return first?.start ?? toNearestInstant(day ?? addDays(today, 1), '09:00', practice.zone);
}
