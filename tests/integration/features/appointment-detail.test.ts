import { describe, expect, test } from 'vitest';
import type { Db } from '../../../src-main/db/db.ts';
import { appendHistory, MOST_LINES } from '../../../src-main/db/queries/history.ts';
import { findRequest } from '../../../src-main/db/queries/requests.ts';
import { getAppointment } from '../../../src-main/features/schedule/appointment.ts';
import { scheduleDays } from '../../../src-main/features/schedule/days.ts';
import { scheduleLoad } from '../../../src-main/features/schedule/load.ts';
import type { AppointmentStatus } from '../../../src-shared/domain/appointment.ts';
import type { RequestCommand } from '../../../src-shared/domain/commands.ts';
import { defaultRules } from '../../../src-shared/domain/default-rules.ts';
import { appointmentDetail } from '../../../src-shared/ipc/schedule-views.ts';
import { buildSlot, buildWords, NOW, ORIGINAL_ID, OWN_START, ZONE } from '../../support/domain.ts';
import {
  actor,
  type LocalDesk,
  openLocalDesk,
  seedAppointment,
  seedPeople,
  seedRequest,
  temporaryDatabase,
} from '../../support/local-desk.ts';
import { scansOf, statementsOf } from '../../support/query-plan.ts';

function detailOf(db: Db, id: string) {
  const found = getAppointment(db, id, OWN_START, ZONE);
  if (!found.ok) throw new Error(found.error.code);
  expect(appointmentDetail.parse(found.value)).toEqual(found.value);
  return found.value;
}

function clinic(): Db {
  const { db } = temporaryDatabase();
  seedPeople(db);
  return db;
}

/** Decides on the request to move the original; gives the id of the Tentative that waits after it, if one does. */
function decide(desk: LocalDesk, command: RequestCommand): string | null {
  const decided = desk.decisions.decide({ on: 'request', id: 'request-1', command }, actor);
  if (!decided.ok) throw new Error(decided.error.code);
  const status = findRequest(desk.db, 'request-1')?.status;
  return status?.state === 'awaiting-patient' ? (status.proposal.appointmentIds[0] ?? null) : null;
}

function proposed() {
  const desk = openLocalDesk();
  seedAppointment(desk.db);
  seedAppointment(desk.db, { id: 'other', uid: 'other', start: NOW, end: NOW + 60_000 });
  seedRequest(desk.db);
  const tentativeId = decide(desk, { type: 'propose', slots: [buildSlot()], words: buildWords() });
  if (tentativeId === null) throw new Error('no proposal waits');
  return { desk, db: desk.db, tentativeId };
}

describe('an appointment', () => {
  test('has its patient, and says that it is not known', () => {
    const db = clinic();
    seedAppointment(db);
    seedAppointment(db, { id: 'nobody', uid: 'nobody', patientId: null });
    expect(detailOf(db, ORIGINAL_ID)).toMatchObject({
      appointment: { id: ORIGINAL_ID, patientName: 'Ada Marsh' },
      patient: { id: 'patient-1', name: 'Ada Marsh', phone: '555-0101' },
      counterparts: [],
      history: [],
      delivery: null,
      mail: null,
    });
    expect(detailOf(db, 'nobody').patient).toBeNull();
    expect(getAppointment(db, 'missing', OWN_START, ZONE)).toEqual({
      ok: false,
      error: { code: 'appointment-not-found' },
    });
  });

  test('and its Tentative show each other, and one chain, one delivery and one e-mail', () => {
    const { db, tentativeId } = proposed();
    const original = detailOf(db, ORIGINAL_ID);
    const tentative = detailOf(db, tentativeId);
    expect(original.appointment.changeProposed).toBe(true);
    expect(original.counterparts.map(({ id }) => id)).toEqual([tentativeId]);
    expect(tentative.counterparts.map(({ id }) => id)).toEqual([ORIGINAL_ID]);
    expect(original.history.map((line) => line.kind)).toEqual(['decided', 'email-queued']);
    expect(original.delivery).toMatchObject({ state: 'held' });
    expect(original.mail).toMatchObject({ state: 'waiting', toAddress: 'ada.marsh@example.org' });
    for (const key of ['history', 'delivery', 'mail', 'patient'] as const)
      expect(tentative[key]).toEqual(original[key]);
    expect(detailOf(db, 'other')).toMatchObject({
      history: [],
      delivery: null,
      mail: null,
      counterparts: [],
    });
  });

  test('that took the place of another has the whole chain, of both', () => {
    const { desk, db, tentativeId } = proposed();
    decide(desk, { type: 'record-answer', answer: 'accepted' });
    const accepted = detailOf(db, tentativeId);
    expect(accepted.appointment).toMatchObject({ status: 'booked', originalId: ORIGINAL_ID });
    expect(accepted.counterparts).toEqual([]);
    expect(
      accepted.history.filter((line) => line.kind === 'decided').map((line) => line.detail.command),
    ).toEqual(['propose', 'record-answer']);
    expect(detailOf(db, ORIGINAL_ID).history).toEqual(accepted.history);
    // Asked again, about the new one: still one chain.
    seedRequest(db, { id: 'request-2', appointmentId: tentativeId });
    appendHistory(db, {
      at: NOW,
      actor,
      kind: 'request-received',
      requestId: 'request-2',
      appointmentId: null,
      outboxId: null,
      detail: {},
    });
    const kinds = detailOf(db, ORIGINAL_ID).history.map((line) => line.kind);
    expect(kinds).toHaveLength(accepted.history.length + 1);
    expect(kinds.at(-1)).toBe('request-received');
  });

  test('of a very long chain has the newest lines, oldest first', () => {
    const db = clinic();
    seedAppointment(db);
    seedRequest(db);
    for (let n = 0; n < MOST_LINES + 20; n += 1)
      appendHistory(db, {
        at: NOW + n,
        actor,
        kind: 'email-retried',
        requestId: n % 2 === 0 ? 'request-1' : null,
        appointmentId: n % 3 === 0 || n % 2 === 1 ? ORIGINAL_ID : null,
        outboxId: null,
        detail: {},
      });
    const shown = detailOf(db, ORIGINAL_ID).history.map((line) => line.at - NOW);
    expect(shown).toEqual(Array.from({ length: MOST_LINES }, (_, n) => n + 20));
  });

  const CAN: readonly (readonly [AppointmentStatus, boolean, readonly string[]])[] = [
    ['booked', true, ['checked-in', 'completed', 'no-show']],
    ['checked-in', true, ['booked', 'completed']],
    ['completed', false, ['booked', 'checked-in']],
    ['no-show', false, ['booked', 'checked-in']],
    ['tentative', false, []],
    ['cancelled', false, []],
  ];
  test.each(CAN)('that is %s can be changed: %s, and become %j when it begins', (status, open, statuses) => {
    const db = clinic();
    seedAppointment(db, { status });
    expect(detailOf(db, ORIGINAL_ID).allowed).toEqual({ update: open, cancel: open, statuses });
  });
});

describe('no view of the schedule walks a table that grows with the practice', () => {
  const { practice } = defaultRules;
  const views: readonly (readonly [string, (db: Db) => void])[] = (['practitioner-1', null] as const).flatMap(
    (practitionerId) => [
      [
        `days, ${practitionerId}`,
        (db: Db) =>
          scheduleDays(
            db,
            { from: '2026-11-30', days: 7, practitionerId, includeCancelled: false },
            { ...defaultRules, practice },
          ),
      ] as const,
      [
        `load, ${practitionerId}`,
        (db: Db) => scheduleLoad(db, { month: '2026-11', practitionerId }, practice),
      ] as const,
      [`appointment, ${practitionerId}`, (db: Db) => getAppointment(db, ORIGINAL_ID, NOW, ZONE)] as const,
    ],
  );
  test.each(views)('%s', (_name, work) => {
    const { db } = proposed();
    const statements = statementsOf(db, work);
    expect(statements.length).toBeGreaterThan(0);
    for (const statement of statements)
      expect({ sql: statement.compile().sql, scans: scansOf(db, statement) }).toEqual({
        sql: statement.compile().sql,
        scans: [],
      });
  });
});
