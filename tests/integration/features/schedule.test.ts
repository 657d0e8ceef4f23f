import { describe, expect, test } from 'vitest';
import { savePatient, savePractitioner } from '../../../src-main/db/queries/people.ts';
import { scheduleDays } from '../../../src-main/features/schedule/days.ts';
import { findFreeSlots } from '../../../src-main/features/schedule/free-slots.ts';
import { visitsOn } from '../../../src-main/features/schedule/visits-on.ts';
import { defaultRules } from '../../../src-shared/domain/default-rules.ts';
import { HOUR_MS } from '../../../src-shared/domain/time.ts';
import type { ScheduleDay } from '../../../src-shared/ipc/appointment-views.ts';
import { scheduleDays as scheduleDaysSchema } from '../../../src-shared/ipc/schedule-views.ts';
import { formatTime } from '../../../src-shared/text/en/practice-times.ts';
import {
  at,
  buildPatient,
  buildTentative,
  HALF_HOUR,
  NOW,
  ORIGINAL_ID,
  proposal,
  TENTATIVE_ID,
  ZONE,
} from '../../support/domain.ts';
import { seedAppointment, seedPeople, seedRequest, temporaryDatabase } from '../../support/local-desk.ts';

const practice = {
  ...defaultRules.practice,
  closedDays: [{ date: '2026-12-25', name: 'Christmas' }],
};

function clinic() {
  const { db } = temporaryDatabase();
  seedPeople(db);
  return db;
}

const visit = (id: string, date: string, time: string, over = {}) => {
  const start = at(date, time);
  return { id, uid: id, start, end: start + HALF_HOUR, ...over };
};

interface Shown {
  readonly days?: number;
  readonly practitionerId?: string;
  readonly includeCancelled?: boolean;
}

function daysFrom(db: ReturnType<typeof clinic>, from: string, shown: Shown = {}): readonly ScheduleDay[] {
  const { days = 1, practitionerId = null, includeCancelled = false } = shown;
  const found = scheduleDays(
    db,
    { from, days, practitionerId, includeCancelled },
    { ...defaultRules, practice },
  );
  if (!found.ok) throw new Error(found.error.code);
  expect(scheduleDaysSchema.parse(found.value)).toEqual(found.value);
  return found.value.days;
}

const idsOf = (days: readonly ScheduleDay[]) => days.map((day) => day.appointments.map((a) => a.id));

describe('a day', () => {
  test('has what stands on it, earliest first, with the requests about it', () => {
    const db = clinic();
    seedAppointment(db, visit('later', '2026-12-02', '15:00', { practitionerId: 'practitioner-2' }));
    seedAppointment(db, visit(ORIGINAL_ID, '2026-12-02', '09:00'));
    seedAppointment(db, visit('gone', '2026-12-02', '10:00', { status: 'cancelled' }));
    seedAppointment(db, visit('day-before', '2026-12-01', '23:00'));
    seedAppointment(db, visit('day-after', '2026-12-03', '00:00'));
    seedAppointment(db, buildTentative());
    seedRequest(db, { status: { state: 'awaiting-patient', proposal } });
    const ids = (shown: Shown = {}) => idsOf(daysFrom(db, '2026-12-02', shown))[0];
    expect(ids()).toEqual([ORIGINAL_ID, TENTATIVE_ID, 'later']);
    expect(ids({ includeCancelled: true })).toEqual([ORIGINAL_ID, 'gone', TENTATIVE_ID, 'later']);
    expect(ids({ practitionerId: 'practitioner-2' })).toEqual(['later']);
    expect(daysFrom(db, '2026-12-02')).toMatchObject([
      {
        date: '2026-12-02',
        from: at('2026-12-02', '00:00'),
        to: at('2026-12-03', '00:00'),
        closed: null,
        hours: [
          { from: '08:00', to: '12:00' },
          { from: '13:00', to: '17:00' },
        ],
        appointments: [
          { id: ORIGINAL_ID, changeProposed: true, requestIds: ['request-1'] },
          { id: TENTATIVE_ID, changeProposed: false, requestIds: [] },
          { id: 'later' },
        ],
      },
    ]);
  });

  test('that runs past midnight stands on both', () => {
    const db = clinic();
    const start = at('2026-12-02', '23:30');
    seedAppointment(db, { id: 'late', uid: 'late', start, end: start + HOUR_MS });
    expect(idsOf(daysFrom(db, '2026-12-01', { days: 4 }))).toEqual([[], ['late'], ['late'], []]);
    expect(idsOf(daysFrom(db, '2026-12-03'))).toEqual([['late']]);
  });

  test('a whole week comes day by day, and each day is what it is by itself', () => {
    const db = clinic();
    for (const [index, date] of ['2026-12-21', '2026-12-23', '2026-12-25', '2026-12-27'].entries())
      seedAppointment(db, visit(`visit-${index}`, date, '10:00'));
    const week = daysFrom(db, '2026-12-21', { days: 7 });
    expect(week.map((day) => day.date)).toEqual([21, 22, 23, 24, 25, 26, 27].map((day) => `2026-12-${day}`));
    expect(idsOf(week)).toEqual([['visit-0'], [], ['visit-1'], [], ['visit-2'], [], ['visit-3']]);
    for (const day of week) expect(daysFrom(db, day.date)).toEqual([day]);
  });

  test('holds sixty at the same time, with names of two hundred characters', () => {
    const db = clinic();
    const name = 'Wolfeschlegelsteinhausen '.repeat(8).slice(0, 200);
    savePatient(db, buildPatient({ id: 'long', name, familyName: name, givenName: '' }));
    savePractitioner(db, { id: 'practitioner-long', name, active: true });
    for (let i = 0; i < 60; i += 1)
      seedAppointment(
        db,
        visit(`visit-${String(i).padStart(2, '0')}`, '2026-12-02', '10:00', {
          patientId: 'long',
          practitionerId: 'practitioner-long',
          type: { code: 'long', display: name },
        }),
      );
    const [day] = daysFrom(db, '2026-12-02');
    expect(day?.appointments).toHaveLength(60);
    expect(new Set(day?.appointments.map((one) => one.patientName))).toEqual(new Set([name]));
    expect(new Set(day?.appointments.map((one) => one.practitionerName))).toEqual(new Set([name]));
  });

  test('keeps the appointments of a provider who has left, under their name', () => {
    const db = clinic();
    seedAppointment(db, visit('theirs', '2026-12-02', '10:00', { practitionerId: 'practitioner-2' }));
    savePractitioner(db, { id: 'practitioner-2', name: 'Dr. Ivan Petrov', active: false });
    expect(daysFrom(db, '2026-12-02')[0]?.appointments).toMatchObject([
      { id: 'theirs', practitionerId: 'practitioner-2', practitionerName: 'Dr. Ivan Petrov' },
    ]);
    expect(idsOf(daysFrom(db, '2026-12-02', { practitionerId: 'practitioner-2' }))).toEqual([['theirs']]);
  });

  test.each([
    ['2026-03-08', 23],
    ['2026-11-01', 25],
    ['2026-11-02', 24],
  ])('%s has %d hours', (date, hours) => {
    expect(daysFrom(clinic(), date).map((day) => (day.to - day.from) / HOUR_MS)).toEqual([hours]);
  });

  test('may be closed, and has to be one', () => {
    const db = clinic();
    expect(daysFrom(db, '2026-12-25', { days: 2 })).toMatchObject([
      { closed: 'Christmas', hours: [] },
      { closed: null, hours: [] },
    ]);
    const input = { days: 2, practitionerId: null, includeCancelled: false };
    for (const from of ['2026-02-30', '9999-12-31'])
      expect(scheduleDays(db, { ...input, from }, { ...defaultRules, practice })).toEqual({
        ok: false,
        error: { code: 'bad-input' },
      });
  });
});

describe('free times', () => {
  const times = (
    db: ReturnType<typeof clinic>,
    date: string,
    minutes: number,
    movingAppointmentId: string | null,
  ) => {
    const found = findFreeSlots(
      db,
      { date, practitionerId: 'practitioner-1', minutes, movingAppointmentId },
      { ...defaultRules, practice },
      NOW,
    );
    if (!found.ok) throw new Error(found.error.code);
    return found.value.map((slot) => formatTime(slot.start, ZONE));
  };

  test('are those inside the hours that nobody has', () => {
    const db = clinic();
    seedAppointment(db, visit('morning', '2026-12-02', '08:00', { end: at('2026-12-02', '11:00') }));
    seedAppointment(db, visit('afternoon', '2026-12-02', '13:30', { end: at('2026-12-02', '17:00') }));
    seedAppointment(db, visit('elsewhere', '2026-12-02', '11:00', { practitionerId: 'practitioner-2' }));
    expect(times(db, '2026-12-02', 30, null)).toEqual(['11:00 AM', '11:15 AM', '11:30 AM', '1:00 PM']);
    expect(times(db, '2026-12-02', 60, null)).toEqual(['11:00 AM']);
    expect(times(db, '2026-12-25', 30, null)).toEqual([]);
  });

  test('the appointment being moved and its Tentative do not stand in its own way', () => {
    const db = clinic();
    seedAppointment(db, visit(ORIGINAL_ID, '2026-12-02', '08:00', { end: at('2026-12-02', '12:00') }));
    seedAppointment(db, {
      ...buildTentative(),
      start: at('2026-12-02', '13:00'),
      end: at('2026-12-02', '17:00'),
    });
    expect(times(db, '2026-12-02', 240, null)).toEqual([]);
    expect(times(db, '2026-12-02', 240, ORIGINAL_ID)).toEqual(['8:00 AM', '1:00 PM']);
  });
});

test('the visits that begin on some dates are counted, and the first of them named', () => {
  const db = clinic();
  seedAppointment(db, visit('closed', '2026-12-25', '09:00'));
  seedAppointment(db, visit('next', '2026-12-26', '09:00'));
  seedAppointment(db, visit('gone', '2026-12-25', '10:00', { status: 'cancelled' }));
  seedAppointment(db, visit('late', '2026-12-25', '23:45'));
  const found = visitsOn(db, { dates: ['2027-12-25', '2026-12-25'] }, practice.zone);
  expect(found).toMatchObject({ ok: true, value: { count: 2, first: [{ id: 'closed' }, { id: 'late' }] } });
  expect(visitsOn(db, { dates: [] }, practice.zone)).toEqual({ ok: true, value: { count: 0, first: [] } });
  expect(visitsOn(db, { dates: ['2026-02-30'] }, practice.zone)).toMatchObject({
    error: { code: 'bad-input' },
  });
});
