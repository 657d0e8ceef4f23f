import { z } from 'zod';
import type { Infer } from '../infer.ts';
import { addDays, type EpochMs, HOUR_MS, plainDateOf, toNearestInstant, type ZoneId } from './time.ts';

/** Most days that may lie between a reminder and its visit. */
export const MOST_REMINDER_DAYS = 14;

/** Whether patients are reminded of their visits by e-mail, and how many days before, by the clinic's calendar. */
export const reminderSettings = z.strictObject({
  send: z.boolean(),
  daysBefore: z.number().int().min(1).max(MOST_REMINDER_DAYS),
});
export type ReminderSettings = Infer<typeof reminderSettings>;

/** When reminders leave, by the clinic's clock. */
const MORNING = '09:00';
/** A reminder that comes later than this before the visit helps nobody. */
const LEAST_NOTICE_MS = 2 * HOUR_MS;

/** When the reminder of a visit that begins at `start` is due: that many days before, in the morning, in the clinic's zone. */
export const reminderDueAt = (start: EpochMs, { daysBefore }: ReminderSettings, zone: ZoneId): EpochMs =>
  toNearestInstant(addDays(plainDateOf(start, zone), -daysBefore), MORNING, zone);

/** The starts of the visits whose patients are to be reminded at `now`, if they have not been: `from` inclusive, `to` exclusive. */
export function remindedStarts(
  now: EpochMs,
  { daysBefore }: ReminderSettings,
  zone: ZoneId,
): { readonly from: EpochMs; readonly to: EpochMs } {
  const today = plainDateOf(now, zone);
  const last = now >= toNearestInstant(today, MORNING, zone) ? daysBefore : daysBefore - 1;
  return {
    from: now + LEAST_NOTICE_MS,
    to: toNearestInstant(addDays(today, last + 1), '00:00', zone),
  };
}
