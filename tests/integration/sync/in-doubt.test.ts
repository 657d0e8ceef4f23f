import type { Appointment } from '@medplum/fhirtypes';
import { expect, test } from 'vitest';
import { qb } from '../../../src-main/db/db.ts';
import type { PortalAnswer, PortalRequest } from '../../../src-main/ports.ts';
import { appointmentResource, rescheduleTask } from '../../support/clinic-resources.ts';
import { openSmallClinic, type PortalDesk, slotAt, WORDS } from '../../support/portal-desk.ts';
import type { InProcessPortal } from '../../support/portal-in-process.ts';

type Send = (request: PortalRequest) => Promise<PortalAnswer>;

const NEW = '2026-11-30T15:00:00Z';
const ELSEWHERE = '2026-11-30T18:00:00Z';
const LOST: PortalAnswer = { kind: 'none', why: 'connection-lost', detail: 'connection-lost' };
const answer = (status: number, body?: unknown): PortalAnswer => ({
  kind: 'answer',
  status,
  body,
  retryAfterMs: null,
});
const isWrite = ({ method, url }: PortalRequest): boolean => method === 'POST' && url === '';

/** A desk behind a network of which each test says what it does. */
async function deskBehind() {
  const clinic = await openSmallClinic();
  const network: { does: (request: PortalRequest, send: Send) => Promise<PortalAnswer> } = {
    does: (request, send) => send(request),
  };
  const desk = clinic.open({ between: (request, send) => network.does(request, send) });
  await desk.settle();
  return { ...clinic, network, desk };
}

const shown = ({ db }: PortalDesk, portalId: string) => {
  const row = db.get(
    qb.selectFrom('appointment').select(['start_ms', 'status']).where('portal_id', '=', portalId),
  );
  return row && { start: new Date(row.start_ms).toISOString(), status: row.status };
};
const decisions = ({ db }: PortalDesk) =>
  db.all(qb.selectFrom('outbox').select(['state']).orderBy('seq')).map(({ state }) => state);
const letters = ({ db }: PortalDesk) =>
  db.all(qb.selectFrom('mail').select(['kind', 'state']).orderBy('seq'));

const book = (desk: PortalDesk) =>
  desk.ask('decisions.decide', {
    on: 'schedule',
    command: { type: 'book', patientId: 'patient-1', slot: slotAt(NEW), message: '', notify: true },
  });

test.each<[string, Partial<Appointment>, { readonly start: string; readonly status: string }]>([
  [
    'moved',
    { start: ELSEWHERE, end: '2026-11-30T18:30:00Z' },
    { start: '2026-11-30T18:00:00.000Z', status: 'booked' },
  ],
  ['cancelled', { status: 'cancelled' }, { start: '2026-11-30T15:00:00.000Z', status: 'cancelled' }],
])(
  'a booking whose answer is lost is %s by somebody else: that is what the desk shows',
  async (_what, over, expected) => {
    const { desk, network, portal } = await deskBehind();
    let writes = 0;
    network.does = async (request, send) => {
      if (!isWrite(request)) return send(request);
      writes += 1;
      if (writes > 1) return answer(503);
      await send(request);
      return LOST;
    };
    await book(desk);
    await desk.clock.advance(9000);
    const visits = await portal.search<Appointment>('Appointment');
    const booked = visits.find(({ id }) => id !== 'visit-1');
    if (!booked?.id) throw new Error('the booking is not in the portal');
    await portal.put({ ...booked, ...over });
    // The desk has read what became of it before its next attempt is answered.
    await desk.clock.advance(30_000);
    network.does = (request, send) => send(request);
    await desk.clock.advance(6 * 60_000);
    expect(shown(desk, booked.id)).toEqual(expected);
    expect(decisions(desk)).toEqual(['done']);
  },
);

test('an earlier attempt that lands while the desk looks whether it has is no conflict', async () => {
  const { desk, network, portal } = await deskBehind();
  let underWay: (() => Promise<unknown>) | null = null;
  let reads = 0;
  network.does = async (request, send) => {
    if (isWrite(request)) {
      if (underWay) return answer(409);
      underWay = () => send(request);
      return LOST;
    }
    // Between the two resources that the decision writes.
    if (underWay && !request.url.includes('?') && request.url.startsWith('Task/')) {
      reads += 1;
      const before = await send(request);
      if (reads === 1) await underWay();
      return before;
    }
    return send(request);
  };
  await askedToMove(portal, desk);
  await desk.ask('decisions.decide', {
    on: 'request',
    id: 'task-1',
    command: { type: 'approve', words: WORDS },
  });
  await desk.clock.advance(120_000);
  expect(decisions(desk)).toEqual(['done']);
  expect(letters(desk)).toEqual([{ kind: 'approved', state: 'sent' }]);
  expect(shown(desk, 'visit-1')).toEqual({ start: '2026-11-25T20:00:00.000Z', status: 'booked' });
});

async function askedToMove(portal: InProcessPortal, desk: PortalDesk): Promise<void> {
  await portal.put(rescheduleTask());
  await desk.settle();
}

test('a gateway that answers with a page for a minute: nothing leaves the schedule, nothing is refused', async () => {
  const { desk, network } = await deskBehind();
  await desk.ask('decisions.decide', {
    on: 'schedule',
    command: { type: 'update', appointmentId: 'visit-1', slot: slotAt(NEW), words: WORDS, notify: true },
  });
  let attempts = 0;
  network.does = async (request, send) => {
    if (isWrite(request)) attempts += 1;
    // The first is answered by the server with a conflict of its own, so that the desk has to look.
    if (attempts === 1 && isWrite(request)) return answer(409);
    return attempts === 0 ? send(request) : answer(404);
  };
  await desk.clock.advance(60_000);
  expect(attempts).toBeGreaterThan(0);
  expect(shown(desk, 'visit-1')?.status).toBe('booked');
  expect(decisions(desk)).not.toContain('failed');
  expect(decisions(desk)).not.toContain('conflict');
  network.does = (request, send) => send(request);
  await desk.clock.advance(6 * 60_000);
  expect(decisions(desk)).toEqual(['done']);
  expect(shown(desk, 'visit-1')).toEqual({ start: '2026-11-30T15:00:00.000Z', status: 'booked' });
});

test('a replica that shows what was before says nothing about who wrote', async () => {
  const { desk, network, portal } = await deskBehind();
  const old = await portal.send({ method: 'GET', url: 'Appointment/visit-1' });
  await portal.put(appointmentResource({ comment: 'Bring your card' }));
  await desk.settle();
  await desk.ask('decisions.decide', {
    on: 'schedule',
    command: { type: 'update', appointmentId: 'visit-1', slot: slotAt(NEW), words: WORDS, notify: true },
  });
  let behind = true;
  network.does = async (request, send) => {
    if (isWrite(request) && behind) return answer(409);
    if (behind && request.url === 'Appointment/visit-1') return old;
    return send(request);
  };
  await desk.clock.advance(20_000);
  expect(decisions(desk)).toEqual(['unsure']);
  behind = false;
  await desk.clock.advance(60_000);
  expect(decisions(desk)).toEqual(['done']);
  expect(letters(desk)).toEqual([{ kind: 'updated', state: 'sent' }]);
});

test('one decision the portal does not allow holds up no other, and comes before a person', async () => {
  const { desk, network, portal } = await deskBehind();
  await portal.put(
    appointmentResource({ id: 'visit-2', start: '2026-11-25T15:00:00Z', end: '2026-11-25T15:30:00Z' }),
  );
  await desk.settle();
  const refused = (body: unknown) => JSON.stringify(body).includes('Appointment/visit-1');
  network.does = async (request, send) =>
    isWrite(request) && refused(request.body) ? answer(403) : send(request);
  await desk.move('visit-1', NEW);
  await desk.move('visit-2', '2026-11-30T16:00:00Z');
  expect(decisions(desk)).toEqual(['ready', 'done']);
  expect(desk.core.status().phase).not.toBe('sign-in-failed');
  await desk.clock.advance(15 * 60_000);
  expect(decisions(desk)).toEqual(['failed', 'done']);
  const [refusal] = desk.db.all(qb.selectFrom('outbox').select('last_error').orderBy('seq'));
  expect(refusal?.last_error).toBe(
    'The portal does not let this desk change this: ask the portal’s operator. HTTP 403',
  );
  expect(letters(desk)).toEqual([
    { kind: 'updated', state: 'waiting' },
    { kind: 'updated', state: 'sent' },
  ]);
});

test.each([405, 501])('a portal without transactions (%i) is said to be one', async (status) => {
  const { desk, network } = await deskBehind();
  const outcome = { resourceType: 'OperationOutcome', issue: [{ diagnostics: 'Not supported' }] };
  network.does = async (request, send) => (isWrite(request) ? answer(status, outcome) : send(request));
  await desk.move('visit-1', NEW);
  expect(decisions(desk)).toEqual(['ready']);
  await desk.clock.advance(15 * 60_000);
  expect(decisions(desk)).toEqual(['failed']);
  const [refusal] = desk.db.all(qb.selectFrom('outbox').select('last_error'));
  expect(refusal?.last_error).toBe(
    `The portal carries out no transactions, and every decision is one: ask the portal’s operator to offer them. HTTP ${status}: Not supported`,
  );
});

const update = (desk: PortalDesk) =>
  desk.ask('decisions.decide', {
    on: 'schedule',
    command: { type: 'update', appointmentId: 'visit-1', slot: slotAt(NEW), words: WORDS, notify: true },
  });

test.each([400, 404, 413])(
  "%i without an OperationOutcome is a gateway's word, however long",
  async (status) => {
    const { desk, network } = await deskBehind();
    network.does = async (request, send) => (isWrite(request) ? answer(status) : send(request));
    await update(desk);
    await desk.clock.advance(30 * 60_000);
    expect(decisions(desk)).toEqual(['unsure']);
    expect(desk.core.status()).toMatchObject({ waitingToSync: 1, delayed: 1, needAttention: 0 });
    network.does = (request, send) => send(request);
    await desk.clock.advance(30 * 60_000);
    expect(decisions(desk)).toEqual(['done']);
    expect(letters(desk)).toEqual([{ kind: 'updated', state: 'sent' }]);
  },
);

test.each([400, 422])(
  'a conflict answered %i is a conflict where a read shows another version',
  async (status) => {
    const { desk, network, portal } = await deskBehind();
    network.does = async (request, send) => {
      const said = await send(request);
      return isWrite(request) && said.kind === 'answer' && said.status === 412 ? { ...said, status } : said;
    };
    await update(desk);
    await portal.put(appointmentResource({ start: ELSEWHERE, end: '2026-11-30T18:30:00Z' }));
    await desk.clock.advance(60_000);
    expect(decisions(desk)).toEqual(['conflict']);
    expect(letters(desk)).toEqual([{ kind: 'updated', state: 'dropped' }]);
    expect(shown(desk, 'visit-1')?.start).toBe('2026-11-30T18:00:00.000Z');
  },
);

test.each([403, 405, 501])('a conflict is told without a history (%i)', async (status) => {
  const { desk, network, portal } = await deskBehind();
  network.does = async (request, send) =>
    request.url.includes('/_history') ? answer(status) : send(request);
  await update(desk);
  await portal.put(appointmentResource({ start: ELSEWHERE, end: '2026-11-30T18:30:00Z' }));
  await desk.clock.advance(60_000);
  expect(decisions(desk)).toEqual(['conflict']);
  expect(letters(desk)).toEqual([{ kind: 'updated', state: 'dropped' }]);
});

test('a right to create patients that is missing is named, and holds up nothing else', async () => {
  const { desk, network } = await deskBehind();
  network.does = async (request, send) =>
    isWrite(request) && JSON.stringify(request.body).includes('"resourceType":"Patient"')
      ? answer(403)
      : send(request);
  await desk.ask('patients.add', {
    givenName: 'Mira',
    familyName: 'Novak',
    birthDate: '1990-02-28',
    phone: '(312) 555-0199',
    email: 'mira@mail.example',
  });
  await desk.move('visit-1', NEW);
  await desk.clock.advance(15 * 60_000);
  expect(decisions(desk)).toEqual(['failed', 'done']);
  const [refusal] = desk.db.all(qb.selectFrom('outbox').select('last_error').orderBy('seq'));
  expect(refusal?.last_error).toContain('does not let this desk create patients');
});

/** As a server does that does not know the parameter: it gives all it has. */
const ignoresIdentifier = (request: PortalRequest): PortalRequest => ({
  ...request,
  url: request.url.replace(/([?&])identifier=[^&]*/, '$1_sort=_lastUpdated'),
});

test('what a search gives that does not know identifiers is not taken for what the desk has created', async () => {
  const { desk, network, portal, clock } = await deskBehind();
  let lost = false;
  network.does = async (request, send) => {
    if (!isWrite(request) || lost) return send(ignoresIdentifier(request));
    lost = true;
    return LOST;
  };
  await book(desk);
  await desk.settle();
  await clock.advance(5 * 60_000);
  await desk.settle();
  expect(decisions(desk)).toEqual(['done']);
  expect(desk.core.status().phase).toBe('up-to-date');
  expect(shown(desk, 'visit-1')?.start).toBe('2026-11-24T15:00:00.000Z');
  expect((await portal.search<Appointment>('Appointment?_count=50')).map(({ start }) => start)).toHaveLength(
    2,
  );
});

test('another’s visit, found in the place of what was to be created, is not the desk’s', async () => {
  const { desk, network, clock } = await deskBehind();
  let isMistaken = true;
  network.does = async (request, send) => {
    if (!isWrite(request) || !isMistaken) return send(request);
    const found = await send({ method: 'GET', url: 'Appointment/visit-1' });
    const resource = found.kind === 'answer' ? found.body : null;
    const entry = [{ resource, response: { status: '200 OK' } }];
    return answer(200, { resourceType: 'Bundle', type: 'transaction-response', entry });
  };
  await book(desk);
  await desk.settle();
  expect(decisions(desk)).toEqual(['unsure']);
  expect(desk.core.status()).toMatchObject({
    phase: 'server-error',
    detail: 'The answer is not the Appointment that was written',
  });
  expect(letters(desk).map(({ state }) => state)).not.toContain('sent');
  isMistaken = false;
  await clock.advance(10 * 60_000);
  await desk.settle();
  expect(decisions(desk)).toEqual(['done']);
  expect(shown(desk, 'visit-1')?.start).toBe('2026-11-24T15:00:00.000Z');
});
