import { expect, test } from 'vitest';
import { t } from '../../../../src-shared/text/text.ts';

const NOW = Date.parse('2026-11-16T15:00:00Z');

test.each([
  ['America/Chicago', null],
  // Another name, the same clock.
  ['America/Winnipeg', null],
  ['America/New_York', "Times are the clinic's: 9:00 AM in Chicago, your computer says 10:00 AM"],
  ['Asia/Tokyo', "Times are the clinic's: 9:00 AM in Chicago, your computer says 12:00 AM on Tuesday"],
])('a computer in %s: %s', (own, expected) => {
  expect(t.times.zoneNotice(NOW, 'America/Chicago', own)).toBe(expected);
});

test('a zone of several words', () => {
  expect(t.times.zoneNotice(NOW, 'America/New_York', 'UTC')).toContain('in New York, ');
});
