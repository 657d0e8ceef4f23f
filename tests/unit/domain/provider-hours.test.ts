import fc from 'fast-check';
import { expect, it } from 'vitest';
import { weekColumns } from '../../../src-shared/domain/calendar-dates.ts';
import { defaultRules } from '../../../src-shared/domain/default-rules.ts';
import { type Practice, practiceRules } from '../../../src-shared/domain/practice.ts';
import { readSection } from '../../../src-shared/domain/practice-sections.ts';
import { hasOwnHours, weekdayHours } from '../../../src-shared/domain/provider-hours.ts';
import { rulesFault } from '../../../src-shared/domain/rules-fault.ts';
import { closedIntervals, freeSlots, openIntervals } from '../../../src-shared/domain/slots.ts';
import { addDays, dayBounds, plainDateOf, plainTimeOf } from '../../../src-shared/domain/time.ts';
import {
  hoursConflict,
  hoursConflictOfAll,
  timeConflictOf,
  unavailableIn,
} from '../../../src-shared/domain/time-conflict.ts';
import { at, HALF_HOUR, ZONE } from '../../support/domain.ts';

const OWN = 'practitioner-1';
const OTHER = 'practitioner-2';
const [THURSDAY, SATURDAY] = ['2026-12-03', '2026-12-05'];
const practice: Practice = {
  ...defaultRules.practice,
  providerHours: [
    {
      practitionerId: OWN,
      hours: [
        { weekday: 4, open: [{ from: '13:00', to: '17:00' }] },
        { weekday: 5, open: [] },
        { weekday: 6, open: [{ from: '09:00', to: '12:00' }] },
      ],
    },
  ],
};
const half = (date: string, time: string) => ({ start: at(date, time), end: at(date, time) + HALF_HOUR });

it('stand in the place of the practice’s on the weekdays that are named, and on no other', () => {
  expect(weekdayHours(practice, OWN, 4)).toEqual([{ from: '13:00', to: '17:00' }]);
  expect(weekdayHours(practice, OWN, 5)).toEqual([]);
  expect(weekdayHours(practice, OWN, 1)).toEqual(weekdayHours(practice, null, 1));
  expect(weekdayHours(practice, OTHER, 4)).toEqual(weekdayHours(practice, null, 4));
  expect(hasOwnHours(practice, OWN, SATURDAY)).toBe(true);
  expect(hasOwnHours(practice, OTHER, SATURDAY)).toBe(false);
});

it('say how a time stands to them: theirs, none that day, and the practice’s for everybody else', () => {
  const theirs = { closedDay: null, outsideHours: true, hoursOf: OWN };
  expect(hoursConflict(half(THURSDAY, '09:00'), practice, OWN)).toEqual(theirs);
  expect(hoursConflict(half('2026-12-04', '09:00'), practice, OWN)).toEqual(theirs);
  expect(hoursConflict(half(SATURDAY, '09:00'), practice, OWN)).toEqual({
    closedDay: null,
    outsideHours: false,
  });
  expect(hoursConflict(half(THURSDAY, '09:00'), practice, OTHER)).toEqual({
    closedDay: null,
    outsideHours: false,
  });
  expect(hoursConflict(half(SATURDAY, '09:00'), practice, OTHER)).toEqual({
    closedDay: 6,
    outsideHours: false,
  });
  const closed = { ...practice, closedDays: [{ date: SATURDAY, name: 'Flood' }] };
  expect(hoursConflict(half(SATURDAY, '09:00'), closed, OWN)).toEqual({
    closedDay: 'Flood',
    outsideHours: false,
  });
});

it('free times lie within them, also on the night the clocks change', () => {
  const night: Practice = {
    ...practice,
    providerHours: [{ practitionerId: OWN, hours: [{ weekday: 7, open: [{ from: '01:00', to: '03:00' }] }] }],
  };
  const free = (date: string, practitionerId: string) =>
    freeSlots({
      practice: night,
      date,
      practitionerId,
      minutes: 60,
      stepMinutes: 60,
      appointments: [],
      now: 0,
    }).map(({ start }) => plainTimeOf(start, ZONE));
  expect(free('2026-03-08', OWN)).toEqual(['01:00']);
  expect(free('2026-11-01', OWN)).toEqual(['01:00', '01:00', '02:00']);
  expect(free('2026-11-01', OTHER)).toEqual([]);
});

it('a week has a column for a weekday on which only they see patients', () => {
  const week = Array.from({ length: 7 }, (_, day) => addDays('2026-11-30', day));
  expect(weekColumns(week, practice, new Set(), OWN)).toContain(SATURDAY);
  expect(weekColumns(week, practice, new Set(), OTHER)).not.toContain(SATURDAY);
});

it('are read back as they are shared, and what overlaps, or names somebody or a day twice, is not', () => {
  expect(readSection('practice', { practice })).toEqual({ ok: true, value: { practice } });
  const [own] = practice.providerHours ?? [];
  const faulty = (providerHours: Practice['providerHours']) =>
    rulesFault({ practice: { ...practice, providerHours } });
  expect(faulty(practice.providerHours)).toBeNull();
  if (own === undefined) throw new Error('no hours');
  expect(faulty([own, own])).toBe('bad-input');
  expect(faulty([{ ...own, hours: [...own.hours, ...own.hours] }])).toBe('bad-input');
  const twice = [
    { from: '09:00', to: '12:00' },
    { from: '11:00', to: '13:00' },
  ];
  expect(faulty([{ ...own, hours: [{ weekday: 1, open: twice }] }])).toBe('bad-input');
  expect(
    practiceRules.safeParse({ ...defaultRules, practice: { ...practice, providerHours: [] } }).success,
  ).toBe(false);
});

const time = fc.tuple(fc.integer({ min: 0, max: 23 }), fc.constantFrom('00', '15', '30', '45'));

it('a time has nothing against it exactly where it lies within hours that hold that day', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 400 }),
      time,
      fc.integer({ min: 15, max: 300 }),
      fc.constantFrom(OWN, OTHER, null),
      (day, from, minutes, who) => {
        // Counted from midnight: a time of the clock may not exist on the night the clocks are put forward.
        const [hour, minute] = from;
        const start = at(addDays('2026-01-01', day), '00:00') + (hour * 60 + Number(minute)) * 60_000;
        const end = start + minutes * 60_000;
        const { closedDay, outsideHours, hoursOf } = hoursConflict({ start, end }, practice, who);
        const open = openIntervals(practice, plainDateOf(start, ZONE), who);
        expect(closedDay === null && !outsideHours).toBe(
          open.some((hours) => hours.start <= start && end <= hours.end),
        );
        expect(hoursOf === undefined || (who === OWN && outsideHours)).toBe(true);
      },
    ),
    { numRuns: 300 },
  );
});

it('only what overlaps, and is that provider’s, is told, each once, the earliest first', () => {
  const one = { why: 'blocked', practitionerId: OWN, ...half(THURSDAY, '14:00'), reason: 'rep' } as const;
  const earlier = { ...one, why: 'away', ...half(THURSDAY, '13:45'), reason: '' } as const;
  const claim = { practitionerId: OWN, patientId: null, ...half(THURSDAY, '14:00') };
  const others = [
    { ...one, practitionerId: OTHER },
    { ...one, ...half(THURSDAY, '14:30') },
  ];
  expect(unavailableIn(claim, [one, ...others, earlier, one])).toEqual([earlier, one]);
  expect(unavailableIn({ ...claim, practitionerId: null }, [one])).toEqual([]);
});

it('of a visit that several have, what speaks against any of them speaks against the time', () => {
  const claim = { practitionerId: OTHER, patientId: null, ...half(THURSDAY, '09:00') };
  expect(hoursConflictOfAll(claim, practice, [])).toEqual({ closedDay: null, outsideHours: false });
  expect(hoursConflictOfAll(claim, practice, [OWN])).toEqual({
    closedDay: null,
    outsideHours: true,
    hoursOf: OWN,
  });
  const times = [
    { why: 'away', practitionerId: OTHER, ...half(THURSDAY, '09:00'), reason: '' },
    { why: 'away', practitionerId: OWN, ...half(THURSDAY, '09:00'), reason: '' },
    { why: 'away', practitionerId: 'somebody else', ...half(THURSDAY, '09:00'), reason: '' },
  ] as const;
  expect(unavailableIn(claim, times, [OWN]).map(({ practitionerId }) => practitionerId)).toEqual([
    OTHER,
    OWN,
  ]);
  const around = { nearby: [], exceptIds: [], unavailable: [times[1]] };
  const shared = { ...claim, ...half(THURSDAY, '14:00') };
  const away = [{ ...times[1], ...half(THURSDAY, '14:00') }];
  expect(timeConflictOf(shared, { ...around, further: [OWN] }, practice)).toBeNull();
  expect(timeConflictOf(shared, { ...around, unavailable: away, further: [] }, practice)).toBeNull();
  expect(timeConflictOf(shared, { ...around, unavailable: away, further: [OWN] }, practice)).toMatchObject({
    unavailable: away,
  });
});

it('a day is all hours and what is left of it, and nothing twice', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 400 }), fc.constantFrom(OWN, OTHER, null), (day, who) => {
      const date = addDays('2026-01-01', day);
      const { from, to } = dayBounds(date, ZONE);
      const parts = [...openIntervals(practice, date, who), ...closedIntervals(practice, date, who)].sort(
        (a, b) => a.start - b.start,
      );
      expect([parts[0]?.start, parts.at(-1)?.end]).toEqual([from, to]);
      for (const [index, part] of parts.entries()) {
        expect(part.start).toBeLessThan(part.end);
        if (index > 0) expect(part.start).toBe(parts[index - 1]?.end);
      }
    }),
  );
});
