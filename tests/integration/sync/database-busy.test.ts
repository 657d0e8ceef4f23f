import type { Task } from '@medplum/fhirtypes';
import { expect, onTestFinished, test } from 'vitest';
import { createFhirPortal } from '../../../src-main/adapters/fhir-portal.ts';
import { qb } from '../../../src-main/db/db.ts';
import type { Portal, PortalRequest } from '../../../src-main/ports.ts';
import { runAutomation } from '../../../src-main/sync/automation.ts';
import { markDue } from '../../../src-main/sync/automation-due.ts';
import type { Automate } from '../../../src-main/sync/sync-deps.ts';
import { err } from '../../../src-shared/result.ts';
import { appointmentResource, rescheduleTask } from '../../support/clinic-resources.ts';
import { type DatabaseLock, lockDatabase } from '../../support/database-lock.ts';
import { buildRequest, NOW } from '../../support/domain.ts';
import {
  seedAppointment,
  seedPeople,
  seedRequest,
  silentLogger,
  temporaryDatabase,
} from '../../support/local-desk.ts';
import { createSeededIds } from '../../support/seeded-ids.ts';
import {
  type BenchDesk,
  mailsOf,
  openBenchDesk,
  outboxStates,
  type PortalBench,
  startPortalBench,
} from '../../support/sync-bench.ts';
import { createVirtualClock } from '../../support/virtual-clock.ts';

const WORDS = { reasonCode: 'other', reasonText: 'Other', message: 'Please call us.' };
const isWrite = ({ method, url }: PortalRequest): boolean => method === 'POST' && url === '';

/** A desk whose database another program takes while the portal answers the first request that `when` knows. */
async function deskLockedDuring(
  bench: PortalBench,
  when: (request: PortalRequest) => boolean,
): Promise<{ readonly desk: BenchDesk; readonly held: () => DatabaseLock | null }> {
  const wire = createFhirPortal({
    baseUrl: bench.proxy.fhirUrl,
    signIn: { method: 'none' },
    secret: null,
    clock: bench.clock,
    ids: createSeededIds(9),
  });
  let lock: DatabaseLock | null = null;
  let armed = false;
  const portal: Portal = {
    async send(request) {
      const answer = await wire.send(request);
      if (armed && !lock && when(request)) lock = await lockDatabase(desk.path);
      return answer;
    },
  };
  const desk = openBenchDesk(bench, { portal });
  onTestFinished(async () => await lock?.release());
  await desk.refresh();
  armed = true;
  return { desk, held: () => lock };
}

const writesOf = (bench: PortalBench): number =>
  bench.proxy.seen.filter(({ method, path }) => method === 'POST' && path === '').length;

test('the portal’s yes to decisions under way, met by a busy database, is found again and has its effect once', async () => {
  const bench = await startPortalBench();
  for (const n of [1, 2, 3]) {
    await bench.put(appointmentResource({ id: `visit-${n}` }));
    await bench.put(rescheduleTask({ id: `task-${n}`, focus: { reference: `Appointment/visit-${n}` } }));
  }
  const { desk, held } = await deskLockedDuring(bench, isWrite);
  for (const n of [1, 2, 3]) desk.decide(`task-${n}`, { type: 'deny', words: WORDS });
  await desk.refresh();
  const later = async <T>(ms: number, look: () => T): Promise<T> => {
    await bench.clock.advance(ms);
    return look();
  };
  expect(held()).not.toBeNull();
  await bench.clock.advance(5000);
  expect(desk.sync.status().phase).not.toBe('server-error');
  expect(outboxStates(desk)).toContain('unsure');
  // Looked again now and then, not in a loop.
  expect(writesOf(bench)).toBe(1);

  await held()?.release();
  await expect
    .poll(() => later(5000, () => outboxStates(desk)), { timeout: 20_000 })
    .toEqual(['done', 'done', 'done']);
  for (const n of [1, 2, 3]) {
    const { status, meta } = await bench.get<Task>('Task', `task-${n}`);
    expect([status, meta?.versionId]).toEqual(['rejected', '2']);
  }
  expect(mailsOf(desk).map(({ state }) => state)).toEqual(['ready', 'ready', 'ready']);
});

test.each(['database-busy', 'disk-full', 'database-unwritable'] as const)(
  'what the portal’s news calls for stays due when it met %s',
  async (code) => {
    const { db } = temporaryDatabase();
    seedPeople(db);
    seedAppointment(db);
    seedRequest(db, buildRequest({ kind: 'cancel', requested: null }));
    markDue(db, 'appointment-1', 'request-1');
    const asked: string[] = [];
    const run = (answer: ReturnType<Automate>): Promise<void> => {
      const automate: Automate = (id) => {
        asked.push(id);
        return answer;
      };
      const moment = () => ({ now: NOW, zone: 'America/Chicago' });
      const clock = createVirtualClock(NOW);
      const policyHeld = () => false;
      const deps = { db, logger: silentLogger, moment, automate, policyHeld };
      return runAutomation(deps, clock, async () => true);
    };
    const due = () => db.all(qb.selectFrom('automation_due').select('arrived_request_id'));
    await run(err({ code }));
    expect([asked, due()]).toEqual([['request-1'], [{ arrived_request_id: 'request-1' }]]);
    await run(err({ code: 'policy-needs-approval' }));
    expect([asked, due()]).toEqual([['request-1', 'request-1'], []]);
  },
);
