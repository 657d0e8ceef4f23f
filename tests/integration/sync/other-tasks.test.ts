import type { Task } from '@medplum/fhirtypes';
import { expect, test } from 'vitest';
import { qb } from '../../../src-main/db/db.ts';
import { heldBackCopies } from '../../../src-main/db/queries/portal-copies.ts';
import { findRequest } from '../../../src-main/db/queries/requests.ts';
import { appointmentResource, cancelTask, rescheduleTask } from '../../support/clinic-resources.ts';
import { buildWords } from '../../support/domain.ts';
import { openBenchDesk, outboxStates, quarantined, startPortalBench } from '../../support/sync-bench.ts';

const stateOf = (desk: ReturnType<typeof openBenchDesk>) => findRequest(desk.db, 'task-1')?.status ?? null;

test('what the portal has to do besides is none of the desk’s business, however much it is', async () => {
  const bench = await startPortalBench();
  await bench.putAll(
    Array.from({ length: 60 }, (_, n) => ({
      resourceType: 'Task' as const,
      id: `lab-${n}`,
      status: 'requested' as const,
      intent: 'order' as const,
      code: { text: 'Lipid panel' },
      focus: { reference: `ServiceRequest/${n}` },
      for: { reference: 'Patient/patient-1' },
    })),
  );
  await bench.put(rescheduleTask());
  const desk = openBenchDesk(bench);
  expect(await desk.refresh()).toMatchObject({ phase: 'up-to-date', needAttention: 0 });
  expect(quarantined(desk)).toEqual([]);
  expect(stateOf(desk)).toEqual({ state: 'open', mark: null });
});

test('a draft is not acted upon; once it is requested the policy counts', async () => {
  const bench = await startPortalBench();
  await bench.put(cancelTask({ status: 'draft' }));
  const desk = openBenchDesk(bench);
  expect(await desk.refresh()).toMatchObject({ phase: 'up-to-date', needAttention: 0 });
  expect(stateOf(desk)).toBeNull();
  expect(outboxStates(desk)).toEqual([]);

  await bench.put(cancelTask({ status: 'requested' }));
  await desk.refresh();
  expect(stateOf(desk)).toMatchObject({ state: 'resolved', outcome: 'cancelled-under-policy' });
});

test.each<[Task['status'], string]>([
  ['received', 'taken-elsewhere'],
  ['accepted', 'taken-elsewhere'],
  ['in-progress', 'taken-elsewhere'],
  ['on-hold', 'on-hold'],
])('%s: a person sees it, the policy decides nothing until it is given back', async (status, mark) => {
  const bench = await startPortalBench();
  await bench.put(cancelTask({ status }));
  const desk = openBenchDesk(bench);
  await desk.refresh();
  expect(stateOf(desk)).toEqual({ state: 'open', mark });
  expect(outboxStates(desk)).toEqual([]);

  await bench.put(cancelTask({ status: 'requested' }));
  await desk.refresh();
  expect(stateOf(desk)).toMatchObject({ state: 'resolved', outcome: 'cancelled-under-policy' });
});

test.each<[string, Partial<Task>]>([
  ['back to a draft', { status: 'draft' }],
  ['entered in error', { status: 'entered-in-error' }],
  ['a checklist', { code: { coding: [{ code: 'fulfill' }] } }],
])('what was a request and is none any more (%s) leaves the inbox', async (_what, over) => {
  const bench = await startPortalBench();
  await bench.put(rescheduleTask());
  const desk = openBenchDesk(bench);
  await desk.refresh();
  expect(stateOf(desk)).toEqual({ state: 'open', mark: null });
  await bench.put(rescheduleTask(over));
  expect(await desk.refresh()).toMatchObject({ needAttention: 0 });
  expect(stateOf(desk)).toMatchObject({ state: 'resolved', outcome: 'closed-elsewhere' });

  await bench.put(rescheduleTask());
  await desk.refresh();
  expect(stateOf(desk)).toEqual({ state: 'open', mark: null });
});

test.each<[string, Partial<Task>, string]>([
  ['asks for what nobody knows', { code: { coding: [{ code: 'shift' }] } }, 'unknown-code'],
  ['is about a patient', { focus: { reference: 'Patient/patient-1' } }, 'focus-not-an-appointment'],
])(
  'a request that %s now leaves the inbox, and a person sees what it has become',
  async (_what, over, reason) => {
    const bench = await startPortalBench();
    await bench.put(rescheduleTask());
    const desk = openBenchDesk(bench);
    await desk.refresh();
    await bench.put(rescheduleTask(over));
    expect(await desk.refresh()).toMatchObject({ needAttention: 1 });
    expect(quarantined(desk)).toMatchObject([{ id: 'task-1', reason }]);
    expect(stateOf(desk)).toMatchObject({ state: 'resolved', outcome: 'closed-elsewhere' });
    const recorded = () =>
      desk.db.all(qb.selectFrom('history').select('kind').where('request_id', '=', 'task-1'));
    expect(recorded()).toEqual([{ kind: 'request-received' }, { kind: 'closed-elsewhere' }]);
    await desk.refresh();
    expect(recorded()).toHaveLength(2);

    await bench.put(rescheduleTask());
    expect(await desk.refresh()).toMatchObject({ needAttention: 0 });
    expect(stateOf(desk)).toEqual({ state: 'open', mark: null });
  },
);

test('a proposal without an end waits for the patient as long as it takes', async () => {
  const bench = await startPortalBench();
  await bench.put(
    appointmentResource({
      id: 'proposed',
      status: 'pending',
      start: '2026-11-25T09:00:00-06:00',
      end: '2026-11-25T09:30:00-06:00',
    }),
  );
  await bench.put(
    rescheduleTask({
      status: 'on-hold',
      output: [
        { type: { text: 'Proposed appointment' }, valueReference: { reference: 'Appointment/proposed' } },
      ],
    }),
  );
  const desk = openBenchDesk(bench);
  await desk.refresh();
  expect(stateOf(desk)).toMatchObject({ state: 'awaiting-patient', proposal: { expiresAt: null } });
});

test('what became none behind a decision leaves the inbox, too, once that is refused', async () => {
  const bench = await startPortalBench();
  await bench.put(rescheduleTask());
  const desk = openBenchDesk(bench);
  await desk.refresh();
  desk.decide('task-1', { type: 'deny', words: buildWords() });
  await bench.put(rescheduleTask({ code: { coding: [{ code: 'fulfill' }] } }));
  await desk.refresh();
  expect(outboxStates(desk)).toEqual(['conflict']);
  expect(stateOf(desk)).toMatchObject({ state: 'resolved', outcome: 'closed-elsewhere' });
  expect(heldBackCopies(desk.db, 'Task')).toEqual([]);
});
