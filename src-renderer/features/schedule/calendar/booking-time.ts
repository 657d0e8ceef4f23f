import type { Practice } from '../../../../src-shared/domain/practice.ts';
import { openIntervals } from '../../../../src-shared/domain/slots.ts';
import { type EpochMs, MINUTE_MS, type Minutes, type PlainDate } from '../../../../src-shared/domain/time.ts';

/**
 * The time a new appointment begins with on a day: when the practice opens, or that provider begins, or the next step of the grid from now on if it
 * is open already; after closing time its opening all the same, to be corrected. `null` on a day without hours.
 */
export function bookingTime(
  practice: Practice,
  date: PlainDate,
  now: EpochMs,
  stepMinutes: Minutes,
  practitionerId: string | null = null,
): EpochMs | null {
  const open = openIntervals(practice, date, practitionerId);
  const step = stepMinutes * MINUTE_MS;
  for (const { start, end } of open) {
    const steps = Math.max(0, Math.ceil((now - start) / step));
    if (start + steps * step < end) return start + steps * step;
  }
  return open[0]?.start ?? null;
}
