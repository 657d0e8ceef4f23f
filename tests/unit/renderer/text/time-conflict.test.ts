import { expect, it } from 'vitest';
import { t } from '../../../../src-shared/text/text.ts';

it.each([
  ['Thanksgiving', 'The practice is closed that day: Thanksgiving.'],
  ['', 'The practice is closed that day.'],
  [7, 'The practice does not open on Sundays.'],
  // A closed day may be called like a weekday.
  ['Sunday', 'The practice is closed that day: Sunday.'],
] as const)('a closed day is named: %j', (closedDay, sentence) => {
  const conflict = { appointmentIds: [], closedDay, outsideHours: false };
  expect(t.timeConflict.conflictTitle(conflict)).toBe('The practice is closed then');
  expect(t.timeConflict.hoursSentence(conflict, [])).toBe(sentence);
});

it('opening hours are said as wall-clock times', () => {
  const conflict = { appointmentIds: [], closedDay: null, outsideHours: true };
  expect(t.timeConflict.hoursSentence(conflict, [])).toBe('That is outside opening hours.');
  const hours = [
    { from: '08:00', to: '12:00' },
    { from: '13:30', to: '17:00' },
  ];
  const [morning, afternoon] = [
    [8, 12],
    [13.5, 17],
  ].map(([from = 0, to = 0]) => t.times.formatTimeRange(from * 3_600_000, to * 3_600_000, 'UTC'));
  expect(t.timeConflict.hoursSentence(conflict, hours)).toBe(
    `That is outside opening hours: ${morning}, ${afternoon}.`,
  );
});
