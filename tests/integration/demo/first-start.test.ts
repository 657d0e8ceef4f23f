import { resolve } from 'node:path';
import type { Bundle, Task } from '@medplum/fhirtypes';
import { expect, onTestFinished, test, vi } from 'vitest';
import { DEMO_REQUESTS } from '../../../src-demo/data/request-ids.ts';
import type { StoredMessage } from '../../../src-demo/mailbox/message-store.ts';
import { startDemo } from '../../../src-demo/start-demo.ts';
import { createSystemClock } from '../../../src-main/adapters/clock.ts';
import { createConnections } from '../../../src-main/adapters/connections.ts';
import { createSystemIds } from '../../../src-main/adapters/ids.ts';
import { createCore } from '../../../src-main/core.ts';
import type { RequestRow } from '../../../src-shared/ipc/request-views.ts';
import { actor, silentLogger, temporaryDatabase } from '../../support/local-desk.ts';
import { sheetPorts } from '../../support/sheet.ts';
import { NOON, temporaryDirectory } from './portal-support.ts';

/** A whole desk of the demo clinic, with its portal and mailbox, all real. */
async function openDemoDesk() {
  const demo = await startDemo({
    workerDir: resolve('src-demo'),
    workerFiles: { portal: 'portal/worker.ts', mailbox: 'mailbox/worker.ts' },
    dataDir: temporaryDirectory(),
    fresh: false,
    ports: { portal: 0, mailbox: 0, smtp: 0 },
    now: NOON,
  });
  if (!demo.ok) throw new Error(JSON.stringify(demo.error));
  const clinic = demo.value;
  onTestFinished(() => clinic.stop());
  const clock = createSystemClock(NOON);
  const ids = createSystemIds();
  const secrets = {
    keyStore: async () => 'none' as const,
    get: async () => null,
    has: () => false,
    enteredFor: async () => null,
    set: async () => false,
    remove: () => {},
  };
  const core = createCore({
    db: temporaryDatabase().db,
    ports: {
      clock,
      ids,
      secrets,
      logger: silentLogger,
      connections: createConnections({ clock, ids, secrets, demo: clinic }),
      ...sheetPorts(),
    },
    identity: actor,
    demo: true,
    defaults: { rules: clinic.rules, portal: { kind: 'demo' }, mail: { kind: 'demo' } },
  });
  onTestFinished(() => core.stop());
  core.start();
  return { core, clinic };
}

test('at the first start the inbox shows every state of a request, and the desk does what is its own to do', async () => {
  const { core, clinic } = await openDemoDesk();
  const rows = async (view: 'inbox' | 'awaiting' | 'history'): Promise<readonly RequestRow[]> => {
    const listed = await core.handlers['requests.list'](
      {
        view,
        practitionerId: null,
        kind: null,
        filter: 'all',
        search: '',
        sort: 'appointment',
        cursor: null,
        limit: 100,
      },
      { actor },
    );
    if (!listed.ok) throw new Error(listed.error.code);
    return listed.value.rows;
  };
  const status = () => core.status();
  await vi.waitFor(
    async () => {
      expect(status()).toMatchObject({ phase: 'up-to-date', waitingToSync: 0 });
      expect((await rows('history')).length).toBeGreaterThan(5);
    },
    { timeout: 20_000, interval: 100 },
  );

  const inbox = await rows('inbox');
  expect(inbox.length).toBe(21);
  // Whether the time once asked for is free too depends on the seed where the practice has had it before.
  const inTheWay = Object.fromEntries(
    inbox.map((row) => [row.id, row.mark === null ? row.obstacles.map(({ code }) => code) : [row.mark]]),
  );
  expect(inTheWay).toEqual({
    [DEMO_REQUESTS.free]: [],
    [DEMO_REQUESTS.taken]: ['slot-taken'],
    [DEMO_REQUESTS.firstForSlot]: ['slot-also-wanted'],
    [DEMO_REQUESTS.secondForSlot]: ['slot-also-wanted'],
    [DEMO_REQUESTS.cancelWithin]: [],
    [DEMO_REQUESTS.cancelSoon]: [],
    [DEMO_REQUESTS.unmatched]: ['patient-unmatched'],
    [DEMO_REQUESTS.noEmail]: ['no-email'],
    [DEMO_REQUESTS.noAccess]: ['no-portal-access'],
    [DEMO_REQUESTS.timePast]: expect.arrayContaining(['time-past']),
    [DEMO_REQUESTS.closedDay]: ['closed-day'],
    [DEMO_REQUESTS.outsideHours]: ['outside-hours'],
    [DEMO_REQUESTS.superseding]: [],
    [DEMO_REQUESTS.declinedNew]: ['declined'],
    [DEMO_REQUESTS.declinedMarked]: ['declined'],
    [DEMO_REQUESTS.expiredNew]: ['no-answer'],
    [DEMO_REQUESTS.expiredMarked]: ['no-answer'],
    [DEMO_REQUESTS.proposalWithdrawn]: ['proposal-withdrawn'],
    [DEMO_REQUESTS.markup]: [],
    [DEMO_REQUESTS.bounce]: [],
    [DEMO_REQUESTS.cancelledBefore]: ['appointment-not-active'],
  });
  const alert = (id: string) => inbox.find((row) => row.id === id)?.policy;
  expect(alert(DEMO_REQUESTS.cancelWithin)).toMatchObject({ within: true, days: 2, daysAhead: 1 });
  expect((await rows('awaiting')).map(({ id }) => id).sort()).toEqual([
    DEMO_REQUESTS.awaiting,
    DEMO_REQUESTS.awaitingCancel,
  ]);
  const history = await rows('history');
  expect(Object.fromEntries(history.map(({ id, outcome }) => [id, outcome]))).toEqual({
    [DEMO_REQUESTS.cancelOutside]: 'cancelled-under-policy',
    [DEMO_REQUESTS.superseded]: 'superseded',
    [DEMO_REQUESTS.withdrawn]: 'withdrawn',
    [DEMO_REQUESTS.approved]: 'approved',
    [DEMO_REQUESTS.denied]: 'denied',
    [DEMO_REQUESTS.kept]: 'kept',
  });

  // The portal agrees, and the one e-mail that follows from it has arrived.
  const task: Task = await (await fetch(`${clinic.fhirUrl}/Task/${DEMO_REQUESTS.cancelOutside}`)).json();
  expect(task.status).toBe('completed');
  const onHold: Bundle = await (await fetch(`${clinic.fhirUrl}/Task?status=on-hold`)).json();
  expect(onHold.total).toBe(2);
  await vi.waitFor(
    async () => {
      const messages: StoredMessage[] = await (await fetch(`${clinic.mailboxUrl}api/messages`)).json();
      expect(messages.map(({ to, calendar }) => [to.length, calendar?.method])).toEqual([[1, 'CANCEL']]);
    },
    { timeout: 30_000 },
  );
  expect(status().needAttention).toBe(0);
});
