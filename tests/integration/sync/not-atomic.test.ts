import type { Appointment, Task } from '@medplum/fhirtypes';
import { expect, test } from 'vitest';
import { qb } from '../../../src-main/db/db.ts';
import type { Portal, PortalAnswer } from '../../../src-main/ports.ts';
import { conflictNote } from '../../../src-shared/domain/conflict-note.ts';
import { appointmentResource, cancelTask, rescheduleTask } from '../../support/clinic-resources.ts';
import { openSmallClinic, type PortalDesk, slotAt, WORDS } from '../../support/portal-desk.ts';

const ELSEWHERE = { start: '2026-11-30T18:00:00Z', end: '2026-11-30T18:30:00Z' };
const PROPOSE = { type: 'propose', slots: [slotAt('2026-11-30T15:00:00Z')], words: WORDS } as const;

type Entry = { readonly request: { readonly url: string } };
type Body = { readonly entry: readonly Entry[] };

/**
 * A server that answers 200 to a transaction and carries out each entry for itself. `refuses`: what it answers to an entry by
 * its own rules.
 */
function entryByEntry(send: Portal['send'], refuses: (entry: Entry) => number | null): Portal['send'] {
  return async (request) => {
    if (request.method !== 'POST' || request.url !== '') return send(request);
    const { entry: entries, ...rest } = request.body as unknown as Body;
    const answers: unknown[] = [];
    for (const entry of entries) {
      const status = refuses(entry);
      const one: PortalAnswer =
        status === null
          ? await send({ ...request, body: { ...rest, entry: [entry] } })
          : { kind: 'answer', status, body: undefined, retryAfterMs: null };
      if (one.kind !== 'answer') return one;
      const done = one.body as { readonly entry?: readonly unknown[] } | undefined;
      answers.push(
        one.status < 300 ? done?.entry?.[0] : { response: { status: String(one.status), outcome: one.body } },
      );
    }
    const body = { resourceType: 'Bundle', type: 'transaction-response', entry: answers };
    return { kind: 'answer', status: 200, body, retryAfterMs: null };
  };
}

async function deskAt(
  task: Task,
  refuses: (entry: Entry) => number | null,
  rules: Parameters<Awaited<ReturnType<typeof openSmallClinic>>['open']>[0] = {},
) {
  const clinic = await openSmallClinic();
  await clinic.portal.put(task);
  const seen = { writes: 0 };
  const desk = clinic.open({
    ...rules,
    between: (request, send) => {
      if (request.method === 'POST' && request.url === '') seen.writes += 1;
      return entryByEntry(send, refuses)(request);
    },
  });
  await desk.settle();
  return { ...clinic, desk, seen };
}

const states = ({ db }: PortalDesk) =>
  db.all(qb.selectFrom('outbox').select('state').orderBy('seq')).map(({ state }) => state);
const letters = ({ db }: PortalDesk) =>
  db.all(qb.selectFrom('mail').select('state')).map(({ state }) => state);
const told = ({ db }: PortalDesk) =>
  db
    .all(qb.selectFrom('conflict').select('note_json'))
    .map(({ note_json }) => conflictNote.parse(JSON.parse(note_json)).portal);

test('the visit was moved elsewhere and the rest landed: it is taken back, told, and not sent again', async () => {
  const { desk, portal, seen } = await deskAt(rescheduleTask(), () => null);
  await desk.ask('decisions.decide', { on: 'request', id: 'task-1', command: PROPOSE });
  await portal.put(appointmentResource(ELSEWHERE));
  await desk.clock.advance(60_000);
  expect(states(desk)).toEqual(['conflict']);
  expect(letters(desk)).toEqual(['dropped']);
  expect(told(desk)).toMatchObject([{ what: 'moved', start: Date.parse(ELSEWHERE.start) }]);
  const [task] = await portal.search<Task>('Task');
  expect(task).toMatchObject({ status: 'requested' });
  expect(task?.output).toBeUndefined();
  const visits = await portal.search<Appointment>('Appointment');
  expect(visits.map(({ id, status }) => [id === 'visit-1', status]).sort()).toEqual([
    [false, 'entered-in-error'],
    [true, 'booked'],
  ]);
  const sent = seen.writes;
  await desk.clock.advance(30 * 60_000);
  expect(seen.writes).toBe(sent);
  expect(desk.db.all(qb.selectFrom('request').select('state'))).toEqual([{ state: 'open' }]);
});

test('what the server refuses by its own rules: what landed is taken back, and a person decides anew', async () => {
  const { desk, portal } = await deskAt(rescheduleTask(), ({ request }) =>
    request.url === 'Appointment/visit-1' ? 403 : null,
  );
  const deny = { type: 'deny', words: WORDS } as const;
  await desk.ask('decisions.decide', { on: 'request', id: 'task-1', command: deny });
  await desk.clock.advance(60_000);
  expect(states(desk)).toEqual(['conflict']);
  expect(letters(desk)).toEqual(['dropped']);
  expect(told(desk)).toEqual([{ what: 'in-part' }]);
  expect(await portal.search<Task>('Task')).toMatchObject([{ status: 'requested' }]);
});

test('what the policy decides and the server carries out in part is not decided again without end', async () => {
  const policy = { approval: { mode: 'never' }, charges: { mode: 'none' } } as const;
  const { desk, portal, seen } = await deskAt(
    cancelTask(),
    ({ request }) => (request.url === 'Appointment/visit-1' ? 403 : null),
    { rules: { policy } },
  );
  await desk.clock.advance(60_000);
  expect(states(desk)).toEqual(['failed']);
  expect(letters(desk)).toEqual(['waiting']);
  expect(await portal.search<Task>('Task')).toMatchObject([{ status: 'requested' }]);
  const sent = seen.writes;
  await desk.clock.advance(30 * 60_000);
  expect(seen.writes).toBe(sent);
});

test('what cannot be taken back stays, and is told with what the portal has', async () => {
  let writesOfTask = 0;
  const { desk, portal } = await deskAt(rescheduleTask(), ({ request }) => {
    if (request.url !== 'Task/task-1') return null;
    writesOfTask += 1;
    return writesOfTask > 1 ? 403 : null;
  });
  const deny = { type: 'deny', words: WORDS } as const;
  await desk.ask('decisions.decide', { on: 'request', id: 'task-1', command: deny });
  await portal.put(appointmentResource(ELSEWHERE));
  await desk.clock.advance(60_000);
  expect(states(desk)).toEqual(['conflict']);
  expect(letters(desk)).toEqual(['dropped']);
  expect(told(desk)).toEqual([{ what: 'request-closed', outcome: 'denied' }]);
  expect(await portal.search<Task>('Task')).toMatchObject([{ status: 'rejected' }]);
});
