import type { SheetSettings } from '../../../src-shared/domain/downtime-sheet.ts';
import type { Practice } from '../../../src-shared/domain/practice.ts';
import { openIntervals } from '../../../src-shared/domain/slots.ts';
import { addDays, type PlainDate } from '../../../src-shared/domain/time.ts';

const WEEK = 7;

/**
 * How many days from `today` on the automatic sheet covers. Over a weekend or a holiday "the next open day" lies beyond
 * tomorrow; the closed days between are on it too, since somebody may be booked there. Never more than a week.
 */
export function automaticDays(range: SheetSettings['range'], today: PlainDate, practice: Practice): number {
  if (range === 'week') return WEEK;
  for (let ahead = 1; ahead < WEEK; ahead += 1)
    if (openIntervals(practice, addDays(today, ahead)).length > 0) return ahead + 1;
  return 2;
}
