import DatabaseConnection from 'better-sqlite3';
import { expect, test } from 'vitest';
import { qb } from '../../../src-main/db/db.ts';
import { migrations } from '../../../src-main/db/migrations/index.ts';
import { openDatabase } from '../../../src-main/db/open.ts';
import { readDraft, saveDraft } from '../../../src-main/db/queries/drafts.ts';
import { insertUser, markRemoved } from '../../../src-main/db/queries/users.ts';
import { type Decision, draftsOf } from '../../../src-shared/domain/decision.ts';
import { buildSlot, buildWords, NOW } from '../../support/domain.ts';
import { openLocalCore } from '../../support/local-core.ts';
import {
  actor,
  openLocalDesk,
  rowsOf,
  seedAppointment,
  seedRequest,
  temporaryDatabase,
} from '../../support/local-desk.ts';

const caller = { actor };
const NOBODY = { givenName: 'Ada', familyName: '', birthDate: null, phone: '555-0100', email: null };

test('what is typed about the schedule is kept as typed, by what it is about, and cleared', async () => {
  const { core } = openLocalCore();
  const save = core.handlers['drafts.save'];
  const list = () => core.handlers['drafts.list'](undefined, caller);
  const typed = {
    time: '10:00',
    notify: false,
    overrideReason: 'Both know',
    lateCharge: 'waived' as const,
    alternatives: [buildSlot()],
  };
  await save({ subject: 'appointment/appointment-1', draft: typed }, caller);
  await save({ subject: 'new-appointment', draft: { patientId: null, newPatient: NOBODY } }, caller);
  expect(await list()).toEqual({
    ok: true,
    value: [
      { subject: 'appointment/appointment-1', draft: typed },
      { subject: 'new-appointment', draft: { patientId: null, newPatient: NOBODY } },
    ],
  });
  await save({ subject: 'appointment/appointment-1', draft: { time: '11:00' } }, caller);
  await save({ subject: 'new-appointment', draft: null }, caller);
  expect(await list()).toEqual({
    ok: true,
    value: [{ subject: 'appointment/appointment-1', draft: { time: '11:00' } }],
  });
});

test('what is typed belongs to whoever typed it; what nobody is known to have typed goes to who goes on with it', async () => {
  const { core, db } = openLocalCore();
  const other = { actor: { ...actor, userId: 'user-2', userName: 'Kim Lee' } };
  insertUser(db, { id: 'user-2', name: 'Kim Lee', role: 'receptionist', secretJson: null }, { now: 0 });
  seedAppointment(db);
  seedRequest(db);
  const save = core.handlers['drafts.save'];
  const get = async (by: typeof caller) => {
    const found = await core.handlers['requests.get']({ id: 'request-1' }, by);
    return found.ok ? [found.value.draft?.message ?? null, found.value.row.typedBy] : found.error;
  };
  await save({ subject: 'request/request-1', draft: { message: 'Kim’s' } }, other);
  await save({ subject: 'new-appointment', draft: { time: '10:00' } }, other);
  const kim = { userId: 'user-2', name: 'Kim Lee' };
  expect(await get(caller)).toEqual([null, [kim]]);
  expect(await core.handlers['drafts.list'](undefined, caller)).toEqual({ ok: true, value: [] });
  await save({ subject: 'request/request-1', draft: { message: 'mine' } }, caller);
  expect(await get(other)).toEqual(['Kim’s', [{ userId: actor.userId, name: null }, kim]]);
  await save({ subject: 'request/request-1', draft: null }, caller);
  expect(await get(other)).toEqual(['Kim’s', [kim]]);

  const earlier = {
    subject: 'appointment/appointment-1',
    draft_json: '{"message":"before"}',
    updated_ms: NOW,
  };
  db.run(qb.insertInto('draft').values(earlier));
  const about = (by: typeof caller) => core.handlers['drafts.list'](undefined, by);
  expect(await about(caller)).toMatchObject({ value: [{ draft: { message: 'before' } }] });
  await save({ subject: 'appointment/appointment-1', draft: { message: 'before, and on' } }, caller);
  expect(await about(caller)).toMatchObject({ value: [{ draft: { message: 'before, and on' } }] });
  expect(await about(other)).toMatchObject({ value: [{ subject: 'new-appointment' }] });
});

test('a decision takes along what was typed by whoever decides, and by nobody else; so does its undo', () => {
  const desk = openLocalDesk();
  seedAppointment(desk.db);
  seedRequest(desk.db);
  for (const [userId, message] of [
    ['user-2', 'Kim’s'],
    [actor.userId, 'mine'],
  ] as const)
    saveDraft(desk.db, 'request/request-1', { message }, userId, NOW);
  const before = rowsOf(desk.db, 'draft');
  const decided = desk.decisions.decide(
    { on: 'request', id: 'request-1', command: { type: 'approve' } },
    actor,
  );
  if (!decided.ok) throw new Error(decided.error.code);
  expect(rowsOf(desk.db, 'draft')).toMatchObject([{ user_id: 'user-2' }]);
  desk.decisions.undo(decided.value.outboxId ?? '', actor);
  expect(rowsOf(desk.db, 'draft')).toEqual(before);
});

test('what comes back of somebody who has been removed meanwhile is there for whoever opens it', () => {
  const desk = openLocalDesk();
  seedAppointment(desk.db);
  seedRequest(desk.db);
  const { userId } = actor;
  insertUser(desk.db, { id: userId, name: 'Kim Lee', role: 'receptionist', secretJson: null }, { now: 0 });
  saveDraft(desk.db, 'request/request-1', { message: 'half a' }, userId, NOW);
  const decision = { on: 'request', id: 'request-1', command: { type: 'approve' } } as const;
  const decided = desk.decisions.decide(decision, actor);
  if (!decided.ok) throw new Error(decided.error.code);
  markRemoved(desk.db, userId, NOW);
  desk.decisions.undo(decided.value.outboxId ?? '', { ...actor, userId: 'user-2' });
  expect(readDraft(desk.db, 'request-1', 'user-2')).toMatchObject({ message: 'half a' });
});

test('an appointment and a request of the same id have drafts of their own', () => {
  const { db } = openLocalDesk();
  seedAppointment(db);
  seedRequest(db);
  saveDraft(db, 'request/request-1', { message: 'about the request' }, actor.userId, NOW);
  saveDraft(db, 'appointment/request-1', { message: 'about the appointment' }, actor.userId, NOW);
  saveDraft(db, 'request/request-1', null, actor.userId, NOW);
  expect(rowsOf(db, 'draft')).toMatchObject([{ subject: 'appointment/request-1' }]);
});

test('what another version kept about the schedule is there as far as it is known, and nothing else', async () => {
  const { core, db } = openLocalCore();
  const keep = (subject: string, draft: unknown) =>
    db.run(qb.insertInto('draft').values({ subject, draft_json: JSON.stringify(draft), updated_ms: NOW }));
  keep('appointment/appointment-1', {
    date: 7,
    time: '10:00',
    notify: 'yes',
    providerId: 'p',
    overrideReason: 'x'.repeat(301),
  });
  keep('series/1', { time: '12:00' });
  expect(await core.handlers['drafts.list'](undefined, caller)).toEqual({
    ok: true,
    value: [
      { subject: 'appointment/appointment-1', draft: { time: '10:00', overrideReason: 'x'.repeat(300) } },
    ],
  });
});

const words = buildWords();
const slot = buildSlot();
const override = { reason: 'Agreed' };
const cancel: Decision = {
  on: 'schedule',
  command: { type: 'cancel-appointment', appointmentId: 'appointment-1', words, notify: true },
};

test.each<readonly [string, Decision, readonly string[]]>([
  [
    'a booking',
    {
      on: 'schedule',
      command: { type: 'book', patientId: 'patient-1', slot, message: '', notify: true, override },
    },
    ['new-appointment'],
  ],
  ['a change on the schedule', cancel, ['appointment/appointment-1', 'request/request-1']],
  [
    'a decision on a request',
    { on: 'request', id: 'request-1', command: { type: 'approve', override } },
    ['request/request-1'],
  ],
  [
    'a status, given at once,',
    { on: 'schedule', command: { type: 'set-status', appointmentId: 'appointment-1', status: 'no-show' } },
    [],
  ],
])('%s takes along what was typed for it, and nothing else; its undo gives it back', (_, decision, taken) => {
  const desk = openLocalDesk();
  // It has begun: a No-show can be said.
  seedAppointment(
    desk.db,
    decision.command.type === 'set-status' ? { start: NOW - 1, end: NOW + 60_000 } : {},
  );
  seedRequest(desk.db);
  const subjects = [
    'appointment/appointment-1',
    'appointment/other',
    'new-appointment',
    'request/request-1',
  ] as const;
  for (const subject of subjects) saveDraft(desk.db, subject, { message: subject }, actor.userId, NOW);
  const before = rowsOf(desk.db, 'draft');
  const decided = desk.decisions.decide(decision, actor);
  if (!decided.ok) throw new Error(decided.error.code);
  expect(rowsOf(desk.db, 'draft')).toEqual(before.filter(({ subject }) => !taken.includes(String(subject))));
  desk.decisions.undo(decided.value.outboxId ?? '', actor);
  expect(rowsOf(desk.db, 'draft')).toEqual(before);
});

test('a reason for a No-show’s time is typed for its status, and goes with it', () => {
  const command = { type: 'set-status', appointmentId: 'appointment-1', status: 'booked', override } as const;
  expect(draftsOf({ on: 'schedule', command }, null)).toEqual(['appointment/appointment-1']);
});

test('a patient’s answer, and the clock, leave what somebody is typing', () => {
  const proposalAppointmentId = 'proposal-1';
  const declined = {
    type: 'patient-answer',
    answer: 'declined',
    proposalAppointmentId,
  } as const;
  for (const command of [declined, { type: 'expire' } as const]) {
    const desk = openLocalDesk();
    seedAppointment(desk.db);
    seedAppointment(desk.db, { id: proposalAppointmentId, status: 'tentative', originalId: 'appointment-1' });
    const proposal = {
      appointmentIds: [proposalAppointmentId],
      sentAt: 0,
      expiresAt: NOW,
      reason: '',
      message: '',
    };
    seedRequest(desk.db, { status: { state: 'awaiting-patient', proposal } });
    saveDraft(desk.db, 'request/request-1', { message: 'In the middle of a sen' }, actor.userId, NOW);
    expect(desk.decisions.automate('request-1', command)).toMatchObject({ ok: true });
    expect(rowsOf(desk.db, 'draft')).toHaveLength(1);
  }
});

test('a refused decision leaves what is typed where it is', () => {
  const desk = openLocalDesk();
  seedAppointment(desk.db, { status: 'cancelled' });
  saveDraft(desk.db, 'appointment/appointment-1', { message: 'half a' }, actor.userId, NOW);
  expect(desk.decisions.decide(cancel, actor).ok).toBe(false);
  expect(rowsOf(desk.db, 'draft')).toHaveLength(1);
});

test('what a decision of an earlier version took along comes back with its undo', () => {
  const { db, path } = temporaryDatabase();
  db.close();
  const before = migrations.findIndex(({ name }) => name === '0016-drafts-of-decision');
  const opened = openDatabase(`${path}-old`, migrations.slice(0, before));
  if (!opened.ok) throw new Error(opened.error.code);
  opened.value.close();
  const kept = { subject: 'request/request-1', draft_json: '{"message":"half a"}', updated_ms: NOW };
  const snapshots = [{ draft: kept }, { draft: null }, {}].map((snapshot) =>
    JSON.stringify({ ...snapshot, conflicts: [] }),
  );
  const old = new DatabaseConnection(`${path}-old`);
  const insert = old.prepare(`
    INSERT INTO outbox (id, thread, command_json, changes_json, plan_json, before_json, user_id, user_name,
      state, release_ms, attempts, next_attempt_ms, created_ms)
    VALUES (?, 'visit', '{}', '{}', '[]', ?, 'u', 'U', 'held', 0, 0, 0, 0)
  `);
  for (const [seq, json] of [...snapshots, 'no JSON'].entries()) insert.run(`decision-${seq}`, json);
  old.close();
  const now = openDatabase(`${path}-old`);
  if (!now.ok) throw new Error(now.error.code);
  const rows = rowsOf(now.value, 'outbox').map(({ before_json }) => String(before_json));
  now.value.close();
  expect(rows.slice(0, 3).map((json) => JSON.parse(json))).toEqual([
    { conflicts: [], drafts: [kept] },
    { conflicts: [], drafts: [] },
    { conflicts: [], drafts: [] },
  ]);
  expect(rows[3]).toBe('no JSON');
});
