import { describe, expect, it } from 'vitest';
import {
  type DayQuestion,
  dayRows,
  freeGaps,
  openHours,
} from '../../../../src-renderer/features/schedule/day-rows.ts';
import { dayBounds, toNearestInstant } from '../../../../src-shared/domain/time.ts';
import type { AppointmentView, ScheduleDay } from '../../../../src-shared/ipc/appointment-views.ts';
import { t } from '../../../../src-shared/text/text.ts';

const zone = 'America/Chicago';
const DATE = '2026-11-24';
const at = (time: string, date = DATE): number => toNearestInstant(date, time, zone);

const appointment = (
  id: string,
  from: string,
  to: string,
  change: Partial<AppointmentView> = {},
): AppointmentView => ({
  id,
  patientId: 'p',
  patientName: 'Ann Smith',
  practitionerId: 'd1',
  practitionerName: 'Dr. Alvarez',
  locationId: null,
  locationName: '',
  type: { code: 'f', display: 'Follow-up' },
  start: at(from),
  end: at(to),
  status: 'booked',
  originalId: null,
  changeProposed: false,
  requestIds: [],
  overrideReason: null,
  busy: null,
  ...change,
});

const day = (appointments: readonly AppointmentView[], change: Partial<ScheduleDay> = {}): ScheduleDay => ({
  date: DATE,
  ...dayBounds(DATE, zone),
  closed: null,
  hours: [
    { from: '08:00', to: '12:00' },
    { from: '13:00', to: '17:00' },
  ],
  appointments: [...appointments],
  ...change,
});

/** Each row as "kind start[–end]" by the clinic's clock. */
const lines = (question: Partial<DayQuestion> & Pick<DayQuestion, 'day'>): string[] =>
  dayRows({
    zone,
    now: at('06:00', '2026-11-23'),
    candidate: null,
    oneProvider: true,
    moving: [],
    ...question,
  }).map((row) => {
    if (row.kind === 'entry') return `entry ${row.key}`;
    if (row.kind === 'now') return t.schedule.nowSentence(row.start, zone);
    if (row.kind === 'gap') return t.schedule.freeSentence(row.start, row.end, zone);
    if (row.kind === 'blocked') return t.blocks.blockedSentence(row.time, null, zone);
    return t.schedule.candidateName(row.start, row.label, row.clash, zone);
  });

describe('the rows of a day', () => {
  it('stand by time, then by provider, with what is free between them', () => {
    const late = appointment('late', '13:00', '17:00');
    const second = appointment('second', '08:00', '09:00', { practitionerName: 'Dr. Okafor' });
    const first = appointment('first', '08:00', '08:30');
    expect(lines({ day: day([late, second, first]) })).toEqual([
      'entry first',
      'entry second',
      'Free 9:00 AM – 12:00 PM',
      'entry late',
    ]);
  });

  it('say nothing of free time where several providers are shown', () => {
    expect(lines({ day: day([appointment('a', '08:00', '08:30')]), oneProvider: false })).toEqual([
      'entry a',
    ]);
  });

  it('count cancelled and no-show as free, tentative as taken', () => {
    expect(
      lines({
        day: day([
          appointment('gone', '08:00', '12:00', { status: 'cancelled' }),
          appointment('missed', '08:00', '12:00', { status: 'no-show' }),
          appointment('maybe', '13:00', '17:00', { status: 'tentative' }),
        ]),
      }),
    ).toEqual(['entry gone', 'entry missed', 'Free 8:00 AM – 12:00 PM', 'entry maybe']);
  });

  it('show the candidate in its place and say when it overlaps', () => {
    const appointments = [appointment('a', '09:00', '10:00')];
    const candidate = (from: string, to: string) => ({
      start: at(from),
      end: at(to),
      label: 'Proposed time',
    });
    expect(lines({ day: day(appointments), candidate: candidate('10:00', '10:30') })).toEqual([
      'Free 8:00 AM – 9:00 AM',
      'entry a',
      '10:00 AM Proposed time',
      'Free 10:30 AM – 12:00 PM',
      'Free 1:00 PM – 5:00 PM',
    ]);
    const clash = { day: day(appointments), candidate: candidate('09:30', '10:00') };
    expect(lines(clash)).toContain('9:30 AM Proposed time, overlaps');
    expect(lines({ ...clash, moving: ['a'] })).toContain('9:30 AM Proposed time');
    expect(lines({ ...clash, oneProvider: false })).toContain('9:30 AM Proposed time');
  });

  it('leave out a candidate of another day', () => {
    const candidate = { start: at('09:00', '2026-11-25'), end: at('09:30', '2026-11-25'), label: 'x' };
    expect(lines({ day: day([]), candidate })).toEqual(['Free 8:00 AM – 12:00 PM', 'Free 1:00 PM – 5:00 PM']);
  });

  it('mark the present today, and offer nothing that is past', () => {
    const appointments = [appointment('a', '08:00', '10:00'), appointment('b', '10:45', '11:00')];
    expect(lines({ day: day(appointments), now: at('10:02') })).toEqual([
      'entry a',
      'Now, 10:02 AM',
      'Free 10:05 AM – 10:45 AM',
      'entry b',
      'Free 11:00 AM – 12:00 PM',
      'Free 1:00 PM – 5:00 PM',
    ]);
    expect(lines({ day: day([]), now: day([]).to })).toEqual([]);
  });

  it('offer nothing on a closed day', () => {
    expect(lines({ day: day([], { closed: 'Thanksgiving' }) })).toEqual([]);
  });
});

describe('free gaps', () => {
  it('are what overlapping and enclosing appointments leave', () => {
    const open = [{ start: 0, end: 1000 * 60_000 }];
    const minutes = (pairs: readonly (readonly [number, number])[]) =>
      pairs.map(([start, end]) => ({ start: start * 60_000, end: end * 60_000 }));
    const busy = minutes([
      [100, 400],
      [150, 200],
      [390, 500],
      [503, 600],
      [990, 2000],
      [700, 700],
    ]);
    expect(freeGaps(open, busy, 0)).toEqual(
      minutes([
        [0, 100],
        [600, 990],
      ]),
    );
  });

  it('follow the clocks through the night they are put forward', () => {
    const date = '2026-03-08';
    const night = day([], { date, ...dayBounds(date, zone), hours: [{ from: '01:00', to: '04:00' }] });
    const [open] = openHours(night, zone);
    expect((open?.end ?? 0) - (open?.start ?? 0)).toBe(2 * 3_600_000);
  });
});

describe('the words of the day list', () => {
  it('name an entry "<time> <patient name>, <type>, <status>"', () => {
    const one = appointment('a', '09:00', '09:30');
    expect(t.schedule.entryName(one, zone)).toBe('9:00 AM Ann Smith, Follow-up, Booked');
    expect(t.schedule.entryName({ ...one, status: 'checked-in' }, zone)).toBe(
      '9:00 AM Ann Smith, Follow-up, Checked in',
    );
    expect(t.schedule.entryName({ ...one, status: 'no-show', start: at('12:00') }, zone)).toBe(
      '12:00 PM Ann Smith, Follow-up, No-show',
    );
  });

  it('mark what may change', () => {
    expect(t.schedule.entryMarks({ changeProposed: true, requestIds: ['a'] })).toEqual([
      { of: 'change', words: 'change proposed' },
      { of: 'requests', words: 'open request' },
    ]);
    expect(t.schedule.entryMarks({ changeProposed: false, requestIds: ['a', 'b'], sharedWith: 2 })).toEqual([
      { of: 'offer', words: 'Also offered to 2 others' },
      { of: 'requests', words: '2 open requests' },
    ]);
    expect(t.schedule.entryMarks({ changeProposed: false, requestIds: [] })).toEqual([]);
  });

  it('say when the practice is open, and why not', () => {
    const hours = openHours(day([]), zone);
    expect(t.schedule.hoursSentence(null, hours, zone)).toBe('Open 8:00 AM – 12:00 PM, 1:00 PM – 5:00 PM');
    expect(t.schedule.hoursSentence('Thanksgiving', [], zone)).toBe('Closed: Thanksgiving.');
    expect(t.schedule.hoursSentence('', [], zone)).toBe('Closed on this day.');
    expect(t.schedule.hoursSentence(null, [], zone)).toBe('Closed on this weekday.');
    expect(t.schedule.dayHeading(DATE, null)).toBe('Tue, Nov 24, 2026');
    expect(t.schedule.dayHeading(DATE, 'Dr. Alvarez')).toBe('Tue, Nov 24, 2026 · Dr. Alvarez');
  });
});
