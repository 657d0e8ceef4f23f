import { WEEK_DAYS, weekBegin } from '../../../../src-shared/domain/calendar-dates.ts';
import { addDays, addMonths, type PlainDate, type Weekday } from '../../../../src-shared/domain/time.ts';

/** What is read of a key pressed in the month. */
export interface MonthKeyPress {
  readonly key: string;
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
}

/** The day to which a key leads from `date`, where weeks begin on `start`; `null` for a key that leads nowhere. */
export function monthKey(pressed: MonthKeyPress, date: PlainDate, start: Weekday): PlainDate | null {
  if (pressed.ctrlKey || pressed.metaKey || pressed.altKey) return null;
  switch (pressed.key) {
    case 'ArrowLeft':
      return addDays(date, -1);
    case 'ArrowRight':
      return addDays(date, 1);
    case 'ArrowUp':
      return addDays(date, -WEEK_DAYS);
    case 'ArrowDown':
      return addDays(date, WEEK_DAYS);
    case 'Home':
      return weekBegin(date, start);
    case 'End':
      return addDays(weekBegin(date, start), WEEK_DAYS - 1);
    case 'PageUp':
      return addMonths(date, pressed.shiftKey ? -12 : -1);
    case 'PageDown':
      return addMonths(date, pressed.shiftKey ? 12 : 1);
    default:
      return null;
  }
}
