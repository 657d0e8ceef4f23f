import { WEEK_DAYS } from '../../../../src-shared/domain/calendar-dates.ts';
import { addDays, type PlainDate } from '../../../../src-shared/domain/time.ts';
import type { CalendarView } from '../../../stores/navigation.ts';

/** The day that "next" (`1`) and "previous" (`-1`) lead to: a week on in Week, otherwise a day. */
export const stepped = (date: PlainDate, view: CalendarView, by: 1 | -1): PlainDate =>
  addDays(date, view === 'week' ? by * WEEK_DAYS : by);
