import type {
  Appointment,
  AppointmentResponse,
  Basic,
  Bundle,
  Patient,
  Practitioner,
  Task,
} from '@medplum/fhirtypes';
import { expect, test } from 'vitest';
import type { PortalServer } from '../../../src-demo/portal/server.ts';
import { fhir, NOON, startPortal } from './portal-support.ts';

const ANA: Patient = {
  resourceType: 'Patient',
  id: 'ana',
  name: [{ given: ['Ana'], family: '<b>D’Arcy</b>' }],
};
const NO_ACCESS: Patient = {
  resourceType: 'Patient',
  id: 'otto',
  name: [{ given: ['Otto'], family: 'Offline' }],
  extension: [{ url: 'urn:reslot:portal-access', valueBoolean: false }],
};

const visit = (id: string, start: string, end: string, over: Partial<Appointment> = {}): Appointment => ({
  resourceType: 'Appointment',
  id,
  status: 'booked',
  identifier: [{ system: 'urn:reslot:uid', value: `${id}@example` }],
  serviceType: [{ text: 'Follow-up' }],
  participant: [{ actor: { reference: 'Patient/ana' }, status: 'accepted' }],
  start,
  end,
  ...over,
});

const VISIT = visit('v', '2026-11-25T10:00:00-06:00', '2026-11-25T10:45:00-06:00');

/** A portal in which Ana has one visit, on Wednesday at 10. */
async function anasPortal(...more: (Appointment | Task | Basic)[]): Promise<PortalServer> {
  const resources = [ANA, NO_ACCESS, VISIT, ...more];
  return startPortal({ initial: { at: 0, resources: () => resources } });
}

const get = async (portal: PortalServer, path: string): Promise<{ status: number; text: string }> => {
  const response = await fetch(`${portal.url}${path}`);
  return { status: response.status, text: await response.text() };
};

/** Sends a form as a browser does and follows where it leads. */
async function submit(
  portal: PortalServer,
  path: string,
  fields: Readonly<Record<string, string>> = {},
): Promise<{ status: number; text: string; url: string }> {
  const response = await fetch(`${portal.url}${path}`, {
    method: 'POST',
    body: new URLSearchParams(fields),
    headers: { origin: portal.url.replace(/\/$/, '') },
  });
  return { status: response.status, text: await response.text(), url: response.url };
}

const tasks = async (portal: PortalServer): Promise<Task[]> => {
  const { body } = await fhir<Bundle<Task>>(portal, 'GET', 'Task');
  return (body.entry ?? []).flatMap(({ resource }) => resource ?? []);
};

const proposed = (kind: 'replace' | 'abort', over: Partial<Task> = {}): (Appointment | Task)[] => [
  visit('offer', '2026-12-01T14:00:00-06:00', '2026-12-01T14:45:00-06:00', {
    status: 'pending',
    identifier: [{ system: 'urn:reslot:uid', value: 'v@example' }],
    supportingInformation: [{ reference: 'Appointment/v' }],
    participant: [{ actor: { reference: 'Patient/ana' }, status: 'needs-action' }],
  }),
  {
    resourceType: 'Task',
    id: 't',
    status: 'on-hold',
    intent: 'proposal',
    code: { coding: [{ system: 'http://hl7.org/fhir/CodeSystem/task-code', code: kind }] },
    businessStatus: { coding: [{ system: 'urn:reslot:outcome', code: 'awaiting-patient' }] },
    statusReason: { text: 'Provider unavailable' },
    focus: { reference: 'Appointment/v' },
    for: { reference: 'Patient/ana' },
    authoredOn: '2026-11-22T09:00:00-06:00',
    output: [{ type: { text: 'proposal' }, valueReference: { reference: 'Appointment/offer' } }],
    restriction: { period: { end: '2026-11-24T10:00:00-06:00' } },
    note: [{ authorString: 'practice', text: 'The doctor is away that day.' }],
    ...over,
  },
];

test('the list finds patients, and only those with access can go on', async () => {
  const portal = await anasPortal();
  const list = await get(portal, 'patients');
  expect(list.text).toContain('href="/patients/ana"');
  expect(list.text).not.toContain('href="/patients/otto"');
  expect(list.text).toContain('No portal access: please call the office at (312) 555-0100.');
  expect((await get(portal, 'patients?q=off')).text).not.toContain('/patients/ana');
  expect((await get(portal, '')).text).toContain('<h1>Choose a patient</h1>');
  const refused = await get(portal, 'patients/otto');
  expect([refused.status, refused.text]).toEqual([
    403,
    expect.stringContaining('call the office at (312) 555-0100'),
  ]);
  expect((await submit(portal, 'patients/otto/appointments/v/cancel')).status).toBe(403);
  expect((await get(portal, 'patients/nobody')).status).toBe(404);
});

test('a request to reschedule becomes the Task of the protocol, as long as the visit is', async () => {
  const portal = await anasPortal();
  const form = await get(portal, 'patients/ana/appointments/v/reschedule');
  for (const part of ['<label for="date">Date</label>', '<label for="time">Time</label>', 'Send request'])
    expect(form.text).toContain(part);
  const sent = await submit(portal, 'patients/ana/appointments/v/reschedule', {
    date: '2026-12-02',
    time: '15:30',
    note: 'After school,\r\nplease',
  });
  expect([sent.status, sent.url]).toEqual([200, `${portal.url}patients/ana?done=reschedule`]);
  expect(sent.text).toContain('role="status"');
  const [task] = await tasks(portal);
  expect(task).toMatchObject({
    status: 'requested',
    intent: 'proposal',
    code: { coding: [{ system: 'http://hl7.org/fhir/CodeSystem/task-code', code: 'replace' }] },
    focus: { reference: 'Appointment/v' },
    for: { reference: 'Patient/ana' },
    requester: { reference: 'Patient/ana' },
    authoredOn: '2026-11-23T10:00:00-06:00',
    input: [
      {
        type: { coding: [{ system: 'urn:reslot:task-input', code: 'requested-period' }] },
        valuePeriod: { start: '2026-12-02T15:30:00-06:00', end: '2026-12-02T16:15:00-06:00' },
      },
    ],
    note: [{ text: 'After school,\r\nplease', authorReference: { reference: 'Patient/ana' } }],
  });
});

test('a time the clocks skip goes out as it was typed, one they show twice is the first of the two', async () => {
  const portal = await anasPortal();
  const ask = (date: string, time: string) =>
    submit(portal, 'patients/ana/appointments/v/reschedule', { date, time });
  await ask('2027-03-14', '02:30');
  await ask('2027-11-07', '01:30');
  expect((await tasks(portal)).map((task) => task.input?.[0]?.valuePeriod)).toEqual([
    { start: '2027-03-14T02:30:00-06:00', end: '2027-03-14T03:15:00-06:00' },
    { start: '2027-11-07T01:30:00-05:00', end: '2027-11-07T01:15:00-06:00' },
  ]);
});

test('a form that is sent twice makes one Task; asking anew makes another', async () => {
  const portal = await anasPortal();
  const form = await get(portal, 'patients/ana/appointments/v/cancel');
  const token = /name="token" value="([^"]+)"/.exec(form.text)?.[1] ?? '';
  expect(token).not.toBe('');
  const path = 'patients/ana/appointments/v/cancel';
  const answers = await Promise.all(
    [1, 2].map(() => submit(portal, path, { token, reason: 'pat-fb', note: '' })),
  );
  expect(answers.map(({ status }) => status)).toEqual([200, 200]);
  const [first, ...others] = await tasks(portal);
  expect(others).toEqual([]);
  expect(first).toMatchObject({
    code: { coding: [{ code: 'abort' }] },
    reasonCode: {
      coding: [
        { system: 'http://terminology.hl7.org/CodeSystem/appointment-cancellation-reason', code: 'pat-fb' },
      ],
    },
  });
  expect(first?.input).toBeUndefined();
  expect((await get(portal, path)).text).toContain('This request will replace that one.');
  await submit(portal, path);
  expect(await tasks(portal)).toHaveLength(2);
});

test('a date or time that is none is asked for again with what was typed', async () => {
  const portal = await anasPortal();
  const path = 'patients/ana/appointments/v/reschedule';
  for (const fields of [{}, { date: '2026-02-30', time: '10:00' }, { date: '2026-12-02', time: '25:00' }]) {
    const { status, text } = await submit(portal, path, { ...fields, note: 'keep <me>' });
    expect(status).toBe(400);
    expect(text).toContain('role="alert"');
    expect(text).toContain('keep &lt;me&gt;');
  }
  expect(await tasks(portal)).toEqual([]);
});

test('nobody asks about a visit that is another’s, over or unknown; about a cancelled one they may', async () => {
  const portal = await anasPortal(
    visit('others', '2026-11-25T11:00:00-06:00', '2026-11-25T11:30:00-06:00', {
      participant: [{ actor: { reference: 'Patient/otto' }, status: 'accepted' }],
    }),
    visit('over', '2026-11-20T11:00:00-06:00', '2026-11-20T11:30:00-06:00'),
    visit('gone', '2026-11-26T11:00:00-06:00', '2026-11-26T11:30:00-06:00', {
      status: 'cancelled',
      cancelationReason: { text: 'Clinic closed' },
    }),
  );
  const ask = async (id: string): Promise<number> =>
    (await submit(portal, `patients/ana/appointments/${id}/cancel`)).status;
  expect([await ask('others'), await ask('over'), await ask('none')]).toEqual([404, 409, 404]);
  expect(await tasks(portal)).toEqual([]);
  expect((await get(portal, 'patients/ana')).text).toContain('Clinic closed');
  // The page may have been open since before the practice cancelled.
  expect(await ask('gone')).toBe(200);
  expect(await tasks(portal)).toHaveLength(1);
});

test('of two requests within a second it is known which came first', async () => {
  let now = NOON;
  const portal = await startPortal({ initial: { at: 0, resources: () => [ANA, VISIT] }, now: () => now });
  await submit(portal, 'patients/ana/appointments/v/cancel');
  now += 250;
  await submit(portal, 'patients/ana/appointments/v/cancel');
  const times = (await tasks(portal)).map(({ authoredOn }) => Date.parse(authoredOn ?? ''));
  expect(times.sort()).toEqual([NOON, NOON + 250]);
});

test('the link of a letter leads to the page of whoever asked, and there to the request, once', async () => {
  const portal = await anasPortal(...proposed('replace'));
  const [task] = await tasks(portal);
  const led = await fetch(`${portal.url}requests/${task?.id}`, { redirect: 'manual' });
  expect(led.headers.get('location')).toBe(`/patients/ana#request-${task?.id}`);
  const { text } = await get(portal, 'patients/ana');
  expect(text.split(`id="request-${task?.id}"`)).toHaveLength(2);
  expect(text.split(`id="request-${task?.id}"`)[1]).toMatch(/^[^>]*Proposed time/);
  expect((await get(portal, 'requests/')).text).toContain('Ana');
  expect((await get(portal, 'requests/nobody')).status).toBe(404);
});

test('withdrawing closes the Task, once', async () => {
  const portal = await anasPortal();
  await submit(portal, 'patients/ana/appointments/v/cancel');
  const [task] = await tasks(portal);
  const path = `patients/ana/requests/${task?.id}/withdraw`;
  expect((await submit(portal, path)).text).toContain('Your request is withdrawn.');
  expect((await submit(portal, path)).status).toBe(200);
  expect(await tasks(portal)).toMatchObject([{ status: 'cancelled', meta: { versionId: '2' } }]);
  expect((await get(portal, 'patients/ana')).text).not.toContain('Withdraw request');
});

test.each([
  ['replace', 'accepted', 'Approve new time', 'You approved the new time.'],
  ['replace', 'declined', 'Decline', 'Please call the office'],
  ['abort', 'accepted', 'Approve new time', 'You approved the new time.'],
  ['abort', 'declined', 'Cancel appointment entirely', 'cancel the appointment entirely'],
] as const)(
  'a proposal on a %s request, %s: the first answer counts',
  async (kind, answer, button, words) => {
    const portal = await anasPortal(...proposed(kind));
    const page = (await get(portal, 'patients/ana')).text;
    for (const part of [
      `${button}</button>`,
      'Provider unavailable',
      'The doctor is away that day.',
      'Please answer by',
    ])
      expect(page).toContain(part);
    const path = 'patients/ana/proposals/offer/answer';
    const [first, again] = await Promise.all([1, 2].map(() => submit(portal, path, { answer })));
    expect([first?.status, again?.status]).toEqual([200, 200]);
    expect(first?.text).toContain(words);
    expect(first?.text).not.toContain('Approve new time');
    expect(
      (await submit(portal, path, { answer: answer === 'accepted' ? 'declined' : 'accepted' })).status,
    ).toBe(409);
    const { body } = await fhir<Bundle<AppointmentResponse>>(portal, 'GET', 'AppointmentResponse');
    expect(body.entry?.map(({ resource }) => resource)).toMatchObject([
      {
        appointment: { reference: 'Appointment/offer' },
        actor: { reference: 'Patient/ana' },
        participantStatus: answer,
      },
    ]);
  },
);

test('a proposal that is out of time or withdrawn cannot be answered any more', async () => {
  const late = await anasPortal(
    ...proposed('replace', { restriction: { period: { end: '2026-11-23T09:59:00-06:00' } } }),
  );
  expect((await get(late, 'patients/ana')).text).not.toContain('Approve new time');
  expect((await submit(late, 'patients/ana/proposals/offer/answer', { answer: 'accepted' })).status).toBe(
    409,
  );
  const back = await anasPortal(...proposed('replace', { status: 'requested' }));
  const refused = await submit(back, 'patients/ana/proposals/offer/answer', { answer: 'accepted' });
  expect([refused.status, refused.text]).toEqual([409, expect.stringContaining('no longer open')]);
});

test('what the practice decided is shown in words with its reason', async () => {
  const [, task] = proposed('replace');
  const decided = (over: Partial<Task>): Promise<PortalServer> =>
    anasPortal({ ...(task as Task), output: [], ...over });
  const shows = async (over: Partial<Task>): Promise<string> =>
    (await get(await decided(over), 'patients/ana')).text;
  const outcome = (code: string) => ({ coding: [{ system: 'urn:reslot:outcome', code }] });
  const denied = await shows({
    status: 'rejected',
    businessStatus: outcome('denied'),
    statusReason: { text: 'Too close' },
  });
  expect(denied).toContain('Denied: your appointment is kept at the original time.');
  expect(denied).toContain('Too close');
  expect(denied).toContain('The doctor is away that day.');
  expect(await shows({ status: 'completed', businessStatus: outcome('approved') })).toContain(
    'Approved: your appointment has moved',
  );
  expect(await shows({ status: 'cancelled', businessStatus: outcome('superseded') })).toContain(
    'Replaced by your newer request.',
  );
  expect(await shows({ status: 'requested', businessStatus: outcome('declined') })).toContain(
    'Please call the office at (312) 555-0100.',
  );
});

test('markup in names, notes and searches stays text, and the pages forbid scripts', async () => {
  const portal = await anasPortal();
  const hostile = `"><script>alert(1)</script><img src=x onerror=alert(1)> \u202e${'x'.repeat(10_000)}`;
  const path = 'patients/ana/appointments/v/reschedule';
  await submit(portal, path, { date: '2026-12-02', time: '10:00', note: hostile });
  expect((await tasks(portal))[0]?.note?.[0]?.text).toBe(hostile);
  const pages = [
    (await get(portal, 'patients/ana')).text,
    (await get(portal, `patients?q=${encodeURIComponent(hostile.slice(0, 60))}`)).text,
    (await get(portal, 'patients/ana?done=%3Cscript%3E')).text,
    (await submit(portal, path, { note: hostile })).text,
  ];
  for (const text of pages) expect(text).not.toMatch(/<script|<img|<b>/i);
  const { headers } = await fetch(`${portal.url}patients/ana`);
  expect(headers.get('content-security-policy')).toContain("default-src 'none'");
});

test('a form of another site is refused', async () => {
  const portal = await anasPortal();
  for (const headers of [
    { origin: 'http://evil.example' },
    { origin: 'null' },
    { 'sec-fetch-site': 'cross-site' },
  ]) {
    const response = await fetch(`${portal.url}patients/ana/appointments/v/cancel`, {
      method: 'POST',
      body: new URLSearchParams({ note: 'x' }),
      headers,
    });
    expect(response.status).toBe(403);
  }
  expect(await tasks(portal)).toEqual([]);
});

test('what a late cancellation costs is said before it is asked for, and while it is open, as the desks last saved it', async () => {
  const saved = (charges: unknown): Basic => ({
    resourceType: 'Basic',
    id: 'policy',
    identifier: [{ system: 'urn:reslot:settings', value: 'policy' }],
    code: { coding: [{ system: 'urn:reslot:resource', code: 'practice-settings' }] },
    extension: [
      {
        url: 'urn:reslot:settings',
        extension: [
          { url: 'value', valueString: JSON.stringify({ policy: { approval: { mode: 'never' }, charges } }) },
        ],
      },
    ],
  });
  const portal = await anasPortal(saved({ mode: 'within', days: 2, text: 'Costs <b>$25</b>.' }));
  const form = async () => (await get(portal, 'patients/ana/appointments/v/cancel')).text;
  const home = async () => (await get(portal, 'patients/ana')).text;
  const notice = 'Costs &lt;b&gt;$25&lt;/b&gt;.';
  expect(await form()).toContain(notice);
  expect((await get(portal, 'patients/ana/appointments/v/reschedule')).text).not.toContain(notice);
  expect(await home()).not.toContain(notice);
  await submit(portal, 'patients/ana/appointments/v/cancel');
  expect(await home()).toContain(notice);

  const change = async (charges: unknown) =>
    expect((await fhir(portal, 'PUT', 'Basic/policy', saved(charges))).status).toBe(200);
  await change({ mode: 'within', days: 1, text: 'Costs more.' });
  expect(await form()).not.toContain('Costs');
  expect(await home()).not.toContain('Costs');
  // Of a policy that a newer desk has saved, nothing is known.
  await change({ mode: 'by-the-hour', text: 'Costs more.' });
  expect(await form()).not.toContain('Costs');
});

const DOCTOR: Practitioner = { resourceType: 'Practitioner', id: 'doc', name: [{ text: 'Dr. Ruth Okafor' }] };
const withDoctor = (one: Appointment): Appointment => ({
  ...one,
  participant: [
    ...one.participant,
    { actor: { reference: 'Practitioner/doc', display: 'Dr. Ruth Okafor' }, status: 'accepted' },
  ],
});
const savedPolicy = (policy: object): Basic => ({
  resourceType: 'Basic',
  id: 'policy',
  identifier: [{ system: 'urn:reslot:settings', value: 'policy' }],
  code: { coding: [{ system: 'urn:reslot:resource', code: 'practice-settings' }] },
  extension: [
    {
      url: 'urn:reslot:settings',
      extension: [{ url: 'value', valueString: JSON.stringify({ policy }) }],
    },
  ],
});
const ALWAYS = { approval: { mode: 'always' }, charges: { mode: 'none' } };

/** Ana has been proposed two times; the practice takes one of her own, unless `policy` says otherwise. */
async function portalOfTwo(
  policy: object = { ...ALWAYS, ownTimes: true },
  kind: 'replace' | 'abort' = 'replace',
) {
  const [offer, task] = proposed(kind) as [Appointment, Task];
  const second: Appointment = {
    ...offer,
    id: 'offer-2',
    start: '2026-12-02T14:00:00-06:00',
    end: '2026-12-02T14:45:00-06:00',
  };
  const output = [offer, second].map(({ id }) => ({
    type: { text: 'proposal' },
    valueReference: { reference: `Appointment/${id}` },
  }));
  // Somebody else has ten o'clock on the Thursday.
  const taken = visit('taken', '2026-12-03T10:00:00-06:00', '2026-12-03T10:30:00-06:00', {
    participant: [
      { actor: { reference: 'Patient/otto' }, status: 'accepted' },
      { actor: { reference: 'Practitioner/doc' }, status: 'accepted' },
    ],
  });
  const resources = [
    ANA,
    NO_ACCESS,
    DOCTOR,
    withDoctor(VISIT),
    withDoctor(offer),
    withDoctor(second),
    taken,
    { ...task, output },
    savedPolicy(policy),
  ];
  return startPortal({ initial: { at: 0, resources: () => resources } });
}
const answersIn = async (portal: PortalServer): Promise<AppointmentResponse[]> => {
  const { body } = await fhir<Bundle<AppointmentResponse>>(portal, 'GET', 'AppointmentResponse');
  return (body.entry ?? []).flatMap(({ resource }) => resource ?? []);
};
const OWN_TIME = 'patients/ana/proposals/offer/own-time';

test('a proposal is answered with a time of the patient’s own, out of those that are open, once', async () => {
  const portal = await portalOfTwo();
  expect((await get(portal, 'patients/ana')).text).toContain('Propose another time');
  const form = (await get(portal, `${OWN_TIME}?from=2026-12-01`)).text;
  expect(form).toContain('Open times with Dr. Ruth Okafor');
  const offered = [...form.matchAll(/value="(\d+)"/g)].map(([, at]) => Number(at));
  const at = (text: string) => Date.parse(text);
  // Neither what is proposed, nor when somebody else comes; a length that meets what is proposed is open.
  expect(offered).not.toContain(at('2026-12-01T14:00:00-06:00'));
  expect(offered).not.toContain(at('2026-12-02T14:00:00-06:00'));
  expect(offered).not.toContain(at('2026-12-03T09:30:00-06:00'));
  expect(offered).not.toContain(at('2026-12-03T10:00:00-06:00'));
  expect(offered).toContain(at('2026-12-01T13:30:00-06:00'));
  const own = at('2026-12-03T13:00:00-06:00');
  expect(offered).toContain(own);

  const unsure = await submit(portal, OWN_TIME, { from: '2026-12-01' });
  expect([unsure.status, unsure.text]).toEqual([409, expect.stringContaining('Please choose a time.')]);
  const gone = await submit(portal, OWN_TIME, {
    from: '2026-12-01',
    start: String(at('2026-12-03T10:00:00-06:00')),
    note: 'I <b>work</b>',
  });
  expect(gone.status).toBe(409);
  expect(gone.text).toContain('I &lt;b&gt;work&lt;/b&gt;');
  expect(await answersIn(portal)).toEqual([]);

  const fields = { from: '2026-12-01', start: String(own), note: 'I work until noon.' };
  const sent = await Promise.all([1, 2].map(() => submit(portal, OWN_TIME, fields)));
  for (const { status, text } of sent) {
    expect(status).toBe(200);
    expect(text).toContain('The practice has the time you proposed.');
    expect(text).toContain('You proposed another time. The practice will look at it shortly.');
    expect(text).not.toContain('Waiting for your answer');
  }
  const expected = {
    actor: { reference: 'Patient/ana' },
    participantStatus: 'declined',
    start: '2026-12-03T13:00:00-06:00',
    end: '2026-12-03T13:45:00-06:00',
    comment: 'I work until noon.',
  };
  expect((await answersIn(portal)).map(({ appointment }) => appointment.reference).sort()).toEqual([
    'Appointment/offer',
    'Appointment/offer-2',
  ]);
  for (const one of await answersIn(portal)) expect(one).toMatchObject(expected);
  // The first answer counts.
  expect((await submit(portal, 'patients/ana/proposals/offer/answer', { answer: 'accepted' })).status).toBe(
    409,
  );
  const again = { ...fields, start: String(own + 1_800_000) };
  expect((await submit(portal, OWN_TIME, again)).status).toBe(409);
});

test.each<[string, object, 'replace' | 'abort']>([
  ['where the practice takes none', ALWAYS, 'replace'],
  ['where nobody can tell', { ...ALWAYS, ownTimes: 'perhaps' }, 'replace'],
  ['to who asked to cancel', { ...ALWAYS, ownTimes: true }, 'abort'],
])('a time of the patient’s own is not offered %s', async (_what, policy, kind) => {
  const portal = await portalOfTwo(policy, kind);
  expect((await get(portal, 'patients/ana')).text).not.toContain('Propose another time');
  const refused = await submit(portal, OWN_TIME, {
    from: '2026-12-01',
    start: String(Date.parse('2026-12-03T13:00:00-06:00')),
  });
  expect([refused.status, refused.text]).toEqual([
    409,
    expect.stringContaining('Please call the office at (312) 555-0100.'),
  ]);
  expect(await answersIn(portal)).toEqual([]);
});

test('a request shows the time it asks for by now, and all the patient’s words', async () => {
  const [, task] = proposed('replace');
  const period = (code: string, start: string) => ({
    type: { coding: [{ system: 'urn:reslot:task-input', code }] },
    valuePeriod: { start },
  });
  const portal = await anasPortal({
    ...(task as Task),
    status: 'requested',
    output: [],
    businessStatus: { coding: [{ system: 'urn:reslot:outcome', code: 'own-time' }] },
    input: [
      period('earlier-period', '2026-12-02T09:00:00-06:00'),
      period('requested-period', '2026-12-03T13:00:00-06:00'),
    ],
    note: [{ text: 'First words.' }, { authorString: 'practice', text: 'Away.' }, { text: 'Later words.' }],
  });
  const { text } = await get(portal, 'patients/ana');
  expect(text).toContain('Time you asked for: Thu, Dec 3, 2026, 1:00 PM');
  expect(text).toMatch(/First words\.\s+Later words\./);
  expect(text).toContain('You proposed another time. The practice has not decided yet.');
});
