import { describe, expect, test } from 'vitest';
import { type Db, qb } from '../../../src-main/db/db.ts';
import { saveAppointment } from '../../../src-main/db/queries/appointments.ts';
import { inboxCounts } from '../../../src-main/db/queries/counts.ts';
import { saveRequest } from '../../../src-main/db/queries/requests.ts';
import { addNote, createSnoozes, snooze } from '../../../src-main/features/requests/snoozes.ts';
import { HOUR_MS, MINUTE_MS } from '../../../src-shared/domain/time.ts';
import type { RequestListInput } from '../../../src-shared/ipc/request-views.ts';
import {
  ASKED_START,
  at,
  buildAppointment,
  buildRequest,
  buildWords,
  HALF_HOUR,
  NOW,
  OWN_START,
} from '../../support/domain.ts';
import { openLocalCore } from '../../support/local-core.ts';
import { actor, openLocalDesk, seedAppointment, seedPeople, seedRequest } from '../../support/local-desk.ts';
import { WHOLE_INBOX } from '../../support/whole-inbox.ts';

const caller = { actor };
const ID = 'request-1';
const TOMORROW = at('2026-11-24', '09:00');

/** A desk with two open requests, started. */
async function desk() {
  const local = openLocalCore();
  const { db, core, clock, events } = local;
  seedPeople(db);
  seedAppointment(db);
  seedRequest(db);
  seedAppointment(db, {
    id: 'second',
    uid: 'second',
    patientId: 'patient-2',
    start: OWN_START + HOUR_MS,
    end: OWN_START + HOUR_MS + HALF_HOUR,
  });
  seedRequest(db, {
    id: 'request-2',
    appointmentId: 'second',
    patientId: 'patient-2',
    kind: 'cancel',
    requested: null,
  });
  core.start();
  await clock.settle();
  events.length = 0;
  const list = async (over: Partial<RequestListInput> = {}) => {
    const page = await core.handlers['requests.list']({ ...WHOLE_INBOX, ...over }, caller);
    if (!page.ok) throw new Error(page.error.code);
    const { rows, total, counts } = page.value;
    return {
      ids: rows.map(({ id }) => id).sort(),
      total,
      inbox: counts.inbox,
      snoozed: counts.snoozed,
      rows,
    };
  };
  const put = (until: number, id = ID) => core.handlers['requests.snooze']({ id, until }, caller);
  return { ...local, list, put };
}

const snoozedIds = (db: Db) =>
  db.all(qb.selectFrom('snooze').select('request_id')).map((row) => row.request_id);

describe('a request that is put off', () => {
  test('leaves the inbox and its count, is listed by itself and found, and comes back at its time', async () => {
    const { list, put, clock, events } = await desk();
    expect(await put(TOMORROW)).toEqual({ ok: true, value: null });
    expect(await list()).toMatchObject({ ids: ['request-2'], total: 1, inbox: 1, snoozed: 1 });
    expect(await list({ filter: 'snoozed' })).toMatchObject({
      ids: [ID],
      total: 1,
      rows: [{ snoozedUntil: TOMORROW }],
    });
    expect(await list({ search: 'Ada' })).toMatchObject({ ids: [ID] });
    events.length = 0;
    await clock.advance(TOMORROW - NOW - 1);
    expect((await list()).ids).toEqual(['request-2']);
    await clock.advance(1);
    expect(await list()).toMatchObject({ ids: [ID, 'request-2'], inbox: 2, snoozed: 0 });
    expect(events).toContainEqual({ type: 'changed', topics: ['requests'] });
  });

  test('comes back when somebody brings it back; both stand on its record', async () => {
    const { core, list, put } = await desk();
    await put(TOMORROW);
    expect(await core.handlers['requests.wake']({ id: ID }, caller)).toEqual({ ok: true, value: null });
    expect((await list()).ids).toEqual([ID, 'request-2']);
    const detail = await core.handlers['requests.get']({ id: ID }, caller);
    expect(
      detail.ok && detail.value.history.map(({ kind, userName, detail: said }) => [kind, userName, said]),
    ).toEqual([
      ['snoozed', actor.userName, { until: TOMORROW }],
      ['woken', actor.userName, {}],
    ]);
  });

  test.each([
    ['the patient withdraws it', { status: { state: 'resolved', outcome: 'withdrawn', reason: null } }],
    [
      'the patient asks for another time',
      { requested: { start: ASKED_START + HOUR_MS, end: ASKED_START + HOUR_MS + HALF_HOUR } },
    ],
    ['the patient writes something else', { note: 'It hurts now' }],
    ['somebody else takes it on', { status: { state: 'open', mark: 'taken-elsewhere' } }],
  ] as const)('is back at once when %s', async (_, change) => {
    const { db, put } = await desk();
    await put(TOMORROW);
    saveRequest(db, buildRequest(), NOW);
    expect(snoozedIds(db), 'the same again').toEqual([ID]);
    saveRequest(db, buildRequest(change), NOW);
    expect(snoozedIds(db)).toEqual([]);
  });

  test.each([
    ['moved', { start: OWN_START + HOUR_MS, end: OWN_START + 2 * HOUR_MS }],
    ['cancelled', { status: 'cancelled' }],
    ['made longer', { end: OWN_START + HOUR_MS }],
  ] as const)('is back at once when its visit is %s', async (_, change) => {
    const { db, put } = await desk();
    await put(TOMORROW);
    saveAppointment(db, buildAppointment(), { portalId: 'appointment-1' });
    expect(snoozedIds(db), 'the same again').toEqual([ID]);
    saveAppointment(db, buildAppointment(change), { portalId: 'appointment-1' });
    expect(snoozedIds(db)).toEqual([]);
  });

  test('is not put off past its visit, nor when it is closed', async () => {
    const { core, put } = await desk();
    expect(await put(OWN_START)).toEqual({ ok: false, error: { code: 'snooze-too-long' } });
    expect(await put(NOW)).toEqual({ ok: false, error: { code: 'snooze-too-long' } });
    expect(await put(TOMORROW, 'nobody')).toEqual({ ok: false, error: { code: 'request-not-found' } });
    const command = { type: 'deny', words: buildWords() } as const;
    await core.handlers['decisions.decide']({ on: 'request', id: ID, command }, caller);
    expect(await put(TOMORROW)).toEqual({ ok: false, error: { code: 'already-resolved' } });
  });

  test.each([
    ['forward', TOMORROW + HOUR_MS],
    ['back', NOW - 2 * HOUR_MS],
  ])('is never lost to a clock that is put %s', async (_, shown) => {
    const { db, clock } = openLocalDesk();
    seedAppointment(db);
    seedRequest(db);
    let jump = 0;
    let woken = 0;
    const snoozes = createSnoozes({
      db,
      clock: { ...clock, now: () => clock.now() + jump },
      woken: () => {
        woken += 1;
      },
    });
    snooze(db, ID, TOMORROW, { now: NOW, actor });
    snoozes.schedule();
    await clock.advance(MINUTE_MS);
    expect(inboxCounts(db, clock.now())).toMatchObject({ inbox: 0, snoozed: 1 });
    jump = shown - clock.now();
    await clock.advance(MINUTE_MS);
    expect({ ...inboxCounts(db, clock.now()), woken }).toMatchObject({ inbox: 1, snoozed: 0, woken: 1 });
    snoozes.stop();
  });

  test('one that came due while the desk was closed is back with its start', async () => {
    const { db, clock } = openLocalDesk();
    seedAppointment(db);
    seedRequest(db);
    snooze(db, ID, TOMORROW, { now: NOW, actor });
    await clock.advance(TOMORROW - NOW);
    const snoozes = createSnoozes({ db, clock, woken: () => {} });
    snoozes.schedule();
    await clock.advance(0);
    expect(inboxCounts(db, clock.now())).toMatchObject({ inbox: 1, snoozed: 0 });
    expect(clock.pending()).toBe(0);
  });
});

describe('a note', () => {
  test('stands on the record, and the newest on the request', async () => {
    const { core, list, clock } = await desk();
    const write = (text: string, userName: string) =>
      core.handlers['requests.addNote']({ id: ID, text }, { actor: { ...actor, userName } });
    expect(await write(' Called, no answer ', 'Robin')).toEqual({ ok: true, value: null });
    await clock.advance(MINUTE_MS);
    expect(await write('=Mother calls back', 'Sam')).toEqual({ ok: true, value: null });
    expect(await write(' \n ', 'Sam')).toEqual({ ok: false, error: { code: 'note-empty' } });
    const row = (await list()).rows.find(({ id }) => id === ID);
    expect(row?.deskNote).toEqual({ text: '=Mother calls back', by: 'Sam', at: NOW + MINUTE_MS });
    const detail = await core.handlers['requests.get']({ id: ID }, caller);
    expect(detail.ok && detail.value.history.map(({ kind, detail: said }) => [kind, said.note])).toEqual([
      ['noted', 'Called, no answer'],
      ['noted', '=Mother calls back'],
    ]);
  });

  test('wakes nothing, and is refused for a request that is not here', () => {
    const { db } = openLocalDesk();
    seedAppointment(db);
    seedRequest(db);
    snooze(db, ID, TOMORROW, { now: NOW, actor });
    expect(addNote(db, ID, 'x', { now: NOW, actor })).toEqual({ ok: true, value: null });
    expect(snoozedIds(db)).toEqual([ID]);
    expect(addNote(db, 'nobody', 'x', { now: NOW, actor })).toEqual({
      ok: false,
      error: { code: 'request-not-found' },
    });
  });
});
