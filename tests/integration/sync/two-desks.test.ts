import type { Appointment, Task } from '@medplum/fhirtypes';
import fc from 'fast-check';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { qb } from '../../../src-main/db/db.ts';
import { proposes } from '../../../src-main/db/queries/requests.ts';
import type { RequestCommand } from '../../../src-shared/domain/commands.ts';
import { defaultRules } from '../../../src-shared/domain/default-rules.ts';
import {
  answerResource,
  appointmentResource,
  cancelTask,
  rescheduleTask,
} from '../../support/clinic-resources.ts';
import {
  type BenchDesk,
  openBenchDesk,
  outboxStates,
  type PortalBench,
  startPortalBench,
} from '../../support/sync-bench.ts';

const words = { reasonCode: 'clinic-closed', reasonText: 'Clinic closed', message: '' };
const slotAt = (hour: number) => ({
  practitionerId: 'practitioner-1',
  locationId: 'location-1',
  type: { code: 'follow-up', display: 'Follow-up' },
  start: Date.UTC(2026, 10, 30, 14 + hour),
  end: Date.UTC(2026, 10, 30, 14 + hour, 30),
});

const decision = fc.oneof(
  {
    arbitrary: fc
      .uniqueArray(fc.nat(3), { minLength: 1, maxLength: 3 })
      .map((hours): RequestCommand => ({ type: 'propose', slots: hours.map(slotAt), words })),
    weight: 4,
  },
  { arbitrary: fc.nat(3).map((hour): RequestCommand => ({ type: 'update', slot: slotAt(hour) })), weight: 1 },
  {
    arbitrary: fc.constantFrom<RequestCommand>(
      { type: 'approve', words },
      { type: 'deny', words },
      { type: 'keep', words },
      { type: 'cancel-appointment', words },
      { type: 'withdraw-proposal' },
      { type: 'withdraw-proposal' },
      { type: 'record-answer', answer: 'accepted' },
      { type: 'record-answer', answer: 'declined' },
    ),
    weight: 4,
  },
);

/** One thing that happens: at a desk, in the portal, or to the network. */
const step = fc.oneof(
  {
    arbitrary: fc.record({
      what: fc.constant('decide' as const),
      desk: fc.nat(1),
      request: fc.nat(1),
      command: decision,
    }),
    weight: 8,
  },
  { arbitrary: fc.record({ what: fc.constant('sync' as const), desk: fc.nat(1) }), weight: 6 },
  {
    arbitrary: fc.record({ what: fc.constant('sync-and-lose-the-answer' as const), desk: fc.nat(1) }),
    weight: 2,
  },
  {
    arbitrary: fc.record({ what: fc.constant('patient-answers' as const), accepted: fc.boolean() }),
    weight: 3,
  },
  {
    arbitrary: fc.record({ what: fc.constant('patient-withdraws' as const), request: fc.nat(1) }),
    weight: 1,
  },
  {
    arbitrary: fc.record({
      what: fc.constant('moved-elsewhere' as const),
      visit: fc.nat(1),
      hour: fc.nat(3),
    }),
    weight: 1,
  },
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

const isWrite = (request: { method: string; path: string }) =>
  request.method === 'POST' && request.path === '';

async function perform(one: Step, bench: PortalBench, desks: readonly BenchDesk[]): Promise<void> {
  await bench.clock.advance(1000);
  switch (one.what) {
    case 'decide': {
      const desk = desks[one.desk];
      // Refused by the rules where it does not fit: that is part of the game.
      desk?.decisions.decide(
        { on: 'request', id: `task-${one.request + 1}`, command: one.command },
        desk.actor,
      );
      return;
    }
    case 'sync':
      await desks[one.desk]?.refresh();
      return;
    case 'sync-and-lose-the-answer':
      bench.proxy.fault = (request) => (isWrite(request) ? 'lose-answer' : null);
      await desks[one.desk]?.refresh();
      bench.proxy.fault = () => null;
      return;
    case 'patient-withdraws': {
      const task = await bench.get<Task>('Task', `task-${one.request + 1}`);
      if (task.status === 'requested' || task.status === 'on-hold')
        await bench.put({ ...task, status: 'cancelled' });
      return;
    }
    case 'patient-answers': {
      const [proposal] = await bench.search<Appointment>('Appointment?status=pending');
      if (proposal?.id) await bench.post(answerResource(proposal.id, one.accepted ? 'accepted' : 'declined'));
      return;
    }
    case 'moved-elsewhere': {
      const visit = await bench.get<Appointment>('Appointment', `visit-${one.visit + 1}`);
      const { start, end } = slotAt(one.hour + 4);
      if (visit.status === 'booked')
        await bench.put({
          ...visit,
          start: new Date(start).toISOString(),
          end: new Date(end).toISOString(),
        });
    }
  }
}

/** The schedule and the requests by what the portal calls them: two desks have ids of their own for a proposal. */
function viewOf({ db }: BenchDesk) {
  const appointments = db.all(
    qb
      .selectFrom('appointment')
      .select(['portal_id', 'start_ms', 'end_ms', 'status', 'sequence', 'patient_id', 'practitioner_id'])
      .orderBy('portal_id'),
  );
  const requests = db.all(
    qb
      .selectFrom('request')
      .leftJoin('appointment', (join) => join.on(proposes(sql.ref('appointment.id'))))
      .select([
        'request.id',
        'request.state',
        'request.mark',
        'request.outcome',
        'request.outcome_reason',
        'request.proposal_sent_ms',
        'request.proposal_expires_ms',
        'request.proposal_reason',
        'appointment.portal_id as proposal',
      ])
      .orderBy('request.id')
      .orderBy('appointment.portal_id'),
  );
  return { appointments, requests };
}

/** What must hold in the portal whoever did what: no request waits for a proposal that is gone, none is left over. */
async function consistent(bench: PortalBench): Promise<void> {
  const tasks = await bench.search<Task>('Task?_count=50');
  const pending = await bench.search<Appointment>('Appointment?status=pending');
  const waitedFor = tasks
    .filter((t) => t.status === 'on-hold')
    .flatMap((t) => t.output?.map(({ valueReference }) => valueReference?.reference) ?? []);
  expect(pending.map((p) => `Appointment/${p.id}`).sort()).toEqual(waitedFor.sort());
}

test('two desks and one portal end up agreeing, whatever happened in between', {
  timeout: 180_000,
}, async () => {
  let delivered = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 8, maxLength: 20, size: 'max' }), async (steps) => {
      const bench = await startPortalBench();
      await bench.put(
        appointmentResource({
          id: 'visit-2',
          start: '2026-12-02T09:00:00-06:00',
          end: '2026-12-02T09:30:00-06:00',
        }),
      );
      await bench.put(rescheduleTask());
      await bench.put(cancelTask({ id: 'task-2', focus: { reference: 'Appointment/visit-2' } }));
      const rules = { policy: { ...defaultRules.policy, approval: { mode: 'always' as const } } };
      const desks = [
        openBenchDesk(bench, { name: 'desk-1', seed: 1, rules }),
        openBenchDesk(bench, { name: 'desk-2', seed: 2, rules }),
      ];
      for (const desk of desks) await desk.refresh();
      for (const one of steps) await perform(one, bench, desks);
      // Twice each: what one does, the other has to see.
      for (const desk of [...desks, ...desks]) {
        await bench.clock.advance(1000);
        await desk.refresh();
      }
      for (const desk of desks)
        expect(desk.sync.status()).toMatchObject({ phase: 'up-to-date', waitingToSync: 0 });
      const [first, second] = desks.map(viewOf);
      expect(first).toEqual(second);
      await consistent(bench);
      for (const desk of desks) {
        const mails = desk.db.all(
          qb
            .selectFrom('mail')
            .innerJoin('outbox', 'outbox.id', 'mail.outbox_id')
            .select(['mail.state as mail', 'outbox.state as outbox']),
        );
        expect(mails.filter((m) => (m.mail === 'ready') !== (m.outbox === 'done'))).toEqual([]);
        delivered += outboxStates(desk).filter((state) => state === 'done').length;
        await desk.crash();
      }
    }),
    { numRuns: 12, seed: 20261120, endOnFailure: true },
  );
  // The sequences are about something.
  expect(delivered).toBeGreaterThan(10);
});
