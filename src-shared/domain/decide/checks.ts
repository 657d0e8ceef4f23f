import type { Appointment } from '../appointment.ts';
import type { Rejection } from '../changes.ts';
import { MESSAGE_LIMIT, type Override, type Words } from '../commands.ts';
import type { Claim, Interval } from '../conflicts.ts';
import type { PracticeRules } from '../practice.ts';
import type { Target } from '../target.ts';
import { HOUR_MS, plainDateOf, type ZoneId } from '../time.ts';
import { timeConflictOf } from '../time-conflict.ts';
import type { Unavailable } from '../unavailable.ts';

/** The longest visit: 12 hours. */
const LONGEST_VISIT_MS = 12 * HOUR_MS;

/** The code of the reason that asks for words of its own. */
export const OTHER_REASON = 'other';

const blank = (text: string): boolean => text.trim() === '';

/** True for "Other" with nothing said: no words, or only the pick list's own label, and no message either. */
function saysNothing(words: Words, rules: PracticeRules): boolean {
  if (words.reasonCode !== OTHER_REASON || !blank(words.message)) return false;
  const labels = [...rules.reasons.change, ...rules.reasons.cancel, ...rules.reasons.deny];
  return (
    blank(words.reasonText) ||
    labels.some((reason) => reason.code === OTHER_REASON && reason.text === words.reasonText.trim())
  );
}

/** @param required a reason has to be given; otherwise it may be, and a message alone is fine too. */
export function wordsRejection(
  words: Words | null,
  rules: PracticeRules,
  required: boolean,
): Rejection | null {
  if (required && (words === null || blank(words.reasonCode) || blank(words.reasonText))) {
    return { code: 'reason-missing' };
  }
  if (words === null) return null;
  if (saysNothing(words, rules)) return { code: 'reason-missing' };
  return words.message.length > MESSAGE_LIMIT ? { code: 'message-too-long' } : null;
}

/** What is wrong with a stretch of time, whenever it is. */
export type ShapeRejection = Extract<Rejection, { code: 'end-before-start' | 'too-long' | 'over-midnight' }>;

/** Whether a visit can last from then until then. One that ends at midnight ends on the day on which it began. */
export function shapeRejection(target: Interval, zone: ZoneId): ShapeRejection | null {
  if (target.end <= target.start) return { code: 'end-before-start' };
  if (target.end - target.start > LONGEST_VISIT_MS) return { code: 'too-long' };
  const sameDay = plainDateOf(target.start, zone) === plainDateOf(target.end - 1, zone);
  return sameDay ? null : { code: 'over-midnight' };
}

/** The same provider, location, type and time. */
export function isSameVisit(target: Target, other: Target): boolean {
  return (
    target.practitionerId === other.practitionerId &&
    target.locationId === other.locationId &&
    target.type.code === other.type.code &&
    target.start === other.start &&
    target.end === other.end
  );
}

/** What stands around a time that is to be taken. `ownIds`: what is being moved, and its own Tentative. */
export interface Around {
  readonly nearby: readonly Appointment[];
  readonly ownIds: readonly string[];
  readonly unavailable: readonly Unavailable[];
  readonly further: readonly string[];
  readonly rules: PracticeRules;
}

/** What speaks against the first of the times that is not free, and whether that is overridden. An override of nothing is none. */
export function conflictOf(
  targets: readonly Claim[],
  { nearby, ownIds, unavailable, further, rules }: Around,
  override: Override | undefined,
): { readonly rejection: Rejection | null; readonly override: Override | null } {
  const conflict =
    targets
      .map((target) =>
        timeConflictOf(target, { nearby, exceptIds: ownIds, unavailable, further }, rules.practice),
      )
      .find((found) => found !== null) ?? null;
  if (conflict === null) return { rejection: null, override: null };
  if (override !== undefined && !blank(override.reason)) return { rejection: null, override };
  return { rejection: { code: 'time-conflict', conflict }, override: null };
}
