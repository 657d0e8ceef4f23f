import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createRequestReport, type ReportedRequest } from '../../../src-shared/domain/report.ts';
import { HOUR_MS, MINUTE_MS } from '../../../src-shared/domain/time.ts';
import { at, ZONE } from '../../support/domain.ts';

const SUNDAY = 7;
const MONDAY = 1;

const reportOf = (requests: readonly Partial<ReportedRequest>[], weekStart: 1 | 7 = SUNDAY) => {
  const report = createRequestReport(ZONE, weekStart);
  for (const request of requests)
    report.add({
      kind: 'reschedule',
      askedAt: at('2026-11-23', '09:00'),
      answeredAt: null,
      outcome: null,
      practitionerId: 'a',
      ...request,
    });
  return report.result();
};

describe('the report', () => {
  test('a week begins where the practice’s clocks say, and one without requests is not left out', () => {
    // Saturday, 11:30 PM in Chicago: Sunday in UTC.
    const asked = [
      { askedAt: at('2026-11-07', '23:30') },
      { askedAt: at('2026-11-22', '00:00'), kind: 'cancel' as const },
    ];
    expect(reportOf(asked).weeks).toEqual([
      { from: '2026-11-01', reschedule: 1, cancel: 0, new: 0 },
      { from: '2026-11-08', reschedule: 0, cancel: 0, new: 0 },
      { from: '2026-11-15', reschedule: 0, cancel: 0, new: 0 },
      { from: '2026-11-22', reschedule: 0, cancel: 1, new: 0 },
    ]);
    expect(reportOf(asked, MONDAY).weeks.map(({ from }) => from)).toEqual([
      '2026-11-02',
      '2026-11-09',
      '2026-11-16',
    ]);
  });

  test('the same day is the practice’s, not 24 hours; a clock that is behind answers nothing before it was asked', () => {
    const askedAt = at('2026-11-23', '23:00');
    const report = reportOf([
      { askedAt, answeredAt: at('2026-11-23', '23:59') },
      { askedAt, answeredAt: at('2026-11-24', '00:00') },
      { askedAt, answeredAt: askedAt - 2 * HOUR_MS },
      { askedAt },
    ]);
    expect(report.all).toEqual({
      requests: 4,
      answered: 3,
      sameDay: 2,
      medianMs: 59 * MINUTE_MS,
      p90Ms: HOUR_MS,
    });
  });

  test('nobody answered is no time at all', () => {
    expect(reportOf([{}]).all).toEqual({ requests: 1, answered: 0, sameDay: 0, medianMs: null, p90Ms: null });
    expect(reportOf([])).toMatchObject({ weeks: [], outcomes: [], providers: [] });
  });

  test('each request counts once in each part; half wait no longer than the median, nine in ten no longer than the 90th percentile', () => {
    const one: fc.Arbitrary<Partial<ReportedRequest>> = fc
      .record({
        kind: fc.constantFrom('reschedule', 'cancel'),
        askedAt: fc.integer({ min: at('2026-02-01', '00:00'), max: at('2026-12-01', '00:00') }),
        took: fc.option(fc.integer({ min: 0, max: 90 * 60 }).map((minutes) => minutes * MINUTE_MS)),
        outcome: fc.constantFrom('approved', 'denied', null),
        practitionerId: fc.constantFrom('a', 'b', null),
      })
      .map(({ took, ...rest }) => ({ ...rest, answeredAt: took === null ? null : rest.askedAt + took }));
    fc.assert(
      fc.property(fc.array(one, { maxLength: 40 }), (requests) => {
        const { all, weeks, outcomes, providers } = reportOf(requests);
        const sum = (counts: readonly number[]): number => counts.reduce((total, count) => total + count, 0);
        expect([
          all.requests,
          sum(weeks.map((week) => week.reschedule + week.cancel)),
          sum(outcomes.map((outcome) => outcome.requests)),
          sum(providers.map((provider) => provider.requests)),
        ]).toEqual([requests.length, requests.length, requests.length, requests.length]);
        const waits = requests.flatMap(({ askedAt = 0, answeredAt }) =>
          answeredAt ? [answeredAt - askedAt] : [],
        );
        for (const [limit, share] of [
          [all.medianMs, 0.5],
          [all.p90Ms, 0.9],
        ] as const) {
          if (limit === null) continue;
          const within = waits.filter((wait) => wait <= limit).length;
          const below = waits.filter((wait) => wait < limit).length;
          expect(within / waits.length).toBeGreaterThanOrEqual(share);
          expect(below / waits.length).toBeLessThan(share);
        }
      }),
    );
  });
});
