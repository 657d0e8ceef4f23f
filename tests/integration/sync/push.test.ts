import type { Appointment, Task } from '@medplum/fhirtypes';
import { describe, expect, test } from 'vitest';
import { qb } from '../../../src-main/db/db.ts';
import { findAppointment } from '../../../src-main/db/queries/appointments.ts';
import { findRequest } from '../../../src-main/db/queries/requests.ts';
import { conflictNote } from '../../../src-shared/domain/conflict-note.ts';
import { proposedIdsOf } from '../../../src-shared/domain/request.ts';
import {
  answerResource,
  appointmentResource,
  cancelTask,
  patientResource,
  rescheduleTask,
} from '../../support/clinic-resources.ts';
import type { Fault, SeenRequest } from '../../support/portal-proxy.ts';
import {
  type BenchDesk,
  historyKinds,
  mailsOf,
  openBenchDesk,
  outboxOf,
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
const isWrite = (request: SeenRequest) => request.method === 'POST' && request.path === '';

/** The next write meets the fault; everything after it goes through. */
function onceOnWrite(bench: PortalBench, fault: Fault): void {
  let left = 1;
  bench.proxy.fault = (request) => (isWrite(request) && left-- > 0 ? fault : null);
}

async function deskWithRequest(
  task: Task = rescheduleTask(),
): Promise<{ bench: PortalBench; desk: BenchDesk }> {
  const bench = await startPortalBench();
  await bench.put(task);
  const desk = openBenchDesk(bench);
  await desk.refresh();
  return { bench, desk };
}

const tagsOf = (resource: Task | Appointment) =>
  (resource.meta?.tag ?? []).filter((t) => t.system === 'urn:reslot:command').map((t) => t.code);

const outcomeOf = (task: Task) => [task.status, task.businessStatus?.coding?.[0]?.code];

describe('what becomes of a decision in the portal', () => {
  test('approved: visit moved, request completed, both tagged, e-mail released, record complete', async () => {
    const { bench, desk } = await deskWithRequest();
    const outboxId = desk.decide('task-1', { type: 'approve' });
    expect(mailsOf(desk)).toEqual([{ kind: 'approved', state: 'waiting', outbox_id: outboxId }]);

    await desk.refresh();

    const visit = await bench.get<Appointment>('Appointment', 'visit-1');
    const task = await bench.get<Task>('Task', 'task-1');
    expect(visit).toMatchObject({
      status: 'booked',
      start: '2026-11-25T20:00:00Z',
      end: '2026-11-25T20:30:00Z',
      comment: 'Bring the earlier pictures',
      extension: [
        { url: 'urn:reslot:sequence', valueInteger: 1 },
        expect.objectContaining({ url: 'urn:reslot:decided-by' }),
      ],
      identifier: [{ system: 'urn:reslot:uid', value: 'visit-1@clinic.example' }],
    });
    expect(outcomeOf(task)).toEqual(['completed', 'approved']);
    expect([tagsOf(visit), tagsOf(task)]).toEqual([[outboxId], [outboxId]]);
    expect(outboxStates(desk)).toEqual(['done']);
    expect(mailsOf(desk)).toEqual([{ kind: 'approved', state: 'ready', outbox_id: outboxId }]);
    expect(desk.mailReleased.times).toBe(1);
    expect(historyKinds(desk, 'task-1')).toEqual([
      'request-received',
      'decided',
      'email-queued',
      'portal-confirmed',
    ]);
    const writes = bench.proxy.seen.filter(isWrite);
    expect(writes).toHaveLength(1);
    expect(writes[0]?.headers).toMatchObject({
      accept: 'application/fhir+json',
      'content-type': 'application/fhir+json',
      prefer: 'return=representation',
    });
  });

  test('proposed, accepted by the patient in the portal, applied by the desk', async () => {
    const { bench, desk } = await deskWithRequest();
    desk.decide('task-1', { type: 'propose', slots: [slot], words: { ...words, message: 'She is away.' } });
    await desk.refresh();

    const [proposal] = await bench.search<Appointment>('Appointment?status=pending');
    expect(proposal).toMatchObject({
      status: 'pending',
      start: '2026-11-30T16:00:00Z',
      comment: 'Bring the earlier pictures',
      supportingInformation: [{ reference: 'Appointment/visit-1' }],
    });
    expect(proposal?.participant.map((p) => [p.actor?.reference, p.status])).toEqual([
      ['Patient/patient-1', 'needs-action'],
      ['Practitioner/practitioner-1', 'accepted'],
      ['Location/location-1', 'accepted'],
    ]);
    const waiting = await bench.get<Task>('Task', 'task-1');
    expect(outcomeOf(waiting)).toEqual(['on-hold', 'awaiting-patient']);
    expect(waiting.output?.[0]?.valueReference?.reference).toBe(`Appointment/${proposal?.id}`);
    expect(waiting.restriction?.period?.end).toBeDefined();

    await bench.clock.advance(60_000);
    await bench.post(answerResource(proposal?.id ?? '', 'accepted'));
    await desk.refresh();

    expect(outcomeOf(await bench.get<Task>('Task', 'task-1'))).toEqual(['completed', 'accepted']);
    expect((await bench.get<Appointment>('Appointment', 'visit-1')).status).toBe('cancelled');
    expect((await bench.get<Appointment>('Appointment', proposal?.id ?? '')).status).toBe('booked');
    expect(findRequest(desk.db, 'task-1')?.status).toEqual({
      state: 'resolved',
      outcome: 'accepted-by-patient',
      reason: null,
    });
    expect(outboxStates(desk)).toEqual(['done', 'done']);
    expect(historyKinds(desk, 'task-1')).toEqual([
      'request-received',
      'decided',
      'email-queued',
      'portal-confirmed',
      'patient-answered',
      'email-queued',
      'portal-confirmed',
    ]);
  });

  const later = { ...slot, start: slot.start + 86_400_000, end: slot.end + 86_400_000 };

  test('several times proposed: one is accepted, the others are given back in the same transaction', async () => {
    const { bench, desk } = await deskWithRequest();
    desk.decide('task-1', { type: 'propose', slots: [slot, later], words });
    await desk.refresh();

    const pending = await pendingOf(bench);
    expect(pending.map(({ start }) => start)).toEqual(['2026-11-30T16:00:00Z', '2026-12-01T16:00:00Z']);
    const names = pending.map(({ identifier }) => identifier?.map(({ value }) => value));
    expect(new Set(names.flat()).size).toBe(3);
    const waiting = await bench.get<Task>('Task', 'task-1');
    expect(waiting.output?.map(({ valueReference }) => valueReference?.reference)).toEqual(
      pending.map(({ id }) => `Appointment/${id}`),
    );

    await bench.clock.advance(60_000);
    const [first, second] = pending;
    await bench.post(answerResource(first?.id ?? '', 'declined'));
    await desk.refresh();
    expect(findRequest(desk.db, 'task-1')?.status.state).toBe('awaiting-patient');
    await bench.clock.advance(60_000);
    await bench.post(answerResource(second?.id ?? '', 'accepted'));
    await desk.refresh();

    expect(outcomeOf(await bench.get<Task>('Task', 'task-1'))).toEqual(['completed', 'accepted']);
    const ids = ['visit-1', first?.id ?? '', second?.id ?? ''];
    const after = await Promise.all(ids.map((id) => bench.get<Appointment>('Appointment', id)));
    expect(after.map(({ status }) => status)).toEqual(['cancelled', 'cancelled', 'booked']);
    const versions = new Set(after.map(({ meta }) => meta?.tag?.map(({ code }) => code).join()));
    expect(versions.size).toBe(1);

    // A yes to a time that is gone books nothing, and stands on the record.
    await bench.clock.advance(60_000);
    await bench.post(answerResource(first?.id ?? '', 'accepted', { id: 'late' }));
    await desk.refresh();
    expect((await bench.get<Appointment>('Appointment', first?.id ?? '')).status).toBe('cancelled');
    expect(historyKinds(desk, 'task-1').at(-1)).toBe('answer-received');
  });

  test('two desks read one yes each: one visit is booked', async () => {
    const { bench, desk } = await deskWithRequest();
    desk.decide('task-1', { type: 'propose', slots: [slot, later], words });
    await desk.refresh();
    const other = openBenchDesk(bench);
    await other.refresh();
    const [first, second] = await pendingOf(bench);
    await bench.clock.advance(60_000);
    desk.decide('task-1', {
      type: 'record-answer',
      answer: 'accepted',
      appointmentId: findRequestTimes(desk)[0] ?? '',
    });
    other.decide('task-1', {
      type: 'record-answer',
      answer: 'accepted',
      appointmentId: findRequestTimes(other)[1] ?? '',
    });
    for (const one of [other, desk, other]) {
      await one.refresh();
      await bench.clock.advance(300_000);
    }
    const statuses = await Promise.all(
      [first, second].map(async (one) => (await bench.get<Appointment>('Appointment', one?.id ?? '')).status),
    );
    expect(statuses.toSorted()).toEqual(['booked', 'cancelled']);
  });

  test('a cancellation that needs no approval is applied as it arrives', async () => {
    const bench = await startPortalBench();
    const desk = openBenchDesk(bench, {
      rules: { policy: { approval: { mode: 'never' }, charges: { mode: 'none' } } },
    });
    await desk.refresh();
    await bench.clock.advance(1000);
    await bench.put(cancelTask());
    await desk.refresh();

    expect(outcomeOf(await bench.get<Task>('Task', 'task-1'))).toEqual([
      'completed',
      'cancelled-under-policy',
    ]);
    expect(await bench.get<Appointment>('Appointment', 'visit-1')).toMatchObject({
      status: 'cancelled',
      cancelationReason: { coding: [{ code: 'pat' }] },
    });
    expect(mailsOf(desk)).toMatchObject([{ kind: 'cancelled', state: 'ready' }]);
  });

  test('asked again: the older request is closed in the portal, the newer one stays', async () => {
    const { bench, desk } = await deskWithRequest();
    await bench.clock.advance(1000);
    await bench.put(rescheduleTask({ id: 'task-2', authoredOn: '2026-11-20T08:45:00-06:00' }));
    await desk.refresh();

    expect(outcomeOf(await bench.get<Task>('Task', 'task-1'))).toEqual(['cancelled', 'superseded']);
    expect(findRequest(desk.db, 'task-1')?.status).toMatchObject({ outcome: 'superseded' });
    expect(findRequest(desk.db, 'task-2')?.status).toEqual({ state: 'open', mark: null });
  });

  test('withdrawn by the patient: it leaves the inbox and the record says so', async () => {
    const { bench, desk } = await deskWithRequest();
    await bench.put(rescheduleTask({ status: 'cancelled' }));
    await desk.refresh();

    expect(findRequest(desk.db, 'task-1')?.status).toMatchObject({ outcome: 'withdrawn' });
    expect(historyKinds(desk, 'task-1')).toEqual(['request-received', 'request-withdrawn']);
  });
});

describe('what each answer means', () => {
  test('lost answer: the portal commits, the connection drops; one change, one e-mail', async () => {
    const { bench, desk } = await deskWithRequest();
    const outboxId = desk.decide('task-1', { type: 'propose', slots: [slot], words });
    onceOnWrite(bench, 'lose-answer');
    // The portal itself still answers: only this one is waiting.
    expect(await desk.refresh()).toMatchObject({ phase: 'up-to-date', waitingToSync: 1 });
    expect(outboxStates(desk)).toEqual(['unsure']);
    expect(mailsOf(desk)).toMatchObject([{ state: 'waiting' }]);

    await desk.refresh();

    expect(outboxStates(desk)).toEqual(['done']);
    expect(mailsOf(desk)).toEqual([{ kind: 'proposed', state: 'ready', outbox_id: outboxId }]);
    expect(await bench.search('Appointment?status=pending')).toHaveLength(1);
    expect((await bench.get<Task>('Task', 'task-1')).meta?.versionId).toBe('2');
    expect(historyKinds(desk, 'task-1').filter((k) => k === 'portal-confirmed')).toHaveLength(1);
    expect(
      desk.db.all(qb.selectFrom('appointment').select('id').where('status', '=', 'tentative')),
    ).toHaveLength(1);
  });

  test('lost answer, and the news of it arrives by reading before the retry: still one Tentative', async () => {
    const { bench, desk } = await deskWithRequest();
    desk.decide('task-1', { type: 'propose', slots: [slot], words });
    bench.proxy.fault = (request) => (isWrite(request) ? 'lose-answer' : null);
    await desk.refresh();
    // What is new is read, while neither writing nor looking for what was created works.
    bench.proxy.fault = (request) =>
      isWrite(request) || request.path.includes('identifier=') ? { status: 500 } : null;
    await desk.refresh();
    expect(outboxStates(desk)).toEqual(['unsure']);
    const tentatives = () =>
      desk.db.all(qb.selectFrom('appointment').select('portal_id').where('status', '=', 'tentative'));
    expect(tentatives()).toHaveLength(1);
    expect(tentatives()[0]?.portal_id).not.toBeNull();

    bench.proxy.fault = () => null;
    await desk.refresh();
    expect(outboxStates(desk)).toEqual(['done']);
    expect(tentatives()).toHaveLength(1);
  });

  test('lost answer: what was created is found, and not sent again', async () => {
    const { bench, desk } = await deskWithRequest();
    desk.decide('task-1', { type: 'propose', slots: [slot], words });
    onceOnWrite(bench, 'lose-answer');
    await desk.refresh();
    await desk.refresh();
    expect(outboxStates(desk)).toEqual(['done']);
    expect(bench.proxy.seen.filter(isWrite)).toHaveLength(1);
  });

  test.each([408, 500, 502, 503])('%i: kept, tried again later, delivered once', async (status) => {
    const { bench, desk } = await deskWithRequest();
    desk.decide('task-1', { type: 'approve' });
    onceOnWrite(bench, { status });
    await desk.refresh();
    expect(outboxStates(desk)).toEqual(['unsure']);
    await desk.refresh();
    expect(outboxStates(desk)).toEqual(['done']);
    expect((await bench.get<Task>('Task', 'task-1')).meta?.versionId).toBe('2');
  });

  test.each([
    [
      'an HTML page',
      { status: 200, body: '<html>Maintenance</html>', headers: { 'content-type': 'text/html' } },
    ],
    ['an OperationOutcome', { status: 200, body: '{"resourceType":"OperationOutcome","issue":[]}' }],
    ['half a Bundle', 'cut'],
    ['a broken connection', 'break'],
  ] satisfies [string, Fault][])(
    '200 with %s is no yes: no e-mail until it is known',
    async (_what, fault) => {
      const { bench, desk } = await deskWithRequest();
      desk.decide('task-1', { type: 'approve' });
      onceOnWrite(bench, fault);
      await desk.refresh();
      expect(outboxStates(desk)).toEqual(['unsure']);
      expect(mailsOf(desk)).toMatchObject([{ state: 'waiting' }]);
      await desk.refresh();
      expect(outboxStates(desk)).toEqual(['done']);
      expect(mailsOf(desk)).toMatchObject([{ state: 'ready' }]);
    },
  );

  test('a server that never answers is given up after the time allowed, and asked again', async () => {
    const { bench, desk } = await deskWithRequest();
    desk.decide('task-1', { type: 'approve' });
    onceOnWrite(bench, 'hang');
    const arrived = bench.proxy.seen.length;
    const round = desk.refresh();
    while (!bench.proxy.seen.slice(arrived).some(isWrite)) await bench.clock.settle();
    await bench.clock.advance(30_000);
    expect(await round).toMatchObject({ phase: 'up-to-date', waitingToSync: 1 });
    expect(outboxOf(desk)).toMatchObject([{ state: 'unsure', last_error: 'timeout' }]);
    await desk.refresh();
    expect(outboxStates(desk)).toEqual(['done']);
  });

  test('a decision that gets no answer does not hold up the others', async () => {
    const { bench, desk } = await deskWithRequest();
    await bench.put(
      appointmentResource({
        id: 'visit-2',
        start: '2026-11-26T09:00:00-06:00',
        end: '2026-11-26T09:30:00-06:00',
      }),
    );
    await bench.put(rescheduleTask({ id: 'task-2', focus: { reference: 'Appointment/visit-2' } }));
    await desk.refresh();
    onceOnWrite(bench, 'hang');
    const writes = () => bench.proxy.seen.filter(isWrite).length;
    desk.decide('task-1', { type: 'deny', words });
    desk.decide('task-2', { type: 'deny', words });
    const round = desk.refresh();
    while (writes() < 1) await bench.clock.settle();
    await bench.clock.advance(2000);
    await expect.poll(() => outboxStates(desk)).toEqual(['unsure', 'done']);
    await bench.clock.advance(28_000);
    await round;
    expect(outboxStates(desk)).toEqual(['unsure', 'done']);
  });

  test('a write that is sent on to another server is not followed, and not asked for in a loop', async () => {
    const { bench, desk } = await deskWithRequest();
    const stranger = await startPortalBench();
    desk.decide('task-1', { type: 'approve' });
    bench.proxy.fault = (request) =>
      isWrite(request) ? { status: 307, headers: { location: stranger.proxy.fhirUrl } } : null;
    await desk.refresh();
    const before = bench.proxy.seen.length;
    await bench.clock.settle();
    expect(bench.proxy.seen.length).toBe(before);
    expect(stranger.proxy.seen).toEqual([]);
    expect(outboxOf(desk)).toMatchObject([{ state: 'ready', attempts: 1 }]);
    expect(outboxOf(desk)[0]?.next_attempt_ms).toBeGreaterThan(bench.clock.now());
  });

  test('429 with Retry-After: nothing is sent before', async () => {
    const { bench, desk } = await deskWithRequest();
    desk.decide('task-1', { type: 'approve' });
    onceOnWrite(bench, { status: 429, headers: { 'retry-after': '120' } });
    await desk.refresh();
    expect(outboxStates(desk)).toEqual(['ready']);
    const sent = bench.proxy.seen.length;

    await bench.clock.advance(119_000);
    await desk.refresh();
    expect(bench.proxy.seen.length).toBe(sent);

    await bench.clock.advance(2000);
    await desk.refresh();
    expect(outboxStates(desk)).toEqual(['done']);
  });

  test.each([401, 403])(
    '%i: nothing is dropped, the header says so; once let in again it goes on',
    async (code) => {
      const { bench, desk } = await deskWithRequest();
      desk.decide('task-1', { type: 'approve' });
      bench.proxy.fault = () => ({ status: code });
      expect((await desk.refresh()).phase).toBe('sign-in-failed');
      expect(outboxStates(desk)).toEqual(['ready']);
      const writes = () => bench.proxy.seen.filter(isWrite).length;
      const tried = writes();
      await desk.refresh();
      expect(writes()).toBe(tried);

      bench.proxy.fault = () => null;
      expect((await desk.refresh()).phase).toBe('up-to-date');
      expect(outboxStates(desk)).toEqual(['done']);
    },
  );

  test.each([400, 404, 410, 422])('%i: Needs attention with the text; other requests go on', async (code) => {
    const { bench, desk } = await deskWithRequest();
    await bench.put(
      appointmentResource({
        id: 'visit-2',
        start: '2026-11-26T09:00:00-06:00',
        end: '2026-11-26T09:30:00-06:00',
      }),
    );
    await bench.put(rescheduleTask({ id: 'task-2', focus: { reference: 'Appointment/visit-2' } }));
    await desk.refresh();
    const outcome = {
      resourceType: 'OperationOutcome',
      issue: [{ severity: 'error', code: 'business-rule', diagnostics: 'Not on a Wednesday' }],
    };
    onceOnWrite(bench, { status: code, body: JSON.stringify(outcome) });
    desk.decide('task-1', { type: 'deny', words });
    desk.decide('task-2', { type: 'deny', words });
    await desk.refresh();

    expect(outboxOf(desk)).toMatchObject([
      { state: 'failed', last_error: `HTTP ${code}: Not on a Wednesday` },
      { state: 'done' },
    ]);
    expect(historyKinds(desk, 'task-1')).toContain('portal-refused');
    expect(desk.log.join()).not.toContain('Wednesday');
    expect(mailsOf(desk).map((m) => m.state)).toEqual(['waiting', 'ready']);
    expect((await bench.get<Task>('Task', 'task-1')).status).toBe('requested');
  });

  test('409 although nothing has changed is tried again, not made a conflict', async () => {
    const { bench, desk } = await deskWithRequest();
    desk.decide('task-1', { type: 'approve' });
    onceOnWrite(bench, { status: 409 });
    await desk.refresh();
    expect(outboxStates(desk)).toEqual(['unsure']);
    await desk.refresh();
    expect(outboxStates(desk)).toEqual(['done']);
  });

  test('an answer without resources: they are read back', async () => {
    const { bench, desk } = await deskWithRequest();
    desk.decide('task-1', { type: 'propose', slots: [slot], words });
    onceOnWrite(bench, {
      rewrite: (text) => {
        const bundle: { entry: { resource?: unknown }[] } = JSON.parse(text);
        for (const entry of bundle.entry) delete entry.resource;
        return JSON.stringify(bundle);
      },
    });
    await desk.refresh();
    expect(outboxStates(desk)).toEqual(['done']);
    expect(desk.db.all(qb.selectFrom('portal_copy').select('id').where('type', '=', 'Task'))).toHaveLength(1);
    const [tentative] = desk.db.all(
      qb.selectFrom('appointment').select('portal_id').where('status', '=', 'tentative'),
    );
    expect(tentative?.portal_id).not.toBeNull();
  });
});

describe('changed elsewhere', () => {
  test('the visit was moved meanwhile: nothing is overwritten, no e-mail, the request is back with the reason', async () => {
    const { bench, desk } = await deskWithRequest();
    desk.db.run(
      qb
        .insertInto('draft')
        .values({ subject: 'request/task-1', draft_json: '{"typed":true}', updated_ms: 1 }),
    );
    desk.decide('task-1', { type: 'propose', slots: [slot], words });
    const moved = appointmentResource({
      start: '2026-11-24T11:00:00-06:00',
      end: '2026-11-24T11:30:00-06:00',
    });
    await bench.put(moved);
    await desk.refresh();

    expect(await bench.get<Appointment>('Appointment', 'visit-1')).toMatchObject({ start: moved.start });
    expect((await bench.get<Task>('Task', 'task-1')).meta?.versionId).toBe('1');
    expect(outboxStates(desk)).toEqual(['conflict']);
    expect(mailsOf(desk).map((m) => m.state)).toEqual(['dropped']);
    expect(findRequest(desk.db, 'task-1')?.status).toEqual({ state: 'open', mark: null });
    expect(findAppointment(desk.db, 'visit-1')?.start).toBe(Date.parse('2026-11-24T17:00:00Z'));
    expect(desk.db.all(qb.selectFrom('appointment').select('id'))).toEqual([{ id: 'visit-1' }]);
    const [row] = desk.db.all(qb.selectFrom('conflict').selectAll());
    expect(conflictNote.parse(JSON.parse(row?.note_json ?? ''))).toEqual({
      at: bench.clock.now(),
      chosen: { type: 'propose', slots: [slot], words },
      chosenBy: 'Robin Field',
      by: null,
      portal: {
        what: 'moved',
        start: Date.parse('2026-11-24T17:00:00Z'),
        end: Date.parse('2026-11-24T17:30:00Z'),
      },
    });
    expect(desk.db.all(qb.selectFrom('draft').select('draft_json'))).toEqual([
      { draft_json: '{"typed":true}' },
    ]);
    expect(historyKinds(desk, 'task-1')).toContain('portal-conflict');
  });

  test('the news of the change was pulled before the decision left: still a conflict', async () => {
    const { bench, desk } = await deskWithRequest();
    bench.proxy.fault = (request) => (isWrite(request) ? { status: 500 } : null);
    desk.decide('task-1', { type: 'approve' });
    await bench.put(appointmentResource({ status: 'cancelled' }));
    await desk.refresh();
    // The copy is new, what the desk shows is still its decision.
    expect(findAppointment(desk.db, 'visit-1')?.status).toBe('booked');

    bench.proxy.fault = () => null;
    await desk.refresh();
    expect(outboxStates(desk)).toEqual(['conflict']);
    expect(findAppointment(desk.db, 'visit-1')?.status).toBe('cancelled');
    const [row] = desk.db.all(qb.selectFrom('conflict').select('note_json'));
    expect(JSON.parse(row?.note_json ?? '')).toMatchObject({ portal: { what: 'cancelled' } });
  });

  test('the patient withdrew before the decision was delivered', async () => {
    const { bench, desk } = await deskWithRequest();
    desk.decide('task-1', { type: 'approve' });
    bench.proxy.fault = (request) => (isWrite(request) ? { status: 500 } : null);
    await bench.put(rescheduleTask({ status: 'cancelled' }));
    await desk.refresh();
    expect(findRequest(desk.db, 'task-1')?.status).toMatchObject({ outcome: 'approved' });
    bench.proxy.fault = () => null;
    await desk.refresh();
    expect(outboxStates(desk)[0]).toBe('conflict');
    expect(findRequest(desk.db, 'task-1')?.status).toMatchObject({ outcome: 'withdrawn' });
    expect((await bench.get<Task>('Task', 'task-1')).status).toBe('cancelled');
    const [row] = desk.db.all(qb.selectFrom('conflict').select('note_json'));
    expect(JSON.parse(row?.note_json ?? '')).toMatchObject({ portal: { what: 'request-withdrawn' } });
    expect(historyKinds(desk, 'task-1')).toContain('request-withdrawn');
  });

  test('decisions that build on a refused one fall with it', async () => {
    const { bench, desk } = await deskWithRequest();
    desk.decide('task-1', { type: 'propose', slots: [slot], words });
    desk.decide('task-1', { type: 'withdraw-proposal' });
    await bench.put(appointmentResource({ comment: 'changed' }));
    await desk.refresh();
    expect(outboxStates(desk)).toEqual(['conflict', 'conflict']);
    expect(mailsOf(desk).every((m) => m.state === 'dropped')).toBe(true);
    expect(await bench.search('Appointment?status=pending,cancelled')).toEqual([]);
    expect(findRequest(desk.db, 'task-1')?.status).toEqual({ state: 'open', mark: null });
  });

  test('a system command that another desk carried out first is dropped without a word', async () => {
    const { bench, desk } = await deskWithRequest();
    const other = openBenchDesk(bench, { name: 'desk-2', seed: 2 });
    await other.refresh();
    await bench.clock.advance(1000);
    await bench.put(rescheduleTask({ id: 'task-2', authoredOn: '2026-11-20T08:45:00-06:00' }));
    // Both see the newer request before either has closed the older.
    let held = true;
    bench.proxy.fault = (request) => (held && isWrite(request) ? { status: 500 } : null);
    await desk.refresh();
    await other.refresh();
    held = false;
    await desk.refresh();
    await other.refresh();

    expect([outboxStates(desk), outboxStates(other)]).toEqual([['done'], ['conflict']]);
    expect(other.db.all(qb.selectFrom('conflict').selectAll())).toEqual([]);
    expect((await other.refresh()).needAttention).toBe(0);
    expect(findRequest(other.db, 'task-1')?.status).toMatchObject({ outcome: 'superseded' });
    expect((await bench.get<Task>('Task', 'task-1')).meta?.versionId).toBe('2');
  });
});

describe('offline', () => {
  test('five decisions made without a network arrive once, in order, and their e-mails after them', async () => {
    const bench = await startPortalBench();
    const ids = [1, 2, 3, 4, 5];
    for (const n of ids) {
      await bench.put(patientResource({ id: `patient-${n}` }));
      await bench.put(
        appointmentResource({
          id: `v-${n}`,
          start: `2026-12-0${n}T09:00:00-06:00`,
          end: `2026-12-0${n}T09:30:00-06:00`,
          participant: [
            { actor: { reference: `Patient/patient-${n}` }, status: 'accepted' },
            { actor: { reference: 'Practitioner/practitioner-1' }, status: 'accepted' },
          ],
        }),
      );
      await bench.put(
        rescheduleTask({
          id: `t-${n}`,
          focus: { reference: `Appointment/v-${n}` },
          for: { reference: `Patient/patient-${n}` },
          requester: { reference: `Patient/patient-${n}` },
        }),
      );
    }
    const desk = openBenchDesk(bench);
    await desk.refresh();
    bench.proxy.fault = () => 'break';
    const outboxIds = ids.map((n) => desk.decide(`t-${n}`, { type: 'deny', words }));
    const offline = await desk.refresh();
    expect(offline).toMatchObject({ phase: 'offline', waitingToSync: 5, offlineSince: bench.clock.now() });
    await desk.crash();

    const again = openBenchDesk(bench, { path: desk.path, seed: 9 });
    bench.proxy.fault = () => null;
    const before = bench.proxy.seen.length;
    expect(await again.refresh()).toMatchObject({
      phase: 'up-to-date',
      waitingToSync: 0,
      offlineSince: null,
    });

    const arrived = bench.proxy.seen
      .slice(before)
      .filter(isWrite)
      .map((r) => /urn:reslot:command","code":"([^"]+)"/.exec(r.body)?.[1]);
    expect(arrived).toEqual(outboxIds);
    expect(outboxStates(again)).toEqual(['done', 'done', 'done', 'done', 'done']);
    expect(mailsOf(again)).toEqual(
      outboxIds.map((outbox_id) => ({ kind: 'denied', state: 'ready', outbox_id })),
    );
    for (const n of ids) expect((await bench.get<Task>('Task', `t-${n}`)).meta?.versionId).toBe('2');
  });

  test('decisions on one visit are chained: each is based on what the one before wrote', async () => {
    const { bench, desk } = await deskWithRequest();
    bench.proxy.fault = () => 'break';
    desk.decide('task-1', { type: 'propose', slots: [slot], words });
    desk.decide('task-1', { type: 'withdraw-proposal' });
    desk.decide('task-1', { type: 'update', slot });
    await desk.refresh();
    bench.proxy.fault = () => null;
    await desk.refresh();

    expect(outboxStates(desk)).toEqual(['done', 'done', 'done']);
    expect((await bench.get<Task>('Task', 'task-1')).meta?.versionId).toBe('4');
    expect(await bench.get<Appointment>('Appointment', 'visit-1')).toMatchObject({
      start: '2026-11-30T16:00:00Z',
      meta: { versionId: '4' },
    });
    expect(await bench.search('Appointment?status=pending')).toEqual([]);
    expect(await bench.search('Appointment?status=cancelled')).toHaveLength(1);
  });

  test('killed with an attempt on its way: the next run recognises that it had applied', async () => {
    const { bench, desk } = await deskWithRequest();
    desk.decide('task-1', { type: 'approve' });
    // The portal commits; the desk dies before the answer.
    let applied = () => {};
    const committed = new Promise<void>((resolve) => {
      applied = resolve;
    });
    bench.proxy.fault = (request) =>
      isWrite(request)
        ? {
            rewrite: (text) => {
              applied();
              return text;
            },
          }
        : null;
    const round = desk.refresh();
    round.catch(() => {});
    await committed;
    expect(outboxStates(desk)).toEqual(['unsure']);
    const crashed = desk.path;
    await desk.crash();

    bench.proxy.fault = () => null;
    const again = openBenchDesk(bench, { path: crashed, seed: 5 });
    await again.refresh();
    expect(outboxStates(again)).toEqual(['done']);
    expect((await bench.get<Task>('Task', 'task-1')).meta?.versionId).toBe('2');
    expect(mailsOf(again)).toMatchObject([{ state: 'ready' }]);
  });
});

const pendingOf = async (bench: PortalBench): Promise<Appointment[]> =>
  (await bench.search<Appointment>('Appointment?status=pending')).sort((a, b) =>
    (a.start ?? '').localeCompare(b.start ?? ''),
  );

const findRequestTimes = (desk: BenchDesk): readonly string[] => {
  const request = findRequest(desk.db, 'task-1');
  return request === null ? [] : proposedIdsOf(request);
};
