import { describe, expect, test } from 'vitest';
import type { Db } from '../../../src-main/db/db.ts';
import { saveAppointment } from '../../../src-main/db/queries/appointments.ts';
import { savePractitioner } from '../../../src-main/db/queries/people.ts';
import { findNextSlots } from '../../../src-main/features/schedule/next-slots.ts';
import { defaultRules } from '../../../src-shared/domain/default-rules.ts';
import { addDays, MINUTE_MS, plainDateOf, plainTimeOf } from '../../../src-shared/domain/time.ts';
import { type CommandInput, contract } from '../../../src-shared/ipc/contract.ts';
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
import { seedAppointment, seedPeople, temporaryDatabase } from '../../support/local-desk.ts';
import { scansOf, statementsOf } from '../../support/query-plan.ts';

type Input = CommandInput<'schedule.nextSlots'>;

const { practice } = defaultRules;

function clinic(): Db {
  const { db } = temporaryDatabase();
  seedPeople(db);
  savePractitioner(db, { id: 'practitioner-gone', name: 'Dr. Eva Lind', active: false });
  seedAppointment(db);
  return db;
}

const input = (over: Partial<Input> = {}): Input => ({
  practitionerId: 'practitioner-1',
  patientId: 'patient-1',
  minutes: 30,
  from: '2026-11-23',
  like: { original: OWN_START, requested: ASKED_START },
  movingAppointmentId: ORIGINAL_ID,
  ...over,
});

function next(db: Db, over: Partial<Input> = {}) {
  const asked = contract['schedule.nextSlots'].input.parse(input(over));
  const found = findNextSlots(db, asked, { ...defaultRules, practice }, NOW);
  if (!found.ok) throw new Error(found.error.code);
  expect(contract['schedule.nextSlots'].output.parse(found.value)).toEqual(found.value);
  return found.value;
}

const told = (slots: ReturnType<typeof next>) =>
  slots.map(
    (slot) => `${plainDateOf(slot.start, ZONE)} ${plainTimeOf(slot.start, ZONE)} ${slot.practitionerId}`,
  );

describe('the next free slots', () => {
  test('of one provider begin with the time asked for, and go on with what is like it', () => {
    const db = clinic();
    expect(next(db)).toHaveLength(9);
    expect(next(db)[0]).toEqual({
      practitionerId: 'practitioner-1',
      start: ASKED_START,
      end: ASKED_START + HALF_HOUR,
      reasons: ['requested-time'],
    });
    seedAppointment(db, {
      id: 'taken',
      uid: 'taken',
      patientId: 'patient-2',
      start: ASKED_START + 15 * MINUTE_MS,
      end: ASKED_START + 45 * MINUTE_MS,
    });
    expect(told(next(db))[0]).toBe('2026-12-01 13:45 practitioner-1');
  });

  test('of any provider are those of every active one', () => {
    const db = clinic();
    const found = next(db, { practitionerId: null });
    expect(told(found).slice(0, 2)).toEqual([
      '2026-12-01 14:00 practitioner-1',
      '2026-12-01 14:00 practitioner-2',
    ]);
    expect(found[0]?.reasons).toEqual(['requested-time', 'same-provider']);
    expect(found.some((slot) => slot.practitionerId === 'practitioner-gone')).toBe(false);
  });

  test('are free for the patient too, with whomever their other appointments are', () => {
    const db = clinic();
    for (const practitionerId of ['practitioner-2', 'practitioner-gone', null])
      seedAppointment(db, {
        id: `other ${practitionerId}`,
        uid: `other ${practitionerId}`,
        practitionerId,
        start: ASKED_START,
        end: ASKED_START + HALF_HOUR,
      });
    expect(told(next(db))).not.toContain('2026-12-01 14:00 practitioner-1');
    expect(told(next(db, { patientId: 'patient-2' }))[0]).toBe('2026-12-01 14:00 practitioner-1');
    expect(told(next(db, { patientId: null }))[0]).toBe('2026-12-01 14:00 practitioner-1');
  });

  test('are not hidden by the Tentative that a new proposal replaces', () => {
    const db = clinic();
    seedAppointment(db, buildTentative({ start: ASKED_START, end: ASKED_START + HALF_HOUR }));
    expect(told(next(db))[0]).toBe('2026-12-01 14:00 practitioner-1');
    expect(told(next(db, { movingAppointmentId: null }))).not.toContain('2026-12-01 14:00 practitioner-1');
  });

  test('are none where every day is taken, and need a day to begin with', () => {
    const db = clinic();
    for (let day = 0; day < 28; day++) {
      const date = addDays('2026-11-23', day);
      const times = { start: at(date, '08:00'), end: at(date, '17:00') };
      saveAppointment(db, buildAppointment({ id: date, uid: date, patientId: 'patient-2', ...times }));
    }
    expect(next(db)).toEqual([]);
    expect(findNextSlots(db, input({ from: '2026-02-30' }), { ...defaultRules, practice }, NOW)).toEqual({
      ok: false,
      error: { code: 'bad-input' },
    });
    const accepts = (value: unknown) => contract['schedule.nextSlots'].input.safeParse(value).success;
    expect(accepts({ ...input(), like: { original: 9e15, requested: null } })).toBe(false);
    expect(accepts({ ...input(), minutes: 0 })).toBe(false);
  });
});

test('the same queries read the schedules of any number of providers over all days, each by its index', () => {
  const db = clinic();
  for (let more = 0; more < 10; more++)
    savePractitioner(db, { id: `more-${more}`, name: `Dr. ${more}`, active: true });
  let reads = 0;
  const statements = statementsOf(db, (recording) => {
    const counting = new Proxy(recording, {
      get(target, property) {
        if (property === 'all' || property === 'get') reads += 1;
        return Reflect.get(target, property, target);
      },
    });
    const found = findNextSlots(
      counting,
      input({ practitionerId: null }),
      { ...defaultRules, practice },
      NOW,
    );
    expect(found).toMatchObject({ ok: true, value: { length: 9 } });
  });
  // The practitioners, the appointment and its Tentative, and then the schedules: of the providers and of the patient, what is
  // longer than a day, what cannot be shown and what they have together with others, long or not; who has the visit with its provider, and
  // what does not stand any more; when providers are away; the patient by their FHIR id, and what takes their time and cannot be shown.
  expect(reads).toBe(15);
  expect(statements).toHaveLength(15);
  expect(statements.flatMap((statement) => scansOf(db, statement))).toEqual([]);
  const plans = statements.map((statement) => planOf(db, statement));
  expect(
    plans.filter((plan) =>
      /USING INDEX appointment_by_practitioner \(practitioner_id=\? AND start_ms>\? AND start_ms<\?\)/.test(
        plan,
      ),
    ),
  ).toHaveLength(1);
  expect(
    plans.filter((plan) =>
      /USING INDEX appointment_by_patient \(patient_id=\? AND start_ms>\? AND start_ms<\?\)/.test(plan),
    ),
  ).toHaveLength(1);
  for (const index of ['appointment_long', 'busy_time_long', 'busy_time_by_start', 'further_provider_long'])
    expect(plans.filter((plan) => plan.includes(`USING INDEX ${index} (`))).toHaveLength(1);
});

function planOf(db: Db, query: Parameters<typeof scansOf>[1]): string {
  const compiled = query.compile();
  const steps = db.all<{ detail: string }>({
    compile: () => ({ ...compiled, sql: `EXPLAIN QUERY PLAN ${compiled.sql}` }),
  });
  return steps.map(({ detail }) => detail).join('; ');
}
