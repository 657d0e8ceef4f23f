import type { Appointment, Patient, Task } from '@medplum/fhirtypes';
import { expect, test } from 'vitest';
import { qb } from '../../../src-main/db/db.ts';
import { standingDoubleBookings } from '../../../src-main/db/queries/double-bookings.ts';
import { appointmentResource, rescheduleTask } from '../../support/clinic-resources.ts';
import { openSmallClinic, type PortalDesk, slotAt, WORDS } from '../../support/portal-desk.ts';

const FHIR = {
  kind: 'fhir',
  baseUrl: 'https://portal.example/fhir',
  signIn: { method: 'none' },
} as const;
const FIRST = '2026-11-30T15:00:00Z';
const SECOND = '2026-12-01T16:00:00Z';

const states = ({ db }: PortalDesk) =>
  db.all(qb.selectFrom('outbox').select('state').orderBy('seq')).map(({ state }) => state);
const letters = ({ db }: PortalDesk) =>
  db.all(qb.selectFrom('mail').select('state').orderBy('seq')).map(({ state }) => state);
const switchOff = (desk: PortalDesk) => desk.ask('settings.save', { portal: { kind: 'none' } });
const switchOn = (desk: PortalDesk) => desk.ask('settings.save', { portal: FHIR });

const decideMove = (desk: PortalDesk, start: string) =>
  desk.ask('decisions.decide', {
    on: 'schedule',
    command: { type: 'update', appointmentId: 'visit-1', slot: slotAt(start), words: WORDS, notify: false },
  });

async function clinic() {
  const { clock, portal, open } = await openSmallClinic();
  await portal.put(rescheduleTask());
  const desk = open({ baseUrl: FHIR.baseUrl });
  await desk.settle();
  const visit = async () => (await portal.search<Appointment>('Appointment?_id=visit-1'))[0];
  return { clock, portal, open, desk, visit };
}

test('what was decided while the portal was switched off reaches it, in order, and nobody is written to twice', async () => {
  const { portal, desk, visit } = await clinic();
  await switchOff(desk);
  await desk.move('visit-1', FIRST);
  await desk.move('visit-1', SECOND);
  await desk.settle();
  expect(new Set(states(desk))).toEqual(new Set(['done']));
  const told = letters(desk);
  expect(new Set(told)).toEqual(new Set(['sent']));
  expect((await visit())?.start).toBe('2026-11-24T09:00:00-06:00');

  await switchOn(desk);
  await desk.settle();
  expect(new Set(states(desk))).toEqual(new Set(['done']));
  expect(Date.parse((await visit())?.start ?? '')).toBe(Date.parse(SECOND));
  // One version for each decision, and the first.
  expect((await visit())?.meta?.versionId).toBe('3');
  expect((await portal.search<Task>('Task'))[0]?.status).toBe('completed');
  expect(letters(desk)).toEqual(told);
  expect(desk.core.status()).toMatchObject({ phase: 'up-to-date', waitingToSync: 0, needAttention: 0 });
});

test('also what is decided about it in the moment the portal is back, and after a restart', async () => {
  const { clock, desk, open, visit } = await clinic();
  await switchOff(desk);
  await desk.move('visit-1', FIRST);
  await Promise.all([desk.core.stop(), clock.advance(10_000)]);
  // Opened without a portal again, as Settings have it.
  const again = open({ seed: 2, database: desk, baseUrl: FHIR.baseUrl });
  await switchOn(again);
  await again.move('visit-1', SECOND);
  expect(states(again)).toEqual(['done', 'done']);
  expect(Date.parse((await visit())?.start ?? '')).toBe(Date.parse(SECOND));
  expect((await visit())?.meta?.versionId).toBe('3');
});

test('a patient put on file and booked meanwhile is there, each once', async () => {
  const { portal, desk } = await clinic();
  await switchOff(desk);
  const { id } = await desk.ask('patients.add', {
    givenName: 'Iris',
    familyName: 'Vale',
    birthDate: '1990-01-02',
    phone: '(312) 555-0199',
    email: 'iris@example.org',
  });
  await desk.ask('decisions.decide', {
    on: 'schedule',
    command: { type: 'book', patientId: id, slot: slotAt(FIRST), message: '', notify: true },
  });
  await desk.settle();
  expect(states(desk)).toEqual(['done', 'done']);
  await switchOn(desk);
  await desk.settle();
  expect(states(desk)).toEqual(['done', 'done']);
  const patients = await portal.search<Patient>('Patient');
  expect(patients).toHaveLength(2);
  const booked = (await portal.search<Appointment>('Appointment')).filter(({ id: one }) => one !== 'visit-1');
  expect(booked).toHaveLength(1);
  const iris = patients.find(({ id: one }) => one !== 'patient-1')?.id;
  expect(booked[0]?.participant[0]?.actor?.reference).toBe(`Patient/${iris}`);
  expect(letters(desk)).toEqual(['sent']);
});

test('what the portal has otherwise meanwhile comes before a person, who learns that the patient has been told', async () => {
  const { portal, desk, visit } = await clinic();
  await switchOff(desk);
  await desk.move('visit-1', FIRST);
  const before = await visit();
  if (before) await portal.put({ ...before, start: '2026-12-03T15:00:00Z', end: '2026-12-03T15:30:00Z' });
  await switchOn(desk);
  await desk.settle();
  expect(states(desk)).toEqual(['conflict']);
  expect((await visit())?.start).toBe('2026-12-03T15:00:00Z');
  expect(await desk.ask('attention.list', undefined)).toMatchObject([{ kind: 'conflict', told: true }]);
  expect(letters(desk)).toEqual(['sent']);
});

test('a letter that had not left when the portal refused its decision never does', async () => {
  const { clock, portal, open } = await openSmallClinic();
  let mailAway = true;
  const desk = open({
    baseUrl: FHIR.baseUrl,
    deliver: async () => (mailAway ? { kind: 'try-later', detail: 'away' } : { kind: 'accepted' }),
  });
  await desk.settle();
  await switchOff(desk);
  await desk.move('visit-1', FIRST);
  expect(letters(desk)).toEqual(['ready']);
  const [before] = await portal.search<Appointment>('Appointment?_id=visit-1');
  if (before) await portal.put({ ...before, start: '2026-12-03T15:00:00Z', end: '2026-12-03T15:30:00Z' });
  await switchOn(desk);
  await desk.settle();
  mailAway = false;
  await clock.advance(60 * 60_000);
  expect(letters(desk)).toEqual(['dropped']);
  expect(await desk.ask('attention.list', undefined)).toMatchObject([{ kind: 'conflict', told: false }]);
});

test('a letter that had not left when the portal is back waits for its yes', async () => {
  const { clock, open } = await openSmallClinic();
  let mailAway = true;
  let portalAway = false;
  const desk = open({
    baseUrl: FHIR.baseUrl,
    between: async (request, send) =>
      portalAway ? { kind: 'none', why: 'unreachable', detail: '' } : send(request),
    deliver: async () => (mailAway ? { kind: 'try-later', detail: 'away' } : { kind: 'accepted' }),
  });
  await desk.settle();
  await switchOff(desk);
  await desk.move('visit-1', FIRST);
  portalAway = true;
  await switchOn(desk);
  await desk.settle();
  mailAway = false;
  await clock.advance(60 * 60_000);
  expect([states(desk), letters(desk)]).toEqual([['ready'], ['waiting']]);
  portalAway = false;
  await clock.advance(10 * 60_000);
  expect([states(desk), letters(desk)]).toEqual([['done'], ['sent']]);
});

test('a round that is under way since before does not send what was decided after it first', async () => {
  const { clock, portal, open } = await openSmallClinic();
  let slow = false;
  const desk = open({
    baseUrl: FHIR.baseUrl,
    between: async (request, send) => {
      if (slow && request.url.startsWith('Basic')) {
        slow = false;
        await new Promise<void>((resolve) => clock.after(60_000, resolve));
      }
      return send(request);
    },
  });
  await desk.settle();
  slow = true;
  await clock.advance(70_000);
  expect(slow).toBe(false);
  await switchOff(desk);
  await decideMove(desk, FIRST);
  await clock.advance(10_000);
  await decideMove(desk, SECOND);
  await switchOn(desk);
  await clock.advance(90_000);
  expect(states(desk)).toEqual(['done', 'done']);
  const [visit] = await portal.search<Appointment>('Appointment?_id=visit-1');
  expect(Date.parse(visit?.start ?? '')).toBe(Date.parse(SECOND));
  expect(visit?.meta?.versionId).toBe('3');
});

test('a round that is under way since before reads nothing before what was decided is told', async () => {
  const { clock, portal, open } = await openSmallClinic();
  const times = { start: '2026-11-26T15:00:00Z', end: '2026-11-26T15:30:00Z' };
  await portal.put(appointmentResource({ id: 'visit-2', ...times }));
  let write: 'fails' | 'hangs' | 'works' = 'fails';
  const desk = open({
    baseUrl: FHIR.baseUrl,
    between: async (request, send) => {
      if (request.method === 'POST' && write === 'fails')
        return { kind: 'answer', status: 500, body: undefined, retryAfterMs: null };
      if (request.method === 'POST' && write === 'hangs') {
        write = 'works';
        await new Promise<void>((resolve) => clock.after(60_000, resolve));
      }
      return send(request);
    },
  });
  await desk.settle();
  await desk.ask('decisions.decide', {
    on: 'schedule',
    command: { type: 'cancel-appointment', appointmentId: 'visit-2', words: WORDS, notify: false },
  });
  await clock.advance(10_000);
  write = 'hangs';
  // In a round that reads, too.
  const refreshed = desk.ask('sync.refresh', undefined);
  await clock.advance(1000);
  expect(write).toBe('works');
  await switchOff(desk);
  await decideMove(desk, FIRST);
  await clock.advance(10_000);
  const elsewhere = { start: '2026-11-27T15:00:00Z', end: '2026-11-27T15:30:00Z' };
  await portal.put(appointmentResource(elsewhere));
  await switchOn(desk);
  await clock.advance(5 * 60_000);
  await refreshed;
  expect(states(desk)).toEqual(['done', 'conflict']);
  const [visit] = await portal.search<Appointment>('Appointment?_id=visit-1');
  expect(visit).toMatchObject(elsewhere);
});

test('what was decided meanwhile falls with what it was built on and others had changed before', async () => {
  const { clock, portal, open } = await openSmallClinic();
  let lookUp: 'unasked' | 'hangs' | 'works' = 'unasked';
  const desk = open({
    baseUrl: FHIR.baseUrl,
    between: async (request, send) => {
      if (request.method === 'GET' && request.url.includes('_history') && lookUp === 'hangs') {
        lookUp = 'works';
        await new Promise<void>((resolve) => clock.after(60_000, resolve));
      }
      if (request.method === 'POST' && lookUp === 'unasked') lookUp = 'hangs';
      return send(request);
    },
  });
  await desk.settle();
  const elsewhere = { start: '2026-11-27T15:00:00Z', end: '2026-11-27T15:30:00Z' };
  await portal.put(appointmentResource(elsewhere));
  await decideMove(desk, FIRST);
  await clock.advance(10_000);
  expect(lookUp).toBe('works');
  await switchOff(desk);
  await decideMove(desk, SECOND);
  await clock.advance(10_000);
  expect(states(desk)).toEqual(['unsure', 'done']);
  await clock.advance(60_000);
  await switchOn(desk);
  await clock.advance(5 * 60_000);
  expect(states(desk)).toEqual(['conflict', 'conflict']);
  const [visit] = await portal.search<Appointment>('Appointment?_id=visit-1');
  expect(visit).toMatchObject(elsewhere);
  const shown = desk.db.get(qb.selectFrom('appointment').select('start_ms'));
  expect(shown?.start_ms).toBe(Date.parse(elsewhere.start));
});

test('what a round that is under way since before has read does not count as what was decided on', async () => {
  const { clock, portal, open } = await openSmallClinic();
  await portal.put(rescheduleTask());
  let slow = false;
  const desk = open({
    baseUrl: FHIR.baseUrl,
    between: async (request, send) => {
      if (slow && request.url.startsWith('AppointmentResponse')) {
        slow = false;
        await new Promise<void>((resolve) => clock.after(20_000, resolve));
      }
      return send(request);
    },
  });
  await desk.settle();
  await desk.ask('decisions.decide', {
    on: 'request',
    id: 'task-1',
    command: { type: 'deny', words: WORDS },
  });
  await portal.put(rescheduleTask({ status: 'cancelled' }));
  slow = true;
  const refreshed = desk.ask('sync.refresh', undefined);
  await clock.advance(1000);
  expect(slow).toBe(false);
  await switchOff(desk);
  await clock.advance(30_000);
  await refreshed;
  expect(states(desk)).toEqual(['done']);
  await switchOn(desk);
  await clock.advance(60_000);
  expect(states(desk)).toEqual(['conflict']);
  const [task] = await portal.search<Task>('Task?_id=task-1');
  expect([task?.status, task?.meta?.versionId]).toEqual(['cancelled', '2']);
});

test('a visit that was moved away meanwhile and comes back, because that fell, to a time since given away is told', async () => {
  const { clock, portal, desk } = await clinic();
  await portal.put({
    resourceType: 'Patient',
    id: 'patient-2',
    name: [{ given: ['Ben'], family: 'Ortiz' }],
  });
  await desk.settle();
  await switchOff(desk);
  await desk.move('visit-1', FIRST);
  await desk.ask('decisions.decide', {
    on: 'schedule',
    command: {
      type: 'book',
      patientId: 'patient-2',
      slot: slotAt('2026-11-24T15:00:00Z'),
      message: '',
      notify: false,
    },
  });
  // Somebody else has been there, and left it where it was.
  await portal.put(appointmentResource({ description: 'Bring the x-ray' }));
  await switchOn(desk);
  await clock.advance(120_000);
  expect(states(desk)).toEqual(['conflict', 'done']);
  const items = await desk.ask('attention.list', undefined);
  expect(items.map(({ kind }) => kind).sort()).toEqual(['conflict']);
  expect(standingDoubleBookings(desk.db)).toHaveLength(1);
});
