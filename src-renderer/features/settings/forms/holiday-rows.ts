import type { PlainDate } from '../../../../src-shared/domain/time.ts';
import { usHolidays } from '../../../../src-shared/domain/us-holidays.ts';
import { t } from '../../../../src-shared/text/text.ts';
import type { ClosedDayRow } from './practice-form.ts';
import { nextKey } from './rows.ts';

/** The rows with the US holidays of a year from `today` on; none that has its date in a row already. */
export function withHolidays(
  days: readonly ClosedDayRow[],
  year: number,
  today: PlainDate,
): readonly ClosedDayRow[] {
  const taken = new Set(days.map(({ date }) => date));
  const missing = usHolidays(year).filter(({ date }) => date >= today && !taken.has(date));
  const first = nextKey(days);
  const rows = missing.map((holiday, index) => ({
    key: first + index,
    date: holiday.date,
    name: t.settings.holidayName(holiday),
  }));
  return rows.length === 0 ? days : [...days, ...rows];
}
