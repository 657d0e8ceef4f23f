import { describe, expect, test } from 'vitest';
import type { PortalAnswer, PortalRequest, SocketEvents } from '../../../src-main/ports.ts';
import { createPushNews } from '../../../src-main/sync/push-news.ts';
import { MINUTE_MS } from '../../../src-shared/domain/time.ts';
import { silentLogger } from '../../support/local-desk.ts';
import { createVirtualClock } from '../../support/virtual-clock.ts';

const answer = (status: number, body?: unknown): PortalAnswer => ({
  kind: 'answer',
  status,
  body,
  retryAfterMs: null,
});
const statement = (rest: object) => ({
  resourceType: 'CapabilityStatement',
  rest: [
    { mode: 'server', resource: [{ type: 'Subscription', interaction: [{ code: 'create' }] }], ...rest },
  ],
});
const BY_TOKEN = statement({ operation: [{ name: 'get-ws-binding-token' }] });
const BY_BIND = statement({
  extension: [
    {
      url: 'http://hl7.org/fhir/StructureDefinition/capabilitystatement-websocket',
      valueUri: '/websocket',
    },
  ],
});

const bundle = (type: string, id = '1') =>
  JSON.stringify({
    resourceType: 'Bundle',
    entry: [
      {
        resource: {
          resourceType: 'SubscriptionStatus',
          type,
          subscription: { reference: `Subscription/${id}` },
        },
      },
    ],
  });

interface Door {
  readonly address: string;
  readonly events: SocketEvents;
  readonly sent: string[];
  closed: boolean;
}

function start(metadata: unknown, change: (request: PortalRequest) => PortalAnswer | null = () => null) {
  const clock = createVirtualClock();
  const doors: Door[] = [];
  const asked: PortalRequest[] = [];
  const heard: boolean[] = [];
  let told = 0;
  let created = 0;
  const push = createPushNews({
    clock,
    ids: { random: () => 0.5 },
    logger: silentLogger,
    now: clock.now,
    portal: () => ({
      async send(request) {
        asked.push(request);
        const changed = change(request);
        if (changed) return changed;
        if (request.url === 'metadata') return answer(200, metadata);
        if (request.method === 'POST') {
          created += 1;
          return answer(201, { resourceType: 'Subscription', id: String(created) });
        }
        return answer(200, {
          resourceType: 'Parameters',
          parameter: [
            { name: 'token', valueString: `token-${request.url.split('/')[1]}` },
            { name: 'websocket-url', valueUrl: 'wss://portal.example/ws' },
            { name: 'expiration', valueDateTime: new Date(clock.now() + 60 * MINUTE_MS).toISOString() },
          ],
        });
      },
    }),
    open: async (address, events) => {
      const door: Door = { address, events, sent: [], closed: false };
      doors.push(door);
      return {
        send: (text) => void door.sent.push(text),
        close: () => {
          door.closed = true;
        },
      };
    },
    told: () => {
      told += 1;
    },
    heard: (on) => heard.push(on),
  });
  const begin = async (): Promise<Door> => {
    push.portalAnswered();
    await clock.settle();
    const door = doors.at(-1);
    if (!door) throw new Error('no socket was opened');
    door.events.opened();
    await clock.settle();
    return door;
  };
  const bound = async (): Promise<Door> => {
    const door = await begin();
    const first = created - 3;
    for (let id = first; id < first + 4; id += 1) door.events.said(bundle('handshake', String(id)));
    return door;
  };
  return { push, clock, doors, asked, heard, begin, bound, told: () => told };
}

describe('a portal that tells by $get-ws-binding-token', () => {
  test('is relied on once every subscription is bound, and what it says is only that there is news', async () => {
    const { bound, heard, told, asked, clock } = start(BY_TOKEN);
    const door = await bound();
    expect(door.sent.filter((text) => text.includes('bind-with-token'))).toHaveLength(4);
    expect(
      asked
        .filter(({ method }) => method === 'POST')
        .map(({ body }) => (body as { criteria: string }).criteria),
    ).toEqual(['Patient', 'Appointment', 'Task', 'AppointmentResponse']);
    expect(heard).toEqual([true]);
    const before = told();
    expect(before).toBe(1);
    door.events.said(bundle('heartbeat'));
    door.events.said('{"type":"pong"}');
    expect(told()).toBe(before);
    door.events.said(bundle('event-notification'));
    expect(told()).toBe(before + 1);
    await clock.advance(1);
    expect(heard).toEqual([true]);
  });

  test('three of four bound are not enough, and the message is tried in its other words', async () => {
    const { begin, heard, clock } = start(BY_TOKEN);
    const door = await begin();
    for (const id of ['1', '2', '3']) door.events.said(bundle('handshake', id));
    await clock.advance(5000);
    expect(heard).toEqual([]);
    expect(door.sent.at(-1)).toBe('bind-with-token token-4');
    door.events.said(bundle('handshake', '4'));
    expect(heard).toEqual([true]);
  });

  test('silence ends it in bounded time; answers to pings do not let it begin', async () => {
    const { bound, heard, clock } = start(BY_TOKEN);
    const door = await bound();
    for (let n = 0; n < 10; n += 1) {
      await clock.advance(15_000);
      door.events.said('{"type":"pong"}');
    }
    expect(heard).toEqual([true]);
    expect(door.sent.filter((text) => text.includes('"ping"')).length).toBeGreaterThanOrEqual(9);
    await clock.advance(41_000);
    expect(heard).toEqual([true, false]);
    expect(door.closed).toBe(true);
  });

  test('a token that ends is renewed before, for the same subscriptions', async () => {
    const { bound, heard, clock, asked, push, doors } = start(BY_TOKEN);
    const door = await bound();
    for (let passed = 0; passed < 59 * MINUTE_MS; passed += 30_000) {
      await clock.advance(30_000);
      if (heard.length === 1) door.events.said(bundle('heartbeat'));
    }
    expect(heard).toEqual([true, false]);
    push.portalAnswered();
    await clock.settle();
    expect(doors).toHaveLength(2);
    expect(asked.filter(({ method }) => method === 'POST')).toHaveLength(4);
  });
});

test('R4’s own words: bind, bound, ping; the socket is opened anew from time to time, for the same subscriptions', async () => {
  const { push, begin, heard, told, clock, doors, asked } = start(BY_BIND);
  const door = await begin();
  expect(door.address).toBe('/websocket');
  expect(door.sent).toEqual(['bind 1', 'bind 2', 'bind 3', 'bind 4']);
  for (const id of ['1', '2', '3', '4']) door.events.said(`bound ${id}`);
  expect(heard).toEqual([true]);
  const before = told();
  door.events.said('ping 2');
  expect(told()).toBe(before + 1);
  await clock.advance(15 * MINUTE_MS);
  expect(heard).toEqual([true, false]);
  push.portalAnswered();
  await clock.settle();
  expect(doors).toHaveLength(2);
  expect(asked.filter(({ method }) => method === 'POST')).toHaveLength(4);
});

describe('falls back', () => {
  test('where nothing is offered: it is not asked again for an hour', async () => {
    const { push, clock, doors, asked } = start(statement({}));
    for (let n = 0; n < 59; n += 1) {
      push.portalAnswered();
      await clock.advance(MINUTE_MS);
    }
    expect(doors).toEqual([]);
    expect(asked).toHaveLength(1);
    await clock.advance(MINUTE_MS);
    push.portalAnswered();
    await clock.settle();
    expect(asked).toHaveLength(2);
  });

  test.each([
    ['may not be created', (r: PortalRequest) => (r.method === 'POST' ? answer(403) : null)],
    ['has no tokens', (r: PortalRequest) => (r.url.includes('$get-ws') ? answer(500) : null)],
    ['gives none', (r: PortalRequest) => (r.url.includes('$get-ws') ? answer(404) : null)],
    ['is away', (): PortalAnswer => ({ kind: 'none', why: 'unreachable', detail: '' })],
  ])('where a subscription %s', async (_what, change) => {
    const { push, clock, doors, heard, asked } = start(BY_TOKEN, change);
    for (let n = 0; n < 20; n += 1) {
      push.portalAnswered();
      await clock.advance(15_000);
    }
    expect(doors).toEqual([]);
    expect(heard).toEqual([]);
    // What has been created once is not created again each time.
    expect(asked.filter(({ method }) => method === 'POST').length).toBeLessThanOrEqual(4);
  });

  test('where nobody answers to bind, with longer and longer pauses', async () => {
    const { push, clock, doors, heard } = start(BY_TOKEN);
    for (let n = 0; n < 240; n += 1) {
      push.portalAnswered();
      await clock.settle();
      if (doors.at(-1)?.sent.length === 0) doors.at(-1)?.events.opened();
      await clock.advance(15_000);
    }
    expect(heard).toEqual([]);
    expect(doors.length).toBeGreaterThan(4);
    expect(doors.length).toBeLessThan(14);
    expect(doors.slice(0, -1).every(({ closed }) => closed)).toBe(true);
  });

  test('where the socket closes, or says nothing but garbage', async () => {
    const closes = start(BY_TOKEN);
    (await closes.bound()).events.closed();
    expect(closes.heard).toEqual([true, false]);
    const garbles = start(BY_TOKEN);
    const door = await garbles.bound();
    for (let n = 0; n < 30; n += 1) door.events.said('\u0000{"a":['.repeat(n));
    expect(garbles.heard).toEqual([true, false]);
    expect(garbles.told()).toBe(1);
  });

  test('where a sweep finds what nobody told of, twice', async () => {
    const { push, bound, heard } = start(BY_TOKEN);
    await bound();
    push.missed();
    expect(heard).toEqual([true]);
    push.missed();
    expect(heard).toEqual([true, false]);
  });

  test('a message of a socket that is over changes nothing', async () => {
    const { push, bound, heard, told, begin } = start(BY_TOKEN);
    const old = await bound();
    push.restart();
    await begin();
    old.events.said(bundle('event-notification'));
    old.events.closed();
    expect(heard).toEqual([true, false]);
    expect(told()).toBe(1);
    push.stop();
    push.portalAnswered();
    expect(heard).toEqual([true, false]);
  });
});
