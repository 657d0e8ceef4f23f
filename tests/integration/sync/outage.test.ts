import type { Task } from '@medplum/fhirtypes';
import { expect, test } from 'vitest';
import { createFhirPortal } from '../../../src-main/adapters/fhir-portal.ts';
import type { Portal } from '../../../src-main/ports.ts';
import { appointmentResource, rescheduleTask } from '../../support/clinic-resources.ts';
import { actor } from '../../support/local-desk.ts';
import { createSeededIds } from '../../support/seeded-ids.ts';
import {
  mailsOf,
  openBenchDesk,
  outboxOf,
  outboxStates,
  startPortalBench,
} from '../../support/sync-bench.ts';

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

test('what waits for the network can be taken back, and is never told; what may have arrived cannot', async () => {
  const bench = await startPortalBench();
  for (const n of [1, 2]) {
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
  let network: 'up' | 'down' | 'loses-answers' = 'up';
  const portal: Portal = {
    async send(request) {
      if (network === 'up') return wire.send(request);
      if (network === 'down') return { kind: 'none', why: 'unreachable', detail: 'ECONNREFUSED' };
      return { kind: 'none', why: 'connection-lost', detail: 'ECONNRESET' };
    },
  };
  const desk = openBenchDesk(bench, { portal });
  await desk.refresh();

  network = 'down';
  const first = desk.decide('task-1', { type: 'deny', words: WORDS });
  await bench.clock.advance(60_000);
  expect(outboxStates(desk)).toEqual(['ready']);
  expect(desk.decisions.undo(first, actor)).toEqual({ ok: true, value: null });
  expect(outboxStates(desk)).toEqual(['undone']);
  expect(mailsOf(desk).map(({ state }) => state)).toEqual(['dropped']);

  network = 'loses-answers';
  const second = desk.decide('task-2', { type: 'deny', words: WORDS });
  await bench.clock.advance(60_000);
  await expect.poll(() => outboxStates(desk)).toEqual(['undone', 'unsure']);
  expect(desk.decisions.undo(second, actor)).toEqual({ ok: false, error: { code: 'undo-too-late' } });

  network = 'up';
  await bench.clock.advance(120_000);
  await expect.poll(() => outboxStates(desk), { timeout: 10_000 }).toEqual(['undone', 'done']);
  expect((await bench.get<Task>('Task', 'task-1')).status).toBe('requested');
  expect((await bench.get<Task>('Task', 'task-2')).status).toBe('rejected');
});

const WORDS = { reasonCode: 'visit-should-not-wait', reasonText: 'The visit should not wait', message: '' };
