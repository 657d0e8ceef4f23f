import { fallsOn } from '../../../../src-shared/domain/closed-days.ts';
import { isPlainDate, type PlainDate } from '../../../../src-shared/domain/time.ts';
import { usHolidays } from '../../../../src-shared/domain/us-holidays.ts';
import { t } from '../../../../src-shared/text/text.ts';
import type { ClosedDayRow } from './practice-form.ts';
import { nextKey } from './rows.ts';

/** The rows with the US holidays of a year from `today` on; none that is closed by a row already. */
export function withHolidays(
  days: readonly ClosedDayRow[],
  year: number,
  today: PlainDate,
): readonly ClosedDayRow[] {
  const missing = usHolidays(year).filter(
    ({ date }) => date >= today && !days.some((day) => isPlainDate(day.date) && fallsOn(day, date)),
  );
  const first = nextKey(days);
  const rows = missing.map((holiday, index) => ({
    key: first + index,
    date: holiday.date,
    name: t.settings.holidayName(holiday),
  }));
  return rows.length === 0 ? days : [...days, ...rows];
}
