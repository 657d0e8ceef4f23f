import type {
  Appointment,
  Bundle,
  CapabilityStatement,
  OperationOutcome,
  Patient,
  Task,
} from '@medplum/fhirtypes';
import { describe, expect, test } from 'vitest';
import { fhir, NOON, outcomeText, startPortal, transaction } from './portal-support.ts';

const patient = (id: string): Patient => ({
  resourceType: 'Patient',
  id,
  name: [{ family: `Family-${id}` }],
});

const appointment = (patientId: string, command?: string): Appointment => ({
  resourceType: 'Appointment',
  status: 'booked',
  ...(command === undefined ? {} : { identifier: [{ system: 'urn:reslot:command', value: command }] }),
  participant: [{ actor: { reference: `Patient/${patientId}` }, status: 'accepted' }],
  start: '2026-11-25T10:00:00-06:00',
  end: '2026-11-25T10:30:00-06:00',
});

const ids = (bundle: Bundle): string[] => (bundle.entry ?? []).map((entry) => entry.resource?.id ?? '');

test('the capability statement names the version, transactions, versioning and the search parameters', async () => {
  const portal = await startPortal();
  const { body, headers } = await fhir<CapabilityStatement>(portal, 'GET', 'metadata');
  expect(headers.get('content-type')).toBe('application/fhir+json; charset=utf-8');
  expect(body).toMatchObject({ resourceType: 'CapabilityStatement', fhirVersion: '4.0.1' });
  const [rest] = body.rest ?? [];
  expect(rest?.interaction).toContainEqual({ code: 'transaction' });
  expect(rest?.resource?.map(({ type }) => type).sort()).toEqual([
    'Appointment',
    'AppointmentResponse',
    'Basic',
    'Communication',
    'Location',
    'Patient',
    'Practitioner',
    'Task',
  ]);
  for (const resource of rest?.resource ?? []) {
    expect(resource).toMatchObject({ versioning: 'versioned-update', conditionalCreate: true });
    const names = resource.searchParam?.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(['_id', '_lastUpdated', 'identifier']));
  }
});

test('create, read, update, vread and history, each with its ETag and instant', async () => {
  const portal = await startPortal();
  const created = await fhir<Patient>(portal, 'POST', 'Patient', { ...patient('ignored'), id: 'mine' });
  expect(created.status).toBe(201);
  const id = created.body.id ?? '';
  expect(id).not.toBe('mine');
  expect(created.headers.get('etag')).toBe('W/"1"');
  expect(created.headers.get('location')).toBe(`${portal.fhirUrl}/Patient/${id}/_history/1`);
  expect(created.headers.get('last-modified')).toBe('Mon, 23 Nov 2026 16:00:00 GMT');
  const updated = await fhir<Patient>(portal, 'PUT', `Patient/${id}`, { ...patient(id), gender: 'female' });
  expect([updated.status, updated.headers.get('etag')]).toEqual([200, 'W/"2"']);
  // The clock stands still in this test, and yet the later version is later.
  expect(Date.parse(updated.body.meta?.lastUpdated ?? '')).toBe(NOON + 1);
  expect((await fhir(portal, 'GET', `Patient/${id}`)).body).toEqual(updated.body);
  expect((await fhir(portal, 'GET', `Patient/${id}/_history/1`)).body).toEqual(created.body);
  const history = await fhir<Bundle>(portal, 'GET', `Patient/${id}/_history`);
  expect(history.body.entry?.map(({ resource }) => resource)).toEqual([updated.body, created.body]);
  expect((await fhir(portal, 'GET', `Patient/${id}/_history/3`)).status).toBe(404);
});

test('If-Match: the right version is taken, another is answered 412, an unreadable one 400, an unknown id 404', async () => {
  const portal = await startPortal();
  const put = (id: string, ifMatch: string) =>
    fhir<Patient>(portal, 'PUT', `Patient/${id}`, patient(id), { 'if-match': ifMatch });
  await fhir(portal, 'PUT', 'Patient/a', patient('a'));
  expect((await put('a', 'W/"1"')).status).toBe(200);
  expect((await put('a', 'W/"1"')).status).toBe(412);
  expect((await put('a', '2')).status).toBe(400);
  expect((await put('nobody', 'W/"1"')).status).toBe(404);
  expect((await fhir<Patient>(portal, 'GET', 'Patient/a')).body.meta?.versionId).toBe('2');
});

test('If-None-Exist: the second POST answers 200 with what the first one made; several matches 412', async () => {
  const portal = await startPortal();
  const post = () =>
    fhir<Appointment>(portal, 'POST', 'Appointment', appointment('a', 'c1'), {
      'if-none-exist': 'identifier=urn:reslot:command|c1',
    });
  const first = await post();
  const second = await post();
  expect([first.status, second.status]).toEqual([201, 200]);
  expect(second.body).toEqual(first.body);
  await fhir(portal, 'POST', 'Appointment', appointment('a', 'c1'));
  expect((await post()).status).toBe(412);
  expect((await fhir<Bundle>(portal, 'GET', 'Appointment')).body.total).toBe(2);
});

describe('search', () => {
  test('by id, identifier, status, focus, patient, tag, name, date and instant', async () => {
    const portal = await startPortal();
    await fhir(portal, 'PUT', 'Patient/eb3-p', {
      ...patient('eb3-p'),
      name: [{ family: 'O’Brien', given: ['Siobhán'] }],
    });
    await fhir(portal, 'PUT', 'Patient/other', patient('other'));
    await fhir(portal, 'PUT', 'Appointment/x', {
      ...appointment('eb3-p', 'c1'),
      id: 'x',
      meta: { tag: [{ system: 'urn:reslot:command', code: 'ob-7' }] },
    });
    await fhir(portal, 'PUT', 'Appointment/y', {
      ...appointment('other', 'c2'),
      id: 'y',
      status: 'cancelled',
    });
    const task: Task = {
      resourceType: 'Task',
      id: 't',
      status: 'requested',
      intent: 'proposal',
      focus: { reference: 'Appointment/x' },
    };
    await fhir(portal, 'PUT', 'Task/t', task);
    const found = async (query: string): Promise<string[]> =>
      ids((await fhir<Bundle>(portal, 'GET', query)).body);
    // An id may begin with what elsewhere is a comparison (`eb` = ends before).
    expect(await found('Patient?_id=eb3-p')).toEqual(['eb3-p']);
    expect(await found('Patient?_id=eb3-p,other')).toEqual(['eb3-p', 'other']);
    expect(await found('Patient?name=obri')).toEqual(['eb3-p']);
    expect(await found('Patient?name=siobhan')).toEqual(['eb3-p']);
    expect(await found('Appointment?identifier=urn:reslot:command|c1')).toEqual(['x']);
    expect(await found('Appointment?identifier=urn:other|c1')).toEqual([]);
    expect(await found('Appointment?status=booked,pending')).toEqual(['x']);
    expect(await found('Appointment?patient=Patient/other')).toEqual(['y']);
    expect(await found('Appointment?patient=other&status=booked')).toEqual([]);
    expect(await found('Appointment?_tag=urn:reslot:command|ob-7')).toEqual(['x']);
    expect(await found('Appointment?date=ge2026-11-25&date=lt2026-11-26')).toEqual(['x', 'y']);
    expect(await found('Appointment?date=gt2026-11-26')).toEqual([]);
    expect(await found('Task?focus=Appointment/x&status=requested')).toEqual(['t']);
    expect(await found('Task?_lastUpdated=ge2026-11-23T16:00:00.004Z')).toEqual(['t']);
    expect(await found('Task?_lastUpdated=gt2026-11-23T16:00:00.004Z')).toEqual([]);
    expect(await found('Patient?_sort=-_lastUpdated')).toEqual(['other', 'eb3-p']);
  });

  test('what it cannot do is refused, not ignored', async () => {
    const portal = await startPortal();
    for (const query of [
      'Appointment?colour=red',
      'Appointment?status:not=booked',
      'Appointment?_sort=date',
      'Appointment?_include=Appointment:patient',
      'Appointment?_lastUpdated=yesterday',
      'Appointment?_count=many',
      'Appointment?_cursor=abc',
      'Appointment?status=',
    ]) {
      const { status, body } = await fhir<OperationOutcome>(portal, 'GET', query);
      expect([query, status, body.resourceType]).toEqual([query, 400, 'OperationOutcome']);
    }
  });

  test('next links reach everything once, with equal instants and while resources change and are added', async () => {
    const at = '2026-11-01T12:00:00.000Z';
    const many = Array.from({ length: 25 }, (_, index) => ({
      ...patient(`p${String(index).padStart(2, '0')}`),
      meta: { lastUpdated: at },
    }));
    const portal = await startPortal({ initial: { at: NOON, resources: () => many } });
    const seen: string[] = [];
    let url: string | undefined = 'Patient?_lastUpdated=ge2026-11-01T12:00:00Z&_sort=_lastUpdated&_count=4';
    for (let page = 0; url !== undefined; page += 1) {
      const { body }: { body: Bundle } = await fhir<Bundle>(portal, 'GET', url);
      seen.push(...(body.entry ?? []).map(({ resource }) => `${resource?.id} ${resource?.meta?.versionId}`));
      url = body.link?.find(({ relation }) => relation === 'next')?.url;
      // One that was read, one that was not yet, and a new one.
      if (page === 1) {
        await fhir(portal, 'PUT', 'Patient/p01', patient('p01'));
        await fhir(portal, 'PUT', 'Patient/p20', patient('p20'));
        await fhir(portal, 'PUT', 'Patient/q', patient('q'));
      }
    }
    const expected = many.map(({ id }) => (id === 'p20' ? 'p20 2' : `${id} 1`));
    expect([...seen].sort()).toEqual([...expected, 'p01 2', 'q 1'].sort());
  });

  test('a next link stays with the host the client addressed', async () => {
    const portal = await startPortal();
    await fhir(portal, 'PUT', 'Patient/a', patient('a'));
    await fhir(portal, 'PUT', 'Patient/b', patient('b'));
    const base = `http://localhost:${portal.port}/fhir`;
    const { body } = await fhir<Bundle>(portal, 'GET', `${base}/Patient?_count=1`);
    expect(body.link?.map(({ url }) => url.startsWith(`${base}/Patient?`))).toEqual([true, true]);
  });
});

describe('transaction', () => {
  const reference = 'urn:uuid:0d1b6d52-9a5d-4f0e-8c37-1f2b7a1f7b10';

  test('all entries, with references between them resolved', async () => {
    const portal = await startPortal();
    await fhir(portal, 'PUT', 'Patient/a', patient('a'));
    const task: Task = {
      resourceType: 'Task',
      id: 't',
      status: 'on-hold',
      intent: 'proposal',
      output: [{ type: { text: 'proposal' }, valueReference: { reference } }],
    };
    const { status, body } = await fhir<Bundle>(
      portal,
      'POST',
      '',
      transaction(
        { resource: task, request: { method: 'PUT', url: 'Task/t' } },
        {
          fullUrl: reference,
          resource: appointment('a', 'c1'),
          request: { method: 'POST', url: 'Appointment', ifNoneExist: 'identifier=urn:reslot:command|c1' },
        },
        { resource: patient('a'), request: { method: 'PUT', url: 'Patient/a', ifMatch: 'W/"1"' } },
      ),
    );
    expect([status, body.type]).toEqual([200, 'transaction-response']);
    expect(body.entry?.map(({ response }) => [response?.status, response?.etag])).toEqual([
      ['200', 'W/"1"'],
      ['201', 'W/"1"'],
      ['200', 'W/"2"'],
    ]);
    const [, location = ''] =
      /^(Appointment\/[^/]+)\/_history\/1$/.exec(body.entry?.[1]?.response?.location ?? '') ?? [];
    const stored = await fhir<Task>(portal, 'GET', 'Task/t');
    expect(stored.body.output?.[0]?.valueReference?.reference).toBe(location);
  });

  test('sent again, the POST is found by its command and the PUT answers 412: nothing is done twice', async () => {
    const portal = await startPortal();
    await fhir(portal, 'PUT', 'Patient/a', patient('a'));
    const bundle = transaction(
      {
        resource: appointment('a', 'c1'),
        request: { method: 'POST', url: 'Appointment', ifNoneExist: 'identifier=urn:reslot:command|c1' },
      },
      { resource: patient('a'), request: { method: 'PUT', url: 'Patient/a', ifMatch: 'W/"1"' } },
    );
    expect((await fhir(portal, 'POST', '', bundle)).status).toBe(200);
    expect((await fhir(portal, 'POST', '', bundle)).status).toBe(412);
    expect((await fhir<Bundle>(portal, 'GET', 'Appointment')).body.total).toBe(1);
    expect((await fhir<Bundle>(portal, 'GET', 'Patient/a/_history')).body.total).toBe(2);
  });

  test.each([
    ['412', { resource: patient('a'), request: { method: 'PUT', url: 'Patient/a', ifMatch: 'W/"9"' } }, 412],
    ['404', { resource: patient('b'), request: { method: 'PUT', url: 'Patient/b', ifMatch: 'W/"1"' } }, 404],
    [
      '422',
      { resource: { ...patient('a'), colour: 'red' }, request: { method: 'PUT', url: 'Patient/a' } },
      422,
    ],
    ['400', { resource: patient('a'), request: { method: 'PUT', url: 'Patient/a', ifMatch: '1' } }, 400],
    ['405', { request: { method: 'DELETE', url: 'Patient/a' } }, 405],
  ] as const)(
    'an entry that is answered %s leaves nothing of the others, not in the history either',
    async (_name, entry, expected) => {
      const portal = await startPortal();
      await fhir(portal, 'PUT', 'Patient/a', patient('a'));
      await fhir(portal, 'PUT', 'Appointment/x', { ...appointment('a'), id: 'x' });
      const { status, body } = await fhir<OperationOutcome>(portal, 'POST', '', {
        resourceType: 'Bundle',
        type: 'transaction',
        entry: [
          { resource: appointment('a', 'c1'), request: { method: 'POST', url: 'Appointment' } },
          {
            resource: { ...appointment('a'), id: 'x', status: 'cancelled' },
            request: { method: 'PUT', url: 'Appointment/x', ifMatch: 'W/"1"' },
          },
          entry,
        ],
      });
      expect([status, body.resourceType]).toEqual([expected, 'OperationOutcome']);
      expect(outcomeText(body)).not.toBe('');
      const appointments = await fhir<Bundle>(portal, 'GET', 'Appointment');
      expect(ids(appointments.body)).toEqual(['x']);
      const history = await fhir<Bundle>(portal, 'GET', 'Appointment/x/_history');
      expect(history.body.entry?.map(({ resource }) => resource?.meta?.versionId)).toEqual(['1']);
      const byStatus = await fhir<Bundle>(portal, 'GET', 'Appointment?status=cancelled');
      expect(byStatus.body.total).toBe(0);
    },
  );

  test('transactions at the same time do not mix: of two with one base, one wins', async () => {
    const portal = await startPortal();
    await fhir(portal, 'PUT', 'Patient/a', patient('a'));
    const attempt = (command: string) =>
      fhir(
        portal,
        'POST',
        '',
        transaction(
          { resource: appointment('a', command), request: { method: 'POST', url: 'Appointment' } },
          { resource: patient('a'), request: { method: 'PUT', url: 'Patient/a', ifMatch: 'W/"1"' } },
        ),
      );
    const answers = await Promise.all(Array.from({ length: 8 }, (_, index) => attempt(`c${index}`)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array(7).fill(412)]);
    expect((await fhir<Bundle>(portal, 'GET', 'Appointment')).body.total).toBe(1);
  });
});

describe('bad input', () => {
  test('is answered with an OperationOutcome and a fitting status', async () => {
    const portal = await startPortal();
    const cases: [string, string, string | object | undefined, Record<string, string>, number][] = [
      ['POST', 'Patient', '{"resourceType":"Patient",', {}, 400],
      ['POST', 'Patient', '[]', {}, 400],
      ['POST', 'Patient', patient('a'), { 'content-type': 'text/plain' }, 415],
      ['POST', 'Patient', { resourceType: 'Appointment' }, {}, 400],
      ['POST', 'Patient', { resourceType: 'Patient', birthDate: 'soon' }, {}, 422],
      ['PUT', 'Patient/a', patient('b'), {}, 400],
      ['POST', '', { resourceType: 'Patient' }, {}, 400],
      ['POST', '', { resourceType: 'Bundle', type: 'transaction', entry: [] }, {}, 400],
      ['POST', '', { resourceType: 'Bundle', type: 'transaction', entry: [null] }, {}, 400],
      ['POST', '', transaction({ request: { method: 'POST', url: 'Patient' } }), {}, 400],
      ['GET', 'Observation', undefined, {}, 404],
      ['GET', 'Patient/none', undefined, {}, 404],
      ['GET', 'Patient/a/b/c', undefined, {}, 404],
      ['DELETE', 'Patient/a', undefined, {}, 405],
      ['POST', '$graphql', { query: '{}' }, {}, 404],
      ['POST', 'Patient', `{"pad":"${'x'.repeat(5_000_001)}"}`, {}, 413],
    ];
    for (const [method, url, body, headers, expected] of cases) {
      const answer = await fhir<OperationOutcome>(portal, method, url, body, headers);
      expect([method, url, answer.status, answer.body.resourceType]).toEqual([
        method,
        url,
        expected,
        'OperationOutcome',
      ]);
    }
    expect((await fhir<Bundle>(portal, 'GET', 'Patient')).body.total).toBe(0);
  });

  test('a page of another site can write nothing, and another host name is not answered', async () => {
    const portal = await startPortal();
    const foreign = await fhir(portal, 'POST', 'Patient', patient('a'), { origin: 'http://evil.example' });
    expect(foreign.status).toBe(403);
    const { request } = await import('node:http');
    const status = await new Promise<number | undefined>((resolve, reject) => {
      request(`${portal.fhirUrl}/metadata`, { headers: { host: 'evil.example' } }, (response) => {
        response.resume();
        resolve(response.statusCode);
      })
        .on('error', reject)
        .end();
    });
    expect(status).toBe(403);
  });
});
