import { describe, expect, test } from 'vitest';
import { withHolidays } from '../../../../src-renderer/features/settings/forms/holiday-rows.ts';
import { weekdayOf } from '../../../../src-shared/domain/time.ts';
import { usHolidays } from '../../../../src-shared/domain/us-holidays.ts';

const datesOf = (year: number): string[] =>
  usHolidays(year).map(({ date, holiday, observed }) => `${date} ${holiday}${observed ? ' observed' : ''}`);

describe('the public holidays of the United States', () => {
  test.each([
    // As the Office of Personnel Management lists them (https://www.opm.gov/policy-data-oversight/pay-leave/federal-holidays/).
    [
      2026,
      [
        '2026-01-01 new-year',
        '2026-01-19 martin-luther-king',
        '2026-02-16 washington',
        '2026-05-25 memorial',
        '2026-06-19 juneteenth',
        '2026-07-03 independence observed',
        '2026-07-04 independence',
        '2026-09-07 labor',
        '2026-10-12 columbus',
        '2026-11-11 veterans',
        '2026-11-26 thanksgiving',
        '2026-12-25 christmas',
      ],
    ],
    [
      2027,
      [
        '2027-01-01 new-year',
        '2027-01-18 martin-luther-king',
        '2027-02-15 washington',
        '2027-05-31 memorial',
        '2027-06-18 juneteenth observed',
        '2027-06-19 juneteenth',
        '2027-07-04 independence',
        '2027-07-05 independence observed',
        '2027-09-06 labor',
        '2027-10-11 columbus',
        '2027-11-11 veterans',
        '2027-11-25 thanksgiving',
        '2027-12-24 christmas observed',
        '2027-12-25 christmas',
      ],
    ],
  ])('%i', (year, dates) => {
    expect(datesOf(year)).toEqual(dates);
  });

  test('one on a Saturday at the year’s begin is observed in the year before', () => {
    expect(datesOf(2028).slice(0, 2)).toEqual(['2027-12-31 new-year observed', '2028-01-01 new-year']);
  });

  test('in any year: eleven, each on its weekday and in its month, observed on a weekday', () => {
    for (let year = 1971; year <= 2100; year += 1) {
      const all = usHolidays(year);
      expect(all.filter(({ observed }) => !observed)).toHaveLength(11);
      expect(all.filter(({ date, observed }) => observed && weekdayOf(date) > 5)).toEqual([]);
      const memorial = all.find(({ holiday }) => holiday === 'memorial')?.date ?? '';
      expect([weekdayOf(memorial), memorial >= `${year}-05-25`, memorial <= `${year}-05-31`]).toEqual([
        1,
        true,
        true,
      ]);
      const thanksgiving = all.find(({ holiday }) => holiday === 'thanksgiving')?.date ?? '';
      expect([
        weekdayOf(thanksgiving),
        thanksgiving >= `${year}-11-22`,
        thanksgiving <= `${year}-11-28`,
      ]).toEqual([4, true, true]);
    }
  });
});

test('offered as rows: from today on, and none whose date stands there already, whatever it is called', () => {
  const days = [{ key: 4, date: '2026-11-26', name: 'Closed for the turkey' }];
  expect(withHolidays(days, 2026, '2026-11-11')).toEqual([
    ...days,
    { key: 5, date: '2026-11-11', name: 'Veterans Day' },
    { key: 6, date: '2026-12-25', name: 'Christmas' },
  ]);
  const all = withHolidays(days, 2027, '2026-11-11');
  expect(all).toHaveLength(15);
  expect(withHolidays(all, 2027, '2026-11-11')).toBe(all);
});
