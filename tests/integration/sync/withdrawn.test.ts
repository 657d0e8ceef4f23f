import type { Appointment, Task } from '@medplum/fhirtypes';
import { expect, test } from 'vitest';
import { qb } from '../../../src-main/db/db.ts';
import { findRequest } from '../../../src-main/db/queries/requests.ts';
import { rescheduleTask } from '../../support/clinic-resources.ts';
import {
  type BenchDesk,
  historyKinds,
  mailsOf,
  openBenchDesk,
  outboxStates,
  type PortalBench,
  startPortalBench,
} from '../../support/sync-bench.ts';

const words = { reasonCode: 'provider-unavailable', reasonText: 'Provider unavailable', message: '' };
const slot = {
  practitionerId: 'practitioner-1',
  locationId: 'location-1',
  type: { code: 'follow-up', display: 'Follow-up' },
  start: Date.parse('2026-11-30T16:00:00Z'),
  end: Date.parse('2026-11-30T16:30:00Z'),
};

/** A request whose patient was proposed another time. */
async function proposed(): Promise<{ bench: PortalBench; desk: BenchDesk }> {
  const bench = await startPortalBench();
  await bench.put(rescheduleTask());
  const desk = openBenchDesk(bench);
  await desk.refresh();
  desk.decide('task-1', { type: 'propose', slots: [slot], words });
  await desk.refresh();
  return { bench, desk };
}

/** What the portal's pages do: the Task is closed, the Tentative is left as it is. */
async function withdraw(bench: PortalBench): Promise<void> {
  const task = await bench.get<Task>('Task', 'task-1');
  await bench.put({ ...task, status: 'cancelled' });
}

const proposals = async (bench: PortalBench) =>
  (await bench.search<Appointment>('Appointment?patient=Patient/patient-1'))
    .filter(({ id }) => id !== 'visit-1')
    .map(({ status }) => status);

const tentatives = (desk: BenchDesk) =>
  desk.db.all(qb.selectFrom('appointment').select('id').where('status', '=', 'tentative'));

test('withdrawn while a proposal waits: the desk releases the Tentative, and says nothing to anybody', async () => {
  const { bench, desk } = await proposed();
  await withdraw(bench);
  await desk.refresh();
  await desk.refresh();

  expect(await proposals(bench)).toEqual(['cancelled']);
  expect(tentatives(desk)).toEqual([]);
  expect((await bench.get<Task>('Task', 'task-1')).status).toBe('cancelled');
  expect((await bench.get<Appointment>('Appointment', 'visit-1')).status).toBe('booked');
  expect(findRequest(desk.db, 'task-1')?.status).toMatchObject({ state: 'resolved', outcome: 'withdrawn' });
  expect(historyKinds(desk, 'task-1').filter((kind) => kind === 'request-withdrawn')).toHaveLength(1);
  expect(mailsOf(desk)).toHaveLength(1);
  expect(outboxStates(desk)).toEqual(['done', 'done']);
});

test('a desk that has never seen the proposal releases it as well', async () => {
  const { bench } = await proposed();
  await withdraw(bench);
  const other = openBenchDesk(bench);
  await other.refresh();
  await other.refresh();

  expect(await proposals(bench)).toEqual(['cancelled']);
  expect(tentatives(other)).toEqual([]);
  expect(findRequest(other.db, 'task-1')?.status).toMatchObject({ outcome: 'withdrawn' });
});

test('two desks: the slower one finds it done, without a word', async () => {
  const { bench, desk } = await proposed();
  const other = openBenchDesk(bench);
  await other.refresh();
  await withdraw(bench);
  await desk.refresh();
  await other.refresh();
  await desk.refresh();
  await other.refresh();

  expect(await proposals(bench)).toEqual(['cancelled']);
  for (const one of [desk, other]) {
    expect(findRequest(one.db, 'task-1')?.status).toMatchObject({ outcome: 'withdrawn' });
    expect(tentatives(one)).toEqual([]);
    expect(one.db.all(qb.selectFrom('conflict').select('request_id'))).toEqual([]);
  }
});

test('a decision about the proposal that crosses the withdrawal is a conflict, and stays told', async () => {
  const { bench, desk } = await proposed();
  await withdraw(bench);
  desk.decide('task-1', { type: 'record-answer', answer: 'accepted' });
  await desk.refresh();
  await desk.refresh();

  expect(await proposals(bench)).toEqual(['cancelled']);
  expect(tentatives(desk)).toEqual([]);
  expect(findRequest(desk.db, 'task-1')?.status).toMatchObject({ outcome: 'withdrawn' });
  const [row] = desk.db.all(qb.selectFrom('conflict').select('note_json'));
  expect(JSON.parse(row?.note_json ?? '')).toMatchObject({
    chosen: { type: 'record-answer' },
    portal: { what: 'request-withdrawn' },
  });
  expect(mailsOf(desk).map(({ state }) => state)).toEqual(['ready', 'dropped']);
});

test('read by a round that broke off right after: it is acted upon all the same', async () => {
  const { bench, desk } = await proposed();
  await withdraw(bench);
  bench.proxy.fault = ({ path }) => (path.startsWith('AppointmentResponse') ? { status: 401 } : null);
  await desk.refresh();
  expect(findRequest(desk.db, 'task-1')?.status).toMatchObject({ state: 'resolved', outcome: 'withdrawn' });
});

test('decided between its reading and the end of the round: the withdrawal was first', async () => {
  const { bench, desk } = await proposed();
  await withdraw(bench);
  let refused: unknown = null;
  bench.proxy.fault = ({ path }) => {
    // The page with the withdrawal has been stored, the round is still on its way.
    if (path.startsWith('AppointmentResponse') && refused === null) {
      const moved = {
        type: 'update',
        slot: { ...slot, start: slot.start + 3_600_000, end: slot.end + 3_600_000 },
      } as const;
      refused = desk.decisions.decide(
        { on: 'request', id: 'task-1', command: { ...moved, words } },
        desk.actor,
      );
    }
    return null;
  };
  await desk.refresh();
  await desk.refresh();
  expect(refused).toMatchObject({ ok: false });
  expect((await bench.get<Task>('Task', 'task-1')).status).toBe('cancelled');
  expect((await bench.get<Appointment>('Appointment', 'visit-1')).start).toBe('2026-11-24T09:00:00-06:00');
});
