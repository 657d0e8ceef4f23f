import { getStatus } from '@medplum/core';
import { FhirRouter, type HttpMethod, MemoryRepository } from '@medplum/fhir-router';
import type { Appointment, Patient, Task } from '@medplum/fhirtypes';
import { describe, expect, test } from 'vitest';
import { capabilityStatement } from '../../../src-demo/portal/capability.ts';
import { loadDefinitions } from '../../../src-demo/portal/validation.ts';
import type { Portal, PortalAnswer, PortalRequest } from '../../../src-main/ports.ts';
import { checkPortal } from '../../../src-main/sync/check/check-portal.ts';
import type { PortalTest } from '../../../src-shared/ipc/settings-views.ts';
import { openInProcessPortal } from '../../support/portal-in-process.ts';
import { createSeededIds } from '../../support/seeded-ids.ts';
import { createVirtualClock } from '../../support/virtual-clock.ts';

type Send = (request: PortalRequest) => Promise<PortalAnswer>;
type Habit = (request: PortalRequest, send: Send) => Promise<PortalAnswer> | PortalAnswer;

const answer = (status: number, body?: unknown, retryAfterMs: number | null = null): PortalAnswer => ({
  kind: 'answer',
  status,
  body,
  retryAfterMs,
});

/** The demo portal's server with a habit of its own, and what the check finds in it. */
async function check(habit: Habit = (request, send) => send(request)) {
  const clock = createVirtualClock();
  const inner = openInProcessPortal(clock.now);
  const send: Send = async (request) =>
    request.url === 'metadata'
      ? answer(200, capabilityStatement('http://portal.example/fhir', clock.now()))
      : inner.send(request);
  const portal: Portal = { send: async (request) => habit(request, send) };
  const result = await over(clock, checkPortal({ portal, clock, ids: createSeededIds() }));
  return { ...result, inner, clock };
}

async function over(clock: ReturnType<typeof createVirtualClock>, checking: Promise<PortalTest>) {
  let ended = false;
  const all = checking.finally(() => {
    ended = true;
  });
  while (!ended) await clock.advance(250);
  const { ok, findings } = await all;
  const bad = findings.filter(({ level }) => level === 'failed' || level === 'lacking');
  return { ok, findings, bad: bad.map(({ level, code, detail }) => [level, code, detail].join(' ').trim()) };
}

const isBundle = ({ method, url }: PortalRequest): boolean => method === 'POST' && url === '';
/** The request with its JSON changed. */
const rewritten = (request: PortalRequest, change: (text: string) => string): PortalRequest =>
  request.body === undefined
    ? request
    : { ...request, body: JSON.parse(change(JSON.stringify(request.body))) };
const answered = (given: PortalAnswer, change: (text: string) => string): PortalAnswer =>
  given.kind === 'answer' && given.body !== undefined
    ? { ...given, body: JSON.parse(change(JSON.stringify(given.body))) }
    : given;
const without = (pattern: RegExp) => (text: string) => text.replaceAll(pattern, '');

test('the demo portal is all right, and nothing of the patient is left in use', async () => {
  const { ok, bad, findings, inner } = await check();
  expect(bad).toEqual([]);
  expect(ok).toBe(true);
  const good = findings
    .filter(({ level }) => level === 'good')
    .map(({ code, detail }) => `${code} ${detail}`);
  expect(good).toEqual(
    expect.arrayContaining([
      'create Patient',
      'create Appointment',
      'change Appointment',
      'change Task',
      'atomic ',
      'versions Appointment',
      'versioning Appointment',
      'versioning Task',
      'conditional-create Patient',
      'conditional-create Appointment',
      'tags ',
      'identifiers ',
      'extensions ',
      'date ',
      'sort ',
      'next-page ',
      'history ',
      'search-parameter Appointment:identifier',
    ]),
  );
  expect(new Set(good).size).toBe(good.length);
  const patients = await inner.search<Patient>('Patient?_count=50');
  expect(patients.map(({ active }) => active)).toEqual([false]);
  const visits = await inner.search<Appointment>('Appointment?_count=50');
  expect(visits.map(({ status }) => status)).toEqual(['entered-in-error', 'entered-in-error']);
  const tasks = await inner.search<Task>('Task?_count=50');
  expect(tasks.map(({ status }) => status)).toEqual(['entered-in-error']);
  expect(findings.find(({ code }) => code === 'marked')?.level).toBe('note');
});

test('a repository without real transactions is called not atomic, and is left as it was', async () => {
  loadDefinitions();
  const repository = new MemoryRepository();
  const router = new FhirRouter();
  const clock = createVirtualClock();
  const send: Send = async ({ method, url, body }) => {
    if (url === 'metadata')
      return answer(200, capabilityStatement('http://portal.example/fhir', clock.now()));
    const [outcome, resource] = await router.handleRequest(
      { method: method as HttpMethod, url, pathname: '', params: {}, query: {}, headers: {}, body },
      repository,
    );
    return answer(
      getStatus(outcome),
      resource === undefined ? outcome : JSON.parse(JSON.stringify(resource)),
    );
  };
  const { ok, bad, findings } = await over(
    clock,
    checkPortal({ portal: { send }, clock, ids: createSeededIds() }),
  );
  expect(ok).toBe(false);
  expect(bad).toContain('failed atomic HTTP 412: Precondition Failed');
  expect(findings.map(({ code }) => code)).not.toContain('transaction');
  expect(findings).toContainEqual({ level: 'good', code: 'removed', detail: '' });
  for (const type of ['Patient', 'Appointment', 'Task'])
    expect((await repository.search({ resourceType: type as 'Patient' })).entry ?? []).toEqual([]);
});

describe('what does not work is said', () => {
  test.each<[string, Habit, string[]]>([
    [
      'If-Match is ignored',
      (request, send) => send(rewritten(request, without(/,"ifMatch":"[^"]*\\"[^"]*\\""/g))),
      ['lacking versioning Appointment'],
    ],
    [
      'If-None-Exist is ignored',
      (request, send) => send(rewritten(request, without(/,"ifNoneExist":"[^"]*"/g))),
      ['lacking conditional-create Patient', 'lacking conditional-create Appointment'],
    ],
    [
      'patients may not be created',
      (request, send) =>
        JSON.stringify(request.body ?? '').includes('"url":"Patient"') ? answer(403) : send(request),
      ['failed write-refused Patient: HTTP 403'],
    ],
    [
      'appointments may not be created',
      (request, send) =>
        JSON.stringify(request.body ?? '').includes('"url":"Appointment"') ? answer(403) : send(request),
      ['failed write-refused Appointment: HTTP 403'],
    ],
    [
      'requests may not be changed',
      (request, send) =>
        JSON.stringify(request.body ?? '').includes('"url":"Task/') ? answer(403) : send(request),
      ['failed write-refused Task: HTTP 403'],
    ],
    [
      'transactions are not offered',
      (request, send) => (isBundle(request) ? answer(405) : send(request)),
      ['failed transaction-refused HTTP 405'],
    ],
    [
      'nor by a server that says so otherwise',
      (request, send) =>
        isBundle(request)
          ? answer(400, {
              resourceType: 'OperationOutcome',
              issue: [{ diagnostics: 'Bundle of type transaction is not supported' }],
            })
          : send(request),
      ['failed transaction-refused HTTP 400: Bundle of type transaction is not supported'],
    ],
    [
      'the answer to a transaction says nothing',
      async (request, send) => {
        const given = await send(request);
        return isBundle(request) && given.kind === 'answer'
          ? { ...given, body: { resourceType: 'Bundle' } }
          : given;
      },
      ['failed transaction-answer The answer is not a transaction response'],
    ],
    [
      'no versions are given',
      async (request, send) => answered(await send(request), without(/"versionId":"[^"]*",?/g)),
      ['failed versions Appointment'],
    ],
    [
      'tags are dropped',
      (request, send) => send(rewritten(request, without(/,?"tag":\[[^\]]*\]/g))),
      ['lacking tags'],
    ],
    [
      'changes are listed in another order',
      async (request, send) => {
        const given = await send(request);
        if (!request.url.includes('_sort') || given.kind !== 'answer') return given;
        const body = given.body as { entry?: unknown[] };
        return { ...given, body: { ...body, entry: body.entry?.toReversed() } };
      },
      ['lacking sort'],
    ],
    [
      'the condition on _lastUpdated is ignored',
      async (request, send) => {
        const [path = '', query = ''] = request.url.split('?');
        const parameters = new URLSearchParams(query);
        parameters.delete('_lastUpdated');
        return send(query === '' ? request : { ...request, url: `${path}?${parameters}` });
      },
      ['lacking bound-ignored Appointment'],
    ],
    [
      'pages have no next link',
      async (request, send) => answered(await send(request), without(/,\{"relation":"next"[^}]*\}/g)),
      ['failed next-page Appointment: no next link'],
    ],
    [
      'the next page leads elsewhere',
      (request, send) =>
        request.url.startsWith('http:')
          ? { kind: 'none', why: 'foreign-url', detail: 'outside' }
          : send(request),
      ['failed next-page Appointment: outside'],
    ],
  ])('%s', async (_what, habit, expected) => {
    const { ok, bad } = await check(habit);
    expect(bad).toEqual(expected);
    expect(ok).toBe(false);
  });
});

describe('what may pass', () => {
  const notes = ({ findings }: PortalTest) =>
    findings
      .filter(({ level }) => level === 'note')
      .map(({ code, detail }) => [code, detail].join(' ').trim());

  test.each<[string, Habit, string]>([
    [
      'no history',
      (request, send) => (request.url.includes('_history') ? answer(501) : send(request)),
      'history',
    ],
    [
      'no time',
      async (request, send) => {
        const given = await send(request);
        return given.kind === 'answer' ? answer(given.status, given.body) : given;
      },
      'date',
    ],
    [
      'no extensions',
      async (request, send) =>
        answered(await send(request), (text) => text.replaceAll('urn:reslot:sequence', 'urn:x')),
      'extensions',
    ],
    [
      'requests that this account may not make',
      (request, send) =>
        JSON.stringify(request.body ?? '').includes('"url":"Task"') ? answer(403) : send(request),
      'request-untried HTTP 403',
    ],
    [
      'a CapabilityStatement that says less',
      async (request, send) => {
        const given = await send(request);
        return request.url === 'metadata' ? answered(given, without(/\{"code":"transaction"\},/g)) : given;
      },
      'statement transaction',
    ],
  ])('%s', async (_what, habit, note) => {
    const result = await check(habit);
    expect(result.bad).toEqual([]);
    expect(result.ok).toBe(true);
    expect(notes(result)).toContain(note);
  });

  test.each([
    [3000, 'note', true],
    [120_000, undefined, false],
  ] as const)('an index that is %i ms behind', async (behindMs, level, isGood) => {
    let began: number | null = null;
    const clock = createVirtualClock();
    const inner = openInProcessPortal(clock.now);
    const portal: Portal = {
      async send(request) {
        if (request.url === 'metadata')
          return answer(200, capabilityStatement('http://portal.example/fhir', clock.now()));
        const given = await inner.send(request);
        if (!request.url.startsWith('Appointment?_lastUpdated=ge')) return given;
        began ??= clock.elapsed();
        return clock.elapsed() - began < behindMs
          ? answer(200, { resourceType: 'Bundle', type: 'searchset' })
          : given;
      },
    };
    const { ok, findings } = await over(clock, checkPortal({ portal, clock, ids: createSeededIds() }));
    expect(findings.find(({ code }) => code === 'late')?.level).toBe(level);
    expect(ok).toBe(isGood);
  });

  test('a portal that asks to be left alone for a while is waited for', async () => {
    let busy = 3;
    const { ok, clock } = await check((request, send) => {
      if (request.url === 'metadata' || busy === 0) return send(request);
      busy -= 1;
      return answer(429, undefined, 5000);
    });
    expect(ok).toBe(true);
    expect(clock.elapsed()).toBeGreaterThanOrEqual(5000);
  });

  test('one that stays busy is no worse than that', async () => {
    const { findings } = await check((request, send) => (isBundle(request) ? answer(429) : send(request)));
    expect(findings.filter(({ level }) => level === 'failed').map(({ code }) => code)).toEqual(['untried']);
  });
});

test('what was being written as the connection broke is named: it may have stayed', async () => {
  let writes = 0;
  const { ok, findings } = await check(async (request, send) => {
    if (isBundle(request)) writes += 1;
    if (writes === 0) return send(request);
    if (writes === 1 && isBundle(request)) await send(request);
    return { kind: 'none', why: 'connection-lost', detail: 'connection-lost' };
  });
  expect(ok).toBe(false);
  const left = findings.find(({ code }) => code === 'left-behind');
  expect(left?.detail).toMatch(/^Patient\?identifier=/);
});

test('ended early it tries nothing more, and removes what it has made', async () => {
  const clock = createVirtualClock();
  const inner = openInProcessPortal(clock.now);
  let writes = 0;
  const portal: Portal = {
    async send(request) {
      if (request.url === 'metadata')
        return answer(200, capabilityStatement('http://portal.example/fhir', clock.now()));
      if (isBundle(request)) writes += 1;
      return inner.send(request);
    },
  };
  const isStopped = () => writes >= 3;
  const { ok, findings } = await over(
    clock,
    checkPortal({ portal, clock, ids: createSeededIds(), isStopped }),
  );
  expect(ok).toBe(false);
  expect(findings.map(({ code }) => code)).not.toContain('atomic');
  expect(findings.find(({ code }) => code === 'untried')?.detail).toBe('The test was ended early');
  const [patient] = await inner.search<Patient>('Patient?_count=50');
  const [visit] = await inner.search<Appointment>('Appointment?_count=50');
  expect([patient?.active, visit?.status]).toEqual([false, 'entered-in-error']);
});

test.each<[string, Habit, string]>([
  ['nobody is let in', () => answer(401), 'sign-in-failed'],
  ['nobody is there', () => ({ kind: 'none', why: 'unreachable', detail: 'unreachable' }), 'unreachable'],
])('nothing is written where %s', async (_what, habit, code) => {
  const sent: string[] = [];
  const { findings } = await check((request, send) => {
    sent.push(request.method);
    return habit(request, send);
  });
  expect(findings.map((finding) => finding.code)).toEqual([code]);
  expect(sent).not.toContain('POST');
});
