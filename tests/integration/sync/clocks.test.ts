import type { Task } from '@medplum/fhirtypes';
import { describe, expect, test } from 'vitest';
import { qb } from '../../../src-main/db/db.ts';
import type { PortalAnswer, PortalRequest } from '../../../src-main/ports.ts';
import { rescheduleTask } from '../../support/clinic-resources.ts';
import { openSmallClinic, type PortalDesk, WORDS } from '../../support/portal-desk.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const states = ({ db }: PortalDesk) =>
  db.all(qb.selectFrom('outbox').select('state').orderBy('seq')).map(({ state }) => state);

const letters = ({ db }: PortalDesk) =>
  db.all(qb.selectFrom('mail').select('state').orderBy('seq')).map(({ state }) => state);
const approve = (desk: PortalDesk) =>
  desk.ask('decisions.decide', { on: 'request', id: 'task-1', command: { type: 'approve', words: WORDS } });
const isWrite = ({ method }: PortalRequest): boolean => method === 'POST';
const FAILED: PortalAnswer = { kind: 'answer', status: 500, body: undefined, retryAfterMs: null };

const PUT_BACK: [string, number][] = [
  ['10 minutes', 10 * MINUTE],
  ['59 minutes 50 seconds', 60 * MINUTE - 10_000],
  ['60 minutes', HOUR],
  ['60 minutes 15 seconds', HOUR + 15_000],
  ['three days', 3 * DAY],
];

describe.each(PUT_BACK)('the clock is put back by %s', (_how, backMs) => {
  test('news arrive, decisions and e-mails leave as before', async () => {
    const { clock, portal, open } = await openSmallClinic();
    const clockOff = { ms: 0 };
    const desk = open({ clockOff });
    await desk.settle();
    clockOff.ms = -backMs;
    await portal.put(rescheduleTask());
    const before = desk.asked.length;
    await clock.advance(20_000);
    expect(desk.db.all(qb.selectFrom('request').select('id'))).toHaveLength(1);
    await approve(desk);
    // Once more, within the undo time.
    clockOff.ms = -2 * backMs;
    await clock.advance(40_000);
    expect(states(desk)).toEqual(['done']);
    expect(letters(desk)).toEqual(['sent']);
    // A few polls, and no loop.
    expect(desk.asked.length - before).toBeLessThan(100);
  });

  test('a decision that waits for its next attempt, and an e-mail that was put off, wait no longer', async () => {
    const { clock, portal, open } = await openSmallClinic();
    const clockOff = { ms: 0 };
    let portalFails = false;
    let mailFails = true;
    const desk = open({
      clockOff,
      between: async (request, send) => (portalFails && isWrite(request) ? FAILED : send(request)),
      deliver: async () =>
        mailFails ? { kind: 'try-later', detail: '451', scope: 'message' } : { kind: 'accepted' },
    });
    await desk.settle();
    await desk.move('visit-1', '2026-11-30T15:00:00Z');
    await portal.put(rescheduleTask());
    await desk.settle();
    portalFails = true;
    await approve(desk);
    await clock.advance(MINUTE);
    expect(states(desk)).toEqual(['done', 'unsure']);
    expect(letters(desk)).toEqual(['ready', 'waiting']);
    clockOff.ms = -backMs;
    portalFails = false;
    mailFails = false;
    await clock.advance(2 * MINUTE);
    expect(states(desk)).toEqual(['done', 'done']);
    expect(letters(desk)).toEqual(['sent', 'sent']);
  });

  test('a portal that asked to be left alone is asked when it said', async () => {
    const { clock, open } = await openSmallClinic();
    const clockOff = { ms: 0 };
    let busy = true;
    const desk = open({
      clockOff,
      between: async (request, send) =>
        busy ? { kind: 'answer', status: 429, body: undefined, retryAfterMs: 2 * MINUTE } : send(request),
    });
    await clock.advance(1000);
    const before = desk.asked.length;
    clockOff.ms = -backMs;
    busy = false;
    // Nor does it follow that whoever comes back to the window asks in a loop.
    desk.core.setForeground(false);
    desk.core.setForeground(true);
    await clock.advance(MINUTE);
    expect(desk.asked).toHaveLength(before);
    await clock.advance(MINUTE + 1000);
    expect(desk.core.status().phase).toBe('up-to-date');
  });
});

test.each([
  ['five hours', 5 * HOUR],
  ['a day', DAY],
])('an e-mail queued while the clock was %s ahead leaves when it is right', async (_how, aheadMs) => {
  const { clock, open } = await openSmallClinic();
  const clockOff = { ms: aheadMs };
  let away = true;
  const desk = open({
    clockOff,
    deliver: async () => (away ? { kind: 'try-later', detail: 'timeout' } : { kind: 'accepted' }),
  });
  await desk.settle();
  await desk.move('visit-1', '2026-11-30T15:00:00Z');
  expect(letters(desk)).toEqual(['ready']);
  clockOff.ms = 0;
  away = false;
  await clock.advance(MINUTE);
  expect(letters(desk)).toEqual(['sent']);
});

test.each([
  ['a second', 1000],
  ['ten minutes', 10 * MINUTE],
  ['three days', 3 * DAY],
])('a desk whose clock is %s slow decides about a request that was just made', async (_how, slowMs) => {
  const { clock, portal, open } = await openSmallClinic();
  const desk = open({ clockOff: { ms: -slowMs } });
  await desk.settle();
  const authoredOn = new Date(clock.now()).toISOString();
  await portal.put(rescheduleTask({ authoredOn, lastModified: authoredOn }));
  await desk.settle();
  await approve(desk);
  await desk.settle();
  expect(states(desk)).toEqual(['done']);
  const [task] = await portal.search<Task>('Task');
  expect(task?.status).toBe('completed');
  // The invariant inv-1 of Task, by which servers refuse it.
  expect(Date.parse(task?.lastModified ?? '')).toBeGreaterThanOrEqual(Date.parse(authoredOn));
});
