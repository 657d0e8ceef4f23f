import type { Appointment } from '@medplum/fhirtypes';
import { describe, expect, test } from 'vitest';
import { qb } from '../../../src-main/db/db.ts';
import { findAppointment } from '../../../src-main/db/queries/appointments.ts';
import { saveDraft } from '../../../src-main/db/queries/drafts.ts';
import { attentionItems } from '../../../src-main/features/attention/list.ts';
import { dismiss, dismissDecision } from '../../../src-main/features/attention/resolve.ts';
import { DECIDED_BY_EXTENSION, SEQUENCE_EXTENSION } from '../../../src-main/sync/fhir/codes.ts';
import { defaultRules } from '../../../src-shared/domain/default-rules.ts';
import type { ScheduleCommand } from '../../../src-shared/domain/schedule-command.ts';
import { attentionItem } from '../../../src-shared/ipc/attention-views.ts';
import { appointmentResource, rescheduleTask } from '../../support/clinic-resources.ts';
import { rowsOf } from '../../support/local-desk.ts';
import type { Fault, SeenRequest } from '../../support/portal-proxy.ts';
import {
  type BenchDesk,
  mailsOf,
  openBenchDesk,
  outboxOf,
  outboxStates,
  type PortalBench,
  startPortalBench,
} from '../../support/sync-bench.ts';

const words = { reasonCode: 'provider-unavailable', reasonText: 'Provider unavailable', message: '' };
const BY_A_DESK = expect.objectContaining({ url: DECIDED_BY_EXTENSION });
const slot = {
  practitionerId: 'practitioner-1',
  locationId: 'location-1',
  type: { code: 'follow-up', display: 'Follow-up' },
  start: Date.parse('2026-11-30T16:00:00Z'),
  end: Date.parse('2026-11-30T16:30:00Z'),
};
const book: ScheduleCommand = {
  type: 'book',
  patientId: 'patient-1',
  slot,
  message: 'Welcome.',
  notify: true,
};
const update: ScheduleCommand = {
  type: 'update',
  appointmentId: 'visit-1',
  slot,
  words,
  notify: true,
};
const cancel: ScheduleCommand = {
  type: 'cancel-appointment',
  appointmentId: 'visit-1',
  words,
  notify: true,
};
const setStatus = (status: 'checked-in' | 'completed' | 'no-show' | 'booked'): ScheduleCommand => ({
  type: 'set-status',
  appointmentId: 'visit-1',
  status,
});

const isWrite = (request: SeenRequest) => request.method === 'POST' && request.path === '';

function onceOnWrite(bench: PortalBench, fault: Fault): void {
  let left = 1;
  bench.proxy.fault = (request) => (isWrite(request) && left-- > 0 ? fault : null);
}

/** The visit of the small clinic is today at 9:00 AM, this very moment. */
async function deskToday(over: Partial<Appointment> = {}): Promise<{ bench: PortalBench; desk: BenchDesk }> {
  const bench = await startPortalBench();
  const today = { start: '2026-11-20T09:00:00-06:00', end: '2026-11-20T09:30:00-06:00' };
  await bench.put(appointmentResource({ ...today, ...over }));
  const desk = openBenchDesk(bench);
  await desk.refresh();
  return { bench, desk };
}

const visitOf = (bench: PortalBench) => bench.get<Appointment>('Appointment', 'visit-1');
const tagsOf = (resource: Appointment) =>
  (resource.meta?.tag ?? []).filter((t) => t.system === 'urn:reslot:command').map((t) => t.code);
const bookedAt = (bench: PortalBench) => bench.search<Appointment>('Appointment?date=2026-11-30');
const localRows = (desk: BenchDesk) => desk.db.all(qb.selectFrom('appointment').selectAll().orderBy('id'));
const historyOf = (desk: BenchDesk, appointmentId: string) =>
  desk.db
    .all(qb.selectFrom('history').select('kind').where('appointment_id', '=', appointmentId).orderBy('id'))
    .map((row) => row.kind);
const attention = ({ db }: BenchDesk, now: number) =>
  attentionItem.array().parse(
    attentionItems(db, {
      now,
      requestsOf: () => [],
      rules: defaultRules,
      mailSetUp: true,
      portalSetUp: true,
    }),
  );

describe('what becomes of a command on the schedule in the portal', () => {
  test('booked: one new appointment, its UID and its people, and the e-mail', async () => {
    const { bench, desk } = await deskToday();
    const { outboxId, appointmentId } = desk.schedule(book);
    expect(mailsOf(desk)).toEqual([{ kind: 'booked', state: 'waiting', outbox_id: outboxId }]);
    await desk.refresh();

    const [made, ...more] = await bookedAt(bench);
    expect(more).toEqual([]);
    const local = findAppointment(desk.db, appointmentId);
    expect(made).toMatchObject({
      status: 'booked',
      start: '2026-11-30T16:00:00Z',
      end: '2026-11-30T16:30:00Z',
      serviceType: [{ coding: [{ code: 'follow-up', display: 'Follow-up' }], text: 'Follow-up' }],
      extension: [{ url: SEQUENCE_EXTENSION, valueInteger: 0 }, BY_A_DESK],
      participant: [
        { actor: { reference: 'Patient/patient-1', display: 'Ana Flores' }, status: 'accepted' },
        { actor: { reference: 'Practitioner/practitioner-1' }, status: 'accepted' },
        { actor: { reference: 'Location/location-1' }, status: 'accepted' },
      ],
    });
    expect(made?.identifier).toEqual(
      expect.arrayContaining([
        { system: 'urn:reslot:uid', value: local?.uid },
        { system: 'urn:reslot:command', value: outboxId },
      ]),
    );
    expect(made && tagsOf(made)).toEqual([outboxId]);
    expect(made?.supportingInformation).toBeUndefined();
    expect(localRows(desk).find((row) => row.id === appointmentId)).toMatchObject({ portal_id: made?.id });
    expect(outboxStates(desk)).toEqual(['done']);
    expect(mailsOf(desk)).toEqual([{ kind: 'booked', state: 'ready', outbox_id: outboxId }]);
    expect(historyOf(desk, appointmentId)).toEqual(['decided', 'email-queued', 'portal-confirmed']);
    const [mail] = desk.db.all(qb.selectFrom('mail').select(['calendar_method', 'calendar_ics', 'text']));
    expect(mail?.calendar_method).toBe('REQUEST');
    expect(mail?.calendar_ics).toContain('SEQUENCE:0');
    expect(mail?.calendar_ics?.replaceAll(/\r\n /g, '')).toContain(`UID:${local?.uid}`);
    expect(mail?.text).toContain('Your appointment is booked.');
    expect(mail?.text).toContain('Welcome.');
  });

  test('moved, then cancelled: each on the version the one before wrote', async () => {
    const { bench, desk } = await deskToday();
    desk.schedule(update);
    await desk.refresh();
    expect(await visitOf(bench)).toMatchObject({
      status: 'booked',
      start: '2026-11-30T16:00:00Z',
      comment: 'Bring the earlier pictures',
      extension: [{ url: SEQUENCE_EXTENSION, valueInteger: 1 }, BY_A_DESK],
      identifier: [{ system: 'urn:reslot:uid', value: 'visit-1@clinic.example' }],
    });
    const { outboxId } = desk.schedule(cancel);
    await desk.refresh();
    const gone = await visitOf(bench);
    expect(gone).toMatchObject({
      status: 'cancelled',
      cancelationReason: { coding: [{ code: 'prov' }], text: 'Provider unavailable' },
    });
    expect(tagsOf(gone)).toEqual([outboxId]);
    expect(outboxStates(desk)).toEqual(['done', 'done']);
    expect(mailsOf(desk).map((m) => [m.kind, m.state])).toEqual([
      ['updated', 'ready'],
      ['cancelled', 'ready'],
    ]);
  });

  test.each([
    ['checked-in', 'checked-in'],
    ['completed', 'fulfilled'],
    ['no-show', 'noshow'],
  ] as const)('%s is %s there, and back', async (status, fhir) => {
    const { bench, desk } = await deskToday();
    desk.schedule(setStatus(status));
    await desk.refresh();
    expect((await visitOf(bench)).status).toBe(fhir);
    desk.schedule(setStatus('booked'));
    await desk.refresh();
    expect((await visitOf(bench)).status).toBe('booked');
    expect(outboxStates(desk)).toEqual(['done', 'done']);
    expect(mailsOf(desk)).toEqual([]);
    // Nothing has changed for the patient's calendar, and that is said there.
    expect((await visitOf(bench)).extension).toEqual([
      { url: SEQUENCE_EXTENSION, valueInteger: 0 },
      BY_A_DESK,
    ]);
  });

  test('a command on an appointment with a request closes the request in the portal', async () => {
    const { bench, desk } = await deskToday();
    await bench.put(rescheduleTask());
    await desk.refresh();
    expect(desk.schedule(update).requestId).toBe('task-1');
    await desk.refresh();
    expect(await bench.get('Task', 'task-1')).toMatchObject({ status: 'completed' });
    expect((await visitOf(bench)).start).toBe('2026-11-30T16:00:00Z');
  });
});

describe('without a network, and without an answer', () => {
  test('booked, moved, checked in while offline: all of it arrives once, in order', async () => {
    const { bench, desk } = await deskToday();
    bench.proxy.fault = () => 'break';
    const { appointmentId } = desk.schedule(book);
    const later = { ...slot, start: slot.start + 3_600_000, end: slot.end + 3_600_000 };
    desk.schedule({ ...update, appointmentId, slot: later });
    desk.schedule(setStatus('checked-in'));
    await desk.refresh();
    expect(outboxStates(desk)).not.toContain('done');
    bench.proxy.fault = () => null;
    desk.sync.networkReturned();
    await desk.refresh();
    await desk.refresh();
    expect(outboxStates(desk)).toEqual(['done', 'done', 'done']);
    const made = await bookedAt(bench);
    expect(made.map((one) => [one.start, one.meta?.versionId])).toEqual([['2026-11-30T17:00:00Z', '2']]);
    expect((await visitOf(bench)).status).toBe('checked-in');
    expect(localRows(desk)).toHaveLength(2);
  });

  test.each([
    ['the booking', book],
    ['the move', update],
  ] as const)('lost answer to %s: recognised by its tag, one change, one e-mail', async (_what, command) => {
    const { bench, desk } = await deskToday();
    const { outboxId } = desk.schedule(command);
    onceOnWrite(bench, 'lose-answer');
    await desk.refresh();
    expect(outboxStates(desk)).toEqual(['unsure']);
    expect(mailsOf(desk)).toMatchObject([{ state: 'waiting' }]);
    await desk.refresh();
    expect(outboxStates(desk)).toEqual(['done']);
    expect((await bookedAt(bench)).map(tagsOf)).toEqual([[outboxId]]);
    expect(mailsOf(desk)).toMatchObject([{ state: 'ready' }]);
    expect(localRows(desk)).toHaveLength(command.type === 'book' ? 2 : 1);
  });

  test('lost answer to a booking, and its news arrives by reading first: still one appointment', async () => {
    const { bench, desk } = await deskToday();
    const { appointmentId } = desk.schedule(book);
    bench.proxy.fault = (request) => (isWrite(request) ? 'lose-answer' : null);
    await desk.refresh();
    bench.proxy.fault = (request) => (isWrite(request) ? { status: 500 } : null);
    await desk.refresh();
    expect(localRows(desk)).toHaveLength(2);
    expect(localRows(desk).find((row) => row.id === appointmentId)?.portal_id).not.toBeNull();
    bench.proxy.fault = () => null;
    await desk.refresh();
    expect(outboxStates(desk)).toEqual(['done']);
    expect(await bookedAt(bench)).toHaveLength(1);
    expect(localRows(desk)).toHaveLength(2);
  });

  test('undone before it leaves, a booking never reaches the portal', async () => {
    const bench = await startPortalBench();
    const desk = openBenchDesk(bench, { rules: { undoSeconds: 8 } });
    await desk.refresh();
    const before = localRows(desk);
    const { outboxId } = desk.schedule(book);
    expect(desk.decisions.undo(outboxId, desk.actor).ok).toBe(true);
    await bench.clock.advance(20_000);
    await desk.refresh();
    expect(await bookedAt(bench)).toEqual([]);
    expect(localRows(desk)).toEqual(before);
    expect(mailsOf(desk).map((m) => m.state)).toEqual(['dropped']);
  });
});

describe('changed elsewhere', () => {
  test.each([update, cancel, setStatus('no-show')])(
    '$type: taken back exactly, no e-mail, and said under Needs attention until it is dismissed',
    async (command) => {
      const { bench, desk } = await deskToday();
      saveDraft(desk.db, 'appointment/visit-1', { message: 'half a' }, desk.actor.userId, 1);
      const typed = rowsOf(desk.db, 'draft');
      desk.schedule(command);
      const moved = { start: '2026-11-24T11:00:00-06:00', end: '2026-11-24T11:30:00-06:00' };
      await bench.put(appointmentResource(moved));
      await desk.refresh();

      expect(outboxStates(desk)).toEqual(['conflict']);
      expect(await visitOf(bench)).toMatchObject({ ...moved, status: 'booked' });
      expect(findAppointment(desk.db, 'visit-1')).toMatchObject({
        status: 'booked',
        sequence: 0,
        start: Date.parse(moved.start),
        end: Date.parse(moved.end),
      });
      expect(mailsOf(desk).filter((m) => m.state !== 'dropped')).toEqual([]);
      expect(rowsOf(desk.db, 'draft')).toEqual(typed);
      expect(historyOf(desk, 'visit-1')).toContain('portal-conflict');
      expect(attention(desk, bench.clock.now())).toEqual([
        {
          kind: 'conflict',
          told: false,
          id: 'visit-1',
          requestId: null,
          appointmentId: 'visit-1',
          patientName: 'Ana Flores',
          birthDate: expect.anything(),
          visit: expect.objectContaining({ patientName: 'Ana Flores', start: Date.parse(moved.start) }),
          past: false,
          at: bench.clock.now(),
          note: {
            at: bench.clock.now(),
            chosen: command,
            chosenBy: 'Robin Field',
            by: null,
            portal: { what: 'moved', start: Date.parse(moved.start), end: Date.parse(moved.end) },
          },
          takenBy: [],
          outboxId: outboxOf(desk)[0]?.id,
          request: null,
          appointmentStatus: 'booked',
          ways: ['show-appointment', 'dismiss'],
        },
      ]);
      expect((await desk.refresh()).needAttention).toBe(1);
      const dismissed = (outboxId: string) =>
        dismiss(desk.db, { kind: 'conflict', id: outboxId }, { actor: desk.actor, now: bench.clock.now() });
      // What was drawn for another decision is not this.
      expect(dismissed('another').ok).toBe(false);
      expect(dismissed(outboxOf(desk)[0]?.id ?? '')).toEqual({ ok: true, value: null });
      expect(dismissed(outboxOf(desk)[0]?.id ?? '').ok).toBe(false);
      expect(historyOf(desk, 'visit-1').at(-1)).toBe('conflict-dismissed');
      expect(attention(desk, bench.clock.now())).toEqual([]);
    },
  );

  test('an appointment that comes back to a time booked here in the meantime names what stands there, for as long as it does', async () => {
    const bench = await startPortalBench();
    const desk = openBenchDesk(bench);
    await desk.refresh();
    desk.schedule(update);
    const old = { start: Date.parse('2026-11-24T15:00:00Z'), end: Date.parse('2026-11-24T15:30:00Z') };
    const { appointmentId } = desk.schedule({ ...book, slot: { ...slot, ...old } });
    await bench.put(
      appointmentResource({ start: '2026-11-24T09:15:00-06:00', end: '2026-11-24T09:45:00-06:00' }),
    );
    await desk.refresh();
    expect(outboxStates(desk)).toEqual(['conflict', 'done']);
    const takenBy = [
      {
        patientName: 'Ana Flores',
        practitionerName: desk.db.get(
          qb.selectFrom('practitioner').select('name').where('id', '=', 'practitioner-1'),
        )?.name,
        ...old,
        status: 'booked',
      },
    ];
    expect(attention(desk, bench.clock.now())).toMatchObject([
      { kind: 'conflict', appointmentId: 'visit-1', takenBy },
    ]);
    desk.schedule({ ...cancel, appointmentId });
    expect(attention(desk, bench.clock.now())).toMatchObject([
      { kind: 'conflict', appointmentId: 'visit-1', takenBy: [] },
    ]);
  });

  test('what was said goes with the next decision about the appointment, and comes back when that is undone', async () => {
    const bench = await startPortalBench();
    const desk = openBenchDesk(bench, { rules: { undoSeconds: 8 } });
    await desk.refresh();
    desk.schedule(update);
    await bench.put(
      appointmentResource({ start: '2026-11-24T11:00:00-06:00', end: '2026-11-24T11:30:00-06:00' }),
    );
    await bench.clock.advance(9000);
    await desk.refresh();
    const said = attention(desk, bench.clock.now());
    expect(said).toMatchObject([{ kind: 'conflict', appointmentId: 'visit-1' }]);
    const { outboxId } = desk.schedule(cancel);
    expect(attention(desk, bench.clock.now())).toEqual([]);
    expect(desk.decisions.undo(outboxId, desk.actor).ok).toBe(true);
    expect(attention(desk, bench.clock.now())).toEqual(said);
  });

  test('one that answered a request is said of that request, as it was chosen', async () => {
    const { bench, desk } = await deskToday();
    await bench.put(rescheduleTask());
    await desk.refresh();
    expect(desk.schedule(cancel).requestId).toBe('task-1');
    await bench.put(appointmentResource({ comment: 'changed' }));
    await desk.refresh();
    expect(outboxStates(desk)).toEqual(['conflict']);
    expect(attention(desk, bench.clock.now())).toMatchObject([
      { kind: 'conflict', requestId: 'task-1', note: { chosen: cancel, portal: { what: 'moved' } } },
    ]);
  });

  test('a booking the portal will never take is taken back whole, with what was built on it', async () => {
    const { bench, desk } = await deskToday();
    const before = localRows(desk);
    const { outboxId, appointmentId } = desk.schedule(book);
    desk.schedule({ ...update, appointmentId, slot: { ...slot, end: slot.end + 900_000 } });
    onceOnWrite(bench, {
      status: 422,
      body: '{"resourceType":"OperationOutcome","issue":[{"code":"business-rule"}]}',
    });
    await desk.refresh();
    expect(attention(desk, bench.clock.now())).toMatchObject([
      {
        kind: 'decision',
        id: outboxId,
        requestId: null,
        appointmentId,
        patientName: 'Ana Flores',
        command: 'book',
      },
    ]);
    expect(dismissDecision(desk.db, outboxId, { actor: desk.actor, now: bench.clock.now() })).toEqual({
      ok: true,
      value: null,
    });
    expect(localRows(desk)).toEqual(before);
    expect(outboxStates(desk)).toEqual(['undone', 'undone']);
    expect(mailsOf(desk).map((m) => m.state)).toEqual(['dropped', 'dropped']);
    expect(await bookedAt(bench)).toEqual([]);
  });

  test('the reason for an override outlives a rebuild from the copies', async () => {
    const { bench, desk } = await deskToday();
    const sunday = Date.parse('2026-11-29T16:00:00Z');
    bench.proxy.fault = (request) => (isWrite(request) ? { status: 500 } : null);
    desk.schedule(setStatus('checked-in'));
    await desk.refresh();
    const { outboxId } = desk.schedule({
      ...update,
      slot: { ...slot, start: sunday, end: sunday + 1_800_000 },
      override: { reason: 'Flu clinic' },
    });
    const later = desk.schedule({ ...cancel, notify: false });
    desk.db.run(qb.updateTable('outbox').set({ state: 'failed' }).where('id', '=', later.outboxId));
    dismissDecision(desk.db, later.outboxId, { actor: desk.actor, now: bench.clock.now() });
    expect(outboxId).not.toBe(later.outboxId);
    expect(localRows(desk)).toMatchObject([{ start_ms: sunday, override_reason: 'Flu clinic' }]);
  });
});
