import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isCallDue, nextAttempt } from '../../../src-shared/domain/call-outcome.ts';
import { defaultRules } from '../../../src-shared/domain/default-rules.ts';
import type { Practice } from '../../../src-shared/domain/practice.ts';
import { HOUR_MS, MINUTE_MS, plainDateOf, plainTimeOf, toInstant } from '../../../src-shared/domain/time.ts';

const ZONE = 'America/Chicago';
const day = { from: '09:00', to: '12:00' };
const practice: Practice = {
  ...defaultRules.practice,
  zone: ZONE,
  hours: ([1, 2, 3, 4, 5, 6, 7] as const).map((weekday) => ({
    weekday,
    open: weekday > 5 ? [] : [day, { from: '13:00', to: '17:00' }],
  })),
  closedDays: [{ date: '2026-11-26', name: 'Thanksgiving' }],
};
const at = (date: string, time: string): number => {
  const found = toInstant(date, time, ZONE);
  if (!found.ok) throw new Error(found.error);
  return found.value;
};
const said = (instant: number | null): string | null =>
  instant === null ? null : `${plainDateOf(instant, ZONE)} ${plainTimeOf(instant, ZONE)}`;

describe('when to try again', () => {
  const next = (outcome: 'no-answer' | 'left-message', now: number, tellBy: number | null = null) =>
    said(nextAttempt(outcome, { practice, now, tellBy }));

  it.each([
    ['in two hours', 'no-answer', '2026-11-23', '09:05', '2026-11-23 11:15'],
    ['after the break that lies there', 'no-answer', '2026-11-23', '10:20', '2026-11-23 13:00'],
    ['tomorrow, where the day is over by then', 'no-answer', '2026-11-23', '15:30', '2026-11-24 09:00'],
    ['never on a closed day', 'no-answer', '2026-11-25', '16:00', '2026-11-27 09:00'],
    ['after the weekend', 'left-message', '2026-11-27', '10:00', '2026-11-30 09:00'],
    ['after a message on the next open day', 'left-message', '2026-11-23', '09:05', '2026-11-24 09:00'],
  ] as const)('%s', (_name, outcome, date, time, expected) => {
    expect(next(outcome, at(date, time))).toBe(expected);
  });

  it('before the patient has to know, in half an hour or at once', () => {
    const now = at('2026-11-23', '09:05');
    expect(next('left-message', now, at('2026-11-24', '08:00'))).toBe('2026-11-23 09:45');
    expect(next('no-answer', now, now + HOUR_MS)).toBe('2026-11-23 09:45');
    expect(next('no-answer', now, now + 20 * MINUTE_MS)).toBeNull();
  });

  it('where the practice never opens, tomorrow at nine', () => {
    const never = { ...practice, hours: practice.hours.map((hours) => ({ ...hours, open: [] })) };
    const now = at('2026-11-23', '09:05');
    expect(said(nextAttempt('no-answer', { practice: never, now, tellBy: null }))).toBe('2026-11-24 09:00');
  });

  it('is always to come, and always before the patient has to know', () => {
    const instants = fc.integer({ min: at('2026-01-01', '00:00'), max: at('2027-12-31', '00:00') });
    fc.assert(
      fc.property(
        fc.constantFrom('no-answer' as const, 'left-message' as const),
        instants,
        fc.option(fc.integer({ min: 1, max: 96 * HOUR_MS })),
        (outcome, now, left) => {
          const tellBy = left === null ? null : now + left;
          const again = nextAttempt(outcome, { practice, now, tellBy });
          return again === null ? tellBy !== null : again > now && (tellBy === null || again < tellBy);
        },
      ),
    );
  });
});

describe('whether a call is due', () => {
  const noted = at('2026-11-23', '10:00');
  const next = { at: noted + 4 * HOUR_MS, notedAt: noted };

  it('at its time, and where nothing was said of one', () => {
    expect(isCallDue(next, next.at - 1)).toBe(false);
    expect(isCallDue(next, next.at)).toBe(true);
    expect(isCallDue({ at: null, notedAt: noted }, noted)).toBe(true);
  });

  it('a clock that was years ahead when it was noted, and is put right, does not lose it', () => {
    expect(isCallDue(next, noted - 3 * 365 * 24 * HOUR_MS)).toBe(true);
    // A minute is no other time.
    expect(isCallDue(next, noted - MINUTE_MS)).toBe(false);
  });
});
