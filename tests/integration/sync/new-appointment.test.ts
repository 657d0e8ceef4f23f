import type { Appointment, Task } from '@medplum/fhirtypes';
import { expect, test } from 'vitest';
import { qb } from '../../../src-main/db/db.ts';
import { findAppointment } from '../../../src-main/db/queries/appointments.ts';
import { findRequest } from '../../../src-main/db/queries/requests.ts';
import { chooseTime } from '../../../src-main/features/attention/choose-time.ts';
import { requestRows } from '../../../src-main/features/requests/row-view.ts';
import { defaultRules } from '../../../src-shared/domain/default-rules.ts';
import type { RequestRow } from '../../../src-shared/ipc/request-views.ts';
import {
  answerResource,
  cancelTask,
  newAppointmentTask,
  patientResource,
  practitionerResource,
  wishedAppointment,
} from '../../support/clinic-resources.ts';
import {
  type BenchDesk,
  historyKinds,
  mailsOf,
  openBenchDesk,
  outboxStates,
  type PortalBench,
  quarantined,
  startPortalBench,
} from '../../support/sync-bench.ts';

const TWO_PM = Date.parse('2026-11-25T14:00:00-06:00');
const HALF_HOUR = 30 * 60_000;
const DENIED = { reasonCode: 'not-accepting', reasonText: 'No free time', message: '' };

/** What a portal leaves out. */
const UNSAID = { minutesDuration: undefined } as unknown as Partial<Appointment>;
const NO_FOCUS = { focus: undefined } as unknown as Partial<Task>;
const NOBODY = { for: undefined, requester: undefined } as unknown as Partial<Task>;

interface Asked {
  readonly bench: PortalBench;
  readonly desk: BenchDesk;
}

async function asked(wish: Partial<Appointment> = {}, task: Partial<Task> = {}): Promise<Asked> {
  const bench = await startPortalBench();
  await bench.put(wishedAppointment(wish));
  await bench.put(newAppointmentTask(task));
  const desk = openBenchDesk(bench);
  await desk.refresh();
  return { bench, desk };
}

function rowOf({ desk, bench }: Asked): RequestRow {
  const rows = desk.db.all(qb.selectFrom('request').selectAll().where('id', '=', 'task-new'));
  const [row] = requestRows(desk.db, rows, { now: bench.clock.now(), rules: defaultRules });
  if (row === undefined) throw new Error('the request is not there');
  return row;
}

const obstacles = (given: Asked) => rowOf(given).obstacles.map(({ code }) => code);
const left = (given: Asked) =>
  rowOf(given).obstacles.flatMap((one) => (one.code === 'wish-open' ? one.parts : []));

test('a wish for a new appointment stands in the inbox, and on no day of the schedule', async () => {
  const given = await asked();
  expect(quarantined(given.desk)).toEqual([]);
  expect(rowOf(given)).toMatchObject({
    kind: 'new',
    state: 'open',
    patientName: 'Ana Flores',
    requested: { start: TWO_PM, end: TWO_PM + HALF_HOUR },
    note: 'My knee hurts again.',
    appointment: { status: 'proposed', practitionerName: 'Dr. Ruth Okafor' },
    obstacles: [],
  });
  expect(rowOf(given).allowed).toEqual(
    expect.arrayContaining(['approve', 'deny', 'propose', 'update', 'message']),
  );
  expect(rowOf(given).allowed).not.toContain('cancel-appointment');
});

test('approved, it is booked: one Appointment and its Task, in one transaction', async () => {
  const { bench, desk } = await asked();
  desk.decide('task-new', { type: 'approve' });
  await desk.refresh();
  expect(outboxStates(desk)).toEqual(['done']);
  const [visit, task] = [
    await bench.get<Appointment>('Appointment', 'wish-1'),
    await bench.get<Task>('Task', 'task-new'),
  ];
  expect(visit).toMatchObject({
    status: 'booked',
    start: '2026-11-25T20:00:00Z',
    end: '2026-11-25T20:30:00Z',
    serviceType: wishedAppointment().serviceType,
  });
  expect(visit.participant.map(({ status }) => status)).toEqual(['accepted', 'accepted', 'accepted']);
  expect(task).toMatchObject({ status: 'completed', businessStatus: { coding: [{ code: 'approved' }] } });
  expect(findAppointment(desk.db, 'wish-1')).toMatchObject({ status: 'booked', start: TWO_PM });
  expect(mailsOf(desk)).toMatchObject([{ kind: 'booked', state: 'ready' }]);
  const other = openBenchDesk(bench, { name: 'desk-2', seed: 2 });
  await other.refresh();
  expect(findAppointment(other.db, 'wish-1')).toMatchObject({ status: 'booked', start: TWO_PM });
  expect(findRequest(other.db, 'task-new')?.status).toMatchObject({ state: 'resolved', outcome: 'approved' });
});

test('denied, nothing is booked, and the patient is told so', async () => {
  const { bench, desk } = await asked();
  desk.decide('task-new', { type: 'deny', words: DENIED });
  await desk.refresh();
  expect(await bench.get<Task>('Task', 'task-new')).toMatchObject({
    status: 'rejected',
    statusReason: { text: 'No free time' },
  });
  const visit = await bench.get<Appointment>('Appointment', 'wish-1');
  expect([visit.status, visit.start, visit.minutesDuration]).toEqual(['proposed', undefined, 30]);
  expect(mailsOf(desk)).toMatchObject([{ kind: 'not-booked', state: 'ready' }]);
  expect(historyKinds(desk, 'task-new').slice(0, 2)).toEqual(['request-received', 'decided']);
  const other = openBenchDesk(bench, { name: 'desk-2', seed: 2 });
  await other.refresh();
  expect(findRequest(other.db, 'task-new')?.status).toMatchObject({ state: 'resolved', outcome: 'denied' });
  expect(quarantined(other)).toEqual([]);
});

test('an answer that is lost books it once', async () => {
  const { bench, desk } = await asked();
  desk.decide('task-new', { type: 'approve' });
  let lost = 0;
  bench.proxy.fault = ({ method }) => (method === 'POST' && lost++ === 0 ? 'lose-answer' : null);
  await desk.refresh();
  await bench.clock.advance(120_000);
  await desk.refresh();
  expect(outboxStates(desk)).toEqual(['done']);
  const booked = await bench.search<Appointment>('Appointment?status=booked');
  expect(booked.map(({ id }) => id).sort()).toEqual(['visit-1', 'wish-1']);
  expect(mailsOf(desk)).toHaveLength(1);
});

test('of two desks that book it one wins, and the other is told', async () => {
  const { bench, desk } = await asked();
  const other = openBenchDesk(bench, { name: 'desk-2', seed: 2 });
  await other.refresh();
  desk.decide('task-new', { type: 'approve' });
  other.decide('task-new', {
    type: 'update',
    slot: {
      practitionerId: 'practitioner-1',
      locationId: 'location-1',
      type: { code: 'follow-up', display: 'Follow-up' },
      start: TWO_PM + 2 * HALF_HOUR,
      end: TWO_PM + 3 * HALF_HOUR,
    },
  });
  await desk.refresh();
  await other.refresh();
  expect([outboxStates(desk), outboxStates(other)]).toEqual([['done'], ['conflict']]);
  expect(findAppointment(other.db, 'wish-1')).toMatchObject({ status: 'booked', start: TWO_PM });
  expect(mailsOf(other).filter(({ state }) => state !== 'dropped')).toEqual([]);
});

test('decided while the portal is away, it is booked once it is back', async () => {
  const { bench, desk } = await asked();
  bench.proxy.fault = () => 'break';
  desk.decide('task-new', { type: 'approve' });
  await desk.refresh();
  expect(outboxStates(desk)).toEqual(['unsure']);
  bench.proxy.fault = () => null;
  await bench.clock.advance(120_000);
  await desk.refresh();
  expect(outboxStates(desk)).toEqual(['done']);
  expect(await bench.get('Appointment', 'wish-1')).toMatchObject({ status: 'booked' });
});

test('undone, it is asked for as before', async () => {
  const given = await asked();
  const { desk } = given;
  const id = desk.decide('task-new', { type: 'approve' });
  expect(desk.decisions.undo(id, desk.actor).ok).toBe(true);
  expect(rowOf(given)).toMatchObject({ state: 'open', appointment: { status: 'proposed' } });
});

test('times are proposed, and the one that the patient takes is booked', async () => {
  const given = await asked({}, { input: [] });
  const { bench, desk } = given;
  const slot = (hours: number) => ({
    practitionerId: 'practitioner-1',
    locationId: 'location-1',
    type: { code: 'follow-up', display: 'Follow-up' },
    start: TWO_PM + hours * 2 * HALF_HOUR,
    end: TWO_PM + hours * 2 * HALF_HOUR + HALF_HOUR,
  });
  desk.decide('task-new', {
    type: 'propose',
    slots: [slot(0), slot(1)],
    words: { reasonCode: 'not-available', reasonText: 'Please choose', message: '' },
  });
  await desk.refresh();
  expect(mailsOf(desk)).toMatchObject([{ kind: 'offered', state: 'ready' }]);
  const held = await bench.search<Appointment>('Appointment?status=pending');
  expect(held).toHaveLength(2);
  const second = held.find(({ start }) => Date.parse(start ?? '') === slot(1).start);
  await bench.post(answerResource(second?.id ?? '', 'accepted'));
  await desk.refresh();
  await desk.refresh();
  expect(await bench.get('Task', 'task-new')).toMatchObject({
    status: 'completed',
    businessStatus: { coding: [{ code: 'accepted' }] },
  });
  expect((await bench.get<Appointment>('Appointment', second?.id ?? '')).status).toBe('booked');
  expect((await bench.get<Appointment>('Appointment', 'wish-1')).status).toBe('proposed');
  expect(await bench.search('Appointment?status=pending')).toEqual([]);
  expect(mailsOf(desk).map(({ kind }) => kind)).toEqual(['offered', 'booked']);
  expect(findRequest(desk.db, 'task-new')?.status).toMatchObject({ outcome: 'accepted-by-patient' });
});

test('declined, it is back in the inbox', async () => {
  const given = await asked();
  const { bench, desk } = given;
  desk.decide('task-new', {
    type: 'propose',
    slots: [
      {
        practitionerId: 'practitioner-1',
        locationId: 'location-1',
        type: { code: 'follow-up', display: 'Follow-up' },
        start: TWO_PM + 4 * HALF_HOUR,
        end: TWO_PM + 5 * HALF_HOUR,
      },
    ],
    words: { reasonCode: 'not-available', reasonText: 'Requested time not available', message: '' },
  });
  await desk.refresh();
  const [held] = await bench.search<Appointment>('Appointment?status=pending');
  await bench.post(answerResource(held?.id ?? '', 'declined'));
  await desk.refresh();
  await desk.refresh();
  expect(rowOf(given)).toMatchObject({
    state: 'open',
    mark: 'declined',
    appointment: { status: 'proposed' },
  });
});

test('withdrawn by the patient, it leaves the inbox', async () => {
  const given = await asked();
  await given.bench.put(newAppointmentTask({ status: 'cancelled' }));
  await given.desk.refresh();
  expect(rowOf(given)).toMatchObject({ state: 'resolved', outcome: 'withdrawn' });
});

test.each<[string, Partial<Appointment>, Partial<Task>, readonly string[]]>([
  ['names no time', {}, { input: [] }, ['time']],
  [
    'says everything in words',
    {
      ...UNSAID,
      serviceType: [],
      participant: [{ actor: { reference: 'Patient/patient-1' }, status: 'accepted' }],
    },
    { input: [] },
    ['provider', 'type', 'time', 'length'],
  ],
  [
    'names two providers',
    {
      participant: [
        ...wishedAppointment().participant,
        { actor: { reference: 'Practitioner/practitioner-2' }, status: 'needs-action' },
      ],
    },
    {},
    ['provider'],
  ],
  [
    'names a provider whom nobody knows',
    {
      participant: [
        { actor: { reference: 'Patient/patient-1' }, status: 'accepted' },
        { actor: { reference: 'Practitioner/nobody', display: 'Dr. Who' }, status: 'needs-action' },
      ],
    },
    {},
    ['provider'],
  ],
  ['names a span to find a time in', { minutesDuration: 20 }, {}, ['time']],
  ['does not say how long', UNSAID, {}, ['length']],
  ['says a shorter time than the visit takes', { minutesDuration: 60 }, {}, ['length']],
])('a wish that %s cannot be granted as it stands: a person chooses', async (_what, wish, task, open) => {
  const bench = await startPortalBench();
  await bench.put(practitionerResource({ id: 'practitioner-2', name: [{ text: 'Dr. Wu' }] }));
  await bench.put(wishedAppointment(wish));
  await bench.put(newAppointmentTask(task));
  const desk = openBenchDesk(bench);
  await desk.refresh();
  const given = { bench, desk };
  expect(quarantined(desk)).toEqual([]);
  expect(left(given)).toEqual(open);
  expect(rowOf(given).refused.approve).toBe('wish-open');
  expect(() => desk.decide('task-new', { type: 'approve' })).toThrow('wish-open');
  const other = { id: 'practitioner-1' };
  desk.decide('task-new', {
    type: 'update',
    slot: {
      practitionerId: other.id,
      locationId: 'location-1',
      type: { code: 'follow-up', display: 'Follow-up' },
      start: TWO_PM,
      end: TWO_PM + HALF_HOUR,
    },
  });
  await desk.refresh();
  const booked = await bench.get<Appointment>('Appointment', 'wish-1');
  expect(booked).toMatchObject({ status: 'booked', start: '2026-11-25T20:00:00Z' });
  expect(
    booked.participant.map(({ actor }) => actor?.reference).filter((one) => one?.startsWith('Pract')),
  ).toEqual(['Practitioner/practitioner-1']);
});

test.each<[string, Partial<Task>, string]>([
  ['names nothing that it is about', NO_FOCUS, 'unknown-focus'],
  ['is about something else', { focus: { reference: 'Patient/patient-1' } }, 'focus-not-an-appointment'],
  ['is about what the portal does not show', { focus: { reference: 'Appointment/gone' } }, 'unknown-focus'],
  [
    'ends before it begins',
    {
      input: [
        {
          ...newAppointmentTask().input?.[0],
          valuePeriod: { start: '2026-11-25T14:00:00-06:00', end: '2026-11-25T13:00:00-06:00' },
        } as never,
      ],
    },
    'end-before-start',
  ],
  [
    'names several times',
    {
      input: [
        ...(newAppointmentTask().input ?? []),
        { ...newAppointmentTask().input?.[0], valuePeriod: { start: '2026-11-26T14:00:00-06:00' } } as never,
      ],
    },
    'ambiguous',
  ],
])('a wish that %s is put before a person', async (_what, task, reason) => {
  const { desk } = await asked({}, task);
  expect(quarantined(desk)).toMatchObject([{ type: 'Task', id: 'task-new', reason }]);
});

test('of several times a person chooses one, and the wish stands in the inbox with it', async () => {
  const [period] = newAppointmentTask().input ?? [];
  const later = { ...period, valuePeriod: { start: '2026-11-26T14:00:00-06:00' } } as typeof period;
  const given = await asked({}, { input: [period, later] as Task['input'] & object });
  const { bench, desk } = given;
  const { meta } = await bench.get<Task>('Task', 'task-new');
  const start = TWO_PM + 48 * HALF_HOUR;
  const chosen = chooseTime(
    desk.db,
    { id: 'Task/task-new', versionId: meta?.versionId ?? '', start, end: null },
    desk.actor,
    bench.clock.now(),
  );
  expect(chosen.ok).toBe(true);
  expect(quarantined(desk)).toEqual([]);
  // Without an end it is as long as the visit.
  expect(rowOf(given)).toMatchObject({ state: 'open', requested: { start, end: start + HALF_HOUR } });
  expect(obstacles(given)).toEqual(['also-asked']);
});

test('its time may stand in the Appointment, and follows it', async () => {
  const given = await asked(
    { start: '2026-11-25T14:00:00-06:00', end: '2026-11-25T14:30:00-06:00' },
    { input: [] },
  );
  expect(rowOf(given)).toMatchObject({ requested: { start: TWO_PM }, obstacles: [] });
  await given.bench.put(
    wishedAppointment({ start: '2026-11-25T15:00:00-06:00', end: '2026-11-25T15:30:00-06:00' }),
  );
  await given.desk.refresh();
  expect(rowOf(given)).toMatchObject({ requested: { start: TWO_PM + 2 * HALF_HOUR }, obstacles: [] });
});

test('an appointment that nobody asks the desk for stays no visit, and what another program asks about it is none of ours', async () => {
  const bench = await startPortalBench();
  await bench.put(wishedAppointment());
  await bench.put(newAppointmentTask({ code: { coding: [{ code: 'fulfill' }] }, input: [] }));
  const desk = openBenchDesk(bench);
  await desk.refresh();
  expect(findAppointment(desk.db, 'wish-1')).toBeNull();
  expect(findRequest(desk.db, 'task-new')).toBeNull();
  expect(quarantined(desk)).toEqual([]);
});

test('once the portal has booked or cancelled it, it can only be closed', async () => {
  const given = await asked();
  await given.bench.put(
    wishedAppointment({ status: 'booked', start: '2026-11-26T14:00:00Z', end: '2026-11-26T14:30:00Z' }),
  );
  await given.desk.refresh();
  expect(obstacles(given)).toEqual(['appointment-not-active']);
  expect(rowOf(given).allowed).toEqual(['deny']);
  await given.bench.put(wishedAppointment({ status: 'cancelled' }));
  await given.desk.refresh();
  expect(obstacles(given)).toEqual(['appointment-not-active']);
});

test('one that is nobody’s is assigned by a person, and booked for whom they named', async () => {
  const nobody = wishedAppointment().participant.slice(1);
  const given = await asked({ participant: nobody }, NOBODY);
  expect(obstacles(given)).toContain('patient-unmatched');
  const command = { type: 'assign-patient', patientId: 'patient-1' } as const;
  expect(given.desk.decisions.decide({ on: 'request', id: 'task-new', command }, given.desk.actor).ok).toBe(
    true,
  );
  given.desk.decide('task-new', { type: 'approve' });
  await given.desk.refresh();
  expect(outboxStates(given.desk)).toEqual(['done']);
  const visit = await given.bench.get<Appointment>('Appointment', 'wish-1');
  expect(visit.participant.map(({ actor }) => actor?.reference)).toContain('Patient/patient-1');
  expect(await given.bench.get('Task', 'task-new')).toMatchObject({
    for: { reference: 'Patient/patient-1' },
  });
});

test('nothing new is booked for somebody who has died', async () => {
  const given = await asked();
  await given.bench.put(patientResource({ deceasedBoolean: true }));
  await given.desk.refresh();
  expect(obstacles(given)).toEqual(['not-written-to']);
  expect(rowOf(given).refused).toMatchObject({
    approve: 'patient-not-bookable',
    propose: 'patient-not-bookable',
    update: 'patient-not-bookable',
  });
  expect(() => given.desk.decide('task-new', { type: 'approve' })).toThrow('patient-not-bookable');
});

test('nor where they had accepted a time: a person reads it, and a correction in the portal books it', async () => {
  const given = await asked();
  const { bench, desk } = given;
  desk.decide('task-new', {
    type: 'propose',
    slots: [
      {
        practitionerId: 'practitioner-1',
        locationId: 'location-1',
        type: { code: 'follow-up', display: 'Follow-up' },
        start: TWO_PM + 2 * HALF_HOUR,
        end: TWO_PM + 3 * HALF_HOUR,
      },
    ],
    words: { reasonCode: 'not-available', reasonText: 'Please choose', message: '' },
  });
  await desk.refresh();
  const [held] = await bench.search<Appointment>('Appointment?status=pending');
  await bench.put(patientResource({ deceasedBoolean: true }));
  await desk.refresh();
  await bench.post(answerResource(held?.id ?? '', 'accepted'));
  await desk.refresh();
  await desk.refresh();
  expect((await bench.get<Appointment>('Appointment', held?.id ?? '')).status).toBe('pending');
  expect(obstacles(given)).toEqual(expect.arrayContaining(['not-written-to', 'answer-to-confirm']));
  await bench.put(patientResource());
  await desk.refresh();
  await desk.refresh();
  expect((await bench.get<Appointment>('Appointment', held?.id ?? '')).status).toBe('booked');
});

test('what asks both to cancel and for something new has two meanings', async () => {
  const { desk } = await asked(
    {},
    {
      code: { coding: [...(newAppointmentTask().code?.coding ?? []), ...(cancelTask().code?.coding ?? [])] },
    },
  );
  expect(quarantined(desk)).toMatchObject([{ id: 'task-new', reason: 'ambiguous' }]);
});
