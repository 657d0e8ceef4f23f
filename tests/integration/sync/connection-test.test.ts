import { expect, test } from 'vitest';
import { createFhirPortal } from '../../../src-main/adapters/fhir-portal.ts';
import { testPortal } from '../../../src-main/sync/connection-test.ts';
import { closedOrigin, type Scripted, startScriptedServer } from '../../support/scripted-server.ts';
import { createSeededIds } from '../../support/seeded-ids.ts';
import { startPortalBench } from '../../support/sync-bench.ts';
import { createVirtualClock } from '../../support/virtual-clock.ts';

const connect = (baseUrl: string) =>
  createFhirPortal({
    baseUrl,
    signIn: { method: 'none' },
    secret: null,
    clock: createVirtualClock(),
    ids: createSeededIds(),
  });

async function testScripted(
  metadata: Scripted,
  search: Scripted = { status: 200, body: '{"resourceType":"Bundle"}' },
) {
  const server = await startScriptedServer((r) => (r.url.endsWith('/metadata') ? metadata : search));
  return testPortal(connect(`${server.origin}/fhir`));
}

const json = (body: unknown): Scripted => ({ status: 200, body: JSON.stringify(body) });

test('the demo portal has everything', async () => {
  const bench = await startPortalBench();
  const result = await testPortal(connect(bench.portal.fhirUrl));
  expect(result.findings.filter((f) => f.level !== 'good')).toEqual([]);
  expect(result.ok).toBe(true);
  expect(result.findings).toContainEqual({ level: 'good', code: 'fhir-version', detail: '4.0.1' });
});

test('what a server lacks is named, one line each', async () => {
  const result = await testScripted(
    json({
      resourceType: 'CapabilityStatement',
      fhirVersion: '5.0.0',
      rest: [
        {
          mode: 'server',
          resource: [
            {
              type: 'Patient',
              interaction: [{ code: 'search-type' }],
              searchParam: [{ name: '_lastUpdated' }],
            },
            { type: 'Appointment', interaction: [{ code: 'search-type' }], versioning: 'no-version' },
            { type: 'Task', interaction: [{ code: 'read' }] },
          ],
        },
      ],
    }),
  );
  expect(result.ok).toBe(false);
  expect(result.findings.filter((f) => f.level === 'lacking').map((f) => `${f.code} ${f.detail}`)).toEqual([
    'no-decisions Patient,Appointment',
    'fhir-version 5.0.0',
    'transaction transaction',
    'conditional-create Patient',
    'search-parameter Patient:identifier',
    'resource-type Practitioner',
    'resource-type Location',
    'search-parameter Appointment:_lastUpdated',
    'versioning Appointment',
    'conditional-create Appointment',
    'search-parameter Appointment:identifier',
    'resource-type Task',
    'resource-type AppointmentResponse',
  ]);
});

const readable = (type: string, ...more: readonly string[]) => ({
  type,
  interaction: ['read', 'search-type', ...more].map((code) => ({ code })),
});

test.each<[string, readonly object[], readonly string[], string | null]>([
  [
    'no requests, and nothing can be changed',
    [readable('Patient'), readable('Appointment')],
    ['transaction'],
    'Patient,Appointment',
  ],
  ['neither requests nor transactions', [readable('Appointment', 'update')], [], 'Appointment'],
  ['nothing of the schedule', [readable('Observation')], [], ''],
  ['requests without transactions: that alone is lacking', [readable('Task', 'update')], [], null],
  ['a schedule alone', [readable('Appointment', 'update')], ['transaction'], null],
])(
  'a portal that is only read is called that, with what could be loaded: %s',
  async (_what, resource, codes, said) => {
    const interaction = codes.map((code) => ({ code }));
    const result = await testScripted(
      json({ resourceType: 'CapabilityStatement', fhirVersion: '4.0.1', rest: [{ interaction, resource }] }),
    );
    expect(result.ok).toBe(false);
    expect(result.findings.find(({ code }) => code === 'no-decisions')?.detail ?? null).toBe(said);
  },
);

test('what a read-only portal refuses to have searched cannot be loaded of it', async () => {
  const result = await testScripted(
    json({
      resourceType: 'CapabilityStatement',
      fhirVersion: '4.0.1',
      rest: [{ resource: [readable('Patient')] }],
    }),
    { status: 400, body: '{}' },
  );
  expect(result.findings[1]).toEqual({ level: 'lacking', code: 'no-decisions', detail: '' });
});

test('“versioned” is no promise to refuse changes of old versions: it is called not certain', async () => {
  const task = { type: 'Task', interaction: [{ code: 'search-type' }], versioning: 'versioned' };
  const result = await testScripted(
    json({ resourceType: 'CapabilityStatement', fhirVersion: '4.0.1', rest: [{ resource: [task] }] }),
  );
  expect(result.findings).toContainEqual({ level: 'note', code: 'versioning', detail: 'Task' });
});

test('a portal that does not keep the practice’s settings lacks nothing the desk needs, and is said to', async () => {
  const bench = await startPortalBench();
  const portal = connect(bench.portal.fhirUrl);
  const without = await testPortal({
    async send(request) {
      const answer = await portal.send(request);
      if (request.url !== 'metadata' || answer.kind === 'none') return answer;
      const body = JSON.stringify(answer.body).replace('"type":"Basic"', '"type":"Basics"');
      return { ...answer, body: JSON.parse(body) };
    },
  });
  expect(without.ok).toBe(true);
  expect(without.findings.filter(({ level }) => level !== 'good')).toEqual([
    { level: 'note', code: 'settings-kept', detail: 'Basic' },
  ]);
});

test('parameters that hold for every type count for each', async () => {
  const result = await testScripted(
    json({
      resourceType: 'CapabilityStatement',
      fhirVersion: '4.0.1',
      rest: [
        {
          searchParam: [{ name: '_lastUpdated' }],
          resource: [{ type: 'Patient', interaction: [{ code: 'search-type' }] }],
        },
      ],
    }),
  );
  expect(result.findings).toContainEqual({
    level: 'good',
    code: 'search-parameter',
    detail: 'Patient:_lastUpdated',
  });
});

test.each<[string, Scripted, { level: string; code: string }]>([
  ['an HTML page', { status: 200, body: '<html>' }, { level: 'failed', code: 'not-fhir' }],
  ['another resource', json({ resourceType: 'Patient' }), { level: 'failed', code: 'not-fhir' }],
  ['no sign-in', { status: 401 }, { level: 'failed', code: 'sign-in-failed' }],
  ['a portal that is busy', { status: 429 }, { level: 'failed', code: 'untried' }],
  ['a gateway that is', { status: 503, body: '<html>' }, { level: 'failed', code: 'untried' }],
  ['not found', { status: 404 }, { level: 'failed', code: 'http-status' }],
])('%s', async (_what, metadata, finding) => {
  expect(await testScripted(metadata)).toMatchObject({ ok: false, findings: [finding] });
});

test('an open metadata page does not mean that the desk is let in', async () => {
  const result = await testScripted(json({ resourceType: 'CapabilityStatement' }), { status: 403 });
  expect(result.ok).toBe(false);
  expect(result.findings.at(-1)).toMatchObject({ level: 'failed', code: 'sign-in-failed' });
});

test('nobody there', async () => {
  expect(await testPortal(connect(`${await closedOrigin()}/fhir`))).toEqual({
    ok: false,
    findings: [{ level: 'failed', code: 'unreachable', detail: 'unreachable' }],
  });
});

const declared = async () => {
  const { portal } = await startPortalBench();
  return (await fetch(`${portal.fhirUrl}/metadata`)).text();
};

test.each<[string, Scripted | 'cut', string]>([
  ['429', { status: 429 }, 'HTTP 429'],
  ['429 with Retry-After', { status: 429, headers: { 'retry-after': '20' } }, 'HTTP 429'],
  ['503', { status: 503 }, 'HTTP 503'],
  ['503 with Retry-After', { status: 503, headers: { 'retry-after': '20' } }, 'HTTP 503'],
  ['504 of a gateway', { status: 504, body: '<html>' }, 'HTTP 504'],
  ['a connection that is cut', 'cut', 'connection-lost'],
])('%s is a passing trouble: not the search is to blame', async (_what, trouble, detail) => {
  const metadata = { status: 200, body: await declared() };
  const server = await startScriptedServer(async ({ url }) => {
    if (url.endsWith('/metadata')) return metadata;
    if (!url.includes('/Patient?') && !url.includes('/Task?')) return json({ resourceType: 'Bundle' });
    if (trouble === 'cut') throw new Error('cut');
    return trouble;
  });
  const { ok, findings } = await testPortal(connect(`${server.origin}/fhir`));
  expect(ok).toBe(false);
  expect(findings.filter(({ level }) => level !== 'good')).toEqual([
    { level: 'failed', code: 'untried', detail: `Patient: ${detail}; Task: ${detail}` },
  ]);
});

test.each(['timeout', 'unreachable'] as const)('nor where a search meets %s', async (why) => {
  const bench = await startPortalBench();
  const portal = connect(bench.portal.fhirUrl);
  const { findings } = await testPortal({
    send: async (request) =>
      request.url.startsWith('Task?') ? { kind: 'none', why, detail: '' } : portal.send(request),
  });
  expect(findings.filter(({ level }) => level !== 'good')).toEqual([
    { level: 'failed', code: 'untried', detail: `Task: ${why}` },
  ]);
});

test('a server with shorter pages than asked for is good enough, and is said to be slower', async () => {
  const { portal } = await startPortalBench();
  const inner = connect(portal.fhirUrl);
  const { ok, findings } = await testPortal({
    send: async (request) =>
      /_count=200|_total/.test(request.url)
        ? { kind: 'answer', status: 400, body: undefined, retryAfterMs: null }
        : inner.send(request),
  });
  expect(ok).toBe(true);
  expect(findings).toContainEqual({ level: 'note', code: 'page-size', detail: '100' });
});

const ALL = ['Patient', 'Practitioner', 'Location', 'Appointment', 'Task', 'AppointmentResponse'];

test.each<[string, (url: string) => Scripted | null, { code: string; detail: string }]>([
  [
    'the sorting of loading',
    (url) => (url.includes('/Location?_sort=') ? { status: 400 } : null),
    { code: 'search', detail: 'Location: HTTP 400' },
  ],
  [
    'what a poll asks for',
    (url) => (url.includes('/Task?_lastUpdated=') ? { status: 400 } : null),
    { code: 'search', detail: 'Task: HTTP 400' },
  ],
  [
    'one type alone',
    (url) => (url.includes('/Patient?') ? { status: 403 } : null),
    { code: 'type-refused', detail: 'Patient: HTTP 403' },
  ],
  [
    'the second page',
    (url) => (url.includes('page=2') ? { status: 410 } : null),
    { code: 'next-page', detail: 'Appointment: HTTP 410' },
  ],
])('a server that says it can and does not answer %s is not called good', async (_what, refuses, finding) => {
  const server = await startScriptedServer(({ url }) => {
    const refused = refuses(url);
    if (refused) return refused;
    if (url.endsWith('/metadata')) return json({ resourceType: 'CapabilityStatement' });
    const next = url.includes('/Appointment?_sort=') ? [{ relation: 'next', url: `${url}&page=2` }] : [];
    return json({
      resourceType: 'Bundle',
      link: next.map((l) => ({ ...l, url: `${server.origin}${l.url}` })),
    });
  });
  const { ok, findings } = await testPortal(connect(`${server.origin}/fhir`));
  expect(ok).toBe(false);
  expect(findings.filter(({ level }) => level === 'failed')).toEqual([{ level: 'failed', ...finding }]);
  expect(ALL.every((type) => server.received.some(({ url }) => url.includes(`/${type}?`)))).toBe(true);
});
