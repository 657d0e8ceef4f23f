import type { Appointment, Patient, Task } from '@medplum/fhirtypes';
import { describe, expect, test } from 'vitest';
import { qb } from '../../../src-main/db/db.ts';
import { findAppointment } from '../../../src-main/db/queries/appointments.ts';
import { findPatient, portalIdOfPatient } from '../../../src-main/db/queries/people.ts';
import { findRequest } from '../../../src-main/db/queries/requests.ts';
import { attentionItems } from '../../../src-main/features/attention/list.ts';
import { dismissDecision, retryRefusedDecision } from '../../../src-main/features/attention/resolve.ts';
import { defaultRules } from '../../../src-shared/domain/default-rules.ts';
import type { NewPatient } from '../../../src-shared/domain/new-patient.ts';
import { appointmentResource, rescheduleTask } from '../../support/clinic-resources.ts';
import type { Fault, SeenRequest } from '../../support/portal-proxy.ts';
import {
  type BenchDesk,
  openBenchDesk,
  outboxOf,
  outboxStates,
  type PortalBench,
  startPortalBench,
} from '../../support/sync-bench.ts';

const MIRA: NewPatient = {
  givenName: 'Mira',
  familyName: 'Novak',
  birthDate: '1990-02-28',
  phone: '(312) 555-0199',
  email: 'mira@example.org',
};
const START = Date.parse('2026-11-30T16:00:00Z');
const slot = {
  practitionerId: 'practitioner-1',
  locationId: 'location-1',
  type: { code: 'follow-up', display: 'Follow-up' },
  start: START,
  end: START + 30 * 60_000,
};
const refused: Fault = {
  status: 422,
  body: JSON.stringify({
    resourceType: 'OperationOutcome',
    issue: [{ severity: 'error', code: 'business-rule', diagnostics: 'No phone, no patient' }],
  }),
};

const isWrite = (request: SeenRequest) => request.method === 'POST' && request.path === '';
const carries = (request: SeenRequest, type: string) =>
  isWrite(request) && request.body.includes(`"resourceType":"${type}"`);

function add(desk: BenchDesk, given = MIRA) {
  const added = desk.decisions.addPatient(given, desk.actor);
  if (!added.ok) throw new Error(added.error.code);
  return added.value;
}

function book(desk: BenchDesk, patientId: string, at = START): string {
  const booked = desk.decisions.decide(
    {
      on: 'schedule',
      command: {
        type: 'book',
        patientId,
        slot: { ...slot, start: at, end: at + 30 * 60_000 },
        message: '',
        notify: true,
      },
    },
    desk.actor,
  );
  if (!booked.ok) throw new Error(booked.error.code);
  return booked.value.appointmentId;
}

const novaks = (bench: PortalBench) => bench.search<Patient>('Patient?name=Novak');
const bookings = (bench: PortalBench) => bench.search<Appointment>('Appointment?date=gt2026-11-29');
const localPatients = (desk: BenchDesk) =>
  desk.db.all(
    qb.selectFrom('patient').select(['id', 'name', 'portal_id']).where('family_name', '=', 'Novak'),
  );
const mailStates = (desk: BenchDesk) =>
  desk.db.all(qb.selectFrom('mail').select('state').orderBy('seq')).map(({ state }) => state);

/** A desk that knows the clinic, and whose network has just gone. */
async function offline(): Promise<{ bench: PortalBench; desk: BenchDesk }> {
  const bench = await startPortalBench();
  const desk = openBenchDesk(bench);
  await desk.refresh();
  bench.proxy.fault = () => 'break';
  return { bench, desk };
}

/** The one Patient and the one Appointment there are, which names them. */
async function expectOneOfEach(bench: PortalBench, desk: BenchDesk, patientId: string, visitId: string) {
  const [patient, ...others] = await novaks(bench);
  const [visit, ...more] = await bookings(bench);
  expect([others, more]).toEqual([[], []]);
  expect(patient?.id).not.toBe(patientId);
  expect(visit?.participant[0]?.actor).toEqual({
    reference: `Patient/${patient?.id}`,
    display: 'Mira Novak',
  });
  expect(localPatients(desk)).toEqual([{ id: patientId, name: 'Mira Novak', portal_id: patient?.id }]);
  expect(findAppointment(desk.db, visitId)?.patientId).toBe(patientId);
  expect(outboxStates(desk).every((state) => state === 'done')).toBe(true);
}

describe('a patient made at the desk', () => {
  test('is one Patient in the portal, as it was typed, and no second one here', async () => {
    const bench = await startPortalBench();
    const desk = openBenchDesk(bench);
    await desk.refresh();
    const { id, outboxId } = add(desk);
    await desk.refresh();
    await desk.refresh();

    const [patient, ...others] = await novaks(bench);
    expect(others).toEqual([]);
    expect(patient).toMatchObject({
      active: true,
      identifier: [{ system: 'urn:reslot:command', value: outboxId }],
      name: [{ use: 'official', family: 'Novak', given: ['Mira'] }],
      birthDate: '1990-02-28',
      telecom: [
        { system: 'phone', value: '(312) 555-0199' },
        { system: 'email', value: 'mira@example.org' },
      ],
      meta: { tag: [{ system: 'urn:reslot:command', code: outboxId }] },
    });
    expect(localPatients(desk)).toEqual([{ id, name: 'Mira Novak', portal_id: patient?.id }]);
    const lines = desk.db.all(
      qb.selectFrom('history').select(['kind', 'user_name']).where('patient_id', '=', id).orderBy('id'),
    );
    expect(lines).toEqual([
      { kind: 'patient-added', user_name: 'Robin Field' },
      { kind: 'portal-confirmed', user_name: 'Portal' },
    ]);
  });

  test('and booked while the network is away: first the patient, then the appointment, each once', async () => {
    const { bench, desk } = await offline();
    const { id } = add(desk);
    const visitId = book(desk, id);
    await desk.refresh();
    // The connection broke with the patient on it: whether they arrived is not known.
    expect(outboxStates(desk)).toEqual(['unsure', 'ready']);
    expect(findPatient(desk.db, id)?.name).toBe('Mira Novak');

    bench.proxy.fault = () => null;
    const before = bench.proxy.seen.length;
    await desk.refresh();
    await desk.refresh();

    const sent = bench.proxy.seen.slice(before).filter(isWrite);
    expect(sent.map((request) => carries(request, 'Patient'))).toEqual([true, false]);
    await expectOneOfEach(bench, desk, id, visitId);
    expect(mailStates(desk)).toEqual(['ready']);
  });

  test('survives the end of the program in between', async () => {
    const { bench, desk } = await offline();
    const { id } = add(desk);
    const visitId = book(desk, id);
    await desk.crash();

    bench.proxy.fault = () => null;
    const again = openBenchDesk(bench, { path: desk.path, seed: 2 });
    await again.refresh();
    await again.refresh();
    await expectOneOfEach(bench, again, id, visitId);
  });

  test('is recognised when the answer to its creation is lost, also by a program that has just started', async () => {
    const { bench, desk } = await offline();
    const { id } = add(desk);
    const visitId = book(desk, id);
    let lost = 0;
    bench.proxy.fault = (request) =>
      isWrite(request) && lost++ === 0 ? 'lose-answer' : lost > 0 ? 'break' : null;
    await desk.refresh();
    expect(outboxStates(desk)).toEqual(['unsure', 'ready']);
    await desk.crash();

    // The pull comes first: the patient must be known for the desk's own.
    bench.proxy.fault = (request) => (isWrite(request) ? { status: 503, headers: {} } : null);
    const again = openBenchDesk(bench, { path: desk.path, seed: 2 });
    await again.refresh();
    expect(localPatients(again)).toHaveLength(1);
    expect(portalIdOfPatient(again.db, id)).not.toBeNull();

    bench.proxy.fault = () => null;
    await bench.clock.advance(10 * 60_000);
    await again.refresh();
    await again.refresh();
    await expectOneOfEach(bench, again, id, visitId);
  });

  test('holds up nothing that is about others', async () => {
    const bench = await startPortalBench();
    await bench.put(rescheduleTask());
    const desk = openBenchDesk(bench);
    await desk.refresh();
    bench.proxy.fault = (request) => (carries(request, 'Patient') ? { status: 500 } : null);
    const { id } = add(desk);
    book(desk, id);
    desk.decide('task-1', { type: 'approve' });
    await desk.refresh();
    expect(outboxStates(desk)).toEqual(['unsure', 'ready', 'done']);
    expect((await bench.get<Task>('Task', 'task-1')).status).toBe('completed');
    expect(await bookings(bench)).toEqual([]);
  });

  test('can be the one a request is assigned to: the request waits for them too', async () => {
    const bench = await startPortalBench();
    const { for: _for, requester: _requester, ...nobody } = rescheduleTask();
    await bench.put(nobody);
    // A visit that is nobody's, so that it can be anybody's.
    const { participant, ...visit } = appointmentResource();
    await bench.put({ ...visit, participant: participant.slice(1) });
    const desk = openBenchDesk(bench);
    await desk.refresh();
    bench.proxy.fault = () => 'break';
    const { id } = add(desk);
    const assigned = desk.decisions.decide(
      { on: 'request', id: 'task-1', command: { type: 'assign-patient', patientId: id } },
      desk.actor,
    );
    expect(assigned.ok).toBe(true);
    desk.decide('task-1', {
      type: 'deny',
      words: { reasonCode: 'other', reasonText: 'Not possible', message: '' },
    });
    bench.proxy.fault = () => null;
    await desk.refresh();
    const [patient] = await novaks(bench);
    expect((await bench.get<Task>('Task', 'task-1')).for).toEqual({
      reference: `Patient/${patient?.id}`,
      display: 'Mira Novak',
    });
    expect(findRequest(desk.db, 'task-1')?.patientId).toBe(id);
  });
});

describe('a patient the portal refuses', () => {
  async function refusedPatient() {
    const { bench, desk } = await offline();
    const { id } = add(desk);
    const visitId = book(desk, id);
    bench.proxy.fault = (request) => (carries(request, 'Patient') ? refused : null);
    await desk.refresh();
    await desk.refresh();
    return { bench, desk, id, visitId };
  }

  test('needs attention; the booking waits and does not go out', async () => {
    const { bench, desk } = await refusedPatient();
    expect(outboxStates(desk)).toEqual(['failed', 'ready']);
    expect(
      attentionItems(desk.db, {
        now: bench.clock.now(),
        requestsOf: () => [],
        rules: defaultRules,
        mailSetUp: true,
        portalSetUp: true,
      }),
    ).toMatchObject([
      {
        kind: 'decision',
        command: 'add-patient',
        patientName: 'Mira Novak',
        requestId: null,
        error: 'HTTP 422: No phone, no patient',
      },
    ]);
    expect([await novaks(bench), await bookings(bench)]).toEqual([[], []]);
    expect(bench.proxy.seen.filter((request) => carries(request, 'Appointment'))).toEqual([]);
    expect(mailStates(desk)).toEqual(['waiting']);
  });

  test('goes out on Retry, and the booking after', async () => {
    const { bench, desk, id, visitId } = await refusedPatient();
    bench.proxy.fault = () => null;
    const [failed] = outboxOf(desk);
    expect(
      retryRefusedDecision(desk.db, failed?.id ?? '', { now: bench.clock.now(), portalSetUp: true }),
    ).toEqual({
      ok: true,
      value: null,
    });
    await desk.refresh();
    await expectOneOfEach(bench, desk, id, visitId);
  });

  test('is gone when it is taken back, with the booking and its e-mail', async () => {
    const { bench, desk, id, visitId } = await refusedPatient();
    const [failed] = outboxOf(desk);
    const by = { actor: desk.actor, now: bench.clock.now() };
    expect(desk.db.transaction(() => dismissDecision(desk.db, failed?.id ?? '', by)).ok).toBe(true);
    expect(outboxStates(desk)).toEqual(['undone', 'undone']);
    expect(findPatient(desk.db, id)).toBeNull();
    expect(findAppointment(desk.db, visitId)).toBeNull();
    expect(mailStates(desk)).toEqual(['dropped']);
    bench.proxy.fault = () => null;
    await desk.refresh();
    expect([await novaks(bench), await bookings(bench)]).toEqual([[], []]);
    expect(
      attentionItems(desk.db, {
        now: bench.clock.now(),
        requestsOf: () => [],
        rules: defaultRules,
        mailSetUp: true,
        portalSetUp: true,
      }),
    ).toEqual([]);
  });
});
