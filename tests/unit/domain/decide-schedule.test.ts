import { describe, expect, it } from 'vitest';
import { allowedOnSchedule } from '../../../src-shared/domain/allowed.ts';
import type { Appointment, AppointmentStatus } from '../../../src-shared/domain/appointment.ts';
import type { RejectionCode } from '../../../src-shared/domain/changes.ts';
import { decide } from '../../../src-shared/domain/decide.ts';
import type { Facts } from '../../../src-shared/domain/facts.ts';
import type { ScheduleCommand, ScheduleStatus } from '../../../src-shared/domain/schedule-command.ts';
import { targetsOf } from '../../../src-shared/domain/target.ts';
import { HOUR_MS, MINUTE_MS } from '../../../src-shared/domain/time.ts';
import {
  at,
  buildAppointment,
  buildPatient,
  buildScheduleFacts,
  buildSlot,
  buildWords,
  HALF_HOUR,
  NEW_ID,
  NOW,
  ORIGINAL_ID,
  OWN_START,
  ZONE,
} from '../../support/domain.ts';

type Command<T extends ScheduleCommand['type']> = Extract<ScheduleCommand, { type: T }>;

const slot = buildSlot();
const book: Command<'book'> = { type: 'book', patientId: 'patient-1', slot, message: '', notify: true };
const update: Command<'update'> = {
  type: 'update',
  appointmentId: ORIGINAL_ID,
  slot,
  words: buildWords(),
  notify: true,
};
const cancel: Command<'cancel-appointment'> = {
  type: 'cancel-appointment',
  appointmentId: ORIGINAL_ID,
  words: buildWords(),
  notify: true,
};
const become = (status: ScheduleStatus): Command<'set-status'> => ({
  type: 'set-status',
  appointmentId: ORIGINAL_ID,
  status,
});

function rejection(command: ScheduleCommand, over: Partial<Facts> = {}): RejectionCode | null {
  const decided = decide(command, buildScheduleFacts(command, over));
  return decided.ok ? null : decided.error.code;
}

function changes(command: ScheduleCommand, over: Partial<Facts> = {}) {
  const decided = decide(command, buildScheduleFacts(command, over));
  if (!decided.ok) throw new Error(decided.error.code);
  return decided.value;
}

const today = (over: Partial<Appointment> = {}): Partial<Facts> => ({
  appointment: buildAppointment({ start: NOW, end: NOW + HALF_HOUR, ...over }),
});

describe('what a command changes', () => {
  it('a booking: one new appointment, its sequence 0', () => {
    const booked = buildAppointment({ ...slot, id: NEW_ID, uid: 'uid-new', sequence: 0 });
    expect(changes({ ...book, message: ' See you. ' })).toEqual({
      command: 'book',
      at: NOW,
      request: null,
      appointments: [booked],
      email: {
        kind: 'booked',
        appointment: booked,
        before: booked,
        words: { reasonCode: '', reasonText: '', message: 'See you.' },
        mayCancelEntirely: false,
      },
      override: null,
      words: { reasonCode: '', reasonText: '', message: 'See you.' },
    });
  });

  it('a change: the same appointment elsewhere, its sequence one higher', () => {
    const before = buildAppointment();
    const after = buildAppointment({ ...slot, practitionerId: 'practitioner-2', sequence: 4 });
    expect(changes({ ...update, slot: { ...slot, practitionerId: 'practitioner-2' } })).toEqual({
      command: 'update',
      at: NOW,
      request: null,
      appointments: [after],
      email: { kind: 'updated', appointment: after, before, words: buildWords(), mayCancelEntirely: false },
      override: null,
      words: buildWords(),
    });
  });

  it('a cancellation', () => {
    const gone = buildAppointment({ status: 'cancelled', sequence: 4 });
    expect(changes(cancel)).toMatchObject({
      appointments: [gone],
      email: { kind: 'cancelled', appointment: gone },
      words: buildWords(),
    });
  });

  it('a status: nothing else, and no e-mail', () => {
    expect(changes(become('completed'), today())).toMatchObject({
      appointments: [{ ...today().appointment, status: 'completed', sequence: 3 }],
      email: null,
      words: null,
    });
  });

  it.each([book, update, cancel])('$type without notify, or with nobody known: no e-mail', (command) => {
    expect(changes({ ...command, notify: false }).email).toBeNull();
    if (command.type !== 'book') expect(changes(command, { patient: null }).email).toBeNull();
  });

  it('who has checked in stays so on the same day, and is booked on another', () => {
    const later = NOW + 2 * HOUR_MS;
    const onDay = (start: number) => buildSlot({ start, end: start + HALF_HOUR });
    const statusAt = (start: number) =>
      changes({ ...update, slot: onDay(start) }, today({ status: 'checked-in' })).appointments[0]?.status;
    expect(statusAt(later)).toBe('checked-in');
    expect(statusAt(slot.start)).toBe('booked');
  });
});

describe('which appointments can be changed', () => {
  it.each([
    ['booked', null],
    ['checked-in', null],
    ['tentative', 'awaiting-patient'],
    ['completed', 'appointment-not-active'],
    ['no-show', 'appointment-not-active'],
    ['cancelled', 'appointment-not-active'],
  ] as const)('one that is %s: %s', (status, expected) => {
    const appointment = buildAppointment({ status });
    expect(rejection(update, { appointment })).toBe(expected);
    expect(rejection(cancel, { appointment })).toBe(expected);
    expect(allowedOnSchedule(appointment, NOW, ZONE)).toMatchObject({
      update: expected === null,
      cancel: expected === null,
    });
  });

  it('nobody is booked who is not known', () => {
    expect(rejection(book, { patient: null })).toBe('patient-unmatched');
    expect(rejection(book, { patient: buildPatient({ id: 'patient-2' }) })).toBe('patient-unmatched');
  });

  it.each([
    ['none', [], null, null],
    ['one', ['north'], null, 'north'],
    ['several', ['north', 'south'], 'location-missing', null],
  ] as const)('a visit without a location, where the practice has %s', (_, openLocations, code, place) => {
    const nowhere = buildSlot({ locationId: null });
    for (const command of [
      { ...book, slot: nowhere },
      { ...update, slot: nowhere },
    ]) {
      expect(rejection(command, { openLocations })).toBe(code);
      if (code === null) {
        expect(changes(command, { openLocations }).appointments).toMatchObject([{ locationId: place }]);
      }
    }
    // What is cancelled, or has come about, need not be anywhere.
    expect(rejection(cancel, { openLocations })).toBeNull();
    expect(rejection(become('checked-in'), { ...today({ locationId: null }), openLocations })).toBeNull();
  });

  it('a location that is closed by now stays a place', () => {
    expect(rejection(update, { openLocations: ['north', 'south'] })).toBeNull();
  });

  it('a change has to change something, and to say why', () => {
    expect(rejection({ ...update, slot: buildSlot({ start: OWN_START }) })).toBe('nothing-changed');
    expect(rejection({ ...update, words: buildWords({ reasonText: ' ' }) })).toBe('reason-missing');
    expect(rejection({ ...cancel, words: buildWords({ reasonCode: '' }) })).toBe('reason-missing');
    const long = 'x'.repeat(1001);
    expect(rejection({ ...book, message: long })).toBe('message-too-long');
    expect(rejection({ ...update, words: buildWords({ message: long }) })).toBe('message-too-long');
  });
});

describe('when', () => {
  const MIDNIGHT = at('2026-12-04', '00:00');
  const eight = at('2026-12-03', '08:00');
  it.each([
    ['ends as it begins', slot.start, slot.start, 'end-before-start'],
    ['ends before it begins', slot.start, slot.start - 1, 'end-before-start'],
    ['takes more than 12 hours', eight, eight + 12 * HOUR_MS + 1, 'too-long'],
    ['ends after midnight', MIDNIGHT - HALF_HOUR, MIDNIGHT + 1, 'over-midnight'],
    ['ends at midnight', MIDNIGHT - HALF_HOUR, MIDNIGHT, 'time-conflict'],
    ['has ended', NOW - HALF_HOUR, NOW, 'time-past'],
    ['has begun and not ended: a patient who walks in', NOW - 5 * MINUTE_MS, NOW + HALF_HOUR, null],
    ['begins now', NOW, NOW + HALF_HOUR, null],
  ] as const)('a visit that %s', (_what, start, end, expected) => {
    const given = buildSlot({ start, end });
    expect(rejection({ ...book, slot: given })).toBe(expected);
    expect(rejection({ ...update, slot: given })).toBe(expected);
  });

  it('a visit that has begun, or is over, may be found to have taken longer', () => {
    const start = NOW - 45 * MINUTE_MS;
    const begun = buildAppointment({ start, end: NOW + 15 * MINUTE_MS });
    const over = buildAppointment({ start, end: start + 15 * MINUTE_MS });
    const longer = { ...update, slot: buildSlot({ start, end: NOW + HALF_HOUR }) };
    expect(rejection(longer, { appointment: begun })).toBeNull();
    expect(rejection({ ...update, slot: buildSlot({ start, end: NOW }) }, { appointment: over })).toBeNull();
  });

  it('on the night the clocks go back, a day of 25 hours is one day', () => {
    const late = at('2027-11-07', '23:30');
    expect(rejection({ ...book, slot: buildSlot({ start: late, end: late + HALF_HOUR }) })).toBe(
      'time-conflict',
    );
    expect(rejection({ ...book, slot: buildSlot({ start: late, end: late + HALF_HOUR + 1 }) })).toBe(
      'over-midnight',
    );
  });
});

describe('what speaks against a time', () => {
  const conflictOf = (command: ScheduleCommand, over: Partial<Facts> = {}) => {
    const decided = decide(command, buildScheduleFacts(command, over));
    return !decided.ok && decided.error.code === 'time-conflict' ? decided.error.conflict : null;
  };
  const none = { appointmentIds: [], closedDay: null, outsideHours: false };
  const other = (over: Partial<Appointment> = {}) =>
    buildAppointment({ id: 'other', patientId: 'patient-9', start: slot.start, end: slot.end, ...over });

  it.each([
    ['booked', true],
    ['tentative', true],
    ['checked-in', true],
    ['completed', true],
    ['cancelled', false],
    ['no-show', false],
  ] as const satisfies (readonly [AppointmentStatus, boolean])[])('one that is %s: %s', (status, blocks) => {
    const nearby = [other({ status })];
    for (const command of [book, update])
      expect(conflictOf(command, { nearby })).toEqual(blocks ? { ...none, appointmentIds: ['other'] } : null);
  });

  it('the patient elsewhere, and the appointment never with itself or its own Tentative', () => {
    const elsewhere = other({ practitionerId: 'practitioner-9', patientId: 'patient-1' });
    expect(conflictOf(update, { nearby: [elsewhere] })).toEqual({ ...none, appointmentIds: ['other'] });
    const own = other({ originalId: ORIGINAL_ID, status: 'tentative' });
    expect(conflictOf(update, { nearby: [buildAppointment({ ...slot }), own] })).toBeNull();
  });

  it('a closed day by its name, a weekday without hours, and times outside the hours or over lunch', () => {
    const thanksgiving = at('2026-11-26', '10:00');
    const { rules } = buildScheduleFacts(book);
    const practice = { ...rules.practice, closedDays: [{ date: '2026-11-26', name: 'Thanksgiving' }] };
    const from = (start: number) => ({ ...book, slot: buildSlot({ start, end: start + HALF_HOUR }) });
    expect(conflictOf(from(thanksgiving), { rules: { ...rules, practice } })).toEqual({
      ...none,
      closedDay: 'Thanksgiving',
    });
    expect(conflictOf(from(at('2026-12-05', '10:00')))).toEqual({ ...none, closedDay: 6 });
    for (const time of ['07:45', '11:45', '12:15', '16:45'])
      expect(conflictOf(from(at('2026-12-03', time)))).toEqual({ ...none, outsideHours: true });
    for (const time of ['08:00', '11:30', '13:00', '16:30'])
      expect(conflictOf(from(at('2026-12-03', time)))).toBeNull();
  });

  it('is told whole, and overridden with a reason that is no blank', () => {
    const start = at('2026-12-05', '10:00');
    const given = buildSlot({ start, end: start + HALF_HOUR });
    const nearby = [other({ start, end: start + HALF_HOUR })];
    const override = { reason: 'Flu clinic' };
    for (const command of [
      { ...book, slot: given },
      { ...update, slot: given },
    ]) {
      expect(conflictOf(command, { nearby })).toEqual({
        appointmentIds: ['other'],
        closedDay: 6,
        outsideHours: false,
      });
      expect(rejection({ ...command, override: { reason: ' ' } }, { nearby })).toBe('time-conflict');
      expect(changes({ ...command, override }, { nearby }).override).toEqual(override);
    }
    expect(changes({ ...book, override }).override).toBeNull();
  });
});

describe('statuses', () => {
  const ALL: readonly ScheduleStatus[] = ['booked', 'checked-in', 'completed', 'no-show'];
  const NEXT: Readonly<Record<AppointmentStatus, readonly ScheduleStatus[]>> = {
    booked: ['checked-in', 'completed', 'no-show'],
    'checked-in': ['booked', 'completed'],
    completed: ['booked', 'checked-in'],
    'no-show': ['booked', 'checked-in'],
    proposed: [],
    tentative: [],
    cancelled: [],
  };
  const FROM: readonly AppointmentStatus[] = [
    'booked',
    'checked-in',
    'completed',
    'no-show',
    'proposed',
    'tentative',
    'cancelled',
  ];

  it.each(FROM.flatMap((from) => ALL.map((to) => [from, to] as const)))(
    'from %s to %s when the visit begins',
    (from, to) => {
      const facts = today({ status: from });
      const expected = NEXT[from].includes(to);
      expect(rejection(become(to), facts) === null).toBe(expected);
      expect(
        allowedOnSchedule(buildAppointment({ start: NOW, status: from }), NOW, ZONE).statuses.includes(to),
      ).toBe(expected);
    },
  );

  it.each([
    // When, and what can be said then.
    ['the day before, at the same hour', at('2026-11-29', '10:00'), []],
    ['the day before, a minute to midnight', at('2026-11-29', '23:59'), []],
    ['that day, at midnight', at('2026-11-30', '00:00'), ['checked-in', 'completed']],
    ['a minute before', OWN_START - MINUTE_MS, ['checked-in', 'completed']],
    ['as it begins', OWN_START, ['checked-in', 'completed', 'no-show']],
    ['a week later', OWN_START + 7 * 24 * HOUR_MS, ['checked-in', 'completed', 'no-show']],
  ] as const)('%s', (_when, now, expected) => {
    expect(ALL.filter((to) => rejection(become(to), { now }) === null)).toEqual(expected);
    for (const to of ['checked-in', 'completed', 'no-show'] as const)
      if (!(expected as readonly string[]).includes(to))
        expect(rejection(become(to), { now })).toBe('status-too-early');
  });

  it('names what is wrong', () => {
    expect(rejection(become('checked-in'), today({ status: 'checked-in' }))).toBe('nothing-changed');
    expect(rejection(become('no-show'), today({ status: 'checked-in' }))).toBe('status-not-possible');
    expect(rejection(become('booked'), today({ status: 'tentative' }))).toBe('awaiting-patient');
    expect(rejection(become('booked'), today({ status: 'cancelled' }))).toBe('appointment-not-active');
  });

  it('a No-show gave its time back: taking it again asks who has it now', () => {
    const given = today({ status: 'no-show' });
    const nearby = [
      buildAppointment({ id: 'other', patientId: 'patient-9', start: NOW, end: NOW + HALF_HOUR }),
    ];
    expect(targetsOf(become('checked-in'), given.appointment ?? null, null)).toMatchObject([{ start: NOW }]);
    expect(rejection(become('checked-in'), { ...given, nearby })).toBe('time-conflict');
    expect(
      changes({ ...become('checked-in'), override: { reason: 'Came late' } }, { ...given, nearby }).override,
    ).toEqual({ reason: 'Came late' });
    // One that never gave it back is not asked again.
    expect(rejection(become('completed'), { ...today(), nearby })).toBeNull();
  });
});
