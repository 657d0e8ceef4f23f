import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isSnoozeOver, maySnooze, SNOOZES, snoozeUntil } from '../../../src-shared/domain/snooze.ts';
import { HOUR_MS, plainDateOf, plainTimeOf, weekdayOf } from '../../../src-shared/domain/time.ts';
import { at, ZONE } from '../../support/domain.ts';

const DAY_MS = 24 * HOUR_MS;

describe('until when a request is put off', () => {
  test.each([
    // Monday at the clinic, while it is Tuesday in UTC.
    ['2026-11-23', '22:30', '2026-11-24', '2026-11-30'],
    ['2026-11-29', '08:00', '2026-11-30', '2026-11-30'],
    // The clocks are put back, and forward, in the night between.
    ['2026-10-31', '16:00', '2026-11-01', '2026-11-02'],
    ['2026-03-07', '16:00', '2026-03-08', '2026-03-09'],
  ])('on %s, %s', (date, time, tomorrow, monday) => {
    const now = at(date, time);
    expect(snoozeUntil('hour', now, ZONE)).toBe(now + HOUR_MS);
    expect(snoozeUntil('tomorrow', now, ZONE)).toBe(at(tomorrow, '09:00'));
    expect(snoozeUntil('monday', now, ZONE)).toBe(at(monday, '09:00'));
  });

  test('at any time and anywhere: later, never by more than eight days, and at 9:00', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: Date.UTC(2020, 0, 1), max: Date.UTC(2040, 0, 1) }),
        fc.constantFrom(ZONE, 'Pacific/Apia', 'Australia/Lord_Howe', 'Asia/Kathmandu', 'America/St_Johns'),
        fc.constantFrom(...SNOOZES),
        (now, zone, choice) => {
          const until = snoozeUntil(choice, now, zone);
          expect(until).toBeGreaterThan(now);
          expect(until - now).toBeLessThanOrEqual(8 * DAY_MS);
          if (choice !== 'hour') expect(plainTimeOf(until, zone)).toBe('09:00');
          if (choice === 'monday') expect(weekdayOf(plainDateOf(until, zone))).toBe(1);
        },
      ),
    );
  });
});

test('nothing is put off past a time that it is about', () => {
  const now = at('2026-11-23', '09:00');
  const about = { visit: now + 10 * HOUR_MS, requested: now + 5 * HOUR_MS };
  expect(maySnooze(now + 5 * HOUR_MS - 1, now, about)).toBe(true);
  expect(maySnooze(now + 5 * HOUR_MS, now, about)).toBe(false);
  expect(maySnooze(now + 10 * HOUR_MS, now, { ...about, requested: null })).toBe(false);
  expect(maySnooze(now, now, about)).toBe(false);
  // What is past already is not lost by waiting.
  expect(maySnooze(now + DAY_MS, now, { visit: now - 1, requested: now - HOUR_MS })).toBe(true);
});

test('a clock put back by more than an hour brings it back; one put right by less does not', () => {
  const setAt = at('2026-11-23', '09:00');
  const until = setAt + DAY_MS;
  expect(
    [until - 1, until, setAt - HOUR_MS, setAt - HOUR_MS - 1].map((now) =>
      isSnoozeOver({ until, setAt }, now),
    ),
  ).toEqual([false, true, false, true]);
});
