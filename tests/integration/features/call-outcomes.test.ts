import { describe, expect, test } from 'vitest';
import { qb } from '../../../src-main/db/db.ts';
import { deleteAppointment } from '../../../src-main/db/queries/appointments.ts';
import { inboxCounts } from '../../../src-main/db/queries/counts.ts';
import { findRequest, saveRequest } from '../../../src-main/db/queries/requests.ts';
import { openCalls } from '../../../src-main/features/calls/list.ts';
import { dropMail } from '../../../src-main/mail/release.ts';
import type { DeskCommand } from '../../../src-shared/domain/commands.ts';
import { HOUR_MS, MINUTE_MS } from '../../../src-shared/domain/time.ts';
import { type CommandInput, type CommandOutput, contract } from '../../../src-shared/ipc/contract.ts';
import type { CommandName } from '../../../src-shared/ipc/names.ts';
import { buildSlot, buildWords, NOW, ORIGINAL_ID, OWN_START } from '../../support/domain.ts';
import { openLocalCore } from '../../support/local-core.ts';
import { actor, seedAppointment, seedPeople, seedRequest } from '../../support/local-desk.ts';

const caller = { actor };
const PROPOSE: DeskCommand = { type: 'propose', slots: [buildSlot()], words: buildWords() };
const DENY: DeskCommand = { type: 'deny', words: buildWords() };

/** A started desk without portal; the request of a patient without e-mail has been decided, and their call is to be made. */
async function calling(command: DeskCommand) {
  const desk = openLocalCore();
  const { db, clock, core } = desk;
  seedPeople(db);
  seedAppointment(db, { patientId: 'patient-2' });
  seedRequest(db, { patientId: 'patient-2' });
  core.start();
  async function raw<N extends keyof typeof core.handlers & CommandName>(name: N, input: CommandInput<N>) {
    const handler = core.handlers[name] as (i: unknown, c: unknown) => unknown;
    return (await handler(input, caller)) as
      | { ok: true; value: CommandOutput<N> }
      | { ok: false; error: { code: string } };
  }
  async function ask<N extends keyof typeof core.handlers & CommandName>(name: N, input: CommandInput<N>) {
    const answer = await raw(name, input);
    if (!answer.ok) throw new Error(answer.error.code);
    return contract[name].output.parse(answer.value) as CommandOutput<N>;
  }
  const decide = (given: DeskCommand) =>
    ask('decisions.decide', { on: 'request', id: 'request-1', command: given });
  await decide(command);
  await clock.advance(8000);
  const list = () => ask('calls.list', undefined);
  const [call] = await list();
  if (call === undefined) throw new Error('no call');
  return {
    ...desk,
    raw,
    ask,
    decide,
    list,
    call,
    theCall: async () => {
      const [one, ...more] = await list();
      if (one === undefined || more.length > 0) throw new Error(`${more.length + (one ? 1 : 0)} calls`);
      return one;
    },
    count: () => inboxCounts(db, clock.now()).calls,
    record: () =>
      db
        .all(qb.selectFrom('history').selectAll().orderBy('id'))
        .filter(({ kind }) => kind.startsWith('call-'))
        .map(({ kind, user_name, request_id, detail_json }) => ({
          kind,
          user_name,
          request_id,
          detail: JSON.parse(detail_json) as unknown,
        })),
  };
}

describe('nobody was told', () => {
  test('no answer: noted with who and when, and back by itself at its time', async () => {
    const desk = await calling(DENY);
    const began = desk.clock.now();
    const noted = await desk.ask('calls.attempted', {
      id: desk.call.id,
      outcome: 'no-answer',
      again: null,
      note: 'rang ten times',
    });
    expect(noted.again).toBeGreaterThanOrEqual(began + 2 * HOUR_MS);
    expect(await desk.theCall()).toMatchObject({
      again: noted.again,
      attempts: [{ outcome: 'no-answer', at: began, userName: actor.userName, note: 'rang ten times' }],
    });
    expect(desk.count()).toBe(0);
    await desk.clock.advance(1000);
    desk.events.length = 0;
    await desk.clock.advance((noted.again ?? 0) - desk.clock.now() - 1);
    // Looked at every hour, for the sake of a machine that slept; said is what is so.
    expect([(await desk.theCall()).again, desk.count()]).toEqual([noted.again, 0]);
    desk.events.length = 0;
    await desk.clock.advance(1000);
    expect(desk.events).toContainEqual({ type: 'changed', topics: ['calls'] });
    expect([(await desk.theCall()).again, desk.count()]).toEqual([null, 1]);
    expect(desk.record().at(-1)).toEqual({
      kind: 'call-attempted',
      user_name: actor.userName,
      request_id: 'request-1',
      detail: { callOutcome: 'no-answer', again: noted.again, note: 'rang ten times' },
    });
  });

  test('at a time that was named; none that is over, or at which there is nothing to tell', async () => {
    const desk = await calling(DENY);
    const attempt = (again: number | null) =>
      desk.raw('calls.attempted', { id: desk.call.id, outcome: 'try-again', again, note: '' });
    expect(await attempt(desk.clock.now())).toEqual({ ok: false, error: { code: 'call-again-past' } });
    expect(await attempt(OWN_START)).toEqual({ ok: false, error: { code: 'call-again-too-late' } });
    expect(await attempt(null)).toEqual({ ok: false, error: { code: 'bad-input' } });
    const again = desk.clock.now() + 26 * HOUR_MS;
    expect(await attempt(again)).toMatchObject({ ok: true, value: { again } });
    expect(await desk.theCall()).toMatchObject({ again, tellBy: OWN_START });
  });

  test('a desk that was closed, or whose clock was set, has it all the same', async () => {
    const desk = await calling(DENY);
    const { id } = desk.call;
    const again = desk.clock.now() + 30 * HOUR_MS;
    await desk.ask('calls.attempted', { id, outcome: 'try-again', again, note: '' });
    await desk.core.stop();
    const next = openLocalCore({ database: desk, clock: desk.clock });
    next.core.start();
    next.events.length = 0;
    await desk.clock.advance(31 * HOUR_MS);
    expect(next.events).toContainEqual({ type: 'changed', topics: ['calls'] });
    expect((await desk.theCall()).again).toBeNull();
    const againAt = (now: number) => openCalls(desk.db, { now, requestsOf: () => [] })[0]?.again;
    // Put back by an hour, before its time: it waits again, and is not lost.
    expect(againAt(again - HOUR_MS)).toBe(again);
    // By years: what was noted lies in the future, and nothing is waited for.
    expect(againAt(NOW - 3 * 365 * 24 * HOUR_MS)).toBeNull();
  });

  test('is taken back, the last first', async () => {
    const desk = await calling(DENY);
    const { id } = desk.call;
    const attempt = async (outcome: 'no-answer' | 'left-message') =>
      (await desk.ask('calls.attempted', { id, outcome, again: null, note: '' })).attemptId;
    const first = await attempt('no-answer');
    const waited = (await desk.theCall()).again;
    const second = await attempt('left-message');
    const undo = (attemptId: string | null) => desk.raw('calls.undo', { id, attemptId });
    expect(await undo(first)).toEqual({ ok: false, error: { code: 'item-not-found' } });
    expect(await undo(second)).toEqual({ ok: true, value: null });
    expect(await desk.theCall()).toMatchObject({ again: waited, attempts: [{ outcome: 'no-answer' }] });
    expect(await undo(first)).toEqual({ ok: true, value: null });
    expect(await desk.theCall()).toMatchObject({ again: null, attempts: [] });
    expect(await undo(first)).toEqual({ ok: false, error: { code: 'item-not-found' } });
    // The record keeps what was noted, and that it was taken back.
    expect(desk.record().map(({ kind }) => kind)).toEqual([
      'call-listed',
      'call-attempted',
      'call-attempted',
      'call-undone',
      'call-undone',
    ]);
  });
});

test('Called is taken back', async () => {
  const desk = await calling(DENY);
  const { id } = desk.call;
  expect(await desk.ask('calls.done', { id, note: '' })).toMatchObject({ attemptId: null });
  expect(await desk.list()).toEqual([]);
  expect(await desk.raw('calls.undo', { id, attemptId: null })).toEqual({ ok: true, value: null });
  expect((await desk.theCall()).id).toBe(id);
});

describe('the answer to a proposal', () => {
  test('accepted on the phone: the one decision there is, and no second call to tell them', async () => {
    const desk = await calling(PROPOSE);
    expect(desk.call).toMatchObject({ answerable: true, script: expect.stringContaining('suit you?') });
    await desk.decide({ type: 'record-answer', answer: 'accepted', note: 'will bring her mother' });
    await desk.clock.advance(8000);
    expect(await desk.list()).toEqual([]);
    expect(findRequest(desk.db, 'request-1')?.status).toMatchObject({ outcome: 'accepted-by-patient' });
    const line = desk.db.all(qb.selectFrom('history').selectAll().where('kind', '=', 'decided')).at(-1);
    expect(JSON.parse(line?.detail_json ?? '')).toMatchObject({
      command: 'record-answer',
      answer: 'accepted',
      note: 'will bring her mother',
    });
  });

  test.each(['accepted', 'declined'] as const)(
    '%s and undone: the call is to be made again',
    async (answer) => {
      const desk = await calling(PROPOSE);
      const { outboxId } = await desk.decide({ type: 'record-answer', answer });
      expect(await desk.list()).toEqual([]);
      await desk.ask('decisions.undo', { outboxId: outboxId ?? '' });
      expect(await desk.theCall()).toMatchObject({ id: desk.call.id, answerable: true, gone: null });
    },
  );

  test('refused by the portal: the call is there again, and says how things stand', async () => {
    const desk = await calling(PROPOSE);
    const { outboxId } = await desk.decide({ type: 'record-answer', answer: 'declined' });
    await desk.clock.advance(8000);
    expect(dropMail(desk.db, outboxId ?? '', desk.clock.now())).toBe(true);
    expect(await desk.theCall()).toMatchObject({
      answerable: false,
      gone: { why: 'request', mark: 'declined' },
    });
  });

  test('recorded where nobody had to be called: who cannot be written to is told by phone', async () => {
    const desk = await calling(PROPOSE);
    desk.db.run(qb.updateTable('call').set({ state: 'dropped' }));
    await desk.decide({ type: 'record-answer', answer: 'accepted' });
    await desk.clock.advance(8000);
    expect(await desk.theCall()).toMatchObject({ why: 'no-email', answerable: false });
  });
});

describe('where the reason is gone, the call says so and nothing old', () => {
  test('the patient has withdrawn the request', async () => {
    const desk = await calling(PROPOSE);
    const request = findRequest(desk.db, 'request-1');
    if (request === null) throw new Error('no request');
    const status = { state: 'resolved', outcome: 'withdrawn', reason: null } as const;
    saveRequest(desk.db, { ...request, status }, desk.clock.now());
    expect(await desk.theCall()).toMatchObject({
      gone: { why: 'request', outcome: 'withdrawn' },
      script: '',
      voicemail: '',
      answerable: false,
    });
  });

  test('the proposal has run out', async () => {
    const desk = await calling(PROPOSE);
    await desk.clock.advance(NOW + 9 * 24 * HOUR_MS - desk.clock.now());
    expect((await desk.theCall()).gone).toMatchObject({ why: 'request', mark: 'no-answer' });
  });

  test('another desk has moved, cancelled or removed the visit', async () => {
    const desk = await calling(DENY);
    const moved = seedAppointment(desk.db, {
      patientId: 'patient-2',
      start: OWN_START + HOUR_MS,
      end: OWN_START + 2 * HOUR_MS,
    });
    expect((await desk.theCall()).gone).toMatchObject({ why: 'visit', now: { start: moved.start } });
    seedAppointment(desk.db, { patientId: 'patient-2', status: 'cancelled' });
    expect((await desk.theCall()).gone).toMatchObject({ why: 'visit', now: { status: 'cancelled' } });
    deleteAppointment(desk.db, ORIGINAL_ID);
    expect((await desk.theCall()).gone).toEqual({ why: 'visit', now: null });
  });

  test('something else has been decided here: the newer call alone is to be made', async () => {
    const desk = await calling(PROPOSE);
    const { outboxId } = await desk.decide({ type: 'withdraw-proposal' });
    expect((await desk.theCall()).gone).toMatchObject({ why: 'request', mark: 'proposal-withdrawn' });
    await desk.ask('decisions.undo', { outboxId: outboxId ?? '' });
    expect((await desk.theCall()).gone).toBeNull();
    await desk.decide({
      type: 'propose',
      slots: [buildSlot({ start: OWN_START + HOUR_MS })],
      words: buildWords(),
    });
    await desk.clock.advance(8000);
    expect((await desk.list()).map(({ gone }) => gone)).toEqual([{ why: 'decided-since' }, null]);
  });

  test('the time is over', async () => {
    const desk = await calling(DENY);
    await desk.clock.advance(OWN_START + 30 * MINUTE_MS - desk.clock.now());
    expect(await desk.theCall()).toMatchObject({ gone: { why: 'over' }, tellBy: null });
  });

  test('it is taken off the list; one that is to be made is not', async () => {
    const desk = await calling(DENY);
    const dismiss = () => desk.raw('calls.dismiss', { id: desk.call.id });
    expect(await dismiss()).toEqual({ ok: false, error: { code: 'call-still-true' } });
    seedAppointment(desk.db, { patientId: 'patient-2', status: 'cancelled' });
    expect(await dismiss()).toEqual({ ok: true, value: null });
    expect(await desk.list()).toEqual([]);
    expect(desk.record().at(-1)?.kind).toBe('call-dismissed');
  });
});

test('an answer by phone leaves a call that was to say something else', async () => {
  const { decide, list, clock } = await calling({ type: 'message', message: 'Please bring your card.' });
  await decide(PROPOSE);
  await clock.advance(8000);
  expect((await list()).map(({ gone }) => gone)).toEqual([null, null]);
  await decide({ type: 'record-answer', answer: 'declined' });
  await clock.advance(8000);
  const [left, ...more] = await list();
  expect(more).toEqual([]);
  expect(left?.script).toContain('Please bring your card.');
});
