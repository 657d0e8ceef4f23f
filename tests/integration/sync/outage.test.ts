import type { Task } from '@medplum/fhirtypes';
import { expect, test } from 'vitest';
import { createFhirPortal } from '../../../src-main/adapters/fhir-portal.ts';
import type { Portal } from '../../../src-main/ports.ts';
import { appointmentResource, rescheduleTask } from '../../support/clinic-resources.ts';
import { createSeededIds } from '../../support/seeded-ids.ts';
import { openBenchDesk, outboxOf, outboxStates, startPortalBench } from '../../support/sync-bench.ts';

test('after a long outage every decision leaves with the first round, in the order they were made', async () => {
  const bench = await startPortalBench();
  const numbers = [1, 2, 3];
  for (const n of numbers) {
    await bench.put(appointmentResource({ id: `visit-${n}` }));
    await bench.put(rescheduleTask({ id: `task-${n}`, focus: { reference: `Appointment/visit-${n}` } }));
  }
  const wire = createFhirPortal({
    baseUrl: bench.proxy.fhirUrl,
    signIn: { method: 'none' },
    secret: null,
    clock: bench.clock,
    ids: createSeededIds(9),
  });
  let connected = true;
  const portal: Portal = {
    send: async (request) =>
      connected ? wire.send(request) : { kind: 'none', why: 'unreachable', detail: 'ECONNREFUSED' },
  };
  const desk = openBenchDesk(bench, { portal });
  await desk.refresh();

  connected = false;
  for (const n of numbers) desk.decide(`task-${n}`, { type: 'deny', words: WORDS });
  await bench.clock.advance(3_600_000);
  expect(desk.sync.status()).toMatchObject({ phase: 'offline', waitingToSync: 3 });
  // Nothing was sent, so nothing is known to have been tried.
  expect(outboxOf(desk).map(({ state, attempts }) => ({ state, attempts }))).toEqual(
    numbers.map(() => ({ state: 'ready', attempts: 0 })),
  );

  connected = true;
  bench.proxy.seen.length = 0;
  await bench.clock.advance(15_000);
  await expect.poll(() => outboxStates(desk), { timeout: 10_000 }).toEqual(['done', 'done', 'done']);
  const written = bench.proxy.seen
    .filter(({ method }) => method === 'POST')
    .map(({ body }) => numbers.find((n) => body.includes(`"task-${n}"`)));
  expect(written).toEqual(numbers);
  for (const n of numbers) {
    expect((await bench.get<Task>('Task', `task-${n}`)).status).toBe('rejected');
  }
});

const WORDS = { reasonCode: 'visit-should-not-wait', reasonText: 'The visit should not wait', message: '' };
