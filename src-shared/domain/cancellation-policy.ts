import { z } from 'zod';
import type { Infer } from '../infer.ts';
import type { CancellationPolicy } from './practice.ts';
import { calendarDaysBetween, type EpochMs, type ZoneId } from './time.ts';
import { instant } from './values.ts';

/** How a cancellation request stands to the policy. `daysAhead`: calendar days to the appointment in the clinic's zone. */
export const policyAlert = z.object({
  within: z.boolean(),
  /** N of "Within N days"; null when approval is always needed. */
  days: z.number().int().nullable(),
  daysAhead: z.number().int(),
  start: instant,
  /** The charges notice, when it applies. */
  chargesText: z.string().nullable(),
});
export type PolicyAlert = Infer<typeof policyAlert>;

/**
 * Whether a cancellation has to be approved by a person.
 *
 * "Within N days" counts calendar days in the clinic's zone: with N = 2, on Monday the appointments of Monday, Tuesday and
 * Wednesday need approval, whatever the hour. An appointment that has begun needs it under every setting: whether the visit
 * took place is for a person to say.
 */
export function needsApproval(
  policy: CancellationPolicy,
  appointmentStart: EpochMs,
  now: EpochMs,
  zone: ZoneId,
): boolean {
  if (appointmentStart <= now) return true;
  const { approval } = policy;
  if (approval.mode === 'within') return calendarDaysBetween(now, appointmentStart, zone) <= approval.days;
  return approval.mode === 'always';
}

/** The charges notice, in the practice's words, where a cancellation made at `at` is so late that it applies; else null. */
export function chargesTextOf(
  { charges }: Pick<CancellationPolicy, 'charges'>,
  appointmentStart: EpochMs,
  at: EpochMs,
  zone: ZoneId,
): string | null {
  if (charges.mode === 'none') return null;
  return calendarDaysBetween(at, appointmentStart, zone) <= charges.days ? charges.text : null;
}

/** What a receptionist has said of the charge for a late cancellation. */
export const lateCharge = z.enum(['charged', 'waived']);
export type LateCharge = Infer<typeof lateCharge>;

/**
 * What the alert on a request to cancel says. `within` is true when the policy asks for approval; `days` is N of "Within N
 * days" and `null` under Always and Never. `null` when there is nothing to say: no approval asked for and no charge.
 */
export function policyAlertOf(
  policy: CancellationPolicy,
  appointmentStart: EpochMs,
  now: EpochMs,
  zone: ZoneId,
): PolicyAlert | null {
  const { approval } = policy;
  const daysAhead = calendarDaysBetween(now, appointmentStart, zone);
  const chargesText = chargesTextOf(policy, appointmentStart, now, zone);
  if (approval.mode === 'never' && chargesText === null) return null;
  return {
    within: approval.mode === 'always' || (approval.mode === 'within' && daysAhead <= approval.days),
    days: approval.mode === 'within' ? approval.days : null,
    daysAhead,
    start: appointmentStart,
    chargesText,
  };
}
