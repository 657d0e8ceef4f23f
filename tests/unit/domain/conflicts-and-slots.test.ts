import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Appointment, AppointmentStatus } from '../../../src-shared/domain/appointment.ts';
import { conflictsWith, mostAtOnce, overlaps } from '../../../src-shared/domain/conflicts.ts';
import { defaultRules } from '../../../src-shared/domain/default-rules.ts';
import { type Practice, practiceRules } from '../../../src-shared/domain/practice.ts';
import { freeSlots, openIntervals, type SlotSearch } from '../../../src-shared/domain/slots.ts';
import { targetsOf } from '../../../src-shared/domain/target.ts';
import { MINUTE_MS, plainTimeOf, weekdayOf } from '../../../src-shared/domain/time.ts';
import {
  ALL_COMMAND_TYPES,
  ASKED_START,
  at,
  buildAppointment,
  buildRequest,
  buildSlot,
  buildWords,
  goodCommand,
  HALF_HOUR,
  NOW,
  ZONE,
} from '../../support/domain.ts';

describe('overlapping', () => {
  it.each([
    [0, 10, 10, 20, false],
    [10, 20, 0, 10, false],
    [0, 10, 9, 20, true],
    [0, 30, 10, 20, true],
    [10, 20, 0, 30, true],
    [0, 10, 0, 10, true],
    [5, 5, 0, 10, false],
    [0, 10, 5, 5, false],
  ])('[%d,%d) and [%d,%d): %s', (start, end, from, to, expected) => {
    expect(overlaps({ start, end }, { start: from, end: to })).toBe(expected);
  });
});

describe('how many stand at one instant of a time', () => {
  it.each([
    [
      'two that follow each other',
      [
        [0, 15],
        [15, 30],
      ],
      { count: 1, at: 10 },
    ],
    [
      'two at once from its middle',
      [
        [0, 30],
        [15, 20],
      ],
      { count: 2, at: 15 },
    ],
    [
      'three, of which two together',
      [
        [0, 12],
        [14, 30],
        [16, 18],
      ],
      { count: 2, at: 16 },
    ],
    [
      'none that reaches into it',
      [
        [0, 10],
        [30, 40],
      ],
      null,
    ],
  ] as const)('%s', (_, others, most) => {
    expect(
      mostAtOnce(
        { start: 10, end: 30 },
        others.map(([start, end]) => ({ start, end })),
      ),
    ).toEqual(most);
  });
});

describe('conflicts', () => {
  const claim = { practitionerId: 'practitioner-1', patientId: 'patient-1', start: 0, end: 10 };
  const other = (over: Partial<Appointment>) =>
    buildAppointment({
      id: 'other',
      patientId: 'patient-9',
      practitionerId: 'practitioner-1',
      start: 5,
      end: 15,
      ...over,
    });

  it.each<[AppointmentStatus, boolean]>([
    ['booked', true],
    ['tentative', true],
    ['checked-in', true],
    ['completed', true],
    ['no-show', false],
    ['cancelled', false],
  ])('%s blocks: %s', (status, expected) => {
    expect(conflictsWith(claim, [other({ status })])).toHaveLength(expected ? 1 : 0);
  });

  it('are of the provider or of the patient', () => {
    expect(conflictsWith(claim, [other({ practitionerId: 'practitioner-2' })])).toEqual([]);
    expect(
      conflictsWith(claim, [other({ practitionerId: 'practitioner-2', patientId: 'patient-1' })]),
    ).toHaveLength(1);
  });

  it('need somebody: nobody is not the same as nobody', () => {
    const nobody = { ...claim, practitionerId: null, patientId: null };
    expect(conflictsWith(nobody, [other({ practitionerId: null, patientId: null })])).toEqual([]);
  });

  it('come earliest first, without the exceptions', () => {
    const found = [
      other({ id: 'b', start: 5 }),
      other({ id: 'c', start: 1 }),
      other({ id: 'a', start: 5 }),
      other({ id: 'x' }),
    ];
    expect(conflictsWith(claim, found, ['x']).map((one) => one.id)).toEqual(['c', 'a', 'b']);
  });
});

describe('the time a command aims at', () => {
  const appointment = buildAppointment({ locationId: 'location-2' });

  it('is the requested one for an approved move, with provider, location and type as they are', () => {
    expect(targetsOf({ type: 'approve' }, appointment, buildRequest())).toEqual([
      {
        practitionerId: 'practitioner-1',
        patientId: 'patient-1',
        locationId: 'location-2',
        type: appointment.type,
        start: ASKED_START,
        end: ASKED_START + HALF_HOUR,
      },
    ]);
  });

  it('is the one entered for a proposal and an update', () => {
    const slot = buildSlot({ practitionerId: 'practitioner-2' });
    const target = { ...slot, patientId: 'patient-1' };
    expect(targetsOf({ type: 'update', slot }, appointment, buildRequest())).toEqual([target]);
    const later = { ...slot, start: slot.end, end: slot.end + HALF_HOUR };
    expect(
      targetsOf({ type: 'propose', slots: [slot, later], words: buildWords() }, appointment, buildRequest()),
    ).toEqual([target, { ...later, patientId: 'patient-1' }]);
  });

  it('is none for everything else', () => {
    const aiming = ALL_COMMAND_TYPES.filter(
      (type) => targetsOf(goodCommand(type), appointment, buildRequest()).length > 0,
    );
    expect(aiming).toEqual(['approve', 'propose', 'update']);
    expect(targetsOf(goodCommand('approve'), appointment, buildRequest({ kind: 'cancel' }))).toEqual([]);
  });
});

const practice = defaultRules.practice;
const clock = (slots: readonly { start: number }[], zone = ZONE) =>
  slots.map((slot) => plainTimeOf(slot.start, zone));
const search = (over: Partial<SlotSearch> = {}): SlotSearch => ({
  practice,
  date: '2026-11-24',
  practitionerId: 'practitioner-1',
  minutes: 30,
  appointments: [],
  now: NOW,
  ...over,
});
const booked = (from: string, to: string, over: Partial<Appointment> = {}) =>
  buildAppointment({ id: `at-${from}`, start: at('2026-11-24', from), end: at('2026-11-24', to), ...over });

describe('free slots', () => {
  it('lie on the quarter hours of an open day, never across the break', () => {
    const found = clock(freeSlots(search({ minutes: 60 })));
    expect(found).toEqual([
      ...[
        '08:00',
        '08:15',
        '08:30',
        '08:45',
        '09:00',
        '09:15',
        '09:30',
        '09:45',
        '10:00',
        '10:15',
        '10:30',
        '10:45',
        '11:00',
      ],
      ...[
        '13:00',
        '13:15',
        '13:30',
        '13:45',
        '14:00',
        '14:15',
        '14:30',
        '14:45',
        '15:00',
        '15:15',
        '15:30',
        '15:45',
        '16:00',
      ],
    ]);
  });

  it('leave out what is taken, to the minute', () => {
    const appointments = [booked('08:00', '11:00'), booked('11:05', '11:20'), booked('13:00', '16:30')];
    expect(clock(freeSlots(search({ appointments })))).toEqual(['11:30', '16:30']);
  });

  it('see a long appointment behind a short one', () => {
    const appointments = [booked('08:00', '12:00'), booked('08:30', '09:00'), booked('13:00', '17:00')];
    expect(freeSlots(search({ appointments }))).toEqual([]);
  });

  it('count a Tentative as taken, a cancelled or another provider’s appointment not', () => {
    const taken = [booked('08:00', '12:00', { status: 'tentative' })];
    const free = [
      booked('13:00', '17:00', { status: 'cancelled' }),
      booked('13:01', '17:00', { status: 'no-show' }),
      booked('13:02', '17:00', { practitionerId: 'practitioner-2' }),
    ];
    expect(clock(freeSlots(search({ minutes: 240, appointments: [...taken, ...free] })))).toEqual(['13:00']);
  });

  it('count the time of the appointment being moved as free', () => {
    const appointments = [booked('08:00', '12:00')];
    expect(clock(freeSlots(search({ minutes: 240, appointments, exceptIds: ['at-08:00'] })))).toEqual([
      '08:00',
      '13:00',
    ]);
  });

  it('are never in the past', () => {
    const now = at('2026-11-24', '16:01');
    expect(clock(freeSlots(search({ now })))).toEqual(['16:15', '16:30']);
    expect(clock(freeSlots(search({ now: at('2026-11-24', '16:15') })))).toEqual(['16:15', '16:30']);
  });

  it('do not exist on closed days and week-ends, nor for a visit longer than the hours', () => {
    const closed: Practice = { ...practice, closedDays: [{ date: '2026-11-24', name: 'Inventory' }] };
    expect(freeSlots(search({ practice: closed }))).toEqual([]);
    expect(freeSlots(search({ date: '2026-11-28' }))).toEqual([]);
    expect(freeSlots(search({ minutes: 241 }))).toEqual([]);
  });

  it('follow another grid when told', () => {
    expect(clock(freeSlots(search({ minutes: 240, stepMinutes: 60 })))).toEqual(['08:00', '13:00']);
    expect(() => freeSlots(search({ stepMinutes: 0 }))).toThrow(RangeError);
  });

  it('go by the clock on the wall when the clocks change', () => {
    const sunday: Practice = { ...practice, hours: [{ weekday: 7, open: [{ from: '01:00', to: '04:00' }] }] };
    const spring = freeSlots(search({ practice: sunday, date: '2026-03-08', now: 0 }));
    expect(clock(spring)).toEqual(['01:00', '01:15', '01:30', '01:45', '03:00', '03:15', '03:30']);
    const autumn = freeSlots(search({ practice: sunday, date: '2026-11-01', now: 0 }));
    expect(autumn).toHaveLength(15);
    expect(clock(autumn).slice(0, 9)).toEqual([
      '01:00',
      '01:15',
      '01:30',
      '01:45',
      '01:00',
      '01:15',
      '01:30',
      '01:45',
      '02:00',
    ]);
  });

  it('are exactly the free times on the grid, whatever the day looks like', () => {
    const appointment = fc
      .record({
        start: fc.integer({ min: -60, max: 620 }),
        length: fc.integer({ min: 0, max: 200 }),
        status: fc.constantFrom<AppointmentStatus>(
          'booked',
          'tentative',
          'cancelled',
          'no-show',
          'completed',
        ),
        practitionerId: fc.constantFrom('practitioner-1', 'practitioner-2', null),
      })
      .map(({ start, length, ...rest }) => {
        const from = at('2026-11-24', '08:00') + start * MINUTE_MS;
        return buildAppointment({ ...rest, start: from, end: from + length * MINUTE_MS });
      });
    const now = fc
      .integer({ min: -100, max: 700 })
      .map((minutes) => at('2026-11-24', '08:00') + minutes * MINUTE_MS);
    fc.assert(
      fc.property(
        fc.array(appointment, { maxLength: 12 }),
        fc.constantFrom(5, 15, 20, 30, 45, 60, 90),
        fc.constantFrom(10, 15, 30),
        now,
        (appointments, minutes, stepMinutes, from) => {
          const expected = openIntervals(practice, '2026-11-24').flatMap((open) => {
            const grid = Array.from(
              { length: (open.end - open.start) / (stepMinutes * MINUTE_MS) },
              (_, i) => ({
                practitionerId: 'practitioner-1',
                start: open.start + i * stepMinutes * MINUTE_MS,
                end: open.start + i * stepMinutes * MINUTE_MS + minutes * MINUTE_MS,
              }),
            );
            return grid.filter(
              (slot) =>
                slot.end <= open.end &&
                slot.start >= from &&
                conflictsWith({ ...slot, patientId: null }, appointments).length === 0,
            );
          });
          expect(freeSlots(search({ appointments, minutes, stepMinutes, now: from }))).toEqual(expected);
        },
      ),
      { numRuns: 300, seed: 20261123 },
    );
  });
});

describe('the rules a practice starts with', () => {
  it('are valid settings', () => {
    expect(practiceRules.parse(defaultRules)).toEqual(defaultRules);
  });

  it('open on working days with a break at noon', () => {
    const days = [
      '2026-11-23',
      '2026-11-24',
      '2026-11-25',
      '2026-11-26',
      '2026-11-27',
      '2026-11-28',
      '2026-11-29',
    ];
    expect(days.map((date) => [weekdayOf(date), openIntervals(practice, date).length])).toEqual([
      [1, 2],
      [2, 2],
      [3, 2],
      [4, 2],
      [5, 2],
      [6, 0],
      [7, 0],
    ]);
  });

  it('offer the reasons of the dialog, each list ending in Other', () => {
    expect(defaultRules.reasons.change.map((reason) => reason.text)).toEqual([
      'Provider unavailable',
      'Clinic closed',
      'Requested time not available',
      'Needs a longer visit',
      'Different provider or location',
      'Other',
    ]);
    const { change, cancel, deny } = defaultRules.reasons;
    for (const list of [change, cancel, deny]) {
      expect(list.at(-1)).toEqual({ code: 'other', text: 'Other' });
      expect(new Set(list.map((reason) => reason.code)).size).toBe(list.length);
    }
  });
});
