import { expect, test } from 'vitest';
import { isTaken } from '../../../../src-renderer/features/requests/many/find-times.ts';
import type { NextSlot } from '../../../../src-shared/domain/next-slots.ts';

const slot = (start: number, practitionerId = 'practitioner-1'): NextSlot => ({
  practitionerId,
  start,
  end: start + 1,
  reasons: ['first-free'],
});

test('a time that was chosen is taken once it is none of those found, with the same provider', () => {
  expect(isTaken(undefined, [slot(1)])).toBe(false);
  expect(isTaken(slot(2), [slot(1), { ...slot(2), reasons: ['near'] }])).toBe(false);
  expect(isTaken(slot(2), [slot(1), slot(2, 'practitioner-2')])).toBe(true);
  expect(isTaken(slot(2), [])).toBe(true);
});
