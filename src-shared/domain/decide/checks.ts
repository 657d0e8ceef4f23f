import type { Appointment } from '../appointment.ts';
import type { Rejection } from '../changes.ts';
import { MESSAGE_LIMIT, type Override, type Words } from '../commands.ts';
import { conflictsWith } from '../conflicts.ts';
import type { Facts } from '../facts.ts';
import type { PracticeRules } from '../practice.ts';
import type { Target } from '../target.ts';
import { HOUR_MS } from '../time.ts';

/** The longest visit: 12 hours. */
export const LONGEST_VISIT_MS = 12 * HOUR_MS;

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

/** Whether a visit may be put at this time at all. One that begins this very moment may. */
export function timeRejection(target: Target, now: number): Rejection | null {
  if (target.end <= target.start) return { code: 'end-before-start' };
  if (target.end - target.start > LONGEST_VISIT_MS) return { code: 'too-long' };
  return target.start < now ? { code: 'time-past' } : null;
}

/** The same provider, location, type and time. */
export function isSameVisit(target: Target, appointment: Appointment): boolean {
  return (
    target.practitionerId === appointment.practitionerId &&
    target.locationId === appointment.locationId &&
    target.type.code === appointment.type.code &&
    target.start === appointment.start &&
    target.end === appointment.end
  );
}

/** What the time overlaps with, other than the appointment itself and its own Tentative; and whether that is overridden. */
export function overlapOf(
  target: Target,
  facts: Facts,
  override: Override | undefined,
): { readonly rejection: Rejection | null; readonly override: Override | null } {
  const own = facts.tentative === null ? [facts.appointment.id] : [facts.appointment.id, facts.tentative.id];
  const taken = conflictsWith(target, facts.nearby, own);
  if (taken.length === 0) return { rejection: null, override: null };
  if (override !== undefined && !blank(override.reason)) return { rejection: null, override };
  return { rejection: { code: 'slot-taken', appointmentIds: taken.map((a) => a.id) }, override: null };
}
