import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BLOCKING_STATUSES } from '../../../src-shared/domain/appointment.ts';
import {
  areDoubleBooked,
  comesToStand,
  isSamePlace,
  type Standing,
} from '../../../src-shared/domain/double-booking.ts';

const visits: fc.Arbitrary<Standing> = fc
  .record({
    id: fc.constantFrom('a', 'b', 'c'),
    practitionerId: fc.constantFrom('p', 'q', null),
    start: fc.integer({ min: 0, max: 4 }),
    length: fc.integer({ min: 0, max: 3 }),
    status: fc.constantFrom('booked', 'tentative', 'checked-in', 'completed', 'no-show', 'cancelled'),
    originalId: fc.constantFrom('a', 'b', null),
  })
  .map(({ length, ...visit }) => ({ ...visit, end: visit.start + length }));

const visit: Standing = {
  id: 'a',
  practitionerId: 'p',
  start: 0,
  end: 2,
  status: 'booked',
  originalId: null,
};
const other: Standing = { ...visit, id: 'b', start: 1, end: 3 };

describe('two visits take one provider’s time', () => {
  test.each<[string, Partial<Standing>, boolean]>([
    ['where they overlap', {}, true],
    ['where one is only proposed', { status: 'tentative' }, true],
    ['not where one begins when the other ends', { start: 2 }, false],
    ['not with another provider', { practitionerId: 'q' }, false],
    ['not where nobody knows with whom', { practitionerId: null }, false],
    ['not where one is cancelled', { status: 'cancelled' }, false],
    ['not where one was missed', { status: 'no-show' }, false],
    ['not where one takes no time', { start: 1, end: 1 }, false],
    ['not where one is proposed instead of the other', { originalId: 'a', status: 'tentative' }, false],
    ['not with itself', { id: 'a' }, false],
  ])('%s', (_, change, expected) => {
    expect(areDoubleBooked(visit, { ...other, ...change })).toBe(expected);
  });

  test('whichever is asked about first, and not with one whose provider nobody knows', () => {
    fc.assert(
      fc.property(visits, visits, (one, two) => {
        expect(areDoubleBooked(one, two)).toBe(areDoubleBooked(two, one));
        expect(areDoubleBooked(one, one)).toBe(false);
        if (one.practitionerId === null) expect(areDoubleBooked(one, two)).toBe(false);
      }),
    );
  });

  test('of two proposed instead of one visit neither is in the other’s way', () => {
    expect(areDoubleBooked({ ...visit, originalId: 'c' }, { ...other, originalId: 'c' })).toBe(false);
  });
});

test('a visit comes to stand somewhere where it takes time that it did not take before', () => {
  expect(comesToStand(null, visit)).toBe(true);
  expect(comesToStand({ ...visit, status: 'cancelled' }, visit)).toBe(true);
  expect(comesToStand(visit, { ...visit, status: 'checked-in' })).toBe(false);
  fc.assert(
    fc.property(visits, visits, (before, now) => {
      const takesTime = BLOCKING_STATUSES.includes(now.status);
      const tookIt = BLOCKING_STATUSES.includes(before.status) && isSamePlace(before, now);
      expect(comesToStand(before, now)).toBe(takesTime && !tookIt);
      expect(comesToStand(now, now)).toBe(false);
    }),
  );
});
