import { describe, expect, test } from 'vitest';
import { type Db, qb } from '../../../src-main/db/db.ts';
import { searchPatients } from '../../../src-main/db/queries/patient-search.ts';
import { findPatient, savePatient } from '../../../src-main/db/queries/people.ts';
import { similarPatients } from '../../../src-main/db/queries/similar-patients.ts';
import { type NewPatient, tidied } from '../../../src-shared/domain/new-patient.ts';
import { similarPatient } from '../../../src-shared/ipc/patient-views.ts';
import { buildPatient, buildSlot, NOW } from '../../support/domain.ts';
import { openLocalCore } from '../../support/local-core.ts';
import { actor, openLocalDesk, seedPeople, temporaryDatabase } from '../../support/local-desk.ts';
import { scansOf, statementsOf } from '../../support/query-plan.ts';

const MIRA: NewPatient = {
  givenName: 'Mira',
  familyName: 'Novak',
  birthDate: '1990-02-28',
  phone: '(312) 555-0199',
  email: 'mira@example.org',
};

function add(desk: Pick<ReturnType<typeof openLocalDesk>, 'decisions'>, given: NewPatient = MIRA) {
  const added = desk.decisions.addPatient(given, actor);
  if (!added.ok) throw new Error(added.error.code);
  return added.value;
}

const stateOf = (db: Db, outboxId: string) =>
  db.get(qb.selectFrom('outbox').select('state').where('id', '=', outboxId))?.state;

describe('adding a patient', () => {
  test('puts them on file at once, tidied, and found by what was typed', () => {
    const desk = openLocalDesk();
    const { id, outboxId, undoUntil } = add(desk, { ...MIRA, givenName: ' Mira  Ann ', phone: ' ' });
    expect(findPatient(desk.db, id)).toEqual({
      id,
      name: 'Mira Ann Novak',
      givenName: 'Mira Ann',
      familyName: 'Novak',
      birthDate: '1990-02-28',
      phone: null,
      email: 'mira@example.org',
      portalAccess: true,
      standing: null,
      language: null,
    });
    expect(searchPatients(desk.db, 'novak 2/28/1990', 5).map((one) => one.id)).toEqual([id]);
    expect(stateOf(desk.db, outboxId)).toBe('held');
    expect(undoUntil).toBe(NOW + 8000);
    expect(desk.announced.some((one) => one.startsWith('changed:') && one.includes('patients'))).toBe(true);
  });

  test('refuses what cannot be, with nothing written', () => {
    const desk = openLocalDesk();
    const refusal = (over: Partial<NewPatient>) => {
      const refused = desk.decisions.addPatient({ ...MIRA, ...over }, actor);
      return refused.ok ? null : refused.error.code;
    };
    expect(refusal({ givenName: '', familyName: ' ' })).toBe('name-missing');
    // Today is the clinic's: 9 AM on November 23 in Chicago.
    expect(refusal({ birthDate: '2026-11-24' })).toBe('birth-date-future');
    expect(refusal({ email: 'nobody' })).toBe('email-invalid');
    expect(searchPatients(desk.db, 'novak', 5)).toEqual([]);
    expect(desk.db.all(qb.selectFrom('outbox').select('id'))).toEqual([]);
  });

  test('can be undone until it leaves, and a restart does not change that', async () => {
    const desk = openLocalDesk();
    const first = add(desk);
    expect(desk.restart().undo(first.outboxId, actor)).toEqual({ ok: true, value: null });
    expect(findPatient(desk.db, first.id)).toBeNull();
    expect(searchPatients(desk.db, 'novak', 5)).toEqual([]);
    const second = add({ decisions: desk.restart() });
    await desk.clock.advance(8000);
    expect(stateOf(desk.db, second.outboxId)).toBe('ready');
    expect(desk.restart().undo(second.outboxId, actor)).toMatchObject({ error: { code: 'undo-too-late' } });
    const lines = desk.db.all(qb.selectFrom('history').select(['kind', 'patient_id']).orderBy('id'));
    expect(lines).toEqual([
      { kind: 'patient-added', patient_id: first.id },
      { kind: 'undone', patient_id: first.id },
      { kind: 'patient-added', patient_id: second.id },
    ]);
  });

  test('cannot be undone while something is theirs, and can again when that is undone', () => {
    const desk = openLocalDesk();
    const { id, outboxId } = add(desk);
    const booked = desk.decisions.decide(
      {
        on: 'schedule',
        command: { type: 'book', patientId: id, slot: buildSlot(), message: '', notify: false },
      },
      actor,
    );
    if (!booked.ok) throw new Error(booked.error.code);
    expect(desk.decisions.undo(outboxId, actor)).toMatchObject({ error: { code: 'undo-too-late' } });
    expect(desk.decisions.undo(booked.value.outboxId ?? '', actor).ok).toBe(true);
    expect(desk.decisions.undo(outboxId, actor).ok).toBe(true);
    expect(findPatient(desk.db, id)).toBeNull();
  });

  test('without a portal it is done here; once there is one, a booking takes the patient along', async () => {
    let configured = false;
    const desk = openLocalDesk({ portalConfigured: () => configured });
    const { id, outboxId } = add(desk);
    await desk.clock.advance(8000);
    expect(stateOf(desk.db, outboxId)).toBe('done');
    configured = true;
    const booked = desk.decisions.decide(
      {
        on: 'schedule',
        command: { type: 'book', patientId: id, slot: buildSlot(), message: '', notify: false },
      },
      actor,
    );
    if (!booked.ok) throw new Error(booked.error.code);
    await desk.clock.advance(8000);
    expect(stateOf(desk.db, outboxId)).toBe('ready');
    expect(stateOf(desk.db, booked.value.outboxId ?? '')).toBe('ready');
  });
});

describe('who may be the same person', () => {
  function onFile(): Db {
    const { db } = temporaryDatabase();
    seedPeople(db);
    const people: [string, string, string, string | null, string | null, string | null][] = [
      ['twin', 'Mira', 'Novak', '1990-02-28', null, null],
      ['accents', 'Míra Ann', 'Novák', null, null, null],
      ['sister', 'Ema', 'Novak', '1990-02-28', null, null],
      ['same-phone', 'Jan', 'Kral', null, '+1 312-555-0199', null],
      ['same-mail', 'Jan', 'Kral', null, null, 'MIRA@example.org'],
      ['longer-mail', 'Jan', 'Kral', null, null, 'x.mira@example.org'],
      ['same-day', 'Other', 'Person', '1990-02-28', null, null],
      ['given-only', 'Mira', 'Other', null, null, null],
    ];
    for (const [id, givenName, familyName, birthDate, phone, email] of people)
      savePatient(
        db,
        buildPatient({
          id,
          name: `${givenName} ${familyName}`,
          givenName,
          familyName,
          birthDate,
          phone,
          email,
        }),
        { portalId: id },
      );
    return db;
  }
  const similar = (db: Db, over: Partial<NewPatient> = {}) => {
    const found = similarPatients(db, tidied({ ...MIRA, ...over }));
    for (const one of found) similarPatient.parse(one);
    return Object.fromEntries(found.map(({ patient, same }) => [patient.id, same]));
  };

  test('has the name, the family name and the birthday, the phone or the e-mail; most in common first', () => {
    const db = onFile();
    const found = similar(db);
    expect(found).toEqual({
      twin: ['name', 'birth-date'],
      accents: ['name'],
      sister: ['birth-date'],
      'same-phone': ['phone'],
      'same-mail': ['email'],
    });
    expect(Object.keys(found)[0]).toBe('twin');
    expect(
      similar(db, { givenName: 'mira', familyName: 'NOVÁK', birthDate: null, phone: null, email: null }),
    ).toEqual({
      twin: ['name'],
      accents: ['name'],
    });
  });

  test('is spelled otherwise, and is told apart from who has the very name', () => {
    const db = onFile();
    for (const [id, givenName, familyName] of [
      ['maria', 'María', 'González'],
      ['marian', 'Marian', 'González'],
      ['two', 'Maria', 'Gonzalez Lopez'],
      ['other', 'Maria', 'Gomez'],
    ] as const)
      savePatient(
        db,
        buildPatient({
          id,
          name: `${givenName} ${familyName}`,
          givenName,
          familyName,
          phone: null,
          email: null,
        }),
        {
          portalId: id,
        },
      );
    const bare = { birthDate: null, phone: null, email: null };
    expect(similar(db, { ...bare, givenName: 'Maria', familyName: 'Gonzales' })).toEqual({
      maria: ['similar-name'],
      marian: ['similar-name'],
      two: ['similar-name'],
    });
    expect(similar(db, { ...bare, givenName: 'Maria', familyName: 'Gonzalez' })).toEqual({
      maria: ['name'],
      two: ['name'],
      marian: ['similar-name'],
    });
  });

  test('is nobody while too little is typed, whatever it is', () => {
    const db = onFile();
    const nothing = { givenName: '', familyName: '', birthDate: null, phone: null, email: null };
    expect(similar(db, nothing)).toEqual({});
    expect(similar(db, { ...nothing, phone: '0199', birthDate: '1990-02-28' })).toEqual({});
    for (const odd of ['"', '*', 'NEAR(a b)', "'; drop", '- OR', '^x'])
      expect(() =>
        similar(db, { givenName: odd, familyName: odd, birthDate: odd, phone: odd, email: odd }),
      ).not.toThrow();
  });

  test('is looked up by index alone', () => {
    const db = onFile();
    const statements = statementsOf(db, (on) => similarPatients(on, MIRA));
    expect(statements.length).toBeGreaterThan(0);
    expect(statements.flatMap((statement) => scansOf(db, statement))).toEqual([]);
  });

  test('both commands are the window’s', async () => {
    const { core, db } = openLocalCore();
    seedPeople(db);
    const caller = { actor };
    const added = await core.handlers['patients.add'](MIRA, caller);
    expect(added).toMatchObject({ ok: true, value: { undoUntil: NOW + 8000 } });
    expect(await core.handlers['patients.similar'](MIRA, caller)).toMatchObject({
      ok: true,
      value: [{ patient: { name: 'Mira Novak' }, same: ['name', 'birth-date', 'phone', 'email'] }],
    });
  });
});
