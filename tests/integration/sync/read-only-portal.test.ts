import type { Bundle } from '@medplum/fhirtypes';
import { expect, test } from 'vitest';
import type { PortalAnswer, PortalRequest } from '../../../src-main/ports.ts';
import { testPortal } from '../../../src-main/sync/connection-test.ts';
import { limitedPortal } from '../../../src-main/sync/limited-portal.ts';
import { MINUTE_MS } from '../../../src-shared/domain/time.ts';
import {
  appointmentResource,
  patientResource,
  practitionerResource,
} from '../../support/clinic-resources.ts';
import { openSmallClinic, type PortalDesk } from '../../support/portal-desk.ts';
import { answer, type Habit, includes, likeEpic, likeOracle } from '../../support/server-habits.ts';
import { createVirtualClock } from '../../support/virtual-clock.ts';

const UNNAMED = { providers: [] };
const NAMED = { providers: ['practitioner-1', 'practitioner-2'] };

const second = (id: string, start: string, over: object = {}) =>
  appointmentResource({
    id,
    start,
    end: new Date(Date.parse(start) + 1_800_000).toISOString(),
    participant: [
      { actor: { reference: 'Patient/patient-2' }, status: 'accepted' },
      { actor: { reference: 'Practitioner/practitioner-2' }, status: 'accepted' },
    ],
    ...over,
  });

const tomorrow = (over: object = {}) =>
  appointmentResource({ start: '2026-11-21T15:00:00Z', end: '2026-11-21T15:30:00Z', ...over });

async function openAt(habit: Habit, readOnly: { readonly providers: readonly string[] }) {
  const { portal, clock, open } = await openSmallClinic();
  await portal.put(patientResource({ id: 'patient-2', name: [{ text: 'Ben Tal' }] }));
  await portal.put(practitionerResource({ id: 'practitioner-2', name: [{ text: 'Dr. Sam Ito' }] }));
  await portal.put(tomorrow());
  await portal.put(second('visit-2', '2026-11-21T16:00:00Z'));
  await portal.put(second('far', '2027-06-01T16:00:00Z'));
  let change = async (_request: PortalRequest): Promise<PortalAnswer | null> => null;
  const sent: PortalRequest[] = [];
  /** Visits that have been deleted. */
  const gone = new Set<string>();
  const withoutGone: Habit = (send) => async (request) => {
    if (gone.has(request.url.replace('Appointment/', '')))
      return answer(410, { resourceType: 'OperationOutcome', issue: [{ diagnostics: 'gone' }] });
    const given = await send(request);
    const bundle = given.kind === 'answer' ? (given.body as Bundle | undefined) : undefined;
    if (given.kind !== 'answer' || bundle?.resourceType !== 'Bundle') return given;
    const entry = (bundle.entry ?? []).filter(({ resource }) => !gone.has(resource?.id ?? ''));
    return { ...given, body: { ...bundle, entry } };
  };
  const send = withoutGone(habit(portal.send, portal), portal);
  const desk = open({
    readOnly: { providers: [...readOnly.providers] },
    between: async (request) => {
      sent.push(request);
      return (await change(request)) ?? send(request);
    },
  });
  await desk.settle();
  const meeting = (next: typeof change) => {
    change = next;
  };
  return { portal, clock, desk, sent, gone, meeting, send };
}

const visitsOf = async (desk: PortalDesk, from = '2026-11-21') => {
  const { days } = await desk.ask('schedule.days', {
    from,
    days: 1,
    practitionerId: null,
    includeCancelled: false,
  });
  return days
    .flatMap(({ appointments }) => appointments.map(({ id, patientName }) => `${id} ${patientName}`))
    .sort();
};

const BOTH = ['visit-1 Ana Flores', 'visit-2 Ben Tal'];

/** What it gives has no version, and says of no visit when that was written. */
const withoutVersions: Habit = (send) => async (request) => {
  const given = await send(request);
  return given.kind === 'answer'
    ? {
        ...given,
        body: JSON.parse(JSON.stringify(given.body ?? null), (name, value) =>
          name === 'meta' ? undefined : value,
        ),
      }
    : given;
};

test.each([
  ['Epic', likeEpic, NAMED],
  ['Oracle Health', likeOracle, UNNAMED],
  ['one that lists everything', ((send) => send) as Habit, UNNAMED],
  ['one that lists everything, without versions', withoutVersions, UNNAMED],
])(
  'the schedule of a portal that is only read is shown, and nothing is written: %s',
  async (_name, habit, readOnly) => {
    const { desk, sent } = await openAt(habit, readOnly);
    expect(await visitsOf(desk)).toEqual(BOTH);
    expect(desk.core.status()).toMatchObject({ phase: 'up-to-date', readOnly: true });
    expect(sent.filter(({ method }) => method !== 'GET')).toEqual([]);
    expect(sent.filter(({ url }) => /^(?:Task|AppointmentResponse|Basic)/.test(url))).toEqual([]);
  },
);

test.each([
  ['listed', ((send) => send) as Habit, UNNAMED],
  ['by provider', likeEpic, NAMED],
])(
  'what a server adds to its pages without being asked needs nobody’s attention: %s',
  async (_how, habit, readOnly) => {
    const added = includes(
      { resourceType: 'Organization', id: 'clinic', name: 'Testville Clinic' },
      practitionerResource({
        id: 'practitioner-3',
        meta: { versionId: '1' },
        name: [{ text: 'Dr. Eve Ng' }],
      }),
    );
    const { desk } = await openAt((send, portal) => added(habit(send, portal), portal), readOnly);
    expect(await visitsOf(desk)).toEqual(BOTH);
    expect(await desk.ask('attention.list', undefined)).toEqual([]);
    const { practitioners } = await desk.ask('directory.get', undefined);
    expect(practitioners.map(({ id }) => id)).toContain('practitioner-3');
  },
);

test('a provider’s windows are read anew; what is new, moved, and deleted there is followed', async () => {
  const { desk, clock, portal, gone } = await openAt(likeEpic, NAMED);
  await portal.put(second('visit-3', '2026-11-21T20:00:00Z'));
  await portal.put(appointmentResource({ start: '2026-12-20T15:00:00Z', end: '2026-12-20T15:30:00Z' }));
  gone.add('visit-2');
  await clock.advance(2 * MINUTE_MS);
  expect(await visitsOf(desk)).toEqual(['visit-3 Ben Tal']);
  expect(await visitsOf(desk, '2026-12-20')).toEqual(['visit-1 Ana Flores']);
});

test('what a window does not list, and the portal has, stays', async () => {
  const { desk, clock, sent, meeting } = await openAt(likeEpic, NAMED);
  meeting(async ({ url }) =>
    url.startsWith('Appointment?') ? answer(200, { resourceType: 'Bundle', type: 'searchset' }) : null,
  );
  sent.length = 0;
  await clock.advance(10 * MINUTE_MS);
  expect(await visitsOf(desk)).toEqual(BOTH);
  // Each is asked for by itself, and not again with each reading.
  expect(sent.filter(({ url }) => url === 'Appointment/visit-1')).toHaveLength(1);
});

test('a provider whose visits cannot be read is told; theirs stay, and the others’ are read on', async () => {
  const { desk, clock, gone, meeting } = await openAt(likeEpic, NAMED);
  meeting(async ({ url }) => (url.includes('practitioner=practitioner-2') ? answer(500, {}) : null));
  gone.add('visit-2');
  gone.add('visit-1');
  await clock.advance(2 * MINUTE_MS);
  expect(await visitsOf(desk)).toEqual(['visit-2 Ben Tal']);
  expect(desk.core.status()).toMatchObject({ phase: 'server-error' });
  expect(desk.core.status().detail).toContain('provider practitioner-2');
  meeting(async () => null);
  await clock.advance(2 * MINUTE_MS);
  expect(await visitsOf(desk)).toEqual([]);
  expect(desk.core.status()).toMatchObject({ phase: 'up-to-date' });
});

test('a page that fails takes nothing away', async () => {
  const { desk, clock, meeting } = await openAt(likeEpic, NAMED);
  const next = { link: [{ relation: 'next', url: 'Appointment?_cursor=2' }] };
  meeting(async ({ url }) => {
    if (url.includes('_cursor')) return answer(502);
    return url.startsWith('Appointment?')
      ? answer(200, { resourceType: 'Bundle', type: 'searchset', ...next })
      : url.startsWith('Appointment/')
        ? answer(410, { resourceType: 'OperationOutcome', issue: [{ diagnostics: 'gone' }] })
        : null;
  });
  await clock.advance(5 * MINUTE_MS);
  expect(await visitsOf(desk)).toEqual(BOTH);
});

test('without providers named where none is listed, and with one who is not there: said', async () => {
  const nobody = await openAt(likeEpic, UNNAMED);
  expect(nobody.desk.core.status().detail).toContain('name them in Settings');
  const wrong = await openAt(likeEpic, { providers: ['practitioner-1', 'nobody'] });
  expect(wrong.desk.core.status().detail).toContain('no provider with the id nobody');
  expect(await visitsOf(wrong.desk)).toEqual(['visit-1 Ana Flores']);
});

test('a patient’s new name is read, though no search says that it changed', async () => {
  const { desk, clock, portal } = await openAt(likeEpic, NAMED);
  await portal.put(patientResource({ id: 'patient-2', name: [{ text: 'Ben Tal-Ruiz' }] }));
  await clock.advance(13 * 60 * MINUTE_MS);
  expect(await visitsOf(desk)).toContain('visit-2 Ben Tal-Ruiz');
}, 120_000);

test('a server that gives visits no version shows them all the same', async () => {
  const without: Habit = (send) => async (request) => {
    const given = await likeEpic(send, {} as never)(request);
    return given.kind === 'answer' && request.url.startsWith('Appointment')
      ? {
          ...given,
          body: JSON.parse(JSON.stringify(given.body ?? null).replaceAll(/"versionId":"[^"]*",?/g, '')),
        }
      : given;
  };
  const { desk, clock, portal } = await openAt(without, NAMED);
  expect(await visitsOf(desk)).toEqual(BOTH);
  await portal.put(tomorrow({ status: 'cancelled' }));
  await clock.advance(2 * MINUTE_MS);
  expect(await visitsOf(desk)).toEqual(['visit-2 Ben Tal']);
});

const codes = ({ findings }: Awaited<ReturnType<typeof testPortal>>) =>
  findings
    .filter(({ code }) => code !== 'reached' && code !== 'fhir-version')
    .map(({ code, detail }) => `${code} ${detail}`);

test.each([
  ['Epic, named', likeEpic, NAMED, true, ['by-provider 2', 'read-only ']],
  ['Epic, none named', likeEpic, UNNAMED, false, ['providers-unnamed ']],
  ['Epic, a wrong one', likeEpic, { providers: ['nobody'] }, false, ['provider-missing nobody']],
  ['Oracle Health', likeOracle, UNNAMED, true, ['by-provider ', 'read-only ']],
  ['one that lists everything', ((send) => send) as Habit, UNNAMED, true, ['read-only ']],
])('the connection test says whether it can be only read: %s', async (_name, habit, readOnly, ok, said) => {
  const { send, clock } = await openAt(habit, readOnly);
  const found = await testPortal(
    { send },
    { readOnly: { providers: [...readOnly.providers] }, now: clock.now() },
  );
  expect({ ok: found.ok, said: codes(found) }).toEqual({ ok, said });
});

test('the connection test has said within ten seconds what did not answer', async () => {
  const clock = createVirtualClock();
  const { portal } = await openSmallClinic();
  const slow = limitedPortal(
    { send: (request) => (request.url === 'metadata' ? portal.send(request) : new Promise(() => {})) },
    clock,
    9000,
  );
  let test: Awaited<ReturnType<typeof testPortal>> | null = null;
  void testPortal(slow, { readOnly: UNNAMED, now: clock.now() }).then((found) => {
    test = found;
  });
  await clock.advance(10_000);
  expect(test).toMatchObject({ ok: false });
  expect(codes(test as never).join()).toContain('untried');
});
