import type { Appointment, Task } from '@medplum/fhirtypes';
import { expect, test } from 'vitest';
import { qb } from '../../../src-main/db/db.ts';
import type { Pass } from '../../../src-main/ipc/pass.ts';
import type { PortalAnswer, PortalRequest } from '../../../src-main/ports.ts';
import { defaultRules } from '../../../src-shared/domain/default-rules.ts';
import { cancelTask, rescheduleTask } from '../../support/clinic-resources.ts';
import { openSmallClinic, type PortalDesk, WORDS } from '../../support/portal-desk.ts';
import { openSession } from '../../support/session.ts';

type Between = (
  request: PortalRequest,
  send: (request: PortalRequest) => Promise<PortalAnswer>,
) => Promise<PortalAnswer>;

const AWAY: PortalAnswer = { kind: 'none', why: 'unreachable', detail: 'away' };

/** One patient's visit, a request about it unless there is `none`, and two desks. The second is offline until its network is back. */
async function clinic(between: Between = (request, send) => send(request), requests: 'one' | 'none' = 'one') {
  const small = await openSmallClinic();
  if (requests === 'one') await small.portal.put(rescheduleTask());
  let away = false;
  const through: Between = (request, send) =>
    between(request, (asked) => (away ? Promise.resolve(AWAY) : send(asked)));
  const [first, second] = [
    small.open({ seed: 1, between }),
    small.open({ seed: 2, between: through }),
  ] as const;
  await first.settle();
  await second.settle();
  away = true;
  const back = async () => {
    away = false;
    await second.settle();
    await second.settle();
  };
  return { ...small, first, second, back };
}

const conflictOf = async (desk: PortalDesk) => {
  const items = await desk.ask('attention.list', undefined);
  return items.flatMap((item) => (item.kind === 'conflict' ? [item.note] : []));
};

/** As long as a name may be. */
const NAME = 'Front desk by the window, 2nd floor east';

const deny = { on: 'request', id: 'task-1', command: { type: 'deny', words: WORDS } } as const;
const approve = { on: 'request', id: 'task-1', command: { type: 'approve', words: WORDS } } as const;

test('another desk decided first: the one that was late is told which, and what', async () => {
  const { first, second, back, portal } = await clinic();
  await first.ask('settings.save', { deskName: NAME });
  await second.ask('decisions.decide', approve);
  await first.ask('decisions.decide', deny);
  await first.settle();
  await back();

  expect(await conflictOf(second)).toEqual([
    {
      at: expect.any(Number),
      chosen: approve.command,
      chosenBy: 'Robin Field',
      by: NAME,
      portal: { what: 'request-closed', outcome: 'denied' },
    },
  ]);
  expect((await second.ask('requests.get', { id: 'task-1' })).row.conflict).toMatchObject({
    by: NAME,
  });
  const [task] = await portal.search<Task>('Task?_id=task-1');
  expect(task?.owner).toEqual({ display: NAME });
  expect(await conflictOf(first)).toEqual([]);
});

test('a visit that another desk has moved, or cancelled, on the schedule', async () => {
  const { first, second, back } = await clinic(undefined, 'none');
  await second.move('visit-1', '2026-11-26T16:00:00Z');
  await first.move('visit-1', '2026-11-27T16:00:00Z');
  await back();
  expect(await conflictOf(second)).toMatchObject([
    { by: 'Desk 1', portal: { what: 'moved', start: Date.parse('2026-11-27T16:00:00Z') } },
  ]);

  const again = await clinic(undefined, 'none');
  await again.second.move('visit-1', '2026-11-26T16:00:00Z');
  await again.first.cancel('visit-1');
  await again.back();
  expect(await conflictOf(again.second)).toMatchObject([{ by: 'Desk 1', portal: { what: 'cancelled' } }]);
});

test.each([
  ['leaves what it does not know', (visit: Appointment): Appointment => visit],
  ['writes no tags', ({ meta: _, ...visit }: Appointment): Appointment => visit],
])(
  'another program moved a visit a desk had decided about before, and %s: no desk is named',
  async (_, kept) => {
    const { first, second, back, portal } = await clinic(undefined, 'none');
    await first.move('visit-1', '2026-11-27T16:00:00Z');
    await back();
    const [visit] = await portal.search<Appointment>('Appointment?_id=visit-1');
    if (!visit) throw new Error('no visit');
    expect(JSON.stringify(visit)).toContain('Desk 1');
    await second.ask('decisions.decide', {
      on: 'schedule',
      command: { type: 'cancel-appointment', appointmentId: 'visit-1', words: WORDS, notify: true },
    });
    await portal.put({ ...kept(visit), start: '2026-11-30T16:00:00Z', end: '2026-11-30T16:30:00Z' });
    await second.settle();
    expect(await conflictOf(second)).toMatchObject([
      { by: null, portal: { what: 'moved', start: Date.parse('2026-11-30T16:00:00Z') } },
    ]);
  },
);

/** What a desk reads, changed on its way. */
const reading =
  (change: (resource: Record<string, unknown>) => Record<string, unknown>): Between =>
  async (request, send) => {
    const answer = await send(request);
    if (answer.kind !== 'answer') return answer;
    const body = JSON.parse(JSON.stringify(answer.body ?? null), (_, value: unknown) =>
      typeof value === 'object' && value !== null && 'resourceType' in value && 'meta' in value
        ? change(value as Record<string, unknown>)
        : value,
    );
    return { ...answer, body };
  };

test.each<[string, Between, string | null]>([
  ['drops extensions', reading(({ extension: _, ...resource }) => resource), null],
  [
    'keeps no history',
    async (request, send) => (request.url.includes('_history') ? NO_HISTORY : send(request)),
    'Desk 1',
  ],
  [
    'gives a name nobody should read',
    reading((resource) =>
      JSON.parse(JSON.stringify(resource).replaceAll('"Desk 1"', '"\\u202eDesk\\u0007 1\\n"')),
    ),
    'Desk 1',
  ],
])('a portal that %s', async (_, between, by) => {
  const { first, second, back } = await clinic(between);
  await second.ask('decisions.decide', approve);
  await first.ask('decisions.decide', deny);
  await first.settle();
  await back();
  expect(await conflictOf(second)).toMatchObject([
    { by, portal: { what: 'request-closed', outcome: 'denied' } },
  ]);
});

const NO_HISTORY: PortalAnswer = { kind: 'answer', status: 404, body: {}, retryAfterMs: null };

test('what the policy decides is no desk’s', async () => {
  const { clock, portal, open } = await openSmallClinic();
  await portal.put(cancelTask());
  const policy = { approval: { mode: 'never' as const }, charges: { mode: 'none' as const } };
  const desk = open({ rules: { ...defaultRules, policy } });
  await clock.advance(10_000);
  await desk.settle();
  const [task] = await portal.search<Task>('Task?_id=task-1');
  expect(task).toMatchObject({ status: 'completed' });
  expect(task).not.toHaveProperty('owner');
  const [visit] = await portal.search<Appointment>('Appointment?_id=visit-1');
  expect(visit?.status).toBe('cancelled');
  expect(JSON.stringify([task, visit])).not.toContain('decided-by');
});

test('what leaves later is still whoever’s decided it, whoever is signed in by then; each desk has its own people', async () => {
  const { first, second, back } = await clinic();
  const people = async (desk: PortalDesk, name: string) => {
    const session = openSession({ db: desk.db, clock: desk.clock, desk: desk.core.actor });
    await session.setUp(name, '280417');
    return session;
  };
  const [atFirst, atSecond] = [await people(first, 'Ana'), await people(second, 'Ben')];
  const decide = (desk: PortalDesk, by: Pass | null, decision: typeof approve | typeof deny) => {
    if (by === null) throw new Error('locked');
    return desk.core.handlers['decisions.decide'](decision, by);
  };
  expect(await decide(second, atSecond.pass(), approve)).toMatchObject({ ok: true });
  atSecond.lock(null, true);
  await back();
  const lines = (desk: PortalDesk) =>
    desk.db
      .all(
        qb
          .selectFrom('history')
          .select(['kind', 'user_name'])
          .where('request_id', '=', 'task-1')
          .orderBy('id'),
      )
      .map(({ kind, user_name }) => `${kind} ${user_name}`);
  expect(lines(second)).toEqual(expect.arrayContaining(['decided Ben', 'portal-confirmed Portal']));
  expect(atFirst.view().users.map(({ name }) => name)).toEqual(['Ana']);
  expect(atSecond.view().users.map(({ name }) => name)).toEqual(['Ben']);
});
