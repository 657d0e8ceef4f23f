import { describe, expect, test } from 'vitest';
import { type Db, qb } from '../../../src-main/db/db.ts';
import { findAppointment } from '../../../src-main/db/queries/appointments.ts';
import { findRequest } from '../../../src-main/db/queries/requests.ts';
import { quarantine } from '../../../src-main/sync/quarantine.ts';
import { contract } from '../../../src-shared/ipc/contract.ts';
import type { CommandName } from '../../../src-shared/ipc/names.ts';
import { buildWords, NOW, ORIGINAL_ID } from '../../support/domain.ts';
import { type LocalCoreOptions, openLocalCore } from '../../support/local-core.ts';
import { actor, seedAppointment, seedPeople, seedRequest } from '../../support/local-desk.ts';

const caller = { actor };

/** A desk whose one request has just been denied; portal and mail server are not set up unless said. */
function denied(patientId = 'patient-1', defaults: NonNullable<LocalCoreOptions['defaults']> = {}) {
  const desk = openLocalCore({ defaults });
  seedPeople(desk.db);
  seedAppointment(desk.db, { patientId });
  seedRequest(desk.db, { patientId });
  const draft = { subject: 'request/request-1', draft_json: '{"typed":"so"}', updated_ms: NOW };
  desk.db.run(qb.insertInto('draft').values(draft));
  const decided = desk.core.handlers['decisions.decide'](
    { on: 'request', id: 'request-1', command: { type: 'deny', words: buildWords() } },
    caller,
  );
  expect(decided).toMatchObject({ ok: true });
  return desk;
}

const outboxId = (db: Db) => db.get(qb.selectFrom('outbox').select('id'))?.id ?? '';
const mailId = (db: Db) => db.get(qb.selectFrom('mail').select('id'))?.id ?? '';
const kinds = (db: Db) =>
  db.all(qb.selectFrom('history').select('kind').orderBy('id')).map((row) => row.kind);

async function listed(
  desk: ReturnType<typeof denied>,
  name: Extract<CommandName, 'attention.list' | 'calls.list'>,
) {
  const found = await desk.core.handlers[name](undefined, caller);
  if (!found.ok) throw new Error(found.error.code);
  return contract[name].output.parse(found.value);
}

describe('a refused e-mail', () => {
  function refused() {
    const desk = denied('patient-1', { mail: { kind: 'demo' } });
    desk.db.run(
      qb.updateTable('mail').set({ state: 'failed', last_error: '550 no such user', finished_ms: NOW + 5 }),
    );
    return desk;
  }

  test('is listed with what to say on the phone', async () => {
    const desk = refused();
    expect(await listed(desk, 'attention.list')).toEqual([
      {
        kind: 'mail',
        id: mailId(desk.db),
        requestId: 'request-1',
        appointmentId: ORIGINAL_ID,
        patientName: 'Ada Marsh',
        subject: 'Your appointment is kept at the original time - Our practice',
        toAddress: 'ada.marsh@example.org',
        error: '550 no such user',
        at: NOW + 5,
        script: expect.stringMatching(
          /^Hello, this is Our practice\. Am I speaking with Ada Marsh\? .*\n\nYou asked us to move your appointment\. We could not do that: it stays on /,
        ),
        patient: expect.objectContaining({ id: 'patient-1', name: 'Ada Marsh' }),
        birthDate: expect.anything(),
        visit: expect.objectContaining({ patientId: 'patient-1', patientName: 'Ada Marsh' }),
        outdated: false,
        mailSetUp: true,
        others: 0,
        ways: ['correct-address', 'retry', 'called-instead', 'open-request'],
      },
    ]);
    expect(desk.core.status().needAttention).toBe(1);
  });

  test('is said as the Call list would have it said', async () => {
    const [mail] = await listed(refused(), 'attention.list');
    const other = denied('patient-2');
    other.core.start();
    await other.clock.advance(8000);
    const [call] = await listed(other, 'calls.list');
    const said = mail !== undefined && 'script' in mail ? mail.script : '';
    expect(said.replace('Ada Marsh', 'Ben Ortiz')).toBe(
      call !== undefined && 'script' in call && call.script,
    );
  });

  test('that reminds of a visit has its words to say, too', async () => {
    const desk = refused();
    const visit = findAppointment(desk.db, ORIGINAL_ID);
    const id = mailId(desk.db);
    desk.db.run(qb.updateTable('mail').set({ kind: 'reminder', outbox_id: null, request_id: null }));
    desk.db.run(
      qb.insertInto('reminder').values({
        appointment_id: ORIGINAL_ID,
        start_ms: visit?.start ?? 0,
        claim: 'claim',
        state: 'sent',
        mail_id: id,
        told_json: JSON.stringify(visit),
        at_ms: NOW,
      }),
    );
    expect(await listed(desk, 'attention.list')).toMatchObject([
      { script: expect.stringContaining('I am calling to remind you of your appointment on ') },
    ]);
  });

  test('is read out as it is where nobody knows what it was to tell', async () => {
    const desk = refused();
    desk.db.run(qb.updateTable('outbox').set({ changes_json: '{}' }));
    expect(await listed(desk, 'attention.list')).toMatchObject([
      { script: expect.stringContaining('Dear Ada Marsh,') },
    ]);
  });

  test('is tried again', async () => {
    const desk = refused();
    const id = mailId(desk.db);
    expect(await desk.core.handlers['attention.retry']({ kind: 'mail', id }, caller)).toEqual({
      ok: true,
      value: null,
    });
    expect(desk.db.get(qb.selectFrom('mail').select(['state', 'attempts', 'last_error']))).toEqual({
      state: 'ready',
      attempts: 0,
      last_error: null,
    });
    expect(kinds(desk.db).at(-1)).toBe('email-retried');
    expect(await desk.core.handlers['attention.retry']({ kind: 'mail', id }, caller)).toEqual({
      ok: false,
      error: { code: 'not-failed' },
    });
    expect(await listed(desk, 'attention.list')).toEqual([]);
  });

  test('the patient was called instead', async () => {
    const desk = refused();
    const id = mailId(desk.db);
    expect(await desk.core.handlers['attention.calledInstead']({ mailId: id }, caller)).toEqual({
      ok: true,
      value: null,
    });
    expect(desk.db.get(qb.selectFrom('mail').select('state'))).toEqual({ state: 'called' });
    expect(kinds(desk.db).at(-1)).toBe('called-instead');
    expect(await desk.core.handlers['attention.calledInstead']({ mailId: 'none' }, caller)).toEqual({
      ok: false,
      error: { code: 'item-not-found' },
    });
  });
});

describe('a decision the portal will never take', () => {
  function refused() {
    const desk = denied('patient-1', { portal: { kind: 'demo' } });
    desk.db.run(
      qb.updateTable('outbox').set({ state: 'failed', last_error: 'HTTP 422: no', finished_ms: NOW + 9 }),
    );
    return desk;
  }

  test('is listed with the portal’s words', async () => {
    const desk = refused();
    expect(await listed(desk, 'attention.list')).toEqual([
      {
        kind: 'decision',
        told: false,
        id: outboxId(desk.db),
        requestId: 'request-1',
        appointmentId: ORIGINAL_ID,
        patientName: 'Ada Marsh',
        command: 'deny',
        error: 'HTTP 422: no',
        correction: null,
        at: NOW + 9,
        birthDate: expect.anything(),
        visit: expect.objectContaining({ patientId: 'patient-1' }),
        portalSetUp: true,
        ways: ['retry', 'take-back', 'open-request'],
      },
    ]);
  });

  test('is sent again', async () => {
    const desk = refused();
    const id = outboxId(desk.db);
    expect(await desk.core.handlers['attention.retry']({ kind: 'decision', id }, caller)).toEqual({
      ok: true,
      value: null,
    });
    expect(desk.db.get(qb.selectFrom('outbox').select(['state', 'attempts', 'last_error']))).toEqual({
      state: 'ready',
      attempts: 0,
      last_error: null,
    });
    expect(await desk.core.handlers['attention.retry']({ kind: 'decision', id: 'none' }, caller)).toEqual({
      ok: false,
      error: { code: 'item-not-found' },
    });
  });

  test('is given up: its e-mail never leaves, and what was typed is there again', async () => {
    const desk = refused();
    const id = outboxId(desk.db);
    expect(await desk.core.handlers['attention.dismiss']({ kind: 'decision', id }, caller)).toEqual({
      ok: true,
      value: null,
    });
    expect(desk.db.get(qb.selectFrom('outbox').select('state'))).toEqual({ state: 'undone' });
    expect(desk.db.get(qb.selectFrom('mail').select('state'))).toEqual({ state: 'dropped' });
    expect(desk.db.get(qb.selectFrom('draft').select('draft_json'))).toEqual({
      draft_json: '{"typed":"so"}',
    });
    expect(kinds(desk.db).at(-1)).toBe('undone');
    expect(await desk.core.handlers['attention.dismiss']({ kind: 'decision', id }, caller)).toEqual({
      ok: false,
      error: { code: 'not-failed' },
    });
  });
});

test('a resource in quarantine is listed, and taken off the list', async () => {
  const desk = denied();
  quarantine(
    desk.db,
    { type: 'Task', id: 'task-9', versionId: '3', body: { resourceType: 'Task' } },
    { reason: 'end-before-start', detail: 'requested period' },
    NOW,
  );
  const [item] = await listed(desk, 'attention.list');
  expect(item).toEqual({
    kind: 'quarantine',
    id: 'Task/task-9',
    resourceType: 'Task',
    resourceId: 'task-9',
    versionId: '3',
    reason: 'end-before-start',
    detail: 'requested period',
    takes: null,
    asks: null,
    choices: [],
    resource: '{\n  "resourceType": "Task"\n}',
    at: NOW,
    ways: ['dismiss'],
  });
  const dismiss = () =>
    desk.core.handlers['attention.dismiss'](
      { kind: 'quarantine', id: 'Task/task-9', versionId: '3' },
      caller,
    );
  expect(await dismiss()).toEqual({ ok: true, value: null });
  expect(await listed(desk, 'attention.list')).toEqual([]);
  expect(await dismiss()).toEqual({ ok: false, error: { code: 'item-not-found' } });
});

test('a conflict is listed, and goes when it is dismissed', async () => {
  const desk = denied();
  const note = {
    at: NOW,
    chosen: null,
    chosenBy: 'Robin Field',
    by: null,
    portal: { what: 'cancelled' as const },
  };
  desk.db.run(
    qb.insertInto('conflict').values({
      outbox_id: 'x',
      appointment_id: 'appointment-1',
      request_id: 'request-1',
      at_ms: NOW,
      note_json: JSON.stringify(note),
    }),
  );
  expect(await listed(desk, 'attention.list')).toEqual([
    {
      kind: 'conflict',
      told: false,
      id: 'request-1',
      requestId: 'request-1',
      appointmentId: null,
      patientName: 'Ada Marsh',
      birthDate: expect.anything(),
      visit: expect.objectContaining({ patientId: 'patient-1' }),
      past: false,
      note,
      at: NOW,
      takenBy: [],
      outboxId: 'x',
      request: { state: 'resolved', outcome: 'denied' },
      appointmentStatus: 'booked',
      ways: ['dismiss', 'open-request'],
    },
  ]);
  seedAppointment(desk.db, { id: 'other', uid: 'other', patientId: 'patient-2' });
  expect(await listed(desk, 'attention.list')).toMatchObject([
    { takenBy: [{ patientName: 'Ben Ortiz', practitionerName: 'Dr. Ruth Okafor', status: 'booked' }] },
  ]);
  const gotIt = (outbox: string) =>
    desk.core.handlers['attention.dismiss']({ kind: 'conflict', id: outbox }, caller);
  // What has come in its place was not seen: it stays.
  expect(await gotIt('an earlier one')).toEqual({ ok: false, error: { code: 'item-not-found' } });
  expect(await listed(desk, 'attention.list')).toHaveLength(1);
  const detail = await desk.core.handlers['requests.get']({ id: 'request-1' }, caller);
  const seen = detail.ok ? detail.value.row.conflict?.outboxId : undefined;
  expect(await gotIt(seen ?? '')).toEqual({ ok: true, value: null });
  expect(await listed(desk, 'attention.list')).toEqual([]);
});

test('the Call list: shown once the decision stands, done with a note', async () => {
  const desk = denied('patient-2');
  expect(await listed(desk, 'calls.list')).toEqual([]);
  desk.core.start();
  await desk.clock.advance(8000);
  const [call, ...more] = await listed(desk, 'calls.list');
  expect(more).toEqual([]);
  expect(call).toMatchObject({
    requestId: 'request-1',
    patient: { id: 'patient-2', email: null },
    patientName: 'Ben Ortiz',
    why: 'no-email',
    script: expect.stringContaining('Ben Ortiz'),
    createdAt: NOW,
  });
  const done = () => desk.core.handlers['calls.done']({ id: call?.id ?? '', note: 'Left a message' }, caller);
  expect(await done()).toMatchObject({ ok: true, value: { attemptId: null } });
  expect(await done()).toEqual({ ok: false, error: { code: 'item-not-found' } });
  expect(await listed(desk, 'calls.list')).toEqual([]);
  expect(
    desk.db.get(qb.selectFrom('history').select(['kind', 'user_name', 'detail_json']).orderBy('id', 'desc')),
  ).toEqual({ kind: 'call-done', user_name: actor.userName, detail_json: '{"note":"Left a message"}' });
  expect(findRequest(desk.db, 'request-1')?.appointmentId).toBe(ORIGINAL_ID);
});

describe('what is not so any more', () => {
  function refusedMail(state = 'failed' as const) {
    const desk = denied();
    desk.db.run(qb.updateTable('mail').set({ state, finished_ms: NOW }));
    return desk;
  }
  const moves: [string, Parameters<typeof seedAppointment>[1]][] = [
    ['cancelled', { status: 'cancelled', patientId: 'patient-1' }],
    ['moved', { start: NOW + 86_400_000, end: NOW + 88_200_000, patientId: 'patient-1' }],
  ];

  test.each(moves)('an e-mail about a visit that was %s since is not sent again', async (_name, over) => {
    const desk = refusedMail();
    seedAppointment(desk.db, over);
    const id = mailId(desk.db);
    expect(await listed(desk, 'attention.list')).toMatchObject([
      { kind: 'mail', outdated: true, script: '', ways: ['called-instead', 'dismiss', 'open-request'] },
    ]);
    expect(await desk.core.handlers['attention.retry']({ kind: 'mail', id }, caller)).toEqual({
      ok: false,
      error: { code: 'email-outdated' },
    });
    expect(await desk.core.handlers['attention.dismiss']({ kind: 'mail', id }, caller)).toEqual({
      ok: true,
      value: null,
    });
    expect(desk.db.get(qb.selectFrom('mail').select('state'))).toEqual({ state: 'dropped' });
    expect(kinds(desk.db).at(-1)).toBe('email-dismissed');
    expect(await listed(desk, 'attention.list')).toEqual([]);
  });

  test('an e-mail that is true cannot be dismissed: the patient waits for it', async () => {
    const desk = refusedMail();
    const id = mailId(desk.db);
    expect(await desk.core.handlers['attention.dismiss']({ kind: 'mail', id }, caller)).toEqual({
      ok: false,
      error: { code: 'email-still-true' },
    });
    expect(await listed(desk, 'attention.list')).toHaveLength(1);
  });

  test('only the conflict that was drawn is dismissed, of the request or of the appointment with the same id', async () => {
    const desk = denied();
    const note = JSON.stringify({
      at: NOW,
      chosen: null,
      chosenBy: 'Robin Field',
      portal: { what: 'cancelled' },
    });
    const said = { appointment_id: 'request-1', at_ms: NOW, note_json: note };
    const ofRequest = outboxId(desk.db);
    const conflicts = [
      { ...said, outbox_id: ofRequest, request_id: 'request-1' },
      { ...said, outbox_id: 'on the schedule', request_id: null },
    ];
    desk.db.run(qb.insertInto('conflict').values(conflicts));
    const dismissed = (id: string) =>
      desk.core.handlers['attention.dismiss']({ kind: 'conflict', id }, caller);
    expect(await dismissed('an earlier one')).toMatchObject({ ok: false });
    expect(await listed(desk, 'attention.list')).toHaveLength(2);
    expect(await dismissed(ofRequest)).toEqual({ ok: true, value: null });
    expect(await listed(desk, 'attention.list')).toMatchObject([{ kind: 'conflict', requestId: null }]);
    expect(await dismissed('on the schedule')).toEqual({ ok: true, value: null });
    expect(await listed(desk, 'attention.list')).toEqual([]);
    expect(kinds(desk.db).slice(-2)).toEqual(['conflict-dismissed', 'conflict-dismissed']);
  });
});
