import type { Appointment } from '@medplum/fhirtypes';
import { describe, expect, test } from 'vitest';
import { qb } from '../../../src-main/db/db.ts';
import { findPractitioner } from '../../../src-main/db/queries/people.ts';
import { takenTimes } from '../../../src-main/db/queries/taken-times.ts';
import { attentionItems } from '../../../src-main/features/attention/list.ts';
import { dismiss } from '../../../src-main/features/attention/resolve.ts';
import { readPatientCard } from '../../../src-main/features/patients/card.ts';
import { listRequests } from '../../../src-main/features/requests/list.ts';
import { getAppointment } from '../../../src-main/features/schedule/appointment.ts';
import { scheduleDays } from '../../../src-main/features/schedule/days.ts';
import { findFreeSlots } from '../../../src-main/features/schedule/free-slots.ts';
import { scheduleLoad } from '../../../src-main/features/schedule/load.ts';
import { createEffects } from '../../../src-main/sync/effects.ts';
import { storeResource } from '../../../src-main/sync/projection.ts';
import { defaultRules } from '../../../src-shared/domain/default-rules.ts';
import { MINUTE_MS, plainTimeOf } from '../../../src-shared/domain/time.ts';
import { contract } from '../../../src-shared/ipc/contract.ts';
import { t } from '../../../src-shared/text/text.ts';
import { appointmentResource, practitionerResource, rescheduleTask } from '../../support/clinic-resources.ts';
import { actor } from '../../support/local-desk.ts';
import {
  type BenchDesk,
  openBenchDesk,
  type PortalBench,
  quarantined,
  startPortalBench,
} from '../../support/sync-bench.ts';
import { WHOLE_INBOX } from '../../support/whole-inbox.ts';

const { practice } = defaultRules;
/** A Tuesday: 9 to 5, as every weekday. */
const DAY = '2026-11-24';
const EARLIER = Date.parse('2026-11-20T15:00:00Z');
const TIMES = { start: '2026-11-24T11:00:00-06:00', end: '2026-11-24T11:30:00-06:00' };

const CONTEXT = {
  rules: defaultRules,
  mailSetUp: true,
  portalSetUp: true,
  now: EARLIER,
  requestsOf: () => [],
};

const patient = { actor: { reference: 'Patient/patient-1' }, status: 'accepted' } as const;
const second = { actor: { reference: 'Patient/patient-2' }, status: 'accepted' } as const;
const provider = { actor: { reference: 'Practitioner/practitioner-1' }, status: 'accepted' } as const;

const declined = { ...provider, status: 'declined' } as const;
const room = { actor: { reference: 'Location/location-1' }, status: 'accepted' } as const;

/** A visit that cannot be shown, 11:00 to 11:30 AM. */
const unread = (participant: Appointment['participant'], over: Partial<Appointment> = {}): Appointment =>
  appointmentResource({ id: 'unread', ...TIMES, participant, ...over });

type Holder = Pick<BenchDesk, 'db'>;

/** The times, of half an hour each, that the desk offers of this provider's day. */
function free({ db }: Holder, practitionerId = 'practitioner-1', date = DAY): string[] {
  const input = { date, practitionerId, minutes: 30, movingAppointmentId: null };
  const found = findFreeSlots(db, input, { ...defaultRules, practice }, EARLIER);
  return found.ok ? found.value.map(({ start }) => plainTimeOf(start, practice.zone)) : [];
}

/** What stands on the day: from when, who, with whom. */
function standing({ db }: Holder, practitionerId: string | null, date = DAY): string[] {
  const days = scheduleDays(
    db,
    { from: date, days: 1, practitionerId, includeCancelled: false },
    { ...defaultRules, practice },
  );
  if (!days.ok) throw new Error(days.error.code);
  expect(contract['schedule.days'].output.parse(days.value)).toEqual(days.value);
  return (days.value.days[0]?.appointments ?? []).map(
    (one) => `${plainTimeOf(one.start, practice.zone)} ${one.patientName} ${one.practitionerId}`,
  );
}

async function clinic(...resources: readonly Appointment[]) {
  const bench = await startPortalBench();
  await bench.put(practitionerResource({ id: 'practitioner-2', name: [{ text: 'Dr. Ben Adams' }] }));
  for (const resource of resources) await bench.put(resource);
  const desk = openBenchDesk(bench);
  await desk.refresh();
  return { bench, desk };
}

test.each<[string, Appointment]>([
  ['a group visit', unread([patient, second, provider])],
  ['one that ends where it begins', unread([patient, provider], { end: TIMES.start })],
])('%s takes its provider’s time, and nobody else’s', async (_what, resource) => {
  const { desk } = await clinic(resource);
  expect(quarantined(desk)).toHaveLength(1);
  expect(free(desk)).not.toContain('11:00');
  expect(free(desk)).toContain('11:30');
  expect(free(desk, 'practitioner-2')).toContain('11:00');
  expect(standing(desk, null)).toEqual(['09:00 Ana Flores practitioner-1', '11:00 Busy practitioner-1']);
  expect(standing(desk, 'practitioner-2')).toEqual([]);
});

test('one without a version takes the time it says last, and stands once under Needs attention', async () => {
  const { desk } = await clinic();
  const arrive = (over: Partial<Appointment>) =>
    desk.db.transaction(() =>
      storeResource(desk.db, unread([patient, provider], over), 'Appointment', createEffects(EARLIER, actor)),
    );
  arrive({});
  expect(free(desk)).not.toContain('11:00');
  arrive({ start: '2026-11-24T13:00:00-06:00', end: '2026-11-24T13:30:00-06:00' });
  expect(free(desk)).toContain('11:00');
  expect(free(desk)).not.toContain('13:00');
  expect(quarantined(desk)).toHaveLength(1);
  arrive({ status: 'cancelled' });
  expect(free(desk)).toContain('13:00');
  arrive({ meta: { versionId: '4' } });
  expect(standing(desk, 'practitioner-1')).toContain('11:00 Ana Flores practitioner-1');
  expect(quarantined(desk)).toEqual([]);
});

test.each<[string, Appointment['participant']]>([
  ['by name alone', [patient, { actor: { display: 'Dr. Ruth Okafor' }, status: 'accepted' }]],
  [
    'by an identifier',
    [patient, { actor: { type: 'Practitioner', identifier: { value: '1234567893' } }, status: 'accepted' }],
  ],
  ['as a service', [patient, { actor: { reference: 'HealthcareService/x-ray' }, status: 'accepted' }]],
  [
    'as a role that the portal does not show',
    [patient, { actor: { reference: 'PractitionerRole/none' }, status: 'accepted' }],
  ],
  ['not at all', [patient]],
  [
    'as a service beside one who has declined',
    [patient, declined, { actor: { reference: 'HealthcareService/x-ray' }, status: 'accepted' }],
  ],
  [
    'by name alone beside one who has declined',
    [patient, declined, { actor: { display: 'Dr. Ben Adams' }, status: 'accepted' }],
  ],
  [
    'in the resource itself beside one who has declined',
    [patient, declined, { actor: { reference: '#locum' }, status: 'accepted' }],
  ],
])(
  'a visit whose provider is named %s may be anybody’s, and takes everybody’s time',
  async (_how, participant) => {
    const { desk } = await clinic(unread(participant));
    for (const id of ['practitioner-1', 'practitioner-2']) {
      expect(free(desk, id)).not.toContain('11:00');
      expect(standing(desk, id)).toContain('11:00 Busy null');
    }
    expect(standing(desk, null)).toEqual(['09:00 Ana Flores practitioner-1', '11:00 Busy null']);
  },
);

/** The portal of the bench keeps no roles: the proxy answers for it. */
function withRole(bench: PortalBench, practitionerId: string, version = 1, over: object = {}): void {
  bench.proxy.fault = ({ method, path }) =>
    method === 'GET' && path === 'PractitionerRole/role-1'
      ? {
          status: 200,
          body: JSON.stringify({
            resourceType: 'PractitionerRole',
            id: 'role-1',
            meta: { versionId: `${version}`, lastUpdated: `2026-11-20T15:0${version}:00Z` },
            practitioner: { reference: `Practitioner/${practitionerId}` },
            ...over,
          }),
          headers: { 'content-type': 'application/fhir+json' },
        }
      : null;
}

const inRole = { actor: { reference: 'PractitionerRole/role-1' }, status: 'accepted' } as const;

test('a role that the portal shows tells whose visit it is, and stays when it moves', async () => {
  const { bench, desk } = await clinic();
  withRole(bench, 'practitioner-2');
  await bench.put(unread([patient, inRole]));
  await bench.put(
    unread([patient, second, inRole], {
      id: 'group',
      start: '2026-11-24T14:00:00-06:00',
      end: '2026-11-24T14:30:00-06:00',
    }),
  );
  await desk.refresh();
  expect(standing(desk, 'practitioner-2')).toEqual([
    '11:00 Ana Flores practitioner-2',
    '14:00 Busy practitioner-2',
  ]);
  expect(free(desk)).toContain('11:00');
  expect(free(desk, 'practitioner-2')).not.toContain('11:00');
  expect(free(desk, 'practitioner-2')).not.toContain('14:00');

  desk.schedule({
    type: 'update',
    appointmentId: 'unread',
    slot: {
      practitionerId: 'practitioner-2',
      locationId: 'location-1',
      type: { code: 'follow-up', display: 'Follow-up' },
      start: Date.parse('2026-11-24T15:00:00-06:00'),
      end: Date.parse('2026-11-24T15:30:00-06:00'),
    },
    words: { reasonCode: 'provider-unavailable', reasonText: 'Provider unavailable', message: '' },
    notify: false,
  });
  await desk.refresh();
  const written = await bench.get<Appointment>('Appointment', 'unread');
  expect(written.participant.map(({ actor }) => actor?.reference)).toEqual([
    'Patient/patient-1',
    'PractitionerRole/role-1',
    'Location/location-1',
  ]);
  expect(standing(desk, 'practitioner-2')).toContain('15:00 Ana Flores practitioner-2');
});

test('a role that could not be read at first is asked for again within the hour', async () => {
  const { bench, desk } = await clinic(unread([patient, inRole]));
  expect(standing(desk, null)).toContain('11:00 Busy null');
  withRole(bench, 'practitioner-2');
  await bench.clock.advance(62 * 60_000);
  await desk.refresh();
  expect(standing(desk, null)).toContain('11:00 Ana Flores practitioner-2');
  expect(quarantined(desk)).toEqual([]);
  expect(free(desk)).toContain('11:00');
});

test('a role that has become somebody else’s, has ended or is gone arrives within hours', async () => {
  const { bench, desk } = await clinic();
  withRole(bench, 'practitioner-2');
  await bench.put(unread([patient, inRole]));
  await desk.refresh();
  const HOUR = 60 * 60_000;
  // Only in the next hour is it asked for again, and then once.
  let asked = 0;
  const inTheNextHour = async () => {
    const { fault } = bench.proxy;
    asked = 0;
    bench.proxy.fault = (request) => {
      if (request.path === 'PractitionerRole/role-1') asked += 1;
      return fault(request);
    };
    await bench.clock.advance(HOUR + 2 * 60_000);
    await desk.refresh();
  };
  withRole(bench, 'practitioner-1', 2);
  await inTheNextHour();
  expect(asked).toBe(1);
  expect(standing(desk, null)).toContain('11:00 Ana Flores practitioner-1');
  expect(free(desk)).not.toContain('11:00');
  expect(free(desk, 'practitioner-2')).toContain('11:00');

  withRole(bench, 'practitioner-1', 3, { period: { end: '2026-11-23' } });
  await inTheNextHour();
  expect(standing(desk, null)).toContain('11:00 Busy null');
  expect(quarantined(desk)).toHaveLength(1);

  withRole(bench, 'practitioner-2', 4);
  await inTheNextHour();
  await inTheNextHour();
  expect(standing(desk, null)).toContain('11:00 Ana Flores practitioner-2');
  expect(quarantined(desk)).toEqual([]);

  bench.proxy.fault = () => null;
  await inTheNextHour();
  expect(standing(desk, null)).toContain('11:00 Busy null');
});

test('who has declined, or is only told of it, is not taken by it', async () => {
  const { desk } = await clinic(
    unread([
      patient,
      second,
      { ...provider, status: 'declined' },
      {
        actor: { reference: 'Practitioner/practitioner-2' },
        status: 'accepted',
        required: 'information-only',
      },
    ]),
  );
  expect(quarantined(desk)).toHaveLength(1);
  expect(free(desk)).toContain('11:00');
  expect(free(desk, 'practitioner-2')).toContain('11:00');
});

test.each<[string, Appointment['participant']]>([
  ['provider', [patient, declined, room]],
  ['role', [patient, { actor: { reference: 'PractitionerRole/role-1' }, status: 'declined' }, room]],
])('a visit whose only %s has declined takes nobody’s time', async (_what, participant) => {
  const { desk } = await clinic(unread(participant));
  expect(quarantined(desk)).toHaveLength(1);
  for (const id of ['practitioner-1', 'practitioner-2']) expect(free(desk, id)).toContain('11:00');
});

test('its time is free again once it is cancelled, moves, or can be shown', async () => {
  const { bench, desk } = await clinic(unread([patient, second, provider]));
  expect(free(desk)).not.toContain('11:00');

  const later = { start: '2026-11-24T13:00:00-06:00', end: '2026-11-24T13:30:00-06:00' };
  await bench.put(unread([patient, second, provider], later));
  await desk.refresh();
  expect(free(desk)).toContain('11:00');
  expect(free(desk)).not.toContain('13:00');

  await bench.put(unread([patient, second, provider], { ...later, status: 'cancelled' }));
  await desk.refresh();
  expect(free(desk)).toContain('13:00');

  await bench.put(unread([patient, second, provider]));
  await desk.refresh();
  expect(free(desk)).not.toContain('11:00');
  await bench.put(unread([patient, provider]));
  await desk.refresh();
  expect(quarantined(desk)).toEqual([]);
  expect(standing(desk, null)).toEqual([
    '09:00 Ana Flores practitioner-1',
    '11:00 Ana Flores practitioner-1',
  ]);
});

test('its time is free again once the portal has it no more, within the hour, and not before that is certain', async () => {
  const { bench, desk } = await clinic(unread([patient, second, provider]));
  const gone = { resourceType: 'OperationOutcome', issue: [{ code: 'not-found', diagnostics: 'gone' }] };
  let body = '';
  bench.proxy.fault = ({ method, path }) =>
    method === 'GET' && path === 'Appointment/unread' ? { status: 404, body } : null;
  const hour = async () => {
    await bench.clock.advance(61 * 60_000);
    await desk.refresh();
  };
  bench.proxy.seen.length = 0;
  await desk.refresh();
  expect(bench.proxy.seen.map(({ path }) => path)).not.toContain('Appointment/unread');
  // A gateway's 404 says nothing: the search has it.
  await hour();
  expect(bench.proxy.seen.map(({ path }) => path)).toContain('Appointment/unread');
  expect(free(desk)).not.toContain('11:00');

  body = JSON.stringify(gone);
  await hour();
  expect(free(desk)).toContain('11:00');
  expect(quarantined(desk)).toEqual([]);
});

test('a newer version that cannot be shown takes its own time, and no more that of the one before', async () => {
  const { bench, desk } = await clinic();
  await bench.put(appointmentResource({ participant: [patient, second, provider] }));
  await desk.refresh();
  expect(standing(desk, null)).toEqual(['09:00 Busy practitioner-1']);
  expect(free(desk)).not.toContain('09:00');
  await bench.put(appointmentResource({ ...TIMES, participant: [patient, second, provider] }));
  await desk.refresh();
  expect(standing(desk, null)).toEqual(['11:00 Busy practitioner-1']);
  const load = scheduleLoad(desk.db, { month: '2026-11', practitionerId: null }, practice);
  expect(load.ok && load.value.days.find(({ date }) => date === DAY)).toMatchObject({
    count: 1,
    takenMinutes: 30,
  });
  expect(free(desk)).not.toContain('11:00');
  expect(free(desk)).toContain('09:00');
  const [item] = attentionItems(desk.db, CONTEXT);
  const earlier = item?.kind === 'quarantine' ? item.takes?.earlier : null;
  expect(earlier && t.attention.earlierSentence(earlier, { zone: practice.zone, now: earlier.start })).toBe(
    'It stood at another time before, which counts no more: Tue, Nov 24, 9:00 AM – 9:30 AM.',
  );

  // Whose it was is nobody's concern any more.
  await bench.put(
    appointmentResource({ ...TIMES, participant: [patient, second, provider], status: 'cancelled' }),
  );
  expect(await desk.refresh()).toMatchObject({ needAttention: 0 });
  expect(standing(desk, null)).toEqual([]);
  expect(free(desk)).toContain('09:00');
  expect(free(desk)).toContain('11:00');
});

test('what stands there of a visit, a request or a patient whose newer version cannot be shown says so', async () => {
  const { bench, desk } = await clinic();
  await bench.put(rescheduleTask());
  await desk.refresh();
  const outdated = () => {
    const rows = listRequests(desk.db, WHOLE_INBOX, { now: EARLIER, rules: defaultRules });
    const card = readPatientCard(desk.db, { id: 'patient-1', limit: 10 }, EARLIER);
    if (!rows.ok || !card.ok) throw new Error('nothing');
    return {
      request: rows.value.rows.flatMap(({ obstacles }) =>
        obstacles.flatMap((one) => (one.code === 'outdated' ? one.what : [])),
      ),
      card: card.value.outdated,
      visits: card.value.upcoming.rows.map((one) => one.outdated),
    };
  };
  expect(outdated()).toEqual({ request: [], card: undefined, visits: [undefined] });
  const meta = { versionId: '99', lastUpdated: '2026-11-20T15:00:00Z' };
  const strange = [
    { ...rescheduleTask({ status: 'rejected' }), status: 'mislaid', meta },
    { ...appointmentResource({ participant: [patient, second, provider] }), meta },
    { resourceType: 'Patient', id: 'patient-1', meta, name: [{ text: 'x'.repeat(120_000) }] },
  ];
  for (const one of strange)
    desk.db.transaction(() =>
      storeResource(desk.db, one, one.resourceType, createEffects(EARLIER, desk.actor)),
    );
  expect(outdated()).toEqual({
    request: ['request', 'appointment', 'patient'],
    card: true,
    visits: [true],
  });
});

test('where the time of a newer version cannot be read, the time before stays taken; once it can, it stands', async () => {
  const { bench, desk } = await clinic();
  const untimed = {
    ...appointmentResource({ participant: [patient, provider] }),
    start: 'soon',
    end: undefined,
  };
  const meta = { versionId: '99', lastUpdated: '2026-11-20T15:00:00Z' };
  desk.db.transaction(() =>
    storeResource(desk.db, { ...untimed, meta }, 'Appointment', createEffects(EARLIER, desk.actor)),
  );
  expect(standing(desk, null)).toEqual(['09:00 Busy practitioner-1']);
  expect(free(desk)).not.toContain('09:00');
  await bench.put(appointmentResource({ ...TIMES, participant: [patient, provider] }));
  await desk.refresh();
  expect(standing(desk, null)).toEqual(['11:00 Ana Flores practitioner-1']);
  expect(free(desk)).toContain('09:00');
});

test('Needs attention says whose it is, when, with whom, and what stands there', async () => {
  const { desk } = await clinic(
    unread(
      [patient, { actor: { reference: 'Patient/nobody', display: 'Bo Wu' }, status: 'accepted' }, provider],
      {
        start: '2026-11-24T09:15:00-06:00',
        end: '2026-11-24T09:45:00-06:00',
      },
    ),
    unread([patient, { actor: { display: 'Dr. Lind' }, status: 'accepted' }], { id: 'by-name' }),
  );
  const items = attentionItems(desk.db, CONTEXT);
  const takes = items.flatMap((item) => (item.kind === 'quarantine' && item.takes ? [item.takes] : []));
  expect(takes.toSorted((a, b) => a.start - b.start)).toMatchObject([
    {
      patients: ['Ana Flores', 'Bo Wu'],
      providers: ['Dr. Ruth Okafor'],
      isCertain: true,
      meets: [{ patientName: 'Ana Flores', practitionerName: 'Dr. Ruth Okafor' }],
      earlier: null,
    },
    { patients: ['Ana Flores'], providers: ['Dr. Lind'], isCertain: false, meets: [] },
  ]);
  expect(
    takes
      .map((one) => t.attention.unreadVisitSentence(one, { zone: practice.zone, now: one.start }))
      .toSorted(),
  ).toEqual([
    'Ana Flores and Bo Wu, Tue, Nov 24, 9:15 AM – 9:45 AM, Dr. Ruth Okafor. Its time counts as taken.',
    'Ana Flores, Tue, Nov 24, 11:00 AM – 11:30 AM, Dr. Lind. It may be anybody’s: its time counts as taken with everybody.',
  ]);
});

test('a visit of a whole class is told by its first names', async () => {
  const many = Array.from({ length: 60 }, (_, index) => ({
    actor: { reference: `Patient/of-${index}`, display: `${index} ${'Long'.repeat(40)}` },
    status: 'accepted' as const,
  }));
  const { desk } = await clinic(unread([...many, provider]));
  expect(standing(desk, null)).toContain('11:00 Busy practitioner-1');
  expect(free(desk)).not.toContain('11:00');
});

test('the schedule says whose it is', async () => {
  const { desk } = await clinic(
    unread([patient, second, provider]),
    unread([{ actor: { reference: 'Location/location-1' }, status: 'accepted' }], { id: 'empty' }),
  );
  const shown = scheduleDays(
    desk.db,
    { from: DAY, days: 1, practitionerId: null, includeCancelled: false },
    { ...defaultRules, practice },
  );
  const busy = shown.ok ? shown.value.days[0]?.appointments.filter((one) => one.busy !== null) : [];
  expect(busy?.map(({ id, type }) => [id, type.display])).toEqual([
    ['busy:empty:', 'a visit: cannot be shown, see Needs attention'],
    ['busy:unread:practitioner-1', 'Ana Flores: cannot be shown, see Needs attention'],
  ]);
});

const at = (time: string): number => Date.parse(`${DAY}T${time}:00-06:00`);

test('its patients are busy then as well, whoever they would see', async () => {
  const { bench, desk } = await clinic(
    unread([patient, second, provider]),
    unread(
      [patient, { ...second, status: 'declined' }, { actor: { display: 'Dr. Lind' }, status: 'accepted' }],
      {
        id: 'anybody',
        start: '2026-11-24T14:00:00-06:00',
        end: '2026-11-24T14:30:00-06:00',
      },
    ),
  );
  const taken = (patientId: string, time: string) =>
    takenTimes(
      desk.db,
      { from: at(time), to: at(time) + 30 * MINUTE_MS },
      { practitionerIds: ['practitioner-2'], patientId, rules: defaultRules },
    )
      .filter((one) => one.patientId === patientId)
      .map(({ id }) => id);
  const book = (patientId: string, time: string) =>
    desk.decisions.decide(
      {
        on: 'schedule',
        command: {
          type: 'book',
          patientId,
          slot: {
            practitionerId: 'practitioner-2',
            locationId: 'location-1',
            type: { code: 'follow-up', display: 'Follow-up' },
            start: at(time),
            end: at(time) + 30 * MINUTE_MS,
          },
          message: '',
          notify: false,
        },
      },
      desk.actor,
    );
  expect(book('patient-1', '11:00')).toMatchObject({
    ok: false,
    error: { code: 'time-conflict', conflict: { appointmentIds: ['busy:unread:practitioner-1'] } },
  });
  expect(taken('patient-1', '11:00')).toEqual(['busy:unread:practitioner-1']);
  expect(taken('patient-1', '11:30')).toEqual([]);
  expect(taken('patient-1', '14:00')).toEqual(['busy:anybody:']);
  expect(taken('patient-2', '14:00')).toEqual([]);

  await bench.put(unread([patient, second, provider], { status: 'cancelled' }));
  await desk.refresh();
  expect(book('patient-1', '11:00')).toMatchObject({ ok: true });
});

test('off the list under Needs attention it takes its time all the same', async () => {
  const { desk } = await clinic(unread([patient, second, provider]));
  const versionId = desk.db.get(qb.selectFrom('quarantine').select('version_id'))?.version_id ?? '';
  const by = { actor: desk.actor, now: EARLIER };
  expect(dismiss(desk.db, { kind: 'quarantine', id: 'Appointment/unread', versionId }, by)).toMatchObject({
    ok: true,
  });
  expect(free(desk)).not.toContain('11:00');
});

test('a visit of several days takes every one of them, and no more', async () => {
  const block = { id: 'block', start: '2026-11-24T13:00:00-06:00', end: '2026-11-27T12:00:00-06:00' };
  const { desk } = await clinic(
    appointmentResource({ ...block, participant: [provider] }),
    unread([patient, second, { ...provider, actor: { reference: 'Practitioner/practitioner-2' } }], {
      ...block,
      id: 'unread',
    }),
  );
  for (const id of ['practitioner-1', 'practitioner-2']) {
    expect(free(desk, id).filter((time) => time > '12:30')).toEqual([]);
    expect(free(desk, id, '2026-11-25')).toEqual([]);
    expect(free(desk, id, '2026-11-26')).toEqual([]);
    expect(free(desk, id, '2026-11-27').at(0)).toBe('13:00');
    expect(standing(desk, id, '2026-11-26')).toHaveLength(1);
    expect(standing(desk, id, '2026-11-27')).toHaveLength(1);
    expect(standing(desk, id, '2026-11-28')).toEqual([]);
  }
  expect(standing(desk, null, '2026-11-26')).toHaveLength(2);

  const load = scheduleLoad(desk.db, { month: '2026-11', practitionerId: null }, practice);
  const days = load.ok ? load.value.days.slice(23, 28) : [];
  expect(days.map(({ count, takenMinutes }) => [count, takenMinutes])).toEqual([
    [3, 30 + 2 * 11 * 60],
    [2, 2 * 24 * 60],
    [2, 2 * 24 * 60],
    [2, 2 * 12 * 60],
    [0, 0],
  ]);
});

describe('a visit with several providers', () => {
  const other = { actor: { reference: 'Practitioner/practitioner-2' }, status: 'accepted' } as const;
  const together = (over: Partial<Appointment> = {}) =>
    appointmentResource({ id: 'together', ...TIMES, participant: [patient, provider, other], ...over });

  test('takes the time of each, and stands on the schedule of each', async () => {
    const { desk } = await clinic(together());
    expect(quarantined(desk)).toEqual([]);
    for (const id of ['practitioner-1', 'practitioner-2']) expect(free(desk, id)).not.toContain('11:00');
    expect(standing(desk, 'practitioner-1')).toContain('11:00 Ana Flores practitioner-1');
    expect(standing(desk, 'practitioner-2')).toEqual(['11:00 Busy practitioner-2']);
    expect(standing(desk, null)).toEqual([
      '09:00 Ana Flores practitioner-1',
      '11:00 Ana Flores practitioner-1',
      '11:00 Busy practitioner-2',
    ]);
    expect(getAppointment(desk.db, 'together', EARLIER, practice.zone)).toMatchObject({
      value: { appointment: { practitionerName: 'Dr. Ruth Okafor' }, furtherProviders: ['Dr. Ben Adams'] },
    });
    const load = (practitionerId: string) => {
      const found = scheduleLoad(desk.db, { month: '2026-11', practitionerId }, practice);
      return found.ok ? found.value.days.find(({ date }) => date === DAY) : null;
    };
    expect(load('practitioner-2')).toMatchObject({ count: 1, takenMinutes: 30 });
  });

  test('also that of one whom the portal does not show, under the name it gives them', async () => {
    const stranger = {
      actor: { reference: 'Practitioner/nobody', display: 'Dr. Eva Lind' },
      status: 'accepted',
    } as const;
    const { desk } = await clinic(
      together({ participant: [patient, provider, stranger] }),
      unread([patient, second, { actor: { reference: 'Practitioner/nowhere' }, status: 'accepted' }], {
        id: 'group',
      }),
    );
    expect(free(desk, 'nobody')).not.toContain('11:00');
    expect(findPractitioner(desk.db, 'nobody')).toEqual({
      id: 'nobody',
      name: 'Dr. Eva Lind',
      active: false,
    });
    expect(free(desk, 'nowhere')).not.toContain('11:00');
    expect(findPractitioner(desk.db, 'nowhere')).toMatchObject({ active: false });
  });

  test('also that of everybody where nobody can tell who the second one is, wherever it moves to', async () => {
    const somebody = {
      actor: { type: 'Practitioner', display: 'Dr. Eva Lind' },
      status: 'accepted',
    } as const;
    const { desk } = await clinic(together({ participant: [patient, provider, somebody] }));
    expect(quarantined(desk)).toEqual([]);
    for (const id of ['practitioner-1', 'practitioner-2']) expect(free(desk, id)).not.toContain('11:00');
    expect(standing(desk, 'practitioner-1')).toContain('11:00 Ana Flores practitioner-1');
    expect(standing(desk, 'practitioner-1')).not.toContain('11:00 Busy null');
    expect(standing(desk, 'practitioner-2')).toEqual(['11:00 Busy null']);
    const load = (practitionerId: string) => {
      const found = scheduleLoad(desk.db, { month: '2026-11', practitionerId }, practice);
      return found.ok ? found.value.days.find(({ date }) => date === DAY) : null;
    };
    // That of 9:00, too.
    expect(load('practitioner-1')).toMatchObject({ count: 2, takenMinutes: 60 });
    expect(load('practitioner-2')).toMatchObject({ count: 1, takenMinutes: 30 });
    expect(getAppointment(desk.db, 'together', EARLIER, practice.zone)).toMatchObject({
      value: { furtherProviders: ['Dr. Eva Lind (not identified)'] },
    });
    desk.schedule({
      type: 'update',
      appointmentId: 'together',
      slot: {
        practitionerId: 'practitioner-1',
        locationId: 'location-1',
        type: { code: 'follow-up', display: 'Follow-up' },
        start: Date.parse('2026-11-24T15:00:00-06:00'),
        end: Date.parse('2026-11-24T15:30:00-06:00'),
      },
      words: { reasonCode: 'provider-unavailable', reasonText: 'Provider unavailable', message: '' },
      notify: false,
    });
    expect(free(desk, 'practitioner-2')).toContain('11:00');
    expect(free(desk, 'practitioner-2')).not.toContain('15:00');
  });

  test('one of another server, or whose name alone is given, is told of and takes nobody’s time', async () => {
    const { desk } = await clinic(
      together({
        participant: [
          patient,
          provider,
          { actor: { display: 'Dr. Eva Lind' }, status: 'accepted' },
          { actor: { reference: 'https://elsewhere.example/fhir/Practitioner/7' }, status: 'accepted' },
        ],
      }),
    );
    expect(free(desk, 'practitioner-2')).toContain('11:00');
    expect(getAppointment(desk.db, 'together', EARLIER, practice.zone)).toMatchObject({
      value: { furtherProviders: ['Dr. Eva Lind (not identified)', 'somebody the portal does not identify'] },
    });
  });

  test('warns whoever books the second one', async () => {
    const { desk } = await clinic(together());
    const slot = {
      practitionerId: 'practitioner-2',
      locationId: 'location-1',
      type: { code: 'follow-up', display: 'Follow-up' },
      start: Date.parse(TIMES.start),
      end: Date.parse(TIMES.end),
    };
    const book = { type: 'book', patientId: 'patient-1', slot, message: '', notify: false } as const;
    const decided = desk.decisions.decide({ on: 'schedule', command: book }, desk.actor);
    expect(decided).toMatchObject({
      ok: false,
      error: { code: 'time-conflict', conflict: { appointmentIds: ['together'] } },
    });
  });

  test('moved here, takes both along, and is in the way of neither where it was', async () => {
    const { bench, desk } = await clinic(
      together(),
      appointmentResource({
        id: 'other',
        start: '2026-11-24T14:00:00-06:00',
        end: '2026-11-24T14:30:00-06:00',
        participant: [patient, other],
      }),
    );
    const moving = {
      date: DAY,
      practitionerId: 'practitioner-1',
      minutes: 30,
      movingAppointmentId: 'together',
    };
    const offered = findFreeSlots(desk.db, moving, { ...defaultRules, practice }, EARLIER);
    const times = offered.ok ? offered.value.map(({ start }) => plainTimeOf(start, practice.zone)) : [];
    expect(times).toContain('11:00');
    // The second one is taken then.
    expect(times).not.toContain('14:00');

    const to = (time: string) =>
      ({
        type: 'update',
        appointmentId: 'together',
        slot: {
          practitionerId: 'practitioner-1',
          locationId: 'location-1',
          type: { code: 'follow-up', display: 'Follow-up' },
          start: Date.parse(`2026-11-24T${time}:00-06:00`),
          end: Date.parse(`2026-11-24T${time}:00-06:00`) + 30 * MINUTE_MS,
        },
        words: { reasonCode: 'provider-unavailable', reasonText: 'Provider unavailable', message: '' },
        notify: false,
      }) as const;
    expect(desk.decisions.decide({ on: 'schedule', command: to('14:00') }, desk.actor)).toMatchObject({
      ok: false,
      error: { code: 'time-conflict', conflict: { appointmentIds: ['other'] } },
    });
    desk.schedule(to('15:00'));
    for (const id of ['practitioner-1', 'practitioner-2']) {
      expect(free(desk, id)).toContain('11:00');
      expect(free(desk, id)).not.toContain('15:00');
    }
    await desk.refresh();
    const written = await bench.get<Appointment>('Appointment', 'together');
    expect(written.participant.map(({ actor }) => actor?.reference)).toEqual([
      'Patient/patient-1',
      'Practitioner/practitioner-1',
      'Practitioner/practitioner-2',
      'Location/location-1',
    ]);
    expect(free(desk, 'practitioner-2')).not.toContain('15:00');
  });

  test('one who declines, or a visit that is cancelled, is free again', async () => {
    const { bench, desk } = await clinic(together());
    await bench.put(together({ participant: [patient, provider, { ...other, status: 'declined' }] }));
    await desk.refresh();
    expect(free(desk, 'practitioner-2')).toContain('11:00');

    await bench.put(together({ participant: [patient, { ...provider, status: 'declined' }, other] }));
    await desk.refresh();
    expect(free(desk, 'practitioner-1')).toContain('11:00');
    expect(standing(desk, 'practitioner-2')).toEqual(['11:00 Ana Flores practitioner-2']);

    await bench.put(together({ status: 'cancelled' }));
    await desk.refresh();
    for (const id of ['practitioner-1', 'practitioner-2']) expect(free(desk, id)).toContain('11:00');
  });

  test('proposed for another time, takes the time of each there as well', async () => {
    const { bench, desk } = await clinic(together());
    await bench.put(rescheduleTask({ focus: { reference: 'Appointment/together' } }));
    await desk.refresh();
    desk.decide('task-1', {
      type: 'propose',
      slots: [
        {
          practitionerId: 'practitioner-1',
          locationId: 'location-1',
          type: { code: 'follow-up', display: 'Follow-up' },
          start: Date.parse('2026-11-24T21:00:00Z'),
          end: Date.parse('2026-11-24T21:30:00Z'),
        },
      ],
      words: { reasonCode: 'provider-unavailable', reasonText: 'Provider unavailable', message: '' },
    });
    for (const id of ['practitioner-1', 'practitioner-2']) {
      expect(free(desk, id)).not.toContain('11:00');
      expect(free(desk, id)).not.toContain('15:00');
    }
    await desk.refresh();
    expect(free(desk, 'practitioner-2')).not.toContain('15:00');
  });
});
