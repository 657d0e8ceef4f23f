import type { Task } from '@medplum/fhirtypes';
import { describe, expect, test } from 'vitest';
import { qb } from '../../../src-main/db/db.ts';
import { findAppointment } from '../../../src-main/db/queries/appointments.ts';
import { findPatient } from '../../../src-main/db/queries/people.ts';
import { findRequest } from '../../../src-main/db/queries/requests.ts';
import type { PortalAnswer, PortalRequest } from '../../../src-main/ports.ts';
import { isLoaded, PULLED_TYPES, type PulledType } from '../../../src-main/sync/cursor.ts';
import {
  appointmentResource,
  locationResource,
  newAppointmentTask,
  patientResource,
  practitionerResource,
  rescheduleTask,
  wishedAppointment,
} from '../../support/clinic-resources.ts';
import {
  type DeskOptions,
  openSmallClinic,
  type PortalDesk,
  slotAt,
  WORDS,
} from '../../support/portal-desk.ts';

const MINUTE = 60_000;
const REFUSED: PortalAnswer = { kind: 'answer', status: 403, body: undefined, retryAfterMs: null };

const isRead = ({ method, url }: PortalRequest, type: string): boolean =>
  method === 'GET' && (url.startsWith(`${type}?`) || url.startsWith(`${type}/`));

/** A desk that may not read some types; `refused` says which at the moment. */
async function clinicWithout(...types: readonly PulledType[]) {
  const clinic = await openSmallClinic();
  const refused = new Set<PulledType>(types);
  const asked: string[] = [];
  const open = (seed = 1, database?: PortalDesk) =>
    clinic.open({
      seed,
      ...(database ? { database } : {}),
      between: async (request, send) => {
        asked.push(`${request.method} ${request.url}`);
        return [...refused].some((type) => isRead(request, type)) ? REFUSED : send(request);
      },
    });
  const desk = open();
  const announced: number[] = [];
  desk.core.onNewRequests((count) => announced.push(count));
  await desk.settle();
  return { ...clinic, desk, refused, asked, announced };
}

const whose = (patient: string, practitioner = 'practitioner-1', location = 'location-1') =>
  [`Patient/${patient}`, `Practitioner/${practitioner}`, `Location/${location}`].map((reference) => ({
    actor: { reference },
    status: 'accepted' as const,
  }));

/** What the portal gets that is new, of every type; the request is about the visit, which is with all the others. */
async function putNews({ portal }: Awaited<ReturnType<typeof clinicWithout>>): Promise<void> {
  await portal.put(patientResource({ id: 'patient-9', name: [{ text: 'Zoe Late' }] }));
  await portal.put(practitionerResource({ id: 'practitioner-9', name: [{ text: 'Dr. New' }] }));
  await portal.put(locationResource({ id: 'location-9', name: 'Annex' }));
  await portal.put(
    appointmentResource({
      id: 'visit-9',
      participant: whose('patient-9', 'practitioner-9', 'location-9'),
    }),
  );
  await portal.put(
    rescheduleTask({
      id: 'task-9',
      focus: { reference: 'Appointment/visit-9' },
      for: { reference: 'Patient/patient-9' },
      requester: { reference: 'Patient/patient-9' },
    }),
  );
}

const nameOf = ({ db }: PortalDesk, table: 'practitioner' | 'location', id: string) =>
  db.get(qb.selectFrom(table).select('name').where('id', '=', id))?.name;

function shown(desk: PortalDesk) {
  const { db } = desk;
  return {
    patient: findPatient(db, 'patient-9')?.name,
    provider: nameOf(desk, 'practitioner', 'practitioner-9'),
    location: nameOf(desk, 'location', 'location-9'),
    visitOf: findAppointment(db, 'visit-9')?.patientId,
    requestOf: findRequest(db, 'task-9')?.patientId,
  };
}

const ALL = {
  patient: 'Zoe Late',
  provider: 'Dr. New',
  location: 'Annex',
  visitOf: 'patient-9',
  requestOf: 'patient-9',
};

describe('a type the desk may not read', () => {
  test.each<[PulledType, Partial<Record<keyof typeof ALL, unknown>>]>([
    ['Patient', { patient: undefined, visitOf: null, requestOf: null }],
    ['Practitioner', { provider: '' }],
    ['Location', { location: undefined }],
    ['Appointment', { visitOf: undefined, requestOf: undefined }],
    ['Task', { requestOf: undefined }],
    ['AppointmentResponse', {}],
  ])('%s: the others are read; given back, nothing is missing', async (type, missing) => {
    const clinic = await clinicWithout(type);
    const { desk, refused } = clinic;
    await putNews(clinic);
    await desk.settle();
    expect(desk.core.status()).toMatchObject({ phase: 'types-refused', detail: type });
    expect(shown(desk)).toEqual({ ...ALL, ...missing });

    refused.clear();
    await desk.settle();
    expect(desk.core.status()).toMatchObject({ phase: 'up-to-date', needAttention: 0 });
    expect(shown(desk)).toEqual(ALL);
  });

  test('taken away after the load and given back: it goes on from where it stood', async () => {
    const clinic = await clinicWithout();
    const { desk, refused, asked, announced } = clinic;
    await clinic.portal.put(rescheduleTask());
    await clinic.clock.advance(MINUTE);
    announced.length = 0;
    refused.add('Task');
    await desk.settle();
    await putNews(clinic);
    await clinic.clock.advance(60 * MINUTE);
    expect(desk.core.status()).toMatchObject({ phase: 'types-refused', detail: 'Task' });
    expect(announced).toEqual([]);
    const before = asked.length;
    refused.clear();
    await desk.settle();
    expect(shown(desk)).toEqual(ALL);
    expect(announced).toEqual([1]);
    const searches = asked.slice(before).filter((one) => one.startsWith('GET Task?'));
    expect(searches.every((one) => one.includes('_lastUpdated=g'))).toBe(true);
  });

  test('requests are announced without locations; a first load is not, whenever it may begin', async () => {
    const clinic = await clinicWithout('Location', 'Task');
    const { desk, refused, announced } = clinic;
    await putNews(clinic);
    refused.delete('Task');
    await desk.settle();
    expect(shown(desk).requestOf).toBe('patient-9');
    expect(announced).toEqual([]);
    await clinic.portal.put(rescheduleTask());
    await desk.settle();
    expect(announced).toEqual([1]);
  });

  test.each([...PULLED_TYPES])('%s: whether proposals end', async (type) => {
    const clinic = await clinicWithout();
    const { desk, refused, portal, clock } = clinic;
    await portal.put(rescheduleTask());
    await desk.settle();
    // So soon that the proposal ends with the time itself: two hours of the clock are fewer rounds than days.
    await desk.ask('decisions.decide', {
      on: 'request',
      id: 'task-1',
      command: { type: 'propose', slots: [slotAt('2026-11-20T17:00:00Z')], words: WORDS },
    });
    await desk.settle();
    const status = () => findRequest(desk.db, 'task-1')?.status;
    const before = status();
    if (before?.state !== 'awaiting-patient') throw new Error('not proposed');
    refused.add(type);
    await clock.advance((before.proposal.expiresAt ?? 0) - clock.now() + 5 * MINUTE);
    const ends = type === 'Practitioner' || type === 'Location';
    expect(status()?.state).toBe(ends ? 'open' : 'awaiting-patient');
    refused.clear();
    await clock.advance(5 * MINUTE);
    expect(status()).toMatchObject({ state: 'open', mark: 'no-answer' });
  });

  test('is asked for once in a round where visits name many of it', async () => {
    const clinic = await clinicWithout('Patient');
    const { desk, portal, asked } = clinic;
    for (let n = 10; n < 30; n += 1)
      await portal.put(
        appointmentResource({
          id: `visit-${n}`,
          participant: whose(`new-${n}`),
        }),
      );
    const before = asked.length;
    await desk.settle();
    expect(findAppointment(desk.db, 'visit-29')).not.toBeNull();
    const reads = asked.slice(before).filter((one) => one.startsWith('GET Patient/'));
    expect(reads.length).toBeGreaterThan(0);
    const rounds = asked.slice(before).filter((one) => one.startsWith('GET Patient?'));
    expect(reads.length).toBeLessThanOrEqual(rounds.length);
  });

  test('a single one that is refused among others is missed alone', async () => {
    const clinic = await openSmallClinic();
    const { portal } = clinic;
    const desk = clinic.open({
      between: async (request, send) => (request.url.startsWith('Patient/secret') ? REFUSED : send(request)),
    });
    for (const [n, patient] of ['secret-1', 'secret-2', 'patient-1'].entries())
      await portal.put(
        appointmentResource({
          id: `visit-${n + 2}`,
          participant: whose(patient),
        }),
      );
    await desk.settle();
    expect(desk.core.status().phase).toBe('up-to-date');
    const of = (id: string) => findAppointment(desk.db, id)?.patientId;
    expect([of('visit-2'), of('visit-3'), of('visit-4')]).toEqual([null, null, 'patient-1']);
  });
});

const OUTCOME = { resourceType: 'OperationOutcome', issue: [{ severity: 'error', code: 'not-supported' }] };

test.each<[string, PulledType, number, unknown, boolean]>([
  ['answers, as it says itself', 'AppointmentResponse', 404, OUTCOME, true],
  ['places, as it says itself', 'Location', 501, OUTCOME, true],
  ['answers, as a gateway says', 'AppointmentResponse', 404, undefined, false],
  ['answers, as it says to a search that it refuses', 'AppointmentResponse', 400, OUTCOME, false],
  ['patients, as it says itself', 'Patient', 404, OUTCOME, false],
])('a server without %s: whether all counts as read (%s, %i)', async (_what, type, status, body, isRead) => {
  const clinic = await openSmallClinic();
  const answer: PortalAnswer = { kind: 'answer', status, body, retryAfterMs: null };
  let offered = false;
  const desk = clinic.open({
    between: async (request, send) =>
      !offered && request.url.startsWith(`${type}?`) ? answer : send(request),
  });
  await desk.settle();
  expect(desk.core.status().phase === 'up-to-date').toBe(isRead);
  expect(isLoaded(desk.db, PULLED_TYPES)).toBe(isRead);
  // Whoever proposes a time has to know that no answer will come.
  expect(desk.core.status().noAnswers).toBe(isRead && type === 'AppointmentResponse' ? true : undefined);
  offered = true;
  await desk.settle();
  expect(desk.core.status().phase).toBe('up-to-date');
  expect(desk.core.status().noAnswers).toBeUndefined();
});

test.each([
  ['a visit', [rescheduleTask()]],
  ['a new appointment', [wishedAppointment(), newAppointmentTask()]],
])(
  'where no answers are kept, a letter about %s asks to phone, also before the portal was asked again',
  async (_what, asked) => {
    const clinic = await openSmallClinic();
    for (const resource of asked) await clinic.portal.put(resource);
    const away: PortalAnswer = { kind: 'answer', status: 501, body: OUTCOME, retryAfterMs: null };
    let network = true;
    const between: DeskOptions['between'] = async (request, send) => {
      if (!network) return { kind: 'none', why: 'unreachable', detail: '' };
      return request.url.startsWith('AppointmentResponse?') ? away : send(request);
    };
    const first = clinic.open({ between });
    await first.settle();
    await first.core.stop();
    network = false;
    const desk = clinic.open({ seed: 2, between, database: first });
    const letter = await desk.ask('decisions.preview', {
      on: 'request',
      id: desk.db.get(qb.selectFrom('request').select('id'))?.id ?? '',
      command: { type: 'propose', slots: [slotAt('2026-11-30T15:00:00Z')], words: WORDS },
    });
    expect(letter?.text).toContain('call us');
    expect(letter?.text).not.toContain('in the patient portal');
  },
);

test('what a server has shown once it does not cease to offer', async () => {
  const clinic = await openSmallClinic();
  const answer: PortalAnswer = { kind: 'answer', status: 404, body: OUTCOME, retryAfterMs: null };
  let away = false;
  const desk = clinic.open({
    between: async (request, send) => (away && request.url.startsWith('Location?') ? answer : send(request)),
  });
  await desk.settle();
  away = true;
  await desk.settle();
  expect(desk.core.status().phase).not.toBe('up-to-date');
});

test('a desk that may read none of them is not let in, and sends nothing until it is', async () => {
  const clinic = await clinicWithout(...PULLED_TYPES);
  const { desk, refused, asked } = clinic;
  expect(desk.core.status()).toMatchObject({ phase: 'sign-in-failed', lastSuccessAt: null });
  refused.clear();
  await desk.settle();
  for (const type of PULLED_TYPES) refused.add(type);
  await desk.settle();
  await desk.move('visit-1', '2026-11-30T15:00:00Z');
  expect(desk.core.status()).toMatchObject({ phase: 'sign-in-failed', waitingToSync: 1 });
  expect(asked.filter((one) => one === 'POST ')).toEqual([]);
  refused.clear();
  await desk.settle();
  expect(desk.core.status()).toMatchObject({ phase: 'up-to-date', waitingToSync: 0 });
});

test('one visit that may be neither written nor read holds up no other, and comes before a person', async () => {
  const clinic = await openSmallClinic();
  const { portal, clock } = clinic;
  await portal.put(
    appointmentResource({ id: 'visit-2', start: '2026-11-25T15:00:00Z', end: '2026-11-25T15:30:00Z' }),
  );
  const desk = clinic.open({
    between: async (request, send) =>
      request.url === 'Appointment/visit-1' || JSON.stringify(request.body ?? '').includes('/visit-1"')
        ? REFUSED
        : send(request),
  });
  await desk.settle();
  await desk.move('visit-1', '2026-11-30T15:00:00Z');
  await desk.move('visit-2', '2026-11-30T16:00:00Z');
  const states = () => desk.db.all(qb.selectFrom('outbox').select('state').orderBy('seq'));
  expect(states()).toEqual([{ state: 'ready' }, { state: 'done' }]);
  await clock.advance(20 * MINUTE);
  expect(states()).toEqual([{ state: 'failed' }, { state: 'done' }]);
  const [refusal] = await desk.ask('attention.list', undefined);
  expect(JSON.stringify(refusal)).toContain('does not let this desk change this');
});

test('while locations are refused, a form that is open still says so to other desks', async () => {
  const clinic = await clinicWithout('Location');
  const { desk, portal, clock } = clinic;
  await portal.put(rescheduleTask());
  await desk.settle();
  await desk.ask('requests.workOn', { ids: ['task-1'] });
  await clock.advance(10_000);
  const [task] = await portal.search<Task>('Task?_id=task-1');
  expect(task?.status).toBe('in-progress');
});

test.each<[PulledType, string]>([
  ['Location', 'conflict'],
  ['Task', 'done'],
])('a portal that was put back is followed without %s as far as it can be', async (type, state) => {
  const clinic = await clinicWithout();
  const { desk, portal, clock, refused } = clinic;
  await portal.put(rescheduleTask());
  await desk.settle();
  await clock.advance(2 * MINUTE);
  const backup = portal.backup();
  await clock.advance(5 * MINUTE);
  await desk.move('visit-1', '2026-11-30T15:00:00Z');
  await clock.advance(5 * MINUTE);
  // What it looks for first may not be read any more.
  await portal.put(locationResource({ name: 'Main Street 1' }));
  await clock.advance(20_000);
  refused.add(type);
  await clock.advance(MINUTE);
  portal.restore(backup);
  await clock.advance(15 * MINUTE);
  const states = () => desk.db.all(qb.selectFrom('outbox').select('state')).map((row) => row.state);
  expect(states()).toEqual([state]);
  refused.clear();
  await clock.advance(15 * MINUTE);
  expect(states()).toEqual(['conflict']);
});
