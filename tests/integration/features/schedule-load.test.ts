import { describe, expect, test } from 'vitest';
import type { Db } from '../../../src-main/db/db.ts';
import { savePractitioner } from '../../../src-main/db/queries/people.ts';
import { scheduleLoad } from '../../../src-main/features/schedule/load.ts';
import type { AppointmentStatus } from '../../../src-shared/domain/appointment.ts';
import { defaultRules } from '../../../src-shared/domain/default-rules.ts';
import { MINUTE_MS } from '../../../src-shared/domain/time.ts';
import { scheduleLoad as schema } from '../../../src-shared/ipc/schedule-views.ts';
import { at } from '../../support/domain.ts';
import { seedAppointment, seedPeople, temporaryDatabase } from '../../support/local-desk.ts';
import { planOf, statementsOf } from '../../support/query-plan.ts';

const practice = {
  ...defaultRules.practice,
  closedDays: [{ date: '2026-12-25', name: 'Christmas' }],
};

function clinic(): Db {
  const { db } = temporaryDatabase();
  seedPeople(db);
  return db;
}

let made = 0;
function visit(db: Db, date: string, time: string, minutes: number, over = {}): void {
  made += 1;
  const start = at(date, time);
  seedAppointment(db, {
    id: `visit-${made}`,
    uid: `visit-${made}`,
    start,
    end: start + minutes * MINUTE_MS,
    ...over,
  });
}

function loadOf(db: Db, month: string, practitionerId: string | null = null) {
  const found = scheduleLoad(db, { month, practitionerId }, practice);
  if (!found.ok) throw new Error(found.error.code);
  expect(schema.parse(found.value)).toEqual(found.value);
  return new Map(found.value.days.map(({ date, ...day }) => [date, day]));
}

describe('the load of a month', () => {
  test.each([
    ['2026-12', 31],
    ['2026-02', 28],
    ['2028-02', 29],
    ['2026-11', 30],
  ])('%s has %d days', (month, days) => {
    const dates = [...loadOf(clinic(), month).keys()];
    expect(dates).toHaveLength(days);
    expect([dates.at(0), dates.at(-1)]).toEqual([`${month}-01`, `${month}-${days}`]);
  });

  test('counts what takes time, a Tentative too, and never what is cancelled or was missed', () => {
    const db = clinic();
    const statuses: AppointmentStatus[] = [
      'booked',
      'tentative',
      'checked-in',
      'completed',
      'no-show',
      'cancelled',
    ];
    for (const status of statuses) visit(db, '2026-12-02', '10:00', 30, { status });
    visit(db, '2026-12-03', '10:00', 45, { practitionerId: 'practitioner-2' });
    visit(db, '2026-11-30', '10:00', 45);
    visit(db, '2027-01-01', '10:00', 45);
    const all = loadOf(db, '2026-12');
    expect(all.get('2026-12-02')).toMatchObject({ count: 4, takenMinutes: 120 });
    expect(all.get('2026-12-03')).toMatchObject({ count: 1, takenMinutes: 45 });
    const busy = [...all].filter(([, day]) => day.count > 0).map(([date]) => date);
    expect(busy).toEqual(['2026-12-02', '2026-12-03']);
    expect(loadOf(db, '2026-12', 'practitioner-2').get('2026-12-02')).toMatchObject({ count: 0 });
    expect(loadOf(db, '2026-12', 'practitioner-2').get('2026-12-03')).toMatchObject({ takenMinutes: 45 });
  });

  test('open is as long as the hours, for each provider who is there; a closed day never', () => {
    const db = clinic();
    savePractitioner(db, { id: 'practitioner-3', name: 'Left long ago', active: false });
    const eight = 8 * 60;
    expect(loadOf(db, '2026-12').get('2026-12-02')).toMatchObject({ openMinutes: 2 * eight, closed: false });
    expect(loadOf(db, '2026-12', 'practitioner-1').get('2026-12-02')).toMatchObject({ openMinutes: eight });
    expect(loadOf(db, '2026-12').get('2026-12-25')).toMatchObject({ openMinutes: 0, closed: true });
    expect(loadOf(db, '2026-12').get('2026-12-26')).toMatchObject({ openMinutes: 0, closed: false });
  });

  test('over midnight both days have their part, also where a day has 25 hours', () => {
    const db = clinic();
    visit(db, '2026-12-02', '23:30', 90);
    // From 11 PM on, over the midnight after which the clocks are put back.
    visit(db, '2026-10-31', '23:00', 180);
    visit(db, '2026-11-01', '23:00', 120);
    const december = loadOf(db, '2026-12');
    expect(december.get('2026-12-02')).toMatchObject({ count: 1, takenMinutes: 30 });
    expect(december.get('2026-12-03')).toMatchObject({ count: 1, takenMinutes: 60 });
    expect(loadOf(db, '2026-10').get('2026-10-31')).toMatchObject({ count: 1, takenMinutes: 60 });
    const november = loadOf(db, '2026-11');
    expect(november.get('2026-11-01')).toMatchObject({ count: 2, takenMinutes: 180 });
    expect(november.get('2026-11-02')).toMatchObject({ count: 1, takenMinutes: 60 });
  });

  test.each(['2026-13', '2026-00'])('%s is no month', (month) => {
    expect(scheduleLoad(clinic(), { month, practitionerId: null }, practice)).toEqual({
      ok: false,
      error: { code: 'bad-input' },
    });
  });

  test.each([
    [null, 'appointment_by_start'],
    ['practitioner-1', 'appointment_by_practitioner'],
  ])('of %s is counted from the index alone', (practitionerId, index) => {
    const db = clinic();
    const plans = statementsOf(db, (on) =>
      scheduleLoad(on, { month: '2026-12', practitionerId }, practice),
    ).map((statement) => planOf(db, statement).join('; '));
    expect(
      plans.filter((plan) => plan.includes(`SEARCH appointment USING COVERING INDEX ${index}`)),
    ).toHaveLength(1);
  });
});
