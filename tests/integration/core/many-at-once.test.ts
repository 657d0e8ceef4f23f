import type { Appointment, Task } from '@medplum/fhirtypes';
import { describe, expect, test } from 'vitest';
import { qb } from '../../../src-main/db/db.ts';
import type { DeskCommand } from '../../../src-shared/domain/commands.ts';
import { divide, type ManyAct, MOST_AT_ONCE } from '../../../src-shared/domain/many-requests.ts';
import { addDays, toNearestInstant, weekdayOf } from '../../../src-shared/domain/time.ts';
import { asChosen, commandOfAct, shownOf } from '../../../src-shared/ipc/chosen-request.ts';
import { MOST_BY_ID, type RequestRow } from '../../../src-shared/ipc/request-views.ts';
import {
  appointmentResource,
  cancelTask,
  newAppointmentTask,
  rescheduleTask,
  wishedAppointment,
} from '../../support/clinic-resources.ts';
import { ZONE } from '../../support/domain.ts';
import { actor } from '../../support/local-desk.ts';
import {
  type DeskOptions,
  openSmallClinic,
  type PortalDesk,
  type SmallClinic,
  slotAt,
  WORDS,
} from '../../support/portal-desk.ts';
import { WHOLE_INBOX } from '../../support/whole-inbox.ts';

/** Every cancellation waits for a person. */
const RULES = { policy: { approval: { mode: 'always' }, charges: { mode: 'none' } } } as const;
const SLOTS = 8;
const { cursor: _, limit: __, ...ALL } = WHOLE_INBOX;

/** The nth half hour of the mornings of working days, from Mon, Dec 7, 2026 on; `early`: of their nights, where nobody is asked for a time. */
function halfHour(n: number, early = false) {
  let date = '2026-12-07';
  for (let left = Math.floor(n / SLOTS); left > 0; left -= weekdayOf(date) < 6 ? 1 : 0)
    date = addDays(date, 1);
  while (weekdayOf(date) > 5) date = addDays(date, 1);
  const start =
    toNearestInstant(date, early ? '01:00' : '08:00', ZONE, 'earlier') + (n % SLOTS) * 30 * 60_000;
  const [from, to] = [start, start + 30 * 60_000].map((at) => new Date(at).toISOString());
  return { start: from ?? '', end: to ?? '' };
}

const kindOf = (n: number) => (['reschedule', 'cancel', 'new'] as const)[n % 3] ?? 'new';
const asking = (n: number) => ({
  type: { coding: [{ system: 'urn:reslot:task-input', code: 'requested-period' }] },
  valuePeriod: halfHour(n),
});

/** So many requests, of each kind in turn, each for a time of its own that is free. */
async function putRequests({ portal }: SmallClinic, count: number): Promise<void> {
  for (let n = 0; n < count; n += 1) {
    const kind = kindOf(n);
    const id = `visit-of-${n}`;
    const about = { id: `task-of-${n}`, focus: { reference: `Appointment/${id}` }, input: [asking(n)] };
    await portal.put(
      kind === 'new' ? wishedAppointment({ id }) : appointmentResource({ id, ...halfHour(n, true) }),
    );
    await portal.put(
      kind === 'new'
        ? newAppointmentTask(about)
        : kind === 'cancel'
          ? cancelTask(about)
          : rescheduleTask(about),
    );
  }
}

async function openRequests(desk: PortalDesk): Promise<RequestRow[]> {
  const ids = await desk.ask('requests.ids', ALL);
  const rows: RequestRow[] = [];
  for (let from = 0; from < ids.length; from += MOST_BY_ID)
    rows.push(...(await desk.ask('requests.byIds', { ids: [...ids.slice(from, from + MOST_BY_ID)] })));
  return rows;
}

const commandFor = (act: ManyAct, { kind, appointment }: RequestRow, start: string): DeskCommand => {
  const type = commandOfAct(act, kind);
  if (type === 'approve') return kind === 'cancel' ? { type, words: WORDS } : { type };
  if (type === 'message') return { type, message: 'Please bring your card.' };
  if (type === 'propose')
    return { type, words: WORDS, slots: [{ ...slotAt(start), type: appointment.type }] };
  return { type: type === 'keep' ? 'keep' : 'deny', words: WORDS };
};

const decideShown = (desk: PortalDesk, act: ManyAct, row: RequestRow, start = '') =>
  desk.core.handlers['requests.decideShown'](
    { id: row.id, act, command: commandFor(act, row, start), shown: shownOf(row) },
    { actor },
  );

const outbox = ({ db }: PortalDesk) =>
  db.all(qb.selectFrom('outbox').select(['state', 'request_id']).orderBy('seq'));
const taskOf = async ({ portal }: SmallClinic, n: number): Promise<Task | undefined> =>
  (await portal.search<Task>(`Task?_id=task-of-${n}`))[0];
const visitOf = async ({ portal }: SmallClinic, n: number): Promise<Appointment | undefined> =>
  (await portal.search<Appointment>(`Appointment?_id=visit-of-${n}`))[0];

async function openWith(count: number, options: DeskOptions = {}) {
  const clinic = await openSmallClinic();
  await putRequests(clinic, count);
  const desk = clinic.open({ rules: RULES, ...options });
  await desk.settle();
  return { clinic, desk };
}

describe('a mixed selection', () => {
  test('approved: one visit moves, one is cancelled, one is booked, and each patient has the letter of theirs', async () => {
    const { clinic, desk } = await openWith(3);
    const rows = await openRequests(desk);
    expect(rows.map(({ kind }) => kind).toSorted()).toEqual(['cancel', 'new', 'reschedule']);
    const { taken } = divide(
      'approve',
      rows.map((row) => asChosen(row, 'approve', null)),
    );
    expect(taken).toHaveLength(3);
    for (const row of rows) expect(await decideShown(desk, 'approve', row)).toMatchObject({ ok: true });
    await desk.settle();
    expect(outbox(desk).map(({ state }) => state)).toEqual(['done', 'done', 'done']);
    const instantOf = (at: string | undefined) => Date.parse(at ?? '');
    expect(instantOf((await visitOf(clinic, 0))?.start)).toBe(instantOf(halfHour(0).start));
    expect((await visitOf(clinic, 1))?.status).toBe('cancelled');
    expect(await visitOf(clinic, 2)).toMatchObject({ status: 'booked' });
    expect(instantOf((await visitOf(clinic, 2))?.start)).toBe(instantOf(halfHour(2).start));
    expect(
      desk.db
        .all(qb.selectFrom('mail').select('kind'))
        .map(({ kind }) => kind)
        .toSorted(),
    ).toEqual(['approved', 'booked', 'cancelled']);
  });

  test('denied: nothing moves, nothing is cancelled, nothing is booked, and each letter says which', async () => {
    const { clinic, desk } = await openWith(3);
    for (const row of await openRequests(desk))
      expect(await decideShown(desk, 'deny', row)).toMatchObject({ ok: true });
    await desk.settle();
    for (const n of [0, 1, 2]) {
      expect((await taskOf(clinic, n))?.status).toBe('rejected');
      expect((await visitOf(clinic, n))?.status).toBe(n === 2 ? 'proposed' : 'booked');
    }
    expect(
      desk.db
        .all(qb.selectFrom('mail').select('kind'))
        .map(({ kind }) => kind)
        .toSorted(),
    ).toEqual(['denied', 'kept', 'not-booked']);
  });

  test('proposed: each gets its own time, held until the patient has answered', async () => {
    const { clinic, desk } = await openWith(3);
    for (const [index, row] of (await openRequests(desk)).entries()) {
      // Of a time that is free nothing else is proposed: it is there to be approved.
      const free = row.kind === 'cancel' ? { ok: true } : { error: { code: 'changed-since-shown' } };
      expect(await decideShown(desk, 'propose', row, halfHour(40 + index).start)).toMatchObject(free);
    }
    await clinic.portal.put(appointmentResource({ id: 'rival-0', ...halfHour(0) }));
    await clinic.portal.put(appointmentResource({ id: 'rival-2', ...halfHour(2) }));
    await desk.settle();
    for (const [index, row] of (await openRequests(desk)).entries())
      expect(await decideShown(desk, 'propose', row, halfHour(50 + index).start)).toMatchObject({ ok: true });
    await desk.settle();
    expect(await openRequests(desk)).toEqual([]);
    expect(outbox(desk).map(({ state }) => state)).toEqual(['done', 'done', 'done']);
    expect(await clinic.portal.search<Appointment>('Appointment?status=pending')).toHaveLength(3);
  });

  test('written to: nothing is decided, nor told to the portal', async () => {
    const { clinic, desk } = await openWith(3);
    for (const row of await openRequests(desk))
      expect(await decideShown(desk, 'message', row)).toMatchObject({ ok: true });
    await desk.settle();
    expect(await openRequests(desk)).toHaveLength(3);
    for (const n of [0, 1, 2]) expect((await taskOf(clinic, n))?.meta?.versionId).toBe('1');
    const letters = desk.db.all(qb.selectFrom('mail').select(['kind', 'text']));
    expect(letters).toHaveLength(3);
    for (const { kind, text } of letters) {
      expect(kind).toBe('message');
      expect(text).toContain('Please bring your card.');
    }
  });
});

test('of two desks that approve one selection each request is decided once, by whichever was first', async () => {
  const { clinic, desk } = await openWith(6);
  const other = clinic.open({ rules: RULES, seed: 2 });
  await other.settle();
  const [here, there] = [await openRequests(desk), await openRequests(other)];
  expect(there.map(({ id }) => id)).toEqual(here.map(({ id }) => id));
  // One from the top, the other from the bottom; neither has read of the other.
  for (const row of here.slice(0, 4)) await decideShown(desk, 'approve', row);
  for (const row of there.toReversed().slice(0, 4)) await decideShown(other, 'approve', row);
  await desk.settle();
  await other.settle();
  await desk.settle();
  expect(await openRequests(desk)).toEqual([]);
  expect(await openRequests(other)).toEqual([]);
  for (let n = 0; n < 6; n += 1) expect((await taskOf(clinic, n))?.status).toBe('completed');
  const [one, two] = [outbox(desk), outbox(other)];
  const done = [...one, ...two].filter(({ state }) => state === 'done').map(({ request_id }) => request_id);
  expect(done.toSorted()).toEqual(here.map(({ id }) => id).toSorted());
  // What the other was first with is refused by the portal, and told to nobody twice.
  const refused = [...one, ...two].filter(({ state }) => state !== 'done');
  expect(refused.map(({ state }) => state)).toEqual(['conflict', 'conflict']);
  const told = await Promise.all([desk, other].map((at) => at.ask('attention.list', undefined)));
  expect(
    told
      .flat()
      .flatMap((item) => (item.kind === 'conflict' ? [item.requestId] : []))
      .toSorted(),
  ).toEqual(refused.map(({ request_id }) => request_id).toSorted());
  expect([...desk.sent, ...other.sent]).toHaveLength(6);
});

test('the network is lost half way through as many as one go takes: all are decided, and each arrives once', async () => {
  const network = { up: true, left: Number.POSITIVE_INFINITY };
  const { clinic, desk } = await openWith(MOST_AT_ONCE, {
    between: async (request, send) => {
      if (request.method === 'POST') network.left -= 1;
      if (network.left < 0) network.up = false;
      return network.up ? send(request) : { kind: 'none', why: 'unreachable', detail: 'no network' };
    },
  });
  const rows = await openRequests(desk);
  expect(rows).toHaveLength(MOST_AT_ONCE);
  const chosen = rows.map((row) => asChosen(row, 'approve', null));
  expect(divide('approve', chosen).leftOut).toEqual([]);
  network.left = MOST_AT_ONCE / 2;
  for (const row of rows) expect(await decideShown(desk, 'approve', row)).toMatchObject({ ok: true });
  await desk.settle();
  await desk.settle();
  const arrived = outbox(desk).filter(({ state }) => state === 'done').length;
  expect(arrived).toBeGreaterThan(0);
  expect(arrived).toBeLessThan(MOST_AT_ONCE);
  expect(outbox(desk).filter(({ state }) => state === 'failed')).toEqual([]);
  expect(await openRequests(desk)).toEqual([]);

  Object.assign(network, { up: true, left: Number.POSITIVE_INFINITY });
  await clinic.clock.advance(30 * 60_000);
  await desk.settle();
  expect(outbox(desk).every(({ state }) => state === 'done')).toBe(true);
  for (let n = 0; n < MOST_AT_ONCE; n += 1) expect((await taskOf(clinic, n))?.meta?.versionId).toBe('2');
  expect(desk.db.all(qb.selectFrom('mail').select('id'))).toHaveLength(MOST_AT_ONCE);
  expect(desk.sent).toHaveLength(MOST_AT_ONCE);
}, 180_000);
