import fc from 'fast-check';
import { expect, test } from 'vitest';
import { remindedStarts, reminderDueAt } from '../../../src-shared/domain/reminders.ts';
import { HOUR_MS, plainDateOf, plainTimeOf } from '../../../src-shared/domain/time.ts';

const ZONES = ['America/Chicago', 'Europe/Berlin', 'Pacific/Apia', 'Australia/Lord_Howe', 'Asia/Kathmandu'];
const at = fc.integer({ min: Date.parse('2020-01-01T00:00:00Z'), max: Date.parse('2040-01-01T00:00:00Z') });
const settings = fc.record({ send: fc.constant(true), daysBefore: fc.integer({ min: 1, max: 14 }) });

test('a reminder is due at 9:00 in the morning of its day, in the clinic’s zone', () => {
  const due = reminderDueAt(
    Date.parse('2026-11-03T20:00:00Z'),
    { send: true, daysBefore: 3 },
    'America/Chicago',
  );
  expect(new Date(due).toISOString()).toBe('2026-10-31T14:00:00.000Z');
});

test('a visit is in the range exactly when its reminder is due and there are two hours left, in every zone', () => {
  fc.assert(
    fc.property(
      at,
      fc.integer({ min: 0, max: 20 * 24 * 60 }),
      settings,
      fc.constantFrom(...ZONES),
      (now, minutes, chosen, zone) => {
        const start = now + minutes * 60_000;
        const { from, to } = remindedStarts(now, chosen, zone);
        const isIn = start >= from && start < to;
        expect(isIn).toBe(start - now >= 2 * HOUR_MS && reminderDueAt(start, chosen, zone) <= now);
      },
    ),
  );
});

test('no day of the calendar is without a morning', () => {
  fc.assert(
    fc.property(at, settings, fc.constantFrom(...ZONES), (start, chosen, zone) => {
      const due = reminderDueAt(start, chosen, zone);
      expect(due).toBeLessThan(start);
      expect(plainTimeOf(due, zone)).toBe('09:00');
      expect(plainDateOf(due, zone) < plainDateOf(start, zone)).toBe(true);
    }),
  );
});
