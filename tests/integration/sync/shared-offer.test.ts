import type { Appointment } from '@medplum/fhirtypes';
import { describe, expect, test } from 'vitest';
import { qb } from '../../../src-main/db/db.ts';
import { historyOfRequest } from '../../../src-main/db/queries/history.ts';
import type { PortalAnswer, PortalRequest } from '../../../src-main/ports.ts';
import { decidedAt, OFFERED, openOfferedClinic } from '../../support/offered-clinic.ts';
import { WORDS } from '../../support/portal-desk.ts';

const MINUTE = 60_000;
const WON = { proposal: 'booked', visit: 'cancelled', request: 'completed accepted' };
const LOST = { proposal: 'cancelled', visit: 'booked', request: 'requested offer-taken' };
const WAITS = { proposal: 'pending', visit: 'booked', request: 'on-hold awaiting-patient' };
const isWrite = ({ method, url }: PortalRequest): boolean => method === 'POST' && url === '';
const OFFER_COMMAND = { type: 'propose', slots: [OFFERED], words: WORDS } as const;
const DOWN = { kind: 'none', why: 'unreachable', detail: 'down' } as const;

/** As a server says it whose instants have no fractions. */
const toTheSecond = (answer: PortalAnswer): PortalAnswer =>
  JSON.parse(JSON.stringify(answer).replaceAll(/("lastUpdated":"[^".]+)\.\d+/g, '$1')) as PortalAnswer;

describe('one time, offered to three', () => {
  test('each has a proposal, in nobody’s way among themselves; other desks know', async () => {
    const clinic = await openOfferedClinic();
    const [one, two] = [clinic.open(), clinic.open({ seed: 2 })];
    await clinic.offerAt(one);
    await two.settle();
    for (const n of [1, 2, 3]) {
      expect(await clinic.stands(n)).toEqual(WAITS);
      const mark = (await clinic.proposalOf(n)).identifier?.find(
        ({ system }) => system === 'urn:reslot:shared-offer',
      );
      expect(mark?.value).toBe('offer-1');
      for (const desk of [one, two]) {
        expect((await clinic.row(desk, n)).proposal?.sharedWith).toBe(2);
        // So it stands on the schedule and on the downtime sheet, where three have one time.
        const id = (await clinic.row(desk, n)).proposal?.appointments[0]?.id ?? '';
        expect((await desk.ask('appointments.get', { id })).appointment.sharedWith).toBe(2);
      }
    }
    for (const desk of [one, two]) expect(await desk.ask('attention.list', undefined)).toEqual([]);
    expect(one.letters).toHaveLength(3);
    for (const { text } of one.letters)
      expect(text).toContain(
        'We offer this time to several patients at once. It goes to whoever accepts it first.',
      );
    expect(historyOfRequest(one.db, 'task-1').find(({ kind }) => kind === 'decided')?.detail).toMatchObject({
      sharedWith: 2,
    });

    // Everybody else finds the time taken.
    const book = { type: 'book', patientId: 'patient-3', slot: OFFERED, message: '', notify: true } as const;
    await expect(two.ask('decisions.decide', { on: 'schedule', command: book })).rejects.toThrow(
      'time-conflict',
    );
  });

  test('the first to accept is booked, and the others are told and come back to the inbox', async () => {
    const clinic = await openOfferedClinic();
    const [one, two] = [clinic.open(), clinic.open({ seed: 2 })];
    await clinic.offerAt(one);
    await two.settle();
    await clinic.answer(2);
    await clinic.clock.advance(2 * MINUTE);
    await one.settle();
    await two.settle();
    expect(await clinic.stands(2)).toEqual(WON);
    for (const n of [1, 3]) {
      expect(await clinic.stands(n)).toEqual(LOST);
      for (const desk of [one, two])
        expect(await clinic.row(desk, n)).toMatchObject({
          state: 'open',
          mark: 'offer-taken',
          conflict: null,
        });
    }
    const letters = [...one.letters, ...two.letters];
    for (const n of [1, 3]) {
      const own = letters.filter(({ to }) => to.address === `patient-${n}@example.org`);
      expect(own.map(({ subject }) => subject)).toEqual([
        expect.stringContaining('Please answer'),
        expect.stringContaining('The time we offered you has been given to someone else'),
      ]);
      expect(own[1]?.text).toContain(
        'Your appointment stays as it is. We still have your request and will answer it.',
      );
      expect(own[1]?.text).not.toContain('Thank you for accepting');
    }
    for (const desk of [one, two]) expect(await desk.ask('attention.list', undefined)).toEqual([]);
    expect(historyOfRequest(one.db, 'task-1').map(({ kind }) => kind)).toContain('offer-taken');
  });

  test('an end that is one patient’s is nobody else’s: declined, run out, withdrawn', async () => {
    const clinic = await openOfferedClinic();
    // Two hours are left to answer for the first, whose visit is in four days, and more for the others.
    const desk = clinic.open({ rules: { proposalExpiryHours: 94 } });
    await clinic.offerAt(desk);
    await clinic.answer(2, 'declined');
    await desk.settle();
    expect((await clinic.row(desk, 2)).mark).toBe('declined');
    expect(await clinic.stands(1)).toEqual(WAITS);
    await clinic.clock.advance(125 * MINUTE);
    await desk.settle();
    expect((await clinic.row(desk, 1)).mark).toBe('no-answer');
    expect(await clinic.stands(3)).toEqual(WAITS);
    const row = await clinic.row(desk, 3);
    expect([row.state, row.proposal?.sharedWith]).toEqual(['awaiting-patient', undefined]);
    await desk.ask('decisions.decide', {
      on: 'request',
      id: 'task-3',
      command: { type: 'withdraw-proposal' },
    });
    await desk.settle();
    expect((await clinic.row(desk, 3)).mark).toBe('proposal-withdrawn');
    expect([(await clinic.row(desk, 1)).mark, (await clinic.row(desk, 2)).mark]).toEqual([
      'no-answer',
      'declined',
    ]);
  });

  test('each can be undone by itself, and whoever is left may accept', async () => {
    const clinic = await openOfferedClinic();
    const desk = clinic.open({ rules: { undoSeconds: 10 } });
    await desk.settle();
    const given: (string | null)[] = [];
    for (const n of [1, 2, 3]) {
      const command = { ...OFFER_COMMAND, shared: { offer: 'offer-1', others: 2 } };
      const { outboxId } = await desk.ask('decisions.decide', { on: 'request', id: `task-${n}`, command });
      given.push(outboxId);
    }
    await desk.ask('decisions.undo', { outboxId: given[0] ?? '' });
    expect(await clinic.row(desk, 1)).toMatchObject({ state: 'open', mark: null });
    await desk.settle();
    await desk.settle();
    expect((await clinic.row(desk, 2)).proposal?.sharedWith).toBe(1);
    await clinic.answer(3);
    await desk.settle();
    await desk.settle();
    expect(await clinic.stands(3)).toEqual(WON);
    expect(await clinic.stands(2)).toEqual(LOST);
    expect(await clinic.row(desk, 1)).toMatchObject({ state: 'open', mark: null });
    expect(desk.letters.filter(({ to }) => to.address === 'patient-1@example.org')).toEqual([]);
  });
});

describe('two who accept', () => {
  test('the portal’s order counts, not that in which they are looked at here', async () => {
    const clinic = await openOfferedClinic();
    const desk = clinic.open();
    await clinic.offerAt(desk);
    // Read together; what is due is looked at visit by visit, the first patient's first.
    await clinic.answer(3);
    await clinic.clock.advance(3);
    await clinic.answer(1);
    await desk.settle();
    await desk.settle();
    expect(await clinic.stands(3)).toEqual(WON);
    expect(await clinic.stands(1)).toEqual(LOST);
    expect(await clinic.stands(2)).toEqual(LOST);
    // Whoever has accepted, too, is called; the third never said a word.
    expect((await clinic.row(desk, 1)).obstacles.map(({ code }) => code)).toContain('accepted-too-late');
    expect((await clinic.row(desk, 2)).obstacles.map(({ code }) => code)).not.toContain('accepted-too-late');
    const late = desk.letters.findLast(({ to }) => to.address === 'patient-1@example.org');
    expect(late?.text).toContain(
      'Thank you for accepting it as well. We are sorry that it was gone already.',
    );
  });

  test('at one instant of the portal: a person decides, and nobody is booked before', async () => {
    const clinic = await openOfferedClinic();
    const desk = clinic.open({ between: async (request, send) => toTheSecond(await send(request)) });
    await clinic.offerAt(desk);
    await clinic.answer(1);
    await clinic.answer(3);
    await desk.settle();
    for (const n of [1, 2, 3]) expect(await clinic.stands(n)).toEqual(WAITS);
    expect((await clinic.row(desk, 1)).obstacles).toContainEqual({
      code: 'accepted-together',
      others: ['Pat No3'],
    });
    expect((await clinic.row(desk, 3)).obstacles).toContainEqual({
      code: 'accepted-together',
      others: ['Pat No1'],
    });
    expect((await clinic.row(desk, 2)).obstacles.map(({ code }) => code)).not.toContain('accepted-together');
    await desk.ask('decisions.decide', {
      on: 'request',
      id: 'task-3',
      command: { type: 'record-answer', answer: 'accepted' },
    });
    await desk.settle();
    await desk.settle();
    expect(await clinic.stands(3)).toEqual(WON);
    expect(await clinic.stands(1)).toEqual(LOST);
    expect((await clinic.row(desk, 1)).obstacles.map(({ code }) => code)).toContain('accepted-too-late');
  });

  test('a yes before the withdrawal has reached the portal: never booked, told kindly, to be called', async () => {
    const clinic = await openOfferedClinic();
    const network = { ended: 0, from: Number.POSITIVE_INFINITY };
    const desk = clinic.open({
      between: async (request, send) => {
        if (!isWrite(request)) return send(request);
        network.ended += 1;
        return network.ended > network.from ? DOWN : send(request);
      },
    });
    await clinic.offerAt(desk);
    // The acceptance gets through, and nothing after it.
    network.from = network.ended + 1;
    await clinic.answer(1);
    await desk.settle();
    expect(await clinic.stands(1)).toEqual(WON);
    expect(await clinic.stands(2)).toEqual(WAITS);
    await clinic.answer(2);
    network.from = Number.POSITIVE_INFINITY;
    await clinic.clock.advance(5 * MINUTE);
    await desk.settle();
    expect(await clinic.stands(2)).toEqual(LOST);
    const row = await clinic.row(desk, 2);
    expect(row).toMatchObject({ state: 'open', mark: 'offer-taken' });
    expect(row.obstacles.map(({ code }) => code)).toContain('accepted-too-late');
    expect(desk.letters.at(-1)?.subject).toEqual(expect.stringContaining('has been given to someone else'));
    expect(historyOfRequest(desk.db, 'task-2').map(({ kind }) => kind)).toContain('answer-received');
  });

  test('each at another desk, one of them offline: one is booked, and the other desk is told to call', async () => {
    const clinic = await openOfferedClinic();
    let isDown = false;
    const one = clinic.open({ between: async (request, send) => (isDown ? DOWN : send(request)) });
    const two = clinic.open({ seed: 2 });
    await clinic.offerAt(one);
    await two.settle();
    isDown = true;
    // By phone, at the desk without a network.
    await one.ask('decisions.decide', {
      on: 'request',
      id: 'task-1',
      command: { type: 'record-answer', answer: 'accepted' },
    });
    await clinic.answer(2);
    await two.settle();
    expect(await clinic.stands(2)).toEqual(WON);
    isDown = false;
    await clinic.clock.advance(5 * MINUTE);
    await one.settle();
    await two.settle();
    expect(await clinic.stands(2)).toEqual(WON);
    expect(await clinic.stands(1)).toEqual(LOST);
    expect((await clinic.row(one, 1)).conflict).toMatchObject({
      portal: { what: 'offer-taken' },
      chosen: { type: 'record-answer', answer: 'accepted' },
    });
    const booked = await clinic.portal.search<Appointment>('Appointment?status=booked');
    expect(booked.filter(({ start }) => Date.parse(start ?? '') === OFFERED.start)).toHaveLength(1);
    // No letter has told the first that the time is theirs.
    const told = [...one.letters, ...two.letters].filter(({ to }) => to.address === 'patient-1@example.org');
    expect(told.map(({ subject }) => subject)).not.toContainEqual(expect.stringContaining('confirmed'));
  });
});

test('two desks book it for two patients in the same moment: the portal takes one of the two', async () => {
  const clinic = await openOfferedClinic();
  const acceptance = (request: PortalRequest): boolean =>
    isWrite(request) && JSON.stringify(request.body).includes('"code":"accepted"');
  const held: PortalRequest[] = [];
  const one = clinic.open({
    between: async (request, send) => {
      // What the other desk has on its way arrives first; neither has read a word of the other.
      for (const other of acceptance(request) ? held.splice(0) : []) await send(other);
      return send(request);
    },
  });
  const two = clinic.open({
    seed: 2,
    between: async (request, send) => {
      if (!acceptance(request) || held.length > 0 || (await clinic.stands(2)).proposal !== 'pending')
        return send(request);
      held.push(request);
      return { kind: 'none', why: 'connection-lost', detail: 'lost' };
    },
  });
  await clinic.offerAt(one);
  await two.settle();
  const command = { type: 'record-answer', answer: 'accepted' } as const;
  await two.ask('decisions.decide', { on: 'request', id: 'task-2', command });
  await clinic.clock.advance(1);
  expect(held).toHaveLength(1);
  await one.ask('decisions.decide', { on: 'request', id: 'task-1', command });
  for (const desk of [one, two, one, two]) await desk.settle();
  expect(await clinic.stands(2)).toEqual(WON);
  expect(await clinic.stands(1)).toEqual(LOST);
  expect(await clinic.stands(3)).toEqual(LOST);
  expect((await clinic.row(one, 1)).conflict?.portal).toEqual({ what: 'offer-taken' });
});

describe('while it is not certain', () => {
  test('an acceptance that the portal refuses has withdrawn nobody’s proposal, and the next may win', async () => {
    const clinic = await openOfferedClinic();
    let isDown = false;
    const desk = clinic.open({ between: async (request, send) => (isDown ? DOWN : send(request)) });
    await clinic.offerAt(desk);
    isDown = true;
    await desk.ask('decisions.decide', {
      on: 'request',
      id: 'task-1',
      command: { type: 'record-answer', answer: 'accepted' },
    });
    // Recorded here, and nowhere else: another cannot be booked there as well.
    await expect(
      desk.ask('decisions.decide', {
        on: 'request',
        id: 'task-2',
        command: { type: 'record-answer', answer: 'accepted' },
      }),
    ).rejects.toThrow('offer-taken');
    const [task] = await clinic.portal.search('Task?_id=task-1');
    await clinic.portal.put({ ...(task as object), meta: {}, status: 'cancelled' } as never);
    isDown = false;
    await clinic.clock.advance(5 * MINUTE);
    await desk.settle();
    expect((await clinic.stands(1)).proposal).toBe('cancelled');
    expect(await clinic.stands(2)).toEqual(WAITS);
    expect(decidedAt(desk, 'offer-taken')).toEqual([]);
    await clinic.answer(2);
    await desk.settle();
    await desk.settle();
    expect(await clinic.stands(2)).toEqual(WON);
    expect(await clinic.stands(3)).toEqual(LOST);
  });

  test('another’s proposal that ends in the same moment does not stop it', async () => {
    const clinic = await openOfferedClinic();
    const two = clinic.open({ seed: 2 });
    let first = true;
    const one = clinic.open({
      between: async (request, send) => {
        const isAcceptance = isWrite(request) && JSON.stringify(request.body).includes('"accepted"') && first;
        if (isAcceptance && JSON.stringify(request.body).includes('Task/task-1')) {
          first = false;
          const proposal = await clinic.proposalOf(2);
          await clinic.portal.put({ ...proposal, meta: {}, status: 'cancelled' });
        }
        return send(request);
      },
    });
    await clinic.offerAt(one);
    await one.ask('decisions.decide', {
      on: 'request',
      id: 'task-1',
      command: { type: 'record-answer', answer: 'accepted' },
    });
    await one.settle();
    await one.settle();
    expect(first).toBe(false);
    expect(await clinic.stands(1)).toEqual(WON);
    expect((await clinic.row(one, 1)).conflict).toBeNull();
    expect(await clinic.stands(3)).toEqual(LOST);
    await two.settle();
    expect(await two.ask('attention.list', undefined)).toEqual([]);
  });

  test('an answer that was lost books once, and withdraws once', async () => {
    const clinic = await openOfferedClinic();
    let isLost = true;
    const desk = clinic.open({
      between: async (request, send) => {
        const answer = await send(request);
        if (!isWrite(request) || !isLost || !JSON.stringify(request.body).includes('"booked"')) return answer;
        isLost = false;
        return { kind: 'none', why: 'connection-lost', detail: 'lost' };
      },
    });
    isLost = false;
    await clinic.offerAt(desk);
    isLost = true;
    await clinic.answer(1);
    await desk.settle();
    await clinic.clock.advance(5 * MINUTE);
    await desk.settle();
    expect(await clinic.stands(1)).toEqual(WON);
    for (const n of [2, 3]) expect(await clinic.stands(n)).toEqual(LOST);
    expect(decidedAt(desk, 'offer-taken').sort()).toEqual(['task-2 done', 'task-3 done']);
  });

  test('a decision about another’s proposal, made meanwhile, goes on from what the acceptance has written', async () => {
    const clinic = await openOfferedClinic();
    const desk = clinic.open({ rules: { undoSeconds: 10 } });
    await clinic.offerAt(desk);
    await clinic.clock.advance(MINUTE);
    await clinic.answer(1);
    const reading = desk.ask('sync.refresh', undefined);
    await desk.ask('decisions.decide', {
      on: 'request',
      id: 'task-2',
      command: { type: 'withdraw-proposal', words: WORDS },
    });
    await clinic.clock.advance(1000);
    await reading;
    await clinic.clock.advance(2 * MINUTE);
    await desk.settle();
    expect(await clinic.stands(1)).toEqual(WON);
    expect(await clinic.stands(2)).toMatchObject({ proposal: 'cancelled', visit: 'booked' });
    const row = await clinic.row(desk, 2);
    expect([row.state, row.conflict]).toEqual(['open', null]);
    expect(await clinic.stands(3)).toEqual(LOST);
  });
});

test('the winner’s visit cancelled later: what the others were told has been told, and their requests are there', async () => {
  const clinic = await openOfferedClinic();
  const desk = clinic.open();
  await clinic.offerAt(desk);
  await clinic.answer(1);
  await desk.settle();
  await desk.settle();
  const { id: portalId } = await clinic.proposalOf(1);
  const winner = desk.db.get(
    qb
      .selectFrom('appointment')
      .select('id')
      .where('portal_id', '=', portalId ?? ''),
  );
  await desk.cancel(winner?.id ?? '');
  expect(await clinic.stands(2)).toEqual(LOST);
  const [freed] = await desk.ask('schedule.freedSlots', undefined);
  expect(freed?.suits.map(({ requestId }) => requestId).sort()).toEqual(['task-2', 'task-3']);
});
