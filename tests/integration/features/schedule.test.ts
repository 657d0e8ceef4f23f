import { describe, expect, test } from 'vitest';
import { scheduleDay } from '../../../src-main/features/schedule/day.ts';
import { findFreeSlots } from '../../../src-main/features/schedule/free-slots.ts';
import { defaultRules } from '../../../src-shared/domain/default-rules.ts';
import { formatTime, HOUR_MS } from '../../../src-shared/domain/time.ts';
import { scheduleDay as scheduleDaySchema } from '../../../src-shared/ipc/appointment-views.ts';
import {
  at,
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
    const ids = (practitionerId: string | null, includeCancelled = false) => {
      const day = scheduleDay(db, { date: '2026-12-02', practitionerId, includeCancelled }, practice);
      if (!day.ok) throw new Error(day.error.code);
      expect(scheduleDaySchema.parse(day.value)).toEqual(day.value);
      return day.value.appointments.map((a) => a.id);
    };
    expect(ids(null)).toEqual([ORIGINAL_ID, TENTATIVE_ID, 'later']);
    expect(ids(null, true)).toEqual([ORIGINAL_ID, 'gone', TENTATIVE_ID, 'later']);
    expect(ids('practitioner-2')).toEqual(['later']);
    const day = scheduleDay(
      db,
      { date: '2026-12-02', practitionerId: null, includeCancelled: false },
      practice,
    );
    expect(day).toMatchObject({
      ok: true,
      value: {
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
    });
  });

  test('that runs past midnight stands on both', () => {
    const db = clinic();
    const start = at('2026-12-02', '23:30');
    seedAppointment(db, { id: 'late', uid: 'late', start, end: start + HOUR_MS });
    for (const date of ['2026-12-02', '2026-12-03'])
      expect(
        scheduleDay(db, { date, practitionerId: null, includeCancelled: false }, practice),
      ).toMatchObject({
        value: { appointments: [{ id: 'late' }] },
      });
  });

  test.each([
    ['2026-03-08', 23],
    ['2026-11-01', 25],
    ['2026-11-02', 24],
  ])('%s has %d hours', (date, hours) => {
    const day = scheduleDay(clinic(), { date, practitionerId: null, includeCancelled: false }, practice);
    if (!day.ok) throw new Error(day.error.code);
    expect((day.value.to - day.value.from) / HOUR_MS).toBe(hours);
  });

  test('may be closed, and has to be one', () => {
    const db = clinic();
    const day = (date: string) =>
      scheduleDay(db, { date, practitionerId: null, includeCancelled: false }, practice);
    expect(day('2026-12-25')).toMatchObject({ value: { closed: 'Christmas', hours: [] } });
    expect(day('2026-12-26')).toMatchObject({ value: { closed: null, hours: [] } });
    expect(day('2026-02-30')).toEqual({ ok: false, error: { code: 'bad-input' } });
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
      practice,
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
