import type { Appointment, Task } from '@medplum/fhirtypes';
import { afterEach, describe, expect, test } from 'vitest';
import { type Db, qb } from '../../../src-main/db/db.ts';
import { findAppointment, saveAppointment } from '../../../src-main/db/queries/appointments.ts';
import { allPractitioners } from '../../../src-main/db/queries/directory.ts';
import { findPatient, findPractitioner } from '../../../src-main/db/queries/people.ts';
import { findRequest } from '../../../src-main/db/queries/requests.ts';
import type { PortalAnswer } from '../../../src-main/ports.ts';
import { OVERLAP_MS } from '../../../src-main/sync/cursor.ts';
import { HOUR_MS } from '../../../src-shared/domain/time.ts';
import { speak } from '../../../src-shared/text/text.ts';
import {
  appointmentResource,
  patientResource,
  practitionerResource,
  rescheduleTask,
} from '../../support/clinic-resources.ts';
import type { Fault, SeenRequest } from '../../support/portal-proxy.ts';
import {
  historyKinds,
  openBenchDesk,
  type PortalBench,
  quarantined,
  startPortalBench,
} from '../../support/sync-bench.ts';

const NINE = Date.parse('2026-11-24T15:00:00Z');
const TWO_PM = Date.parse('2026-11-25T20:00:00Z');

const isSearch = (type: string) => (request: SeenRequest) =>
  request.method === 'GET' && request.path.startsWith(`${type}?`);

/** An answer as an index gives it that has not taken this resource in. */
function withoutEntry(text: string, id: string): string {
  const bundle: { entry?: { resource: { id: string } }[] } = JSON.parse(text);
  return JSON.stringify({ ...bundle, entry: bundle.entry?.filter(({ resource }) => resource.id !== id) });
}

async function putVisits(bench: PortalBench, count: number): Promise<void> {
  const time = (n: number) => new Date(NINE + n * 3_600_000).toISOString();
  const visits = Array.from({ length: count }, (_, n) =>
    appointmentResource({
      id: `many-${String(n).padStart(3, '0')}`,
      start: time(n + 1),
      end: time(n + 1.5),
    }),
  );
  await bench.putAll(visits);
}

afterEach(() => speak('en'));

const providerOnScreen = (db: Db, id: string) => allPractitioners(db).find((one) => one.id === id)?.name;

describe('reading from the portal', () => {
  test('the first load brings people, visits and requests, and the record begins', async () => {
    const bench = await startPortalBench();
    await bench.put(rescheduleTask());
    const desk = openBenchDesk(bench);

    const status = await desk.refresh();

    expect(status).toMatchObject({ phase: 'up-to-date', waitingToSync: 0, needAttention: 0, progress: null });
    expect(findPatient(desk.db, 'patient-1')).toEqual({
      id: 'patient-1',
      name: 'Ana Flores',
      familyName: 'Flores',
      givenName: 'Ana',
      birthDate: '1984-03-09',
      phone: '(312) 555-0142',
      email: 'ana@example.org',
      portalAccess: true,
      standing: null,
      language: null,
    });
    expect(findAppointment(desk.db, 'visit-1')).toEqual({
      id: 'visit-1',
      uid: 'visit-1@clinic.example',
      sequence: 0,
      patientId: 'patient-1',
      practitionerId: 'practitioner-1',
      locationId: 'location-1',
      type: { code: 'follow-up', display: 'Follow-up' },
      start: NINE,
      end: NINE + 30 * 60_000,
      status: 'booked',
      originalId: null,
    });
    expect(findRequest(desk.db, 'task-1')).toEqual({
      id: 'task-1',
      kind: 'reschedule',
      appointmentId: 'visit-1',
      patientId: 'patient-1',
      requested: { start: TWO_PM, end: TWO_PM + 30 * 60_000 },
      requestedStartText: '2026-11-25T14:00:00-06:00',
      note: 'After lunch would be better.',
      authoredAt: Date.parse('2026-11-20T14:30:00Z'),
      status: { state: 'open', mark: null },
    });
    expect(historyKinds(desk, 'task-1')).toEqual(['request-received']);
    expect(desk.arrivals).toEqual([]);
  });

  test('a later request arrives by itself, is announced, and is read once', async () => {
    const bench = await startPortalBench();
    const desk = openBenchDesk(bench);
    await desk.refresh();
    await bench.clock.advance(1000);
    await bench.put(rescheduleTask());

    await desk.refresh();
    await desk.refresh();

    expect(desk.arrivals).toEqual([1]);
    expect(historyKinds(desk, 'task-1')).toEqual(['request-received']);
  });

  test('why a time was taken all the same is forgotten once the visit is moved in the portal, and not before', async () => {
    const bench = await startPortalBench();
    const desk = openBenchDesk(bench);
    await desk.refresh();
    const visit = findAppointment(desk.db, 'visit-1');
    if (visit === null) throw new Error('no visit');
    saveAppointment(desk.db, visit, { overrideReason: 'Squeezed in' });
    const reason = () =>
      desk.db.get(qb.selectFrom('appointment').select('override_reason').where('id', '=', 'visit-1'))
        ?.override_reason;

    await bench.put(appointmentResource({ comment: 'Bring nothing' }));
    await desk.refresh();
    expect(reason()).toBe('Squeezed in');

    await bench.put(appointmentResource({ end: '2026-11-24T10:00:00-06:00' }));
    await desk.refresh();
    expect(reason()).toBeNull();
  });

  test('pages are followed to the end, with progress on the way', async () => {
    const bench = await startPortalBench();
    await putVisits(bench, 250);
    const desk = openBenchDesk(bench, { start: false });
    const seen: (string | undefined)[] = [];
    desk.sync.onStatus(() => {
      const { phase, progress } = desk.sync.status();
      if (phase === 'loading' && progress && progress.done > 0)
        seen.push(`${progress.resourceType} ${progress.done}`);
    });
    desk.sync.start();
    await desk.refresh();

    expect(new Set(seen)).toEqual(
      new Set(['Patient 1', 'Practitioner 1', 'Location 1', 'Appointment 200', 'Appointment 251']),
    );
    expect(desk.db.all(qb.selectFrom('appointment').select('id'))).toHaveLength(251);
  });

  test('many changes after a while away are read with progress; a poll of one page has none', async () => {
    const bench = await startPortalBench();
    const desk = openBenchDesk(bench);
    await desk.refresh();
    const seen: string[] = [];
    desk.sync.onStatus(() => {
      const { phase, progress } = desk.sync.status();
      if (progress) seen.push(`${phase}: ${progress.resourceType} ${progress.done}`);
    });
    await putVisits(bench, 3);
    await desk.refresh();
    expect(seen).toEqual([]);
    await bench.clock.advance(OVERLAP_MS + 1000);
    await putVisits(bench, 250);
    await desk.refresh();

    expect(seen).toContain('syncing: Appointment 200');
    expect(seen.every((one) => one.startsWith('syncing: Appointment '))).toBe(true);
    expect(desk.sync.status()).toMatchObject({ phase: 'up-to-date', progress: null });
  });

  /** How many resources the next poll brings. */
  async function transferredBy(bench: PortalBench, poll: () => Promise<unknown>): Promise<number> {
    let transferred = 0;
    bench.proxy.fault = () => ({
      rewrite: (text) => {
        const bundle: { entry?: unknown[] } = JSON.parse(text);
        transferred += bundle.entry?.length ?? 0;
        return text;
      },
    });
    await poll();
    bench.proxy.fault = () => null;
    return transferred;
  }

  test('after a load of what was written long before, nothing is read twice', async () => {
    const bench = await startPortalBench();
    await putVisits(bench, 30);
    await bench.clock.advance(11 * 60_000);
    const desk = openBenchDesk(bench);
    await desk.refresh();

    expect(await transferredBy(bench, () => desk.refresh())).toBe(0);
  });

  test('what was written minutes ago may not all have been visible: it is read again', async () => {
    const bench = await startPortalBench();
    await putVisits(bench, 30);
    await bench.clock.advance(9 * 60_000);
    const desk = openBenchDesk(bench);
    await desk.refresh();

    expect(await transferredBy(bench, () => desk.refresh())).toBeGreaterThan(0);
  });

  test('an idle poll transfers nothing once the cursor has settled', async () => {
    const bench = await startPortalBench();
    await putVisits(bench, 30);
    const desk = openBenchDesk(bench);
    await desk.refresh();
    await bench.clock.advance(OVERLAP_MS + 1000);
    await desk.refresh();

    const before = bench.proxy.seen.length;
    expect(await transferredBy(bench, () => desk.refresh())).toBe(0);
    const polls = bench.proxy.seen.slice(before).map((r) => decodeURIComponent(r.path));
    // One of each type, and of the practice's settings.
    expect(polls).toHaveLength(7);
    expect(polls[3]).toMatch(
      /^Appointment\?_lastUpdated=gt2026-11-19T15:00:00.\d+Z&_sort=_lastUpdated&_count=200$/,
    );
  });

  test('what becomes visible late, within the overlap, is still found; what is known is not stored twice', async () => {
    const bench = await startPortalBench();
    const desk = openBenchDesk(bench);
    await desk.refresh();
    await bench.clock.advance(2000);
    await bench.put(
      appointmentResource({
        id: 'late',
        start: '2026-11-25T09:00:00-06:00',
        end: '2026-11-25T09:30:00-06:00',
      }),
    );
    await bench.clock.advance(1000);
    await bench.put(
      appointmentResource({
        id: 'early',
        start: '2026-11-26T09:00:00-06:00',
        end: '2026-11-26T09:30:00-06:00',
      }),
    );
    // The first poll does not see the one yet, although a later one is there.
    let hide = true;
    bench.proxy.fault = (request) =>
      hide && isSearch('Appointment')(request) ? { rewrite: (text) => withoutEntry(text, 'late') } : null;
    await desk.refresh();
    expect(findAppointment(desk.db, 'late')).toBeNull();
    hide = false;
    await desk.refresh();
    expect(findAppointment(desk.db, 'late')).not.toBeNull();
  });

  test('what becomes visible an hour after it was written is found within the next one', async () => {
    const bench = await startPortalBench();
    const desk = openBenchDesk(bench);
    await desk.refresh();
    await bench.put(rescheduleTask({ id: 'late' }));
    await bench.put(rescheduleTask());
    bench.proxy.fault = (request) =>
      isSearch('Task')(request) ? { rewrite: (text) => withoutEntry(text, 'late') } : null;
    await bench.clock.advance(HOUR_MS);
    await desk.refresh();
    expect(findRequest(desk.db, 'task-1')).not.toBeNull();
    expect(findRequest(desk.db, 'late')).toBeNull();
    bench.proxy.fault = () => null;
    await bench.clock.advance(HOUR_MS);
    await desk.refresh();
    expect(findRequest(desk.db, 'late')).not.toBeNull();
  });

  test('a request for a visit and a patient created while the types before were being read', async () => {
    const bench = await startPortalBench();
    const desk = openBenchDesk(bench, { start: false });
    let late = false;
    bench.proxy.fault = async (request) => {
      if (!late && isSearch('Task')(request)) {
        late = true;
        await bench.put(patientResource({ id: 'patient-9', name: [{ text: 'Zoe Late' }] }));
        await bench.put(
          appointmentResource({
            id: 'visit-9',
            participant: [
              { actor: { reference: 'Patient/patient-9' }, status: 'accepted' },
              { actor: { reference: 'Practitioner/practitioner-1' }, status: 'accepted' },
            ],
          }),
        );
        await bench.put(
          rescheduleTask({
            id: 'task-9',
            focus: { reference: 'Appointment/visit-9' },
            for: { reference: 'Patient/patient-9' },
          }),
        );
      }
      return null;
    };
    desk.sync.start();
    await desk.refresh();
    expect(findRequest(desk.db, 'task-9')).toMatchObject({
      appointmentId: 'visit-9',
      patientId: 'patient-9',
    });
    expect(quarantined(desk)).toEqual([]);
  });

  test('a page that moved up while the pages were read: what was skipped is read after all', async () => {
    const bench = await startPortalBench();
    await putVisits(bench, 20);
    const desk = openBenchDesk(bench, { start: false });
    // A server that pages by offset, three to a page; one visit of the first page is changed before the second is asked for.
    let changed = false;
    bench.proxy.fault = async (request) => {
      if (!isSearch('Appointment')(request)) return null;
      const url = new URL(`http://x/${request.path}`);
      const offset = Number(url.searchParams.get('offset') ?? '0');
      if (offset > 0 && !changed) {
        changed = true;
        await bench.clock.advance(1000);
        await bench.put({ ...(await bench.get<Appointment>('Appointment', 'many-001')), comment: 'later' });
      }
      const bound = url.searchParams.get('_lastUpdated');
      const all = await bench.search<Appointment>(
        `Appointment?_sort=_lastUpdated&_count=1000${bound ? `&_lastUpdated=${encodeURIComponent(bound)}` : ''}`,
      );
      const page = all.slice(offset, offset + 3);
      const next = `${bench.proxy.fhirUrl}/Appointment?_sort=_lastUpdated${bound ? `&_lastUpdated=${bound}` : ''}&offset=${offset + 3}`;
      const body = {
        resourceType: 'Bundle',
        type: 'searchset',
        entry: page.map((resource) => ({ resource })),
        link: offset + 3 < all.length ? [{ relation: 'next', url: next }] : [],
      };
      return { status: 200, body: JSON.stringify(body) };
    };
    desk.sync.start();
    await desk.refresh();
    expect(desk.db.all(qb.selectFrom('appointment').select('id'))).toHaveLength(21);
  });

  test('the desk’s clock may be hours off: the cursor is the server’s', async () => {
    const bench = await startPortalBench();
    const desk = openBenchDesk(bench);
    await desk.refresh();
    const [cursor] = desk.db.all(qb.selectFrom('sync_cursor').selectAll().where('type', '=', 'Appointment'));
    expect(cursor?.since).toMatch(/^2026-11-19T15:00:00/);
    expect(cursor?.complete).toBe(1);
  });
});

describe('what cannot be used', () => {
  test.each<[string, Task | Appointment, { reason: string; detail: string }]>([
    [
      'a focus that does not exist',
      rescheduleTask({ focus: { reference: 'Appointment/nowhere' } }),
      { reason: 'unknown-focus', detail: 'focus' },
    ],
    [
      'a focus that is a patient',
      rescheduleTask({ focus: { reference: 'Patient/patient-1' } }),
      { reason: 'focus-not-an-appointment', detail: 'Patient' },
    ],
    [
      'an end before the start',
      rescheduleTask({
        input: [
          {
            type: { coding: [{ system: 'urn:reslot:task-input', code: 'requested-period' }] },
            valuePeriod: { start: '2026-11-25T15:00:00-06:00', end: '2026-11-25T14:30:00-06:00' },
          },
        ],
      }),
      { reason: 'end-before-start', detail: 'input requested-period' },
    ],
    [
      'no period',
      rescheduleTask({ input: [] }),
      { reason: 'period-missing', detail: 'input requested-period' },
    ],
    [
      'a visit of two patients',
      appointmentResource({
        id: 'visit-two',
        participant: [
          { actor: { reference: 'Patient/patient-1' }, status: 'accepted' },
          { actor: { reference: 'Patient/patient-2' }, status: 'accepted' },
          { actor: { reference: 'Practitioner/practitioner-1' }, status: 'accepted' },
        ],
      }),
      { reason: 'more-than-one-patient', detail: '2 patients' },
    ],
    [
      'another code',
      rescheduleTask({ code: { coding: [{ code: 'shift' }] } }),
      { reason: 'unknown-code', detail: 'shift' },
    ],
  ])('%s: kept with the reason, the rest goes on', async (_what, resource, why) => {
    const bench = await startPortalBench();
    await bench.put(resource);
    await bench.put(rescheduleTask({ id: 'task-good' }));
    const desk = openBenchDesk(bench);
    const status = await desk.refresh();

    expect(quarantined(desk)).toEqual([{ type: resource.resourceType, id: resource.id, ...why }]);
    expect(status).toMatchObject({ phase: 'up-to-date', needAttention: 1 });
    expect(findRequest(desk.db, 'task-good')).not.toBeNull();
    await desk.refresh();
    expect(quarantined(desk)).toHaveLength(1);
  });

  test('a period without an offset, as a server that does not validate would send it', async () => {
    const bench = await startPortalBench();
    await bench.put(rescheduleTask());
    const desk = openBenchDesk(bench, { start: false });
    bench.proxy.fault = (request) =>
      isSearch('Task')(request)
        ? { rewrite: (text) => text.replaceAll('2026-11-25T14:00:00-06:00', '2026-11-25T14:00:00') }
        : null;
    desk.sync.start();
    await desk.refresh();
    expect(quarantined(desk)).toMatchObject([{ id: 'task-1', reason: 'period-without-offset' }]);
  });

  test('a usable version takes a resource out of quarantine; one dismissed stays away until it changes', async () => {
    const bench = await startPortalBench();
    await bench.put(rescheduleTask({ input: [] }));
    const desk = openBenchDesk(bench);
    await desk.refresh();
    desk.db.run(qb.deleteFrom('quarantine').where('id', '=', 'task-1'));
    await desk.refresh();
    expect(quarantined(desk)).toEqual([]);

    await bench.put(rescheduleTask());
    await desk.refresh();
    expect(findRequest(desk.db, 'task-1')).not.toBeNull();
  });

  test('a request is shown as soon as the visit it waits for arrives', async () => {
    const bench = await startPortalBench();
    await bench.put(rescheduleTask({ focus: { reference: 'Appointment/visit-2' } }));
    const desk = openBenchDesk(bench);
    await desk.refresh();
    expect(quarantined(desk)).toMatchObject([{ id: 'task-1', reason: 'unknown-focus' }]);
    await bench.put(appointmentResource({ id: 'visit-2' }));
    await desk.refresh();
    expect(quarantined(desk)).toEqual([]);
    expect(findRequest(desk.db, 'task-1')?.appointmentId).toBe('visit-2');
  });

  test('a note of 10,000 characters with markup, right-to-left and control characters survives, NUL aside', async () => {
    const note = `<script>alert(1)</script> \u202Eabc\u202C \u0007 ${'שלום '.repeat(1990)}\u0000end`;
    const bench = await startPortalBench();
    await bench.put(rescheduleTask());
    const desk = openBenchDesk(bench, { start: false });
    bench.proxy.fault = (request) =>
      isSearch('Task')(request)
        ? { rewrite: (text) => text.replace('"After lunch would be better."', JSON.stringify(note)) }
        : null;
    desk.sync.start();
    await desk.refresh();
    expect(note.length).toBeGreaterThan(10_000 - 100);
    expect(findRequest(desk.db, 'task-1')?.note).toBe(note.replace('\u0000', ''));
  });

  test('a resource that is far too large is kept out, and said to be', async () => {
    const bench = await startPortalBench();
    await bench.put(rescheduleTask());
    const desk = openBenchDesk(bench, { start: false });
    bench.proxy.fault = (request) =>
      isSearch('Task')(request)
        ? { rewrite: (text) => text.replace('After lunch', 'x'.repeat(150_000)) }
        : null;
    desk.sync.start();
    await desk.refresh();
    expect(quarantined(desk)).toMatchObject([{ id: 'task-1', reason: 'too-large' }]);
  });
  test('one that is nested without measure is kept out too, and the others are read', async () => {
    const bench = await startPortalBench();
    await bench.put(rescheduleTask());
    await bench.put(appointmentResource({ id: 'visit-2' }));
    await bench.put(rescheduleTask({ id: 'task-2', focus: { reference: 'Appointment/visit-2' }, note: [] }));
    const desk = openBenchDesk(bench, { start: false });
    const deep = `${'['.repeat(60_000)}${']'.repeat(60_000)}`;
    bench.proxy.fault = (request) =>
      isSearch('Task')(request) ? { rewrite: (text) => text.replace(/"After lunch[^"]*"/, deep) } : null;
    desk.sync.start();
    await desk.refresh();
    expect(quarantined(desk)).toMatchObject([{ id: 'task-1', reason: 'too-large' }]);
    expect(findRequest(desk.db, 'task-2')).not.toBeNull();
  });

  test('duplicate entries, entries without an id, entries that are no resources: one request, the rest named', async () => {
    const bench = await startPortalBench();
    await bench.put(rescheduleTask());
    const desk = openBenchDesk(bench, { start: false });
    bench.proxy.fault = (request) =>
      isSearch('Task')(request)
        ? {
            rewrite: (text) => {
              const bundle: { entry: { resource: object }[] } = JSON.parse(text);
              const [one] = bundle.entry;
              return JSON.stringify({
                ...bundle,
                entry: [one, one, { resource: { resourceType: 'Task' } }, 'junk', null, {}, one],
              });
            },
          }
        : null;
    desk.sync.start();
    expect((await desk.refresh()).phase).toBe('up-to-date');
    expect(historyKinds(desk, 'task-1')).toEqual(['request-received']);
    expect(quarantined(desk).map((q) => [q.type, q.reason])).toEqual([
      ['Task', 'malformed'],
      ['Task', 'malformed'],
      ['Task', 'malformed'],
      ['Task', 'malformed'],
    ]);
  });
});

describe('a portal that misbehaves', () => {
  test.each<[string, () => Fault, string]>([
    ['a Bundle cut in the middle', () => 'cut', 'server-error'],
    [
      'an HTML page',
      () => ({ status: 200, body: '<html></html>', headers: { 'content-type': 'text/html' } }),
      'server-error',
    ],
    [
      '200 with an OperationOutcome',
      () => ({
        status: 200,
        body: '{"resourceType":"OperationOutcome","issue":[{"diagnostics":"Index is being rebuilt"}]}',
      }),
      'server-error',
    ],
    ['500', () => ({ status: 500 }), 'server-error'],
    ['a broken connection', () => 'break', 'offline'],
  ])('%s: the round ends, the next goes on where it stopped', async (_what, fault, phase) => {
    const bench = await startPortalBench();
    await putVisits(bench, 210);
    const desk = openBenchDesk(bench, { start: false });
    let page = 0;
    bench.proxy.fault = (request) => {
      if (!isSearch('Appointment')(request)) return null;
      page += 1;
      return page === 2 ? fault() : null;
    };
    desk.sync.start();
    await bench.clock.settle();
    await firstRound(desk);
    expect(desk.sync.status().phase).toBe(phase);
    expect(desk.db.all(qb.selectFrom('appointment').select('id'))).toHaveLength(200);

    const status = await desk.refresh();
    expect(status.phase).toBe('up-to-date');
    expect(desk.db.all(qb.selectFrom('appointment').select('id'))).toHaveLength(211);
  });

  test('a next link to another host is refused and said, never followed; what can be read is', async () => {
    const bench = await startPortalBench();
    const stranger = await startPortalBench();
    await bench.put(rescheduleTask());
    const desk = openBenchDesk(bench, { start: false });
    bench.proxy.fault = (request) =>
      isSearch('Appointment')(request)
        ? {
            rewrite: (text) =>
              JSON.stringify({
                ...JSON.parse(text),
                link: [{ relation: 'next', url: `${stranger.proxy.fhirUrl}/Appointment?page=2` }],
              }),
          }
        : null;
    desk.sync.start();
    const status = await desk.refresh();
    expect(status.phase).toBe('server-error');
    expect(status.detail).toContain('outside its own');
    expect(stranger.proxy.seen).toEqual([]);
    expect(findRequest(desk.db, 'task-1')).not.toBeNull();
  });

  test('pages that go round in a circle end', async () => {
    const bench = await startPortalBench();
    const desk = openBenchDesk(bench, { start: false });
    bench.proxy.fault = (request) =>
      isSearch('Patient')(request)
        ? {
            rewrite: (text) =>
              JSON.stringify({
                ...JSON.parse(text),
                link: [{ relation: 'next', url: `${bench.proxy.fhirUrl}/Patient?_count=7` }],
              }),
          }
        : null;
    desk.sync.start();
    const status = await desk.refresh();
    expect(status).toMatchObject({ phase: 'server-error' });
    expect(status.detail).toContain('circle');
    expect(findAppointment(desk.db, 'visit-1')).not.toBeNull();
  });

  test.each<[string, (query: URLSearchParams) => boolean, number]>([
    ['knows no _total', (query) => query.has('_total'), 0],
    ['gives no more than 100 at a time', (query) => Number(query.get('_count')) > 100, 1],
    ['neither', (query) => query.has('_total') || Number(query.get('_count')) > 50, 4],
  ])(
    'one that %s is read all the same, and asked no more for what it refused',
    async (_what, refuses, pages) => {
      const bench = await startPortalBench();
      await putVisits(bench, 210);
      const desk = openBenchDesk(bench, { start: false });
      const refused: string[] = [];
      bench.proxy.fault = ({ path }) => {
        const [type = '', query = ''] = path.split('?');
        if (!refuses(new URLSearchParams(query)) || !query.includes('_sort')) return null;
        refused.push(type);
        return { status: 400 };
      };
      desk.sync.start();
      expect((await desk.refresh()).phase).toBe('up-to-date');
      expect(desk.db.all(qb.selectFrom('appointment').select('id'))).toHaveLength(211);
      expect(new Set(refused)).toEqual(new Set(['Patient']));
      const searches = bench.proxy.seen.filter(isSearch('Appointment'));
      expect(searches.filter(({ path }) => path.includes('cursor')).length).toBeGreaterThanOrEqual(pages);

      const before = refused.length;
      await desk.refresh();
      expect(refused).toHaveLength(before);
    },
  );

  test('one that refuses a search however it is put is not asked again and again in other words', async () => {
    const bench = await startPortalBench();
    const desk = openBenchDesk(bench, { start: false });
    bench.proxy.fault = (request) => (isSearch('Location')(request) ? { status: 400 } : null);
    desk.sync.start();
    expect((await desk.refresh()).phase).toBe('server-error');
    const asked = () => bench.proxy.seen.filter(isSearch('Location')).length;
    const before = asked();
    await desk.refresh();
    expect(asked()).toBe(before + 1);
    bench.proxy.fault = () => null;
    expect((await desk.refresh()).phase).toBe('up-to-date');
  });

  test('a portal that never answers: offline since then, and up to date when it answers again', async () => {
    const bench = await startPortalBench();
    const desk = openBenchDesk(bench, { timeoutMs: 5000 });
    await desk.refresh();
    bench.proxy.fault = () => 'hang';
    const before = bench.proxy.seen.length;
    const round = desk.refresh();
    while (bench.proxy.seen.length === before) await bench.clock.settle();
    await bench.clock.advance(5000);
    const status = await round;
    expect(status).toMatchObject({ phase: 'offline', offlineSince: bench.clock.now() });

    bench.proxy.fault = () => null;
    desk.sync.networkReturned();
    expect(await desk.refresh()).toMatchObject({ phase: 'up-to-date', offlineSince: null });
  });
});

describe('when the portal is asked', () => {
  test('every 15 seconds in the foreground, every 60 otherwise, and at once on coming back', async () => {
    const bench = await startPortalBench();
    const asked: number[] = [];
    const empty: PortalAnswer = {
      kind: 'answer',
      status: 200,
      body: { resourceType: 'Bundle', type: 'searchset' },
      retryAfterMs: null,
    };
    const desk = openBenchDesk(bench, {
      portal: {
        send: async ({ url }) => {
          if (url.startsWith('Patient')) asked.push(bench.clock.now());
          return empty;
        },
      },
    });
    const t0 = bench.clock.now();
    await bench.clock.advance(45_000);
    expect(asked.map((at) => at - t0)).toEqual([0, 15_000, 30_000, 45_000]);
    desk.sync.setForeground(false);
    await bench.clock.advance(60_000);
    const inBackground = asked.length;
    await bench.clock.advance(120_000);
    expect(asked.length - inBackground).toBe(2);
    desk.sync.setForeground(true);
    await bench.clock.advance(0);
    expect(asked.length - inBackground).toBe(3);
  });
});

/** Waits until the round under way has ended, without starting another. */
async function firstRound(desk: ReturnType<typeof openBenchDesk>): Promise<void> {
  await new Promise<void>((resolve) => {
    const stop = desk.sync.onStatus(() => {
      const { phase } = desk.sync.status();
      if (phase === 'loading') return;
      stop();
      resolve();
    });
  });
}

describe('a provider', () => {
  const withProvider = (reference: string, display?: string) =>
    appointmentResource({
      participant: [
        { actor: { reference: 'Patient/patient-1' }, status: 'accepted' },
        { actor: { reference, ...(display === undefined ? {} : { display }) }, status: 'accepted' },
      ],
    });

  test('whom the portal will not show keeps their appointments, under the name these give', async () => {
    const bench = await startPortalBench();
    await bench.put(withProvider('Practitioner/removed', 'Dr. Long Gone'));
    bench.proxy.fault = ({ path }) => (path === 'Practitioner/removed' ? { status: 410 } : null);
    const desk = openBenchDesk(bench);
    await desk.refresh();

    expect(findPractitioner(desk.db, 'removed')).toEqual({
      id: 'removed',
      name: 'Dr. Long Gone',
      active: false,
    });
    expect(findAppointment(desk.db, 'visit-1')?.practitionerId).toBe('removed');
    expect(desk.changed.flat()).toContain('directory');
  });

  test('who arrives later, or leaves, is shown as the portal says', async () => {
    const bench = await startPortalBench();
    await bench.put(withProvider('Practitioner/late'));
    bench.proxy.fault = ({ path }) => (path === 'Practitioner/late' ? { status: 404 } : null);
    const desk = openBenchDesk(bench);
    await desk.refresh();
    expect(findPractitioner(desk.db, 'late')).toEqual({ id: 'late', name: '', active: false });
    expect(providerOnScreen(desk.db, 'late')).toBe('Unknown provider');
    await speak('de');
    expect(providerOnScreen(desk.db, 'late')).toBe('Behandler unbekannt');

    bench.proxy.fault = () => null;
    await bench.put(practitionerResource({ id: 'late', name: [{ text: 'Dr. Late' }] }));
    await desk.refresh();
    expect(findPractitioner(desk.db, 'late')).toEqual({ id: 'late', name: 'Dr. Late', active: true });

    await bench.put(practitionerResource({ id: 'late', name: [{ text: 'Dr. Late' }], active: false }));
    await desk.refresh();
    expect(findPractitioner(desk.db, 'late')).toEqual({ id: 'late', name: 'Dr. Late', active: false });
  });
});
