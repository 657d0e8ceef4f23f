import { describe, expect, test } from 'vitest';
import type { Db } from '../../../src-main/db/db.ts';
import { searchPatients } from '../../../src-main/db/queries/patient-search.ts';
import { savePatient } from '../../../src-main/db/queries/people.ts';
import {
  appointmentsAfter,
  readPatientCard,
  requestsAfter,
} from '../../../src-main/features/patients/card.ts';
import { HOUR_MS } from '../../../src-shared/domain/time.ts';
import { patientCardView } from '../../../src-shared/ipc/patient-views.ts';
import {
  ASKED_START,
  at,
  buildPatient,
  buildTentative,
  HALF_HOUR,
  NOW,
  OFFERED_START,
  OWN_START,
  proposal,
} from '../../support/domain.ts';
import { openLocalCore } from '../../support/local-core.ts';
import {
  actor,
  seedAppointment,
  seedPeople,
  seedRequest,
  temporaryDatabase,
} from '../../support/local-desk.ts';
import { scansOf, statementsOf } from '../../support/query-plan.ts';

/** Monday, November 23, 2026, 0:00 in the clinic. */
const TODAY = at('2026-11-23', '00:00');

const ADA = {
  id: 'patient-1',
  name: 'Ada Marsh',
  birthDate: '1984-05-06',
  phone: '555-0101',
  email: 'ada.marsh@example.org',
  portalAccess: true,
  standing: null,
};

function clinic(): Db {
  const { db } = temporaryDatabase();
  seedPeople(db);
  return db;
}

function card(db: Db, id: string, limit = 10) {
  const read = readPatientCard(db, { id, limit }, TODAY);
  if (!read.ok) throw new Error(read.error.code);
  return read.value;
}

/** What an appointment of `buildAppointment` looks like on the card. */
const shown = (over: object = {}) => ({
  id: 'appointment-1',
  patientId: 'patient-1',
  patientName: 'Ada Marsh',
  practitionerId: 'practitioner-1',
  practitionerName: 'Dr. Ruth Okafor',
  locationId: 'location-1',
  locationName: 'Main Street',
  type: { code: 'follow-up', display: 'Follow-up' },
  start: OWN_START,
  end: OWN_START + HALF_HOUR,
  status: 'booked',
  originalId: null,
  changeProposed: false,
  requestIds: [],
  overrideReason: null,
  busy: null,
  ...over,
});

describe('the card', () => {
  test('holds the whole of a patient: contact, both lists of appointments, every request with its state', () => {
    const db = clinic();
    const earlier = at('2026-11-22', '23:30');
    const morning = at('2026-11-23', '08:00');
    seedAppointment(db);
    seedAppointment(db, buildTentative());
    seedAppointment(db, { id: 'past', start: earlier, end: earlier + HALF_HOUR, status: 'no-show' });
    seedAppointment(db, { id: 'today', start: morning, end: morning + HALF_HOUR, status: 'checked-in' });
    seedAppointment(db, { id: 'gone', start: OWN_START - HOUR_MS, end: OWN_START, status: 'cancelled' });
    seedAppointment(db, { id: 'other', patientId: 'patient-2' });
    seedRequest(db, { status: { state: 'awaiting-patient', proposal } });
    seedRequest(db, {
      id: 'request-old',
      kind: 'cancel',
      appointmentId: 'past',
      authoredAt: NOW - 40 * HOUR_MS,
      status: { state: 'resolved', outcome: 'kept', reason: 'Will come after all' },
    });
    seedRequest(db, {
      id: 'request-declined',
      appointmentId: 'today',
      authoredAt: NOW - 30 * HOUR_MS,
      status: { state: 'open', mark: 'declined' },
    });
    seedRequest(db, { id: 'request-other', appointmentId: 'other', patientId: 'patient-2' });

    const original = shown({ changeProposed: true, requestIds: ['request-1'] });
    const today = shown({
      id: 'today',
      start: morning,
      end: morning + HALF_HOUR,
      status: 'checked-in',
      requestIds: ['request-declined'],
    });
    const past = shown({ id: 'past', start: earlier, end: earlier + HALF_HOUR, status: 'no-show' });
    const asked = { start: ASKED_START, end: ASKED_START + HALF_HOUR };
    const found = card(db, 'patient-1');
    expect(found).toEqual({
      patient: ADA,
      upcoming: {
        rows: [
          today,
          shown({ id: 'gone', start: OWN_START - HOUR_MS, end: OWN_START, status: 'cancelled' }),
          original,
          shown({
            id: 'tentative-1',
            start: OFFERED_START,
            end: OFFERED_START + HALF_HOUR,
            status: 'tentative',
            originalId: 'appointment-1',
          }),
        ],
        nextCursor: null,
      },
      past: { rows: [past], nextCursor: null },
      requests: {
        rows: [
          {
            id: 'request-1',
            kind: 'reschedule',
            appointment: original,
            requested: asked,
            proposed: [{ start: OFFERED_START, end: OFFERED_START + HALF_HOUR }],
            authoredAt: NOW - HOUR_MS,
            receivedAt: NOW - HOUR_MS,
            state: 'awaiting-patient',
            mark: null,
            outcome: null,
            outcomeReason: null,
            resolvedAt: null,
          },
          {
            id: 'request-declined',
            kind: 'reschedule',
            appointment: today,
            requested: asked,
            proposed: [],
            authoredAt: NOW - 30 * HOUR_MS,
            receivedAt: NOW - 30 * HOUR_MS,
            state: 'open',
            mark: 'declined',
            outcome: null,
            outcomeReason: null,
            resolvedAt: null,
          },
          {
            id: 'request-old',
            kind: 'cancel',
            appointment: past,
            requested: null,
            proposed: [],
            authoredAt: NOW - 40 * HOUR_MS,
            receivedAt: NOW - 40 * HOUR_MS,
            state: 'resolved',
            mark: null,
            outcome: 'kept',
            outcomeReason: 'Will come after all',
            resolvedAt: NOW - 40 * HOUR_MS,
          },
        ],
        nextCursor: null,
      },
    });
    expect(patientCardView.parse(found)).toEqual(found);
  });

  test('of somebody about whom hardly anything is known', () => {
    const db = clinic();
    const name = 'Ångström '.repeat(23).trim().slice(0, 200);
    savePatient(
      db,
      buildPatient({
        id: 'bare',
        name,
        birthDate: null,
        phone: null,
        email: null,
        portalAccess: false,
        standing: null,
      }),
    );
    expect(card(db, 'bare')).toEqual({
      patient: {
        id: 'bare',
        name,
        birthDate: null,
        phone: null,
        email: null,
        portalAccess: false,
        standing: null,
      },
      upcoming: { rows: [], nextCursor: null },
      past: { rows: [], nextCursor: null },
      requests: { rows: [], nextCursor: null },
    });
  });

  test('of nobody', () => {
    expect(readPatientCard(clinic(), { id: 'nobody', limit: 5 }, TODAY)).toEqual({
      ok: false,
      error: { code: 'patient-not-found' },
    });
  });
});

describe('paging', () => {
  /** 23 appointments on each side of today's midnight, every two at the same time, and a request about each. */
  function busy(): Db {
    const db = clinic();
    for (let index = 0; index < 23; index += 1)
      for (const side of ['past', 'upcoming'] as const) {
        const step = (Math.floor(index / 2) + 1) * 24 * HOUR_MS;
        const start = side === 'past' ? TODAY - step : TODAY + step;
        const id = `${side}-${String((index * 7) % 23).padStart(2, '0')}`;
        seedAppointment(db, { id, start, end: start + HALF_HOUR });
        if (side === 'past')
          seedRequest(db, {
            id: `request-${id}`,
            appointmentId: id,
            authoredAt: start,
            status: { state: 'resolved', outcome: 'denied', reason: null },
          });
      }
    return db;
  }

  const key = (row: { start: number; id: string }) => `${row.start} ${row.id}`;

  test('every appointment once, in order; every request once, newest first', () => {
    const db = busy();
    const whole = card(db, 'patient-1', 100);
    expect(whole.upcoming.rows.map(key)).toEqual(whole.upcoming.rows.map(key).sort());
    expect(whole.past.rows.map(key)).toEqual(whole.past.rows.map(key).sort().reverse());
    expect([whole.upcoming.rows.length, whole.past.rows.length, whole.requests.rows.length]).toEqual([
      23, 23, 23,
    ]);
    const requestKeys = whole.requests.rows.map((row) => `${row.receivedAt} ${row.id}`);
    expect(requestKeys).toEqual([...requestKeys].sort().reverse());

    const first = card(db, 'patient-1', 5);
    for (const when of ['upcoming', 'past'] as const) {
      const rows = [...first[when].rows];
      for (let cursor = first[when].nextCursor; cursor !== null; ) {
        const page = appointmentsAfter(db, { id: 'patient-1', when, cursor, limit: 5 }, TODAY);
        if (!page.ok) throw new Error(page.error.code);
        rows.push(...page.value.rows);
        cursor = page.value.nextCursor;
      }
      expect(rows).toEqual(whole[when].rows);
    }
    const requests = [...first.requests.rows];
    for (let cursor = first.requests.nextCursor; cursor !== null; ) {
      const page = requestsAfter(db, { id: 'patient-1', cursor, limit: 6 });
      if (!page.ok) throw new Error(page.error.code);
      requests.push(...page.value.rows);
      cursor = page.value.nextCursor;
    }
    expect(requests).toEqual(whole.requests.rows);
  });

  test('a cursor that is none is refused', () => {
    const db = clinic();
    const refused = { ok: false, error: { code: 'bad-input' } };
    for (const cursor of ['x', '[]', '["a","b"]', '[1]']) {
      expect(appointmentsAfter(db, { id: 'patient-1', when: 'past', cursor, limit: 5 }, TODAY)).toEqual(
        refused,
      );
      expect(requestsAfter(db, { id: 'patient-1', cursor, limit: 5 })).toEqual(refused);
    }
  });

  test.each<readonly [string, (on: Db) => void]>([
    ['the card', (on) => readPatientCard(on, { id: 'patient-1', limit: 5 }, TODAY)],
    [
      'further appointments',
      (on) => {
        const cursor = JSON.stringify([TODAY, 'a']);
        for (const when of ['upcoming', 'past'] as const)
          appointmentsAfter(on, { id: 'patient-1', when, cursor, limit: 5 }, TODAY);
      },
    ],
    [
      'further requests',
      (on) => requestsAfter(on, { id: 'patient-1', cursor: JSON.stringify([NOW, 'z']), limit: 5 }),
    ],
    ['the search', (on) => searchPatients(on, 'ada 555', 5)],
  ])('%s walks no table that grows with the practice', (_what, work) => {
    const db = busy();
    const statements = statementsOf(db, work);
    expect(statements.length).toBeGreaterThan(0);
    for (const statement of statements)
      expect({ sql: statement.compile().sql, scans: scansOf(db, statement) }).toEqual({
        sql: statement.compile().sql,
        scans: [],
      });
  });

  test('before anything is typed the first are read from the index by name, and nothing is sorted', () => {
    const db = clinic();
    const statements = statementsOf(db, (on) => searchPatients(on, '', 5));
    expect(statements.map((statement) => scansOf(db, statement))).toEqual([
      ['SCAN patient USING INDEX patient_by_name'],
    ]);
  });
});

test('the command says what is of today and what is past in the clinic’s zone', async () => {
  const { core, db } = openLocalCore();
  seedPeople(db);
  const late = at('2026-11-22', '23:59');
  seedAppointment(db, { id: 'yesterday', start: late, end: late + HALF_HOUR });
  seedAppointment(db, { id: 'midnight', start: TODAY, end: TODAY + HALF_HOUR });
  const read = await core.handlers['patients.card']({ id: 'patient-1', limit: 10 }, { actor });
  if (!read.ok) throw new Error(read.error.code);
  expect(read.value.past.rows.map(({ id }) => id)).toEqual(['yesterday']);
  expect(read.value.upcoming.rows.map(({ id }) => id)).toEqual(['midnight']);
  const more = await core.handlers['patients.appointments'](
    { id: 'patient-1', when: 'upcoming', cursor: JSON.stringify([TODAY, 'midnight']), limit: 10 },
    { actor },
  );
  expect(more).toEqual({ ok: true, value: { rows: [], nextCursor: null } });
});
