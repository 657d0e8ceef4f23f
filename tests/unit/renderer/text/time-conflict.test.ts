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
  expect(t.timeConflict.hoursSentence(conflict, [], '')).toBe(sentence);
});

it('opening hours are said as wall-clock times', () => {
  const conflict = { appointmentIds: [], closedDay: null, outsideHours: true };
  expect(t.timeConflict.hoursSentence(conflict, [], '')).toBe('That is outside opening hours.');
  const hours = [
    { from: '08:00', to: '12:00' },
    { from: '13:30', to: '17:00' },
  ];
  const [morning, afternoon] = [
    [8, 12],
    [13.5, 17],
  ].map(([from = 0, to = 0]) => t.times.formatTimeRange(from * 3_600_000, to * 3_600_000, 'UTC'));
  expect(t.timeConflict.hoursSentence(conflict, hours, '')).toBe(
    `That is outside opening hours: ${morning}, ${afternoon}.`,
  );
});

it('hours that are the provider’s own are said to be theirs', () => {
  const conflict = { appointmentIds: [], closedDay: null, outsideHours: true, hoursOf: 'adams' };
  const morning = t.times.formatTimeRange(8 * 3_600_000, 12 * 3_600_000, 'UTC');
  expect(t.timeConflict.conflictTitle(conflict)).toBe('Outside the provider’s hours');
  expect(t.timeConflict.hoursSentence(conflict, [{ from: '08:00', to: '12:00' }], 'Dr. Adams')).toBe(
    `That is outside the hours of Dr. Adams: ${morning}.`,
  );
  expect(t.timeConflict.hoursSentence(conflict, [], 'Dr. Adams')).toBe('Dr. Adams has no hours that day.');
});

it('an absence and blocked time are said with whose they are, and why', () => {
  const [start, end] = [Date.UTC(2026, 11, 1, 12), Date.UTC(2026, 11, 1, 13)];
  const away = { why: 'away', start, end, reason: '' } as const;
  const blocked = { why: 'blocked', start, end, reason: 'staff meeting' } as const;
  const conflict = { appointmentIds: [], closedDay: null, outsideHours: false };
  const { conflictTitle, unavailableWords } = t.timeConflict;
  expect(conflictTitle({ ...conflict, unavailable: [{ ...away, practitionerId: 'adams' }] })).toBe(
    'The provider is away then',
  );
  expect(unavailableWords(away, 'Dr. Adams', { zone: 'UTC', now: start })).toBe(
    `Dr. Adams is away: ${t.times.shortRange(start, end, start, 'UTC')}`,
  );
  expect(unavailableWords(blocked, 'Dr. Adams', { zone: 'UTC', now: start })).toBe(
    `The time of Dr. Adams is blocked, ${t.times.formatTimeRange(start, end, 'UTC')}: staff meeting`,
  );
});
