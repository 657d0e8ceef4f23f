import type { Task } from '@medplum/fhirtypes';
import { describe, expect, test } from 'vitest';
import { qb } from '../../../src-main/db/db.ts';
import type { PortalAnswer, PortalRequest } from '../../../src-main/ports.ts';
import { cancelTask, rescheduleTask } from '../../support/clinic-resources.ts';
import { actor } from '../../support/local-desk.ts';
import { type DeskOptions, openSmallClinic, type PortalDesk, WORDS } from '../../support/portal-desk.ts';
import { WHOLE_INBOX } from '../../support/whole-inbox.ts';

type Between = NonNullable<DeskOptions['between']>;

const AWAY: PortalAnswer = { kind: 'none', why: 'unreachable', detail: 'away' };
const NEVER = new Promise<never>(() => {});
const LOST: PortalAnswer = { kind: 'none', why: 'connection-lost', detail: 'lost' };

/** What a desk writes that is a lease, or gives one back. */
const isLease = ({ method, body }: PortalRequest): boolean =>
  method === 'POST' && entriesOf(body) === 1 && JSON.stringify(body).includes('"url":"Task/task-1"');
const entriesOf = (body: unknown): number => (body as { entry?: unknown[] } | undefined)?.entry?.length ?? 0;

async function clinic(
  one: Between = (r, send) => send(r),
  two: Between = (r, send) => send(r),
  portalOff = { ms: 0 },
) {
  const small = await openSmallClinic(portalOff);
  await small.portal.put(rescheduleTask());
  const leases: string[] = [];
  let dead = false;
  const noting =
    (name: string, between: Between): Between =>
    (request, send) => {
      if (dead && name === 'Desk 1') return NEVER;
      if (isLease(request)) leases.push(name);
      return between(request, send);
    };
  const first = small.open({ seed: 1, between: noting('Desk 1', one), rules: { undoSeconds: 0 } });
  const second = small.open({ seed: 2, between: noting('Desk 2', two), rules: { undoSeconds: 0 } });
  await first.settle();
  await second.settle();
  const task = async (): Promise<Task> => {
    const [found] = await small.portal.search<Task>('Task?_id=task-1');
    if (!found) throw new Error('no task');
    return found;
  };
  /** For this long somebody has the request open, as the window says it. */
  async function workFor(desk: PortalDesk, seconds: number): Promise<void> {
    for (let left = seconds; left > 0; left -= 30) {
      await desk.ask('requests.workOn', { ids: ['task-1'] });
      await small.clock.advance(Math.min(30, left) * 1000);
    }
  }
  const close = async (desk: PortalDesk) => {
    await desk.ask('requests.workOn', { ids: [] });
    await small.clock.settle();
  };
  /** Nothing comes from the first desk any more. */
  const kill = () => {
    dead = true;
  };
  return { ...small, first, second, task, leases, workFor, close, kill };
}

const shownAt = (desk: PortalDesk) => desk.ask('requests.openElsewhere', undefined);
const OPEN_ON_1 = [{ requestId: 'task-1', desk: 'Desk 1' }];

const deny = { on: 'request', id: 'task-1', command: { type: 'deny', words: WORDS } } as const;
const states = ({ db }: PortalDesk) =>
  db.all(qb.selectFrom('outbox').select('state').orderBy('seq')).map(({ state }) => state);
const conflictsAt = async (desk: PortalDesk) =>
  (await desk.ask('attention.list', undefined)).filter(({ kind }) => kind === 'conflict');

describe('the sign that a request is open at another desk', () => {
  test('appears once somebody works on it, is renewed, and goes when they close it', async () => {
    const { first, second, task, leases, workFor, close } = await clinic();
    const before = await task();
    await workFor(first, 1);
    expect(leases).toEqual([]);
    await workFor(first, 2);
    await second.settle();
    expect(await shownAt(second)).toEqual(OPEN_ON_1);
    expect(await shownAt(first)).toEqual([]);
    expect(await task()).toMatchObject({ status: 'in-progress', owner: { display: 'Desk 1' } });

    // Ten minutes: never gone, and never written oftener than every 45 seconds.
    for (let n = 0; n < 20; n += 1) {
      await workFor(first, 30);
      expect(await shownAt(second)).toEqual(OPEN_ON_1);
    }
    expect(leases.length).toBeGreaterThan(4);
    expect(leases.length).toBeLessThanOrEqual(1 + 600 / 45);

    await close(first);
    const { meta: _, ...after } = await task();
    const { meta: __, ...was } = before;
    expect(after).toEqual(was);
    await second.settle();
    expect(await shownAt(second)).toEqual([]);
  });

  test('is gone two minutes after a desk was killed, and leaves nothing that is in anybody’s way', async () => {
    const world = await clinic();
    const { first, second, task, clock, workFor, kill } = world;
    await workFor(first, 5);
    await second.settle();
    expect(await shownAt(second)).toEqual(OPEN_ON_1);
    // The window says nothing any more, and the desk does not either.
    kill();
    let told = 0;
    second.core.onEvent((event) => {
      if (event.type === 'changed' && event.topics.includes('leases')) told += 1;
    });
    await clock.advance(121_000);
    expect(await shownAt(second)).toEqual([]);
    expect(told).toBeGreaterThan(0);
    expect((await task()).status).toBe('in-progress');
    await second.ask('decisions.decide', deny);
    await second.settle();
    expect(states(second)).toEqual(['done']);
    const ended = await task();
    expect(ended).toMatchObject({ status: 'rejected', owner: { display: 'Desk 2' } });
    expect(JSON.stringify(ended)).not.toContain('open-on');
  });

  test('ends with a window that says nothing any more', async () => {
    const { first, second, task, clock, workFor } = await clinic();
    await workFor(first, 5);
    await clock.advance(200_000);
    await second.settle();
    expect(await shownAt(second)).toEqual([]);
    expect((await task()).status).toBe('requested');
  });

  test('is given back at the end of the program, which does not wait for a portal that hangs', async () => {
    const { first, second, task, clock, workFor } = await clinic();
    await workFor(first, 5);
    const stopping = first.core.stop();
    await clock.advance(100);
    await stopping;
    await second.settle();
    expect((await task()).status).toBe('requested');
    expect(await shownAt(second)).toEqual([]);

    let hangs = false;
    const other = await clinic((request, send) => (hangs ? new Promise(() => {}) : send(request)));
    await other.workFor(other.first, 5);
    hangs = true;
    let ended = false;
    void other.first.core.stop().then(() => {
      ended = true;
    });
    await other.clock.advance(6000);
    expect(ended).toBe(true);
  });

  test('whoever was first has it: the second desk writes nothing over it, and takes it once it has ended', async () => {
    const { first, second, leases, workFor, close } = await clinic();
    await workFor(first, 5);
    await second.settle();
    await workFor(second, 30);
    expect(leases).toEqual(['Desk 1']);
    await close(first);
    await second.settle();
    await workFor(second, 10);
    await first.settle();
    expect(await shownAt(first)).toEqual([{ requestId: 'task-1', desk: 'Desk 2' }]);
  });

  test.each([
    ['an hour slow', -3_600_000],
    ['a day fast', 86_400_000],
  ])('goes by the portal’s clock: the desk’s is %s', async (_, ms) => {
    const small = await openSmallClinic();
    await small.portal.put(rescheduleTask());
    let dead = false;
    const first = small.open({
      seed: 1,
      clockOff: { ms },
      between: (request, send) => (dead ? NEVER : send(request)),
    });
    const second = small.open({ seed: 2 });
    await first.settle();
    await first.ask('requests.workOn', { ids: ['task-1'] });
    await small.clock.advance(5000);
    await second.settle();
    expect(await shownAt(second)).toEqual(OPEN_ON_1);
    await small.clock.advance(70_000);
    expect(await shownAt(second)).toEqual(OPEN_ON_1);
    dead = true;
    await small.clock.advance(125_000);
    expect(await shownAt(second)).toEqual([]);
  });

  test('of a portal whose clock was put back an hour is not shown for an hour', async () => {
    const portalOff = { ms: 0 };
    const { first, second, clock, workFor, kill } = await clinic(undefined, undefined, portalOff);
    await workFor(first, 5);
    await second.settle();
    kill();
    portalOff.ms = -3_600_000;
    await second.settle();
    expect(await shownAt(second)).toEqual([]);
    await clock.advance(58 * 60_000);
    expect(await shownAt(second)).toEqual([]);
  });
});

describe('nothing is written', () => {
  const quiet = async (desk: PortalDesk, { leases, workFor }: Awaited<ReturnType<typeof clinic>>) => {
    await workFor(desk, 180);
    expect(leases).toEqual([]);
  };

  test.each(['on-hold', 'completed', 'cancelled', 'accepted', 'in-progress'] as const)(
    'on a Task that is %s by others',
    async (status) => {
      const world = await clinic();
      await world.portal.put({ ...(await world.task()), status });
      await world.first.settle();
      await quiet(world.first, world);
      expect((await world.task()).status).toBe(status);
    },
  );

  test('while the portal is away', async () => {
    let away = false;
    const world = await clinic((request, send) => (away ? Promise.resolve(AWAY) : send(request)));
    away = true;
    await world.first.settle();
    await quiet(world.first, world);
  });

  test('where the portal was put back, and has the version’s number for another', async () => {
    let isPutBack = false;
    const world = await clinic(async (request, send) => {
      const answer = await send(request);
      if (!isPutBack || answer.kind !== 'answer' || request.url !== 'Task/task-1') return answer;
      const task = answer.body as Task;
      const meta = { ...task.meta, lastUpdated: '2026-11-20T16:00:00Z' };
      return { ...answer, body: { ...task, status: 'cancelled', meta } };
    });
    isPutBack = true;
    await quiet(world.first, world);
  });

  test('while no portal is set up', async () => {
    const world = await clinic();
    await world.first.ask('settings.save', { portal: { kind: 'none' } });
    await quiet(world.first, world);
  });

  test('while a decision of this desk about it waits, also one the portal will never take', async () => {
    const world = await clinic(async (request, send) =>
      entriesOf(request.body) > 1
        ? {
            kind: 'answer',
            status: 422,
            body: {
              resourceType: 'OperationOutcome',
              issue: [{ severity: 'error', code: 'invalid', diagnostics: 'no' }],
            },
            retryAfterMs: null,
          }
        : send(request),
    );
    await world.first.ask('decisions.decide', deny);
    await world.first.settle();
    expect(states(world.first)).toEqual(['failed']);
    await quiet(world.first, world);
  });

  test.each([403, 405, 422])(
    'any more, once the portal has answered %i: until the connection is another',
    async (status) => {
      const answered: PortalAnswer = { kind: 'answer', status, body: {}, retryAfterMs: null };
      const world = await clinic((request, send) =>
        isLease(request) ? Promise.resolve(answered) : send(request),
      );
      await world.workFor(world.first, 300);
      expect(world.leases).toHaveLength(1);
      expect(world.first.core.status()).toMatchObject({ phase: 'up-to-date', waitingToSync: 0 });
      expect(await world.first.ask('attention.list', undefined)).toEqual([]);
      await world.first.ask('settings.save', {
        portal: { kind: 'fhir', baseUrl: 'https://portal.example/fhir', signIn: { method: 'none' } },
      });
      await world.first.settle();
      await world.workFor(world.first, 90);
      expect(world.leases).toHaveLength(2);
    },
  );

  test('for what the policy decides', async () => {
    const world = await openSmallClinic();
    await world.portal.put(cancelTask());
    const seen: PortalRequest[] = [];
    const desk = world.open({
      rules: { policy: { approval: { mode: 'never' }, charges: { mode: 'none' } } },
      between: (request, send) => {
        seen.push(request);
        return send(request);
      },
    });
    await desk.settle();
    await world.clock.advance(60_000);
    expect(seen.filter(isLease)).toEqual([]);
    expect((await world.portal.search<Task>('Task?_id=task-1'))[0]?.status).toBe('completed');
  });
});

describe('a lease is no change', () => {
  test('another desk’s decision leaves over it, also one made before it was read', async () => {
    const { first, second, task, workFor } = await clinic();
    await workFor(first, 5);
    // Nothing of it has been read here yet.
    await second.ask('decisions.decide', deny);
    await second.settle();
    expect(states(second)).toEqual(['done']);
    expect(await conflictsAt(second)).toEqual([]);
    expect(await task()).toMatchObject({ status: 'rejected', owner: { display: 'Desk 2' } });
    await workFor(first, 120);
    expect((await task()).status).toBe('rejected');
  });

  test('a decision that waits is planned again on a lease that is read meanwhile, and on its end', async () => {
    let away = false;
    const { first, second, portal, workFor, close, task } = await clinic(undefined, (request, send) =>
      away && request.method === 'POST' ? Promise.resolve(AWAY) : send(request),
    );
    away = true;
    await second.ask('decisions.decide', deny);
    for (let n = 0; n < 3; n += 1) {
      await workFor(first, 70);
      await second.settle();
      await close(first);
      await second.settle();
    }
    const versions = await portal.search<Task>('Task/task-1/_history?_count=100');
    expect(versions.length).toBeGreaterThanOrEqual(6);
    away = false;
    await second.settle();
    await second.settle();
    expect(states(second)).toEqual(['done']);
    expect(await conflictsAt(second)).toEqual([]);
    expect((await task()).status).toBe('rejected');
  });

  test.each([
    ['lost', (send: () => Promise<PortalAnswer>) => send().then(() => LOST)],
    ['sent twice', (send: () => Promise<PortalAnswer>) => send().then(() => send())],
  ])('nor is a desk’s own in the way of its own decision: its answer %s', async (_, how) => {
    const { first, task, workFor, close } = await clinic((request, send) =>
      isLease(request) ? how(() => send(request)) : send(request),
    );
    await workFor(first, 5);
    await first.ask('decisions.decide', deny);
    await close(first);
    await first.settle();
    expect(states(first)).toEqual(['done']);
    expect(await conflictsAt(first)).toEqual([]);
    expect((await task()).status).toBe('rejected');
  });

  test('one on its way while its desk decides: whichever comes first, the decision stands', async () => {
    for (const leaseFirst of [true, false]) {
      let held: (() => void) | null = null;
      const { first, task, workFor, clock } = await clinic((request, send) =>
        isLease(request)
          ? new Promise((resolve) => {
              held = () => void send(request).then(resolve);
            })
          : send(request),
      );
      await workFor(first, 5);
      const land = held as (() => void) | null;
      if (land === null) throw new Error('no lease was sent');
      if (leaseFirst) land();
      await first.ask('decisions.decide', deny);
      await first.settle();
      if (!leaseFirst) land();
      await clock.settle();
      await first.settle();
      expect(states(first)).toEqual(['done']);
      expect(await conflictsAt(first)).toEqual([]);
      expect((await task()).status).toBe('rejected');
    }
  });

  test('the patient’s withdrawal stands, whatever meets it', async () => {
    let held: (() => void) | null = null;
    const { first, second, portal, task, workFor, clock } = await clinic((request, send) =>
      isLease(request) && held === null
        ? new Promise((resolve) => {
            held = () => void send(request).then(resolve);
          })
        : send(request),
    );
    await workFor(first, 5);
    await portal.put({ ...(await task()), status: 'cancelled' });
    (held as (() => void) | null)?.();
    await clock.settle();
    await workFor(first, 120);
    await first.settle();
    await second.settle();
    expect((await task()).status).toBe('cancelled');
    expect((await portal.search<Task>('Task/task-1/_history')).length).toBe(2);
    expect(await shownAt(second)).toEqual([]);
  });

  test('a withdrawal on top of a lease is a withdrawal', async () => {
    const { first, second, portal, task, workFor, close } = await clinic();
    await workFor(first, 5);
    await portal.put({ ...(await task()), status: 'cancelled' });
    await first.settle();
    await second.settle();
    await close(first);
    expect((await task()).status).toBe('cancelled');
    expect((await second.ask('requests.get', { id: 'task-1' })).row).toMatchObject({ outcome: 'withdrawn' });
    expect(await shownAt(second)).toEqual([]);
  });

  test('nothing at another desk takes notice of it but the sign', async () => {
    const { first, second, workFor, close } = await clinic();
    const draft = { message: 'half a sentence' };
    await second.ask('drafts.save', { subject: 'request/task-1', draft });
    const seen = async () => {
      const list = await second.ask('requests.list', { ...WHOLE_INBOX, limit: 10 });
      return JSON.stringify([
        list,
        await second.ask('requests.get', { id: 'task-1' }),
        second.db.all(qb.selectFrom('request').selectAll()),
      ]);
    };
    const before = await seen();
    const topics = new Set<string>();
    let arrived = 0;
    second.core.onNewRequests(() => {
      arrived += 1;
    });
    second.core.onEvent((event) => {
      if (event.type === 'changed') for (const topic of event.topics) topics.add(topic);
    });
    for (let n = 0; n < 3; n += 1) {
      await workFor(first, 70);
      await second.settle();
      await close(first);
      await second.settle();
    }
    expect(await seen()).toBe(before);
    expect([...topics]).toEqual(['leases']);
    expect(arrived).toBe(0);
  });

  test('an undo while a lease comes and goes puts back what was there', async () => {
    const { first, second, workFor } = await clinic();
    await second.ask('settings.save', {
      rules: { ...(await second.ask('settings.get', undefined)).rules, undoSeconds: 60 },
    });
    const row = async () => {
      const { mail: _, delivery: __, ...shown } = (await second.ask('requests.get', { id: 'task-1' })).row;
      return shown;
    };
    const before = await row();
    const { outboxId } = await second.ask('decisions.decide', deny);
    await workFor(first, 20);
    await second.core.handlers['sync.refresh'](undefined, { actor });
    await second.ask('decisions.undo', { outboxId: outboxId ?? '' });
    expect(await row()).toEqual(before);
  });

  test('a portal that drops extensions has no leases, and no conflict comes of the one that was tried', async () => {
    const stripped: Between = async (request, send) => {
      const body = JSON.parse(JSON.stringify(request.body ?? null), (key, value: unknown) =>
        key === 'extension' ? undefined : value,
      );
      return send(request.body === undefined ? request : { ...request, body });
    };
    const world = await clinic(stripped, stripped);
    await world.workFor(world.first, 180);
    expect(world.leases).toHaveLength(1);
    await world.second.ask('decisions.decide', deny);
    await world.second.settle();
    expect(states(world.second)).toEqual(['done']);
    expect((await world.task()).status).toBe('rejected');
  });

  test('of another program at work on it: as before, a change', async () => {
    let away = false;
    const { second, portal, task } = await clinic(undefined, (request, send) =>
      away ? Promise.resolve(AWAY) : send(request),
    );
    away = true;
    await second.ask('decisions.decide', deny);
    await portal.put({
      ...(await task()),
      status: 'in-progress',
      owner: { reference: 'Practitioner/practitioner-1' },
    });
    away = false;
    await second.settle();
    await second.settle();
    expect(states(second)).toEqual(['conflict']);
    expect((await second.ask('requests.get', { id: 'task-1' })).row.state).toBe('open');
    expect(await shownAt(second)).toEqual([]);
  });
});
