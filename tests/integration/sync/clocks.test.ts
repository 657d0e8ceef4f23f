import type { Appointment, Task } from '@medplum/fhirtypes';
import { describe, expect, test } from 'vitest';
import { qb } from '../../../src-main/db/db.ts';
import type { PortalAnswer, PortalRequest } from '../../../src-main/ports.ts';
import { appointmentResource, cancelTask, rescheduleTask } from '../../support/clinic-resources.ts';
import {
  type DeskOptions,
  openSmallClinic,
  type PortalDesk,
  slotAt,
  WORDS,
} from '../../support/portal-desk.ts';
import { restamped } from '../../support/restamped-portal.ts';

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

/** Proposes Nov 30, 9:00 AM in Chicago in place of today, 12:30 PM: it ends two hours before that one. */
const propose = (desk: PortalDesk) =>
  desk.ask('decisions.decide', {
    on: 'request',
    id: 'task-1',
    command: { type: 'propose', slots: [slotAt('2026-11-30T15:00:00Z')], words: WORDS },
  });
const stateOf = ({ db }: PortalDesk, id = 'task-1') =>
  db.get(qb.selectFrom('request').select('state').where('id', '=', id))?.state;
const TODAY = { start: '2026-11-20T12:30:00-06:00', end: '2026-11-20T13:00:00-06:00' };
/** Counted from the clock's start, 9:00 AM in Chicago. */
const UNTIL_EXPIRY = 90 * MINUTE;

describe('a proposal ends by the portal’s clock', () => {
  async function proposed(clockOff: { ms: number }) {
    const { clock, portal, open } = await openSmallClinic();
    const network = { away: false };
    await portal.put(appointmentResource(TODAY));
    const desk = open({
      clockOff,
      rules: { proposalExpiryHours: 2 },
      between: async (request, send) =>
        network.away ? { kind: 'none', why: 'unreachable', detail: '' } : send(request),
    });
    desk.core.setForeground(false);
    await desk.settle();
    await portal.put(rescheduleTask());
    await desk.settle();
    await propose(desk);
    await desk.settle();
    expect(stateOf(desk)).toBe('awaiting-patient');
    return { clock, portal, desk, network };
  }

  test.each([
    ['20 days ahead', 20 * DAY],
    ['three days behind', -3 * DAY],
  ])('whatever the desk’s, put %s meanwhile, says', async (_how, offMs) => {
    const clockOff = { ms: 0 };
    const { clock, portal, desk } = await proposed(clockOff);
    clockOff.ms = offMs;
    await clock.advance(10 * MINUTE);
    expect(stateOf(desk)).toBe('awaiting-patient');
    expect(await portal.search<Appointment>('Appointment?status=pending')).toHaveLength(1);
    await clock.advance(UNTIL_EXPIRY - clock.elapsed() - 5 * MINUTE);
    expect(stateOf(desk)).toBe('awaiting-patient');
    await clock.advance(10 * MINUTE);
    expect(stateOf(desk)).toBe('open');
    expect(await portal.search<Appointment>('Appointment?status=pending')).toHaveLength(0);
  });

  test('nor while the portal cannot be asked after the desk’s clock was set', async () => {
    const clockOff = { ms: 0 };
    const { clock, desk, network } = await proposed(clockOff);
    network.away = true;
    clockOff.ms = 20 * DAY;
    await clock.advance(HOUR);
    expect(stateOf(desk)).toBe('awaiting-patient');
    network.away = false;
    await clock.advance(2 * MINUTE);
    expect(stateOf(desk)).toBe('awaiting-patient');
  });
});

test.each([
  ['three days behind', -3 * DAY],
  ['right', 0],
])(
  'a cancellation within the days that want approval waits for it, with a desk’s clock that is %s',
  async (_how, offMs) => {
    const { portal, open } = await openSmallClinic();
    // Tomorrow, at noon in Chicago.
    await portal.put(
      appointmentResource({ start: '2026-11-21T12:00:00-06:00', end: '2026-11-21T12:30:00-06:00' }),
    );
    const desk = open({
      clockOff: { ms: offMs },
      rules: { policy: { approval: { mode: 'within', days: 2 }, charges: { mode: 'none' } } },
    });
    await desk.settle();
    await portal.put(cancelTask());
    await desk.settle();
    expect(stateOf(desk, 'task-1')).toBe('open');
    expect((await portal.search<Appointment>('Appointment'))[0]?.status).toBe('booked');
  },
);

describe.each([
  ['a minute', MINUTE],
  ['an hour', HOUR],
  ['a day', DAY],
])('the portal’s clock is put back by %s', (_how, backMs) => {
  const seen = (desk: PortalDesk) =>
    desk.db.all(qb.selectFrom('request').select('id').orderBy('id')).map(({ id }) => id);
  async function clinic() {
    const portalOff = { ms: 0 };
    const { clock, portal: steady, open } = await openSmallClinic(portalOff);
    const portal = restamped(steady, () => clock.now() + portalOff.ms);
    const openDesk = (options: DeskOptions = {}) => open({ ...options, between: portal.send });
    return { clock, portal, portalOff, openDesk };
  }

  test('what is new or changed there afterwards is seen at the next polls', async () => {
    const { clock, portal, portalOff, openDesk } = await clinic();
    const desk = openDesk();
    await portal.put(rescheduleTask());
    // Long enough that nothing at the cursor is read again.
    await clock.advance(MINUTE);
    portalOff.ms = -backMs;
    await portal.put(rescheduleTask({ id: 'task-9' }));
    await portal.put(
      appointmentResource({ start: '2026-11-26T12:00:00-06:00', end: '2026-11-26T12:30:00-06:00' }),
    );
    await clock.advance(35_000);
    expect(seen(desk)).toEqual(['task-1', 'task-9']);
    const [visit] = desk.db.all(qb.selectFrom('appointment').select('start_ms'));
    expect(visit?.start_ms).toBe(Date.parse('2026-11-26T12:00:00-06:00'));
    // And what follows, while the instants read before are still to come.
    await portal.put(rescheduleTask({ id: 'task-a' }));
    await clock.advance(20_000);
    expect(seen(desk)).toHaveLength(3);
    await clock.advance(MINUTE);
    await portal.put(rescheduleTask({ id: 'task-b' }));
    await clock.advance(20_000);
    expect(seen(desk)).toHaveLength(4);
  });

  test('also when that was done while the desk was off', async () => {
    const { clock, portal, portalOff, openDesk } = await clinic();
    const first = openDesk();
    await portal.put(rescheduleTask());
    await clock.advance(MINUTE);
    await Promise.all([first.core.stop(), clock.advance(10_000)]);
    portalOff.ms = -backMs - 2 * MINUTE;
    await portal.put(rescheduleTask({ id: 'task-9' }));
    const desk = openDesk({ database: first });
    await clock.advance(35_000);
    expect(seen(desk)).toEqual(['task-1', 'task-9']);
  });
});

test.each([
  ['10 minutes back', -10 * MINUTE],
  ['30 seconds back', -30_000],
  ['a day ahead', DAY],
])('a decision can be undone for as long as it says, although the clock is put %s', async (_how, offMs) => {
  const { clock, portal, open } = await openSmallClinic();
  const clockOff = { ms: 0 };
  const desk = open({ clockOff });
  await desk.settle();
  await portal.put(rescheduleTask());
  await desk.settle();
  const { outboxId } = await approve(desk);
  clockOff.ms = offMs;
  // A round with the portal has what is held looked at again.
  const refreshed = desk.ask('sync.refresh', undefined);
  await clock.advance(4000);
  await refreshed;
  expect(states(desk)).toEqual(['held']);
  expect(await desk.ask('decisions.undo', { outboxId: outboxId ?? '' })).toBeNull();
  await approve(desk);
  await clock.advance(10_000);
  expect(states(desk)).toEqual(['undone', 'done']);
});

test('a clock that is ten minutes off, beside a count of elapsed time that is finer than a millisecond: decisions are made', async () => {
  const { clock, portal, open } = await openSmallClinic();
  await portal.put(rescheduleTask());
  const desk = open({ clockOff: { ms: 10 * MINUTE }, fineElapsed: true });
  await desk.settle();
  await clock.advance(1337);
  const slot = slotAt('2026-11-30T16:00:00Z');
  await desk.ask('decisions.decide', {
    on: 'request',
    id: 'task-1',
    command: { type: 'propose', slots: [slot], words: WORDS },
  });
  await clock.advance(20_000);
  expect(states(desk)).toEqual(['done']);
  const { proposal_sent_ms: sentAt } =
    desk.db.get(qb.selectFrom('request').select('proposal_sent_ms').where('id', '=', 'task-1')) ?? {};
  expect(Number.isInteger(sentAt)).toBe(true);
});
