import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AppointmentStatus } from '../../../src-shared/domain/appointment.ts';
import { conflictsWith } from '../../../src-shared/domain/conflicts.ts';
import { defaultRules } from '../../../src-shared/domain/default-rules.ts';
import {
  HORIZON_DAYS,
  MOST_SUGGESTIONS,
  type NextSlot,
  type NextSlotSearch,
  nextSlots,
  searchRange,
} from '../../../src-shared/domain/next-slots.ts';
import type { Practice } from '../../../src-shared/domain/practice.ts';
import { openIntervals } from '../../../src-shared/domain/slots.ts';
import {
  addDays,
  dayBounds,
  MINUTE_MS,
  plainDateOf,
  plainTimeOf,
  weekdayOf,
} from '../../../src-shared/domain/time.ts';
import {
  ASKED_START,
  at,
  buildAppointment,
  buildTentative,
  HALF_HOUR,
  NOW,
  ORIGINAL_ID,
  OWN_START,
  ZONE,
} from '../../support/domain.ts';

const practice: Practice = defaultRules.practice;
const EVENING = [{ from: '16:00', to: '20:00' }];
const FROM = '2026-11-23';
const OWN = 'practitioner-1';
const OTHER = 'practitioner-2';

const search = (over: Partial<NextSlotSearch> = {}): NextSlotSearch => ({
  practice,
  from: FROM,
  practitionerIds: [OWN],
  patientId: 'patient-1',
  minutes: 30,
  // Monday, November 30, 10:00, asked to be moved to Tuesday, December 1, 14:00.
  like: { original: OWN_START, requested: ASKED_START, practitionerId: OWN },
  appointments: [buildAppointment()],
  exceptIds: [ORIGINAL_ID],
  now: NOW,
  ...over,
});
const told = (slots: readonly NextSlot[]) =>
  slots.map(
    (slot) => `${plainDateOf(slot.start, ZONE)} ${plainTimeOf(slot.start, ZONE)} ${slot.reasons.join(' ')}`,
  );
const taken = (date: string, from: string, to: string, over = {}) =>
  buildAppointment({
    id: `${date} ${from}`,
    patientId: 'patient-9',
    start: at(date, from),
    end: at(date, to),
    ...over,
  });
/** Somebody takes the whole day. */
const fullDay = (date: string, over = {}) => taken(date, '08:00', '17:00', over);
const days = (count: number) => Array.from({ length: count }, (_, day) => addDays(FROM, day));

describe('the next free slots', () => {
  it('are the time asked for, what is like it or like the original, and the first free one', () => {
    expect(told(nextSlots(search()))).toEqual([
      '2026-12-01 14:00 requested-time',
      '2026-12-01 13:45 same-weekday',
      '2026-12-01 14:15 same-weekday',
      '2026-12-01 13:30 same-weekday',
      '2026-12-01 14:30 same-weekday',
      '2026-12-01 10:00 same-weekday time-before',
      '2026-12-02 10:00 time-before',
      '2026-12-01 11:00 same-weekday',
      '2026-11-23 09:00 weekday-before first-free',
    ]);
  });

  it('are on nearer days first: weeks ahead, the same weekday and time come after what is free meanwhile', () => {
    // Full until Thursday of the week of the time asked for, and full again on the Tuesdays after it but the last.
    const appointments = [...days(10), '2026-12-08', '2026-12-15'].map((date) => fullDay(date));
    const found = told(
      nextSlots(
        search({ appointments, like: { original: ASKED_START, requested: null, practitionerId: OWN } }),
      ),
    );
    expect(found[0]).toBe('2026-12-03 14:00 time-before');
    expect(found.some((one) => one.startsWith('2026-12-22'))).toBe(false);
    expect(found).toContain('2026-12-03 08:00 first-free');
  });

  it('are near the original where no time was asked for, but never the original itself', () => {
    const like = { original: OWN_START, requested: null, practitionerId: OWN };
    const found = told(nextSlots(search({ like })));
    expect(found.slice(0, 2)).toEqual(['2026-11-30 09:45 weekday-before', '2026-11-30 10:15 weekday-before']);
    expect(found).toContain('2026-12-01 10:00 time-before');
    expect(found.some((one) => one.startsWith('2026-11-30 10:00'))).toBe(false);
    // With somebody else it would be a change.
    const withOther = nextSlots(search({ like, practitionerIds: [OTHER] }));
    expect(told(withOther)[0]).toBe('2026-11-30 10:00 weekday-before time-before');
  });

  it.each<[string, Partial<NextSlotSearch>]>([
    ['somebody else has it', { appointments: [taken('2026-12-01', '14:15', '14:45')] }],
    [
      'a Tentative stands there',
      { appointments: [taken('2026-12-01', '13:45', '14:15', { status: 'tentative' })] },
    ],
    [
      'the patient is busy with another provider',
      {
        appointments: [
          taken('2026-12-01', '14:00', '14:30', { patientId: 'patient-1', practitionerId: OTHER }),
        ],
      },
    ],
    ['the practice is closed', { practice: { ...practice, closedDays: [{ date: '2026-12-01', name: '' }] } }],
    ['it is past', { now: ASKED_START + MINUTE_MS }],
    ['the visit does not fit before the break', { minutes: 240 }],
    ['it is beyond the four weeks', { from: '2026-12-02' }],
    ['it is before the day to look from', { from: '2026-11-02' }],
  ])('leave the time asked for out when %s', (_why, over) => {
    const found = nextSlots(search(over));
    expect(found.length).toBeGreaterThan(0);
    expect(found.some((slot) => slot.start === ASKED_START)).toBe(false);
  });

  it('do not mind what is cancelled, the patient of another name, and what is being moved', () => {
    const appointments = [
      taken('2026-12-01', '14:00', '14:30', { status: 'cancelled' }),
      taken('2026-12-01', '14:00', '14:30', { status: 'no-show' }),
      taken('2026-12-01', '14:00', '14:30', { practitionerId: OTHER }),
      taken('2026-12-01', '14:00', '14:30', { patientId: null, practitionerId: null }),
      buildTentative({ start: ASKED_START, end: ASKED_START + HALF_HOUR }),
    ];
    const found = nextSlots(
      search({ appointments, exceptIds: [ORIGINAL_ID, 'tentative-1'], patientId: null }),
    );
    expect(told(found)[0]).toBe('2026-12-01 14:00 requested-time');
  });

  it('of any provider say where it is the same one, and prefer that one at one time', () => {
    const found = nextSlots(search({ practitionerIds: [OTHER, OWN, OTHER] }));
    expect(found.slice(0, 4).map((slot) => [slot.practitionerId, slot.start, slot.reasons])).toEqual([
      [OWN, ASKED_START, ['requested-time', 'same-provider']],
      [OTHER, ASKED_START, ['requested-time']],
      [OWN, at('2026-12-01', '13:45'), ['same-weekday', 'same-provider']],
      [OWN, at('2026-12-01', '14:15'), ['same-weekday', 'same-provider']],
    ]);
    expect(nextSlots(search()).some((slot) => slot.reasons.includes('same-provider'))).toBe(false);
  });

  it('keep a time of day that is on no grid', () => {
    const requested = at('2026-12-01', '14:10');
    const appointments = [taken('2026-12-01', '09:45', '10:30'), fullDay('2026-12-02')];
    const found = nextSlots(
      search({ appointments, like: { original: OWN_START, requested, practitionerId: OWN } }),
    );
    expect(told(found)[0]).toBe('2026-12-01 14:10 requested-time');
    expect(told(found)).toContain('2026-11-30 14:10 weekday-before same-time');
  });

  it('are whatever is left where little is', () => {
    const appointments = days(HORIZON_DAYS)
      .filter((date) => date !== '2026-12-03')
      .map((date) => fullDay(date));
    const morning = taken('2026-12-03', '08:00', '16:15');
    expect(told(nextSlots(search({ appointments: [...appointments, morning] })))).toEqual([
      '2026-12-03 16:15 first-free',
      '2026-12-03 16:30 near',
    ]);
    expect(nextSlots(search({ appointments: [...appointments, fullDay('2026-12-03')] }))).toEqual([]);
    expect(nextSlots(search({ practitionerIds: [] }))).toEqual([]);
  });

  it('go by the clock on the wall when the clocks change', () => {
    const now = at('2026-10-26', '09:00');
    const like = { original: at('2026-10-26', '10:00'), requested: null, practitionerId: OWN };
    const appointments = ['27', '28', '29', '30'].map((day) => fullDay(`2026-10-${day}`));
    expect(told(nextSlots(search({ like, now, appointments, from: '2026-10-26' })))).toContain(
      '2026-11-02 10:00 weekday-before time-before',
    );
    const night: Practice = { ...practice, hours: [{ weekday: 7, open: [{ from: '00:00', to: '06:00' }] }] };
    const found = nextSlots(
      search({
        practice: night,
        now: 0,
        from: '2026-03-01',
        like: { original: at('2026-03-01', '02:30'), requested: null, practitionerId: OWN },
      }),
    );
    expect(found.some((slot) => plainTimeOf(slot.start, ZONE) === '02:30')).toBe(true);
    expect(
      found.some((slot) => slot.start === at('2026-03-08', '03:30') && slot.reasons.includes('time-before')),
    ).toBe(false);
  });

  it('take a while: nothing has no length', () => {
    expect(() => nextSlots(search({ minutes: 0 }))).toThrow(RangeError);
  });
});

/** How good a slot is by the reasons it tells of and by how far from the time wished for it is, the best first. */
const rank = ({ reasons, start }: NextSlot, wish: number): number => {
  const has = (reason: NextSlot['reasons'][number]) => reasons.includes(reason);
  const hours = Math.abs(start - wish) / (60 * MINUTE_MS);
  if (has('requested-time')) return 0;
  if (has('first-free')) return 4;
  if (hours < 3) return 1;
  if (hours > 14 * 24 + 1) return 5;
  if (has('same-time') || has('time-before')) return 2;
  return has('same-weekday') || has('weekday-before') ? 3 : 5;
};

describe('whatever the schedule looks like, the next free slots', { timeout: 30_000 }, () => {
  const status = fc.constantFrom<AppointmentStatus>(
    'booked',
    'tentative',
    'cancelled',
    'no-show',
    'completed',
  );
  const instant = fc
    .integer({ min: -2000, max: HORIZON_DAYS * 24 * 12 })
    .map((fives) => at(FROM, '00:00') + fives * 5 * MINUTE_MS);
  const appointment = fc
    .record({
      day: fc.integer({ min: -1, max: HORIZON_DAYS }),
      fives: fc.integer({ min: 0, max: 287 }),
      length: fc.constantFrom(0, 15, 30, 45, 180, 600),
      status,
      practitionerId: fc.constantFrom(OWN, OTHER, 'practitioner-3', null),
      patientId: fc.constantFrom('patient-1', 'patient-9', null),
      id: fc.constantFrom(ORIGINAL_ID, 'a', 'b'),
    })
    .map(({ day, fives, length, ...rest }) => {
      const start = dayBounds(addDays(FROM, day), ZONE).from + fives * 5 * MINUTE_MS;
      return buildAppointment({ ...rest, start, end: start + length * MINUTE_MS });
    });
  const searches = fc
    .record({
      practitionerIds: fc.constantFrom([OWN], [OTHER], [OWN, OTHER], [OTHER, 'practitioner-3', OWN]),
      patientId: fc.constantFrom('patient-1', null),
      minutes: fc.constantFrom(5, 15, 30, 45, 60, 240, 720),
      original: instant,
      requested: fc.option(instant),
      appointments: fc.array(appointment, { maxLength: 60 }),
      now: instant,
      closed: fc.subarray(days(HORIZON_DAYS)),
      own: fc.subarray([1, 3, 6] as const),
    })
    .map(({ original, requested, closed, own, ...rest }) =>
      search({
        ...rest,
        practice: {
          ...practice,
          closedDays: closed.map((date) => ({ date, name: 'Closed' })),
          ...(own.length === 0
            ? {}
            : {
                providerHours: [
                  { practitionerId: OTHER, hours: own.map((weekday) => ({ weekday, open: EVENING })) },
                ],
              }),
        },
        like: { original, requested, practitionerId: OWN },
      }),
    );

  it('are free, in the hours, to come, in the four weeks, at most nine, and each only once', () => {
    fc.assert(
      fc.property(searches, (asked) => {
        const range = searchRange(asked.from, ZONE);
        const found = nextSlots(asked);
        expect(found.length).toBeLessThanOrEqual(MOST_SUGGESTIONS);
        for (const slot of found) {
          const claim = { ...slot, patientId: asked.patientId };
          expect(
            conflictsWith(
              claim,
              asked.appointments.map((one) => buildAppointment(one)),
              asked.exceptIds,
            ),
          ).toEqual([]);
          const open = openIntervals(asked.practice, plainDateOf(slot.start, ZONE), slot.practitionerId);
          expect(open.some((hours) => hours.start <= slot.start && slot.end <= hours.end)).toBe(true);
          expect(slot.end - slot.start).toBe(asked.minutes * MINUTE_MS);
          expect(slot.start).toBeGreaterThanOrEqual(Math.max(asked.now, range.from));
          expect(slot.end).toBeLessThanOrEqual(range.to);
          expect(asked.practitionerIds).toContain(slot.practitionerId);
          expect(slot.practitionerId === OWN && slot.start === asked.like.original).toBe(false);
        }
        expect(new Set(found.map((slot) => `${slot.practitionerId} ${slot.start}`)).size).toBe(found.length);
      }),
      { numRuns: 100, seed: 20261123 },
    );
  });

  it('tell true reasons, and come in the order of their rank, the same each time', () => {
    fc.assert(
      fc.property(searches, (asked) => {
        const found = nextSlots(asked);
        const key = ({ start, practitionerId }: NextSlot) => [
          Math.abs(start - (asked.like.requested ?? asked.like.original)),
          practitionerId === OWN ? 0 : 1,
          start,
        ];
        for (const [index, slot] of found.entries()) {
          const has = (reason: NextSlot['reasons'][number]) => slot.reasons.includes(reason);
          const isLike = (wish: number | null, of: (at: number) => unknown) =>
            wish !== null && of(wish) === of(slot.start);
          expect(slot.reasons.length).toBeGreaterThan(0);
          expect(has('requested-time')).toBe(slot.start === asked.like.requested);
          if (!has('requested-time')) {
            const weekday = (one: number) => weekdayOf(plainDateOf(one, ZONE));
            const time = (one: number) => plainTimeOf(one, ZONE);
            const asAsked = [isLike(asked.like.requested, weekday), isLike(asked.like.requested, time)];
            const asBefore = [isLike(asked.like.original, weekday), isLike(asked.like.original, time)];
            expect([has('same-weekday'), has('same-time')]).toEqual(asAsked);
            // Of a time that is like both the one asked for is named.
            expect([has('weekday-before'), has('time-before')]).toEqual(
              asBefore.map((before, which) => before && !asAsked[which]),
            );
          }
          expect(has('same-provider')).toBe(asked.practitionerIds.length > 1 && slot.practitionerId === OWN);
          const before = found[index - 1];
          if (before === undefined) continue;
          const wish = asked.like.requested ?? asked.like.original;
          expect(rank(before, wish)).toBeLessThanOrEqual(rank(slot, wish));
          if (rank(before, wish) < rank(slot, wish)) continue;
          const [earlier, later] = [key(before), key(slot)];
          const differs = earlier.findIndex((part, position) => part !== later[position]);
          if (differs !== -1) expect(earlier[differs]).toBeLessThan(later[differs] ?? 0);
        }
        const firsts = found.filter((slot) => slot.reasons.includes('first-free'));
        expect(firsts.length).toBe(found.length === 0 ? 0 : 1);
        for (const slot of found) expect(firsts[0]?.start).toBeLessThanOrEqual(slot.start);
        const shuffled = { ...asked, appointments: [...asked.appointments].reverse() };
        expect(nextSlots(shuffled)).toEqual(found);
        expect(nextSlots({ ...asked, practitionerIds: [...asked.practitionerIds].reverse() })).toEqual(found);
      }),
      { numRuns: 100, seed: 20261123 },
    );
  });
});
