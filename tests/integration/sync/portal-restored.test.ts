import type { Appointment, Patient, Task } from '@medplum/fhirtypes';
import { describe, expect, test } from 'vitest';
import { qb } from '../../../src-main/db/db.ts';
import { findPortalCopy } from '../../../src-main/db/queries/portal-copies.ts';
import { findRequest } from '../../../src-main/db/queries/requests.ts';
import type { PortalRequest } from '../../../src-main/ports.ts';
import { createRestoreWatch } from '../../../src-main/sync/restore-watch.ts';
import type { DeskCommand } from '../../../src-shared/domain/commands.ts';
import { EMPTY_DRAFT } from '../../../src-shared/domain/draft.ts';
import { appointmentResource, patientResource, rescheduleTask } from '../../support/clinic-resources.ts';
import { temporaryDatabase } from '../../support/local-desk.ts';
import {
  type DeskOptions,
  openSmallClinic,
  type PortalDesk,
  slotAt,
  WORDS,
} from '../../support/portal-desk.ts';
import type { RestorablePortal } from '../../support/portal-in-process.ts';

const MINUTE = 60_000;

const decide = (desk: PortalDesk, command: DeskCommand) =>
  desk.ask('decisions.decide', { on: 'request', id: 'task-1', command });
const approve = (desk: PortalDesk) => decide(desk, { type: 'approve', words: WORDS });

const states = ({ db }: PortalDesk) =>
  db.all(qb.selectFrom('outbox').select('state').orderBy('seq')).map(({ state }) => state);
const startOf = ({ db }: PortalDesk, id: string) =>
  db.get(qb.selectFrom('appointment').select(['start_ms', 'status']).where('id', '=', id));
const letters = ({ db }: PortalDesk) =>
  db.all(qb.selectFrom('mail').select('state').orderBy('seq')).map(({ state }) => state);

async function attention(desk: PortalDesk) {
  const items = await desk.ask('attention.list', undefined);
  return items.flatMap((item) => (item.kind === 'conflict' ? [item.note] : []));
}

/** Reads always reach the portal, writes only while they `pass`. */
const passing =
  (writes: { readonly pass: boolean }): Required<DeskOptions>['between'] =>
  (request, send) =>
    request.method === 'GET' || writes.pass
      ? send(request)
      : Promise.resolve({ kind: 'answer', status: 503, body: undefined, retryAfterMs: null });

/** Something is asked, and a backup is made. */
async function backedUp() {
  const { clock, portal, open } = await openSmallClinic();
  const desk = open();
  await portal.put(rescheduleTask());
  await desk.settle();
  await clock.advance(2 * MINUTE);
  const backup = portal.backup();
  await clock.advance(5 * MINUTE);
  return { clock, portal, open, desk, backup };
}

/** A day on which something was asked, decided and told; the backup is of before it. */
async function day() {
  const clinic = await backedUp();
  const { clock, desk } = clinic;
  await approve(desk);
  await clock.advance(5 * MINUTE);
  expect(states(desk)).toEqual(['done']);
  return clinic;
}

describe('a portal that is restored from a backup', () => {
  test('what it has lost is said once, with what was chosen; the schedule is what the portal says', async () => {
    const { clock, portal, desk, backup } = await day();
    portal.restore(backup);
    await clock.advance(8 * MINUTE);
    expect(startOf(desk, 'visit-1')).toEqual({
      start_ms: Date.parse('2026-11-24T15:00:00Z'),
      status: 'booked',
    });
    expect(findRequest(desk.db, 'task-1')?.status).toMatchObject({ state: 'open' });
    expect(states(desk)).toEqual(['conflict']);
    expect(await attention(desk)).toMatchObject([
      { portal: { what: 'restored' }, chosen: { type: 'approve' } },
    ]);
    // Decided again, it holds, and nothing is said of it any more.
    await approve(desk);
    await clock.advance(20 * MINUTE);
    expect(states(desk)).toEqual(['conflict', 'done']);
    expect(await attention(desk)).toEqual([]);
    expect(letters(desk)).toEqual(['sent', 'sent']);
    const [visit] = await portal.search<Appointment>('Appointment?_id=visit-1');
    expect(Date.parse(visit?.start ?? '')).toBe(Date.parse('2026-11-25T20:00:00Z'));
  });

  test('what is written there since hides nothing, and arrives', async () => {
    const { clock, portal, desk, backup } = await day();
    portal.restore(backup);
    for (let n = 2; n < 12; n += 1) {
      await portal.put(appointmentResource({ id: `visit-${n}` }));
      await clock.advance(MINUTE);
    }
    expect(states(desk)).toEqual(['conflict']);
    expect(startOf(desk, 'visit-11')).toBeDefined();
    expect(findRequest(desk.db, 'task-1')?.status).toMatchObject({ state: 'open' });
  });

  test('while the desk is shut: it is noticed after the start', async () => {
    const { clock, portal, desk, backup, open } = await day();
    await desk.core.stop();
    portal.restore(backup);
    await clock.advance(30 * MINUTE);
    const again = open({ seed: 2, database: desk });
    await clock.advance(8 * MINUTE);
    expect(states(again)).toEqual(['conflict']);
    expect(findRequest(again.db, 'task-1')?.status).toMatchObject({ state: 'open' });
  });

  test('what was booked and proposed since is gone from the schedule, and said', async () => {
    const { clock, portal, desk, backup } = await backedUp();
    await decide(desk, { type: 'propose', slots: [slotAt('2026-12-01T16:00:00Z')], words: WORDS });
    const slot = slotAt('2026-12-02T16:00:00Z');
    await desk.ask('decisions.decide', {
      on: 'schedule',
      command: { type: 'book', patientId: 'patient-1', slot, message: '', notify: false },
    });
    await clock.advance(5 * MINUTE);
    expect(states(desk)).toEqual(['done', 'done']);
    portal.restore(backup);
    await clock.advance(8 * MINUTE);
    expect(
      desk.db.all(qb.selectFrom('appointment').select('id').where('status', 'in', ['booked', 'tentative'])),
    ).toEqual([{ id: 'visit-1' }]);
    expect((await attention(desk)).map(({ chosen }) => chosen?.type).sort()).toEqual(['book', 'propose']);
    expect(findRequest(desk.db, 'task-1')?.status).toMatchObject({ state: 'open' });
  });

  test('a decision that waits meanwhile is not lost: it comes before a person', async () => {
    const { clock, portal, desk, backup } = await day();
    portal.restore(backup);
    await desk.move('visit-1', '2026-11-30T15:00:00Z');
    await clock.advance(20 * MINUTE);
    expect(states(desk)).not.toContain('done');
    expect(startOf(desk, 'visit-1')?.start_ms).toBe(Date.parse('2026-11-24T15:00:00Z'));
    expect((await attention(desk)).length).toBeGreaterThan(0);
  });

  test('of several decisions those before the backup stay', async () => {
    const { clock, portal, desk } = await day();
    const later = portal.backup();
    await portal.put(patientResource({ active: true }));
    await clock.advance(5 * MINUTE);
    await desk.move('visit-1', '2026-11-30T15:00:00Z');
    await clock.advance(5 * MINUTE);
    portal.restore(later);
    await clock.advance(8 * MINUTE);
    expect(states(desk)).toEqual(['done', 'conflict']);
    expect(startOf(desk, 'visit-1')?.start_ms).toBe(Date.parse('2026-11-25T20:00:00Z'));
    expect(findRequest(desk.db, 'task-1')?.status).toMatchObject({ state: 'resolved' });
  });
});

test('a decision about a request that is gone comes before a person, who can close nothing there: both go', async () => {
  const { clock, portal, open } = await openSmallClinic();
  const desk = open();
  const backup = portal.backup();
  await portal.put(rescheduleTask());
  await desk.settle();
  portal.restore(backup);
  await approve(desk);
  await clock.advance(20 * MINUTE);
  expect(states(desk)).toEqual(['conflict']);
  expect(letters(desk)).toEqual(['dropped']);
  expect(findRequest(desk.db, 'task-1')?.status).toMatchObject({ state: 'resolved' });
  expect((await attention(desk)).length).toBe(1);
});

const book = (desk: PortalDesk, start: string, patientId = 'patient-1') =>
  desk.ask('decisions.decide', {
    on: 'schedule',
    command: { type: 'book', patientId, slot: slotAt(start), message: '', notify: false },
  });
const readings = ({ asked }: PortalDesk) =>
  asked.filter(({ url }) => url.startsWith('Task?') && url.includes('_total=accurate')).length;

describe('what a restore leaves little trace of', () => {
  test('a single booking was lost: it leaves the schedule, and is said', async () => {
    const { clock, portal, desk } = await day();
    const backup = portal.backup();
    await book(desk, '2026-12-02T16:00:00Z');
    await clock.advance(5 * MINUTE);
    portal.restore(backup);
    await clock.advance(8 * MINUTE);
    expect(states(desk)).toEqual(['done', 'conflict']);
    expect(await attention(desk)).toMatchObject([{ portal: { what: 'gone' }, chosen: { type: 'book' } }]);
    const standing = qb.selectFrom('appointment').select('id').where('status', '=', 'booked');
    expect(desk.db.all(standing)).toEqual([{ id: 'visit-1' }]);
    expect(readings(desk)).toBe(1);
  });

  test('backup, loss and later writes lie between two looks', async () => {
    const { clock, portal, desk } = await backedUp();
    await clock.advance(MINUTE);
    await portal.put(patientResource({ active: true }));
    await clock.advance(16_000);
    const backup = portal.backup();
    await approve(desk);
    await clock.advance(16_000);
    expect(states(desk)).toEqual(['done']);
    portal.restore(backup);
    await portal.put(appointmentResource({ id: 'visit-2' }));
    await portal.put(appointmentResource({ id: 'visit-3' }));
    await clock.advance(9 * MINUTE);
    expect(states(desk)).toEqual(['conflict']);
    expect(findRequest(desk.db, 'task-1')?.status).toMatchObject({ state: 'open' });
  });

  test('of what was typed for a lost decision, and for one that waits behind it, the latest comes back', async () => {
    const { clock, portal, open } = await openSmallClinic();
    const writes = { pass: true };
    const desk = open({ between: passing(writes) });
    const type = (message: string) =>
      desk.ask('drafts.save', { subject: 'request/task-1', draft: { ...EMPTY_DRAFT, message } });
    await portal.put(rescheduleTask());
    await desk.settle();
    await clock.advance(2 * MINUTE);
    const backup = portal.backup();
    await clock.advance(5 * MINUTE);
    await type('for the proposal');
    await decide(desk, { type: 'propose', slots: [slotAt('2026-12-01T16:00:00Z')], words: WORDS });
    await clock.advance(MINUTE);
    expect(states(desk)).toEqual(['done']);
    writes.pass = false;
    await type('for the update');
    await decide(desk, { type: 'update', slot: slotAt('2026-12-02T16:00:00Z'), words: WORDS });
    portal.restore(backup);
    await clock.advance(9 * MINUTE);
    writes.pass = true;
    await clock.advance(9 * MINUTE);
    expect(states(desk)).toEqual(['conflict', 'conflict']);
    const { draft_json } = desk.db.get(qb.selectFrom('draft').select('draft_json')) ?? { draft_json: '{}' };
    expect(JSON.parse(draft_json)).toMatchObject({ message: 'for the update' });
  });

  test('a version given twice is no basis for what was decided on the first: what others wrote stays', async () => {
    const { clock, portal, open } = await openSmallClinic();
    const writes = { pass: false };
    const desk = open({ between: passing(writes) });
    await portal.put(rescheduleTask());
    await desk.settle();
    const backup = portal.backup();
    await clock.advance(2 * MINUTE);
    const moved = (day: number) => ({ start: `2026-11-${day}T15:00:00Z`, end: `2026-11-${day}T15:30:00Z` });
    await portal.put(appointmentResource(moved(26)));
    await clock.advance(2 * MINUTE);
    await desk.move('visit-1', '2026-11-30T15:00:00Z');
    await clock.advance(2 * MINUTE);
    portal.restore(backup);
    await portal.put(appointmentResource(moved(27)));
    await clock.advance(9 * MINUTE);
    writes.pass = true;
    await clock.advance(9 * MINUTE);
    expect(states(desk)).toEqual(['conflict']);
    expect(startOf(desk, 'visit-1')?.start_ms).toBe(Date.parse('2026-11-27T15:00:00Z'));
    expect(await attention(desk)).toHaveLength(1);
  });

  test('a later decision there hides no earlier one that stands exactly as before it', async () => {
    const { clock, portal, desk, backup } = await backedUp();
    await decide(desk, { type: 'propose', slots: [slotAt('2026-12-01T16:00:00Z')], words: WORDS });
    await clock.advance(10_000);
    await decide(desk, { type: 'record-answer', answer: 'declined' });
    await clock.advance(10_000);
    expect(states(desk)).toEqual(['done', 'done']);
    portal.restore(backup);
    // Refused until what the portal has is known; the same again then lands on the very versions the answer was based on.
    for (let tries = 0; !states(desk).slice(2).includes('done'); tries += 1) {
      expect(tries).toBeLessThan(5);
      if (findRequest(desk.db, 'task-1')?.status.state === 'open')
        await decide(desk, { type: 'deny', words: WORDS });
      await clock.advance(MINUTE);
    }
    await clock.advance(9 * MINUTE);
    expect(states(desk).slice(0, 2)).toEqual(['conflict', 'conflict']);
  });

  test('of what was lost together one part has been written anew', async () => {
    const { clock, portal, desk, backup } = await day();
    portal.restore(backup);
    // Three versions, past the one that was lost: at the next look it is there, and later.
    for (const hour of ['16', '17', '18'])
      await portal.put(
        appointmentResource({ start: `2026-11-24T${hour}:00:00Z`, end: `2026-11-24T${hour}:30:00Z` }),
      );
    await clock.advance(9 * MINUTE);
    expect(states(desk)).toEqual(['conflict']);
    expect(findRequest(desk.db, 'task-1')?.status).toMatchObject({ state: 'open' });
    expect(startOf(desk, 'visit-1')?.start_ms).toBe(Date.parse('2026-11-24T18:00:00Z'));
  });

  test('all that was lost together has been written anew: the history says that a version was given twice', async () => {
    const { clock, portal, desk, backup } = await day();
    portal.restore(backup);
    for (const hour of ['16', '17', '18']) {
      await portal.put(
        appointmentResource({ start: `2026-11-24T${hour}:00:00Z`, end: `2026-11-24T${hour}:30:00Z` }),
      );
      await portal.put(rescheduleTask({ description: `at ${hour}` }));
    }
    await clock.advance(9 * MINUTE);
    expect(states(desk)).toEqual(['conflict']);
    expect(findRequest(desk.db, 'task-1')?.status).toMatchObject({ state: 'open' });
  });

  test('what was lost was known from a refusal alone', async () => {
    const { clock, portal, open } = await openSmallClinic();
    let hidden = false;
    const desk = open({
      // A search that is behind for as long as it matters.
      between: async (request, send) => {
        const answer = await send(request);
        return hidden && answer.kind === 'answer' && request.url.startsWith('Appointment?')
          ? { ...answer, body: { resourceType: 'Bundle', type: 'searchset' } }
          : answer;
      },
    });
    await desk.settle();
    await clock.advance(2 * MINUTE);
    const backup = portal.backup();
    hidden = true;
    await portal.put(appointmentResource({ start: '2026-11-26T15:00:00Z', end: '2026-11-26T15:30:00Z' }));
    await desk.move('visit-1', '2026-11-30T15:00:00Z');
    await clock.advance(MINUTE);
    expect(states(desk)).toEqual(['conflict']);
    expect(startOf(desk, 'visit-1')?.start_ms).toBe(Date.parse('2026-11-26T15:00:00Z'));
    portal.restore(backup);
    hidden = false;
    await clock.advance(9 * MINUTE);
    expect(startOf(desk, 'visit-1')?.start_ms).toBe(Date.parse('2026-11-24T15:00:00Z'));
  });

  test('what was lost was read by itself, and so slowly that later things were known by then', async () => {
    const { clock, portal } = await openSmallClinic();
    const { db } = temporaryDatabase();
    const watch = createRestoreWatch(db, clock);
    const backup = portal.backup();
    await portal.put(appointmentResource({ start: '2026-11-26T15:00:00Z', end: '2026-11-26T15:30:00Z' }));
    const lost = await portal.search<Appointment>('Appointment?_id=visit-1');
    portal.restore(backup);
    await clock.advance(MINUTE);
    await portal.put(rescheduleTask());
    watch.saw(await portal.search<Task>('Task?_id=task-1'));
    watch.took(lost);
    // Nor does an older version that a list shows hide it.
    watch.saw(await portal.search<Appointment>('Appointment?_id=visit-1'));
    let found = await watch.look(portal);
    for (let minutes = 0; found === null && minutes < 10; minutes += 1) {
      await clock.advance(MINUTE);
      found = await watch.look(portal);
    }
    expect(found).toEqual({ what: 'restored' });
  });

  test('nothing but the sign that a request is open was lost: the next decision there is based on what is', async () => {
    const { clock, portal, desk, backup } = await backedUp();
    await desk.ask('requests.workOn', { ids: ['task-1'] });
    await clock.advance(10_000);
    const [open] = await portal.search<Task>('Task?_id=task-1');
    expect(open?.status).toBe('in-progress');
    portal.restore(backup);
    await clock.advance(8 * MINUTE);
    const [forgotten] = await portal.search<Task>('Task?_id=task-1');
    expect(forgotten?.status).toBe('requested');
    expect(findPortalCopy(desk.db, 'Task', 'task-1')?.versionId).toBe(forgotten?.meta?.versionId);
    await approve(desk);
    await clock.advance(MINUTE);
    expect(states(desk)).toEqual(['done']);
  });

  test('a decision that a gateway sends once more after the restore counts again, and somebody is told', async () => {
    const { clock, portal, open } = await openSmallClinic();
    let again: () => Promise<unknown> = () => Promise.resolve();
    const desk = open({
      between: (request, send) => {
        if (request.method === 'POST') again = () => send(request);
        return send(request);
      },
    });
    await portal.put(rescheduleTask());
    await desk.settle();
    await clock.advance(2 * MINUTE);
    const backup = portal.backup();
    await clock.advance(5 * MINUTE);
    await approve(desk);
    await clock.advance(5 * MINUTE);
    portal.restore(backup);
    await clock.advance(8 * MINUTE);
    expect(states(desk)).toEqual(['conflict']);
    await again();
    await clock.advance(MINUTE);
    expect(states(desk)).toEqual(['done']);
    expect(findRequest(desk.db, 'task-1')?.status).toMatchObject({ state: 'resolved' });
    expect(startOf(desk, 'visit-1')?.start_ms).toBe(Date.parse('2026-11-25T20:00:00Z'));
    expect(await attention(desk)).toMatchObject([{ portal: { what: 'landed-late' } }]);
    expect(
      desk.db
        .all(qb.selectFrom('history').select('kind').orderBy('id'))
        .flatMap(({ kind }) => (kind.startsWith('portal-') ? [kind] : [])),
    ).toEqual(['portal-confirmed', 'portal-conflict', 'portal-confirmed']);
  });

  test('a second restore soon after the first, which version numbers alone tell of, waits for no hour', async () => {
    const { clock, portal, desk, backup } = await day();
    const numbersAlone = async () => {
      portal.restore(backup);
      await portal.put(appointmentResource({ start: '2026-11-24T16:00:00Z', end: '2026-11-24T16:30:00Z' }));
      await portal.put(rescheduleTask());
    };
    await numbersAlone();
    await clock.advance(MINUTE);
    expect(states(desk)).toEqual(['conflict']);
    await approve(desk);
    await clock.advance(MINUTE);
    expect(states(desk)).toEqual(['conflict', 'done']);
    await numbersAlone();
    await clock.advance(3 * MINUTE);
    expect(states(desk)).toEqual(['conflict', 'conflict']);
  });
});

describe('a patient put on file here, whom the portal has forgotten', () => {
  const MIRA = {
    givenName: 'Mira',
    familyName: 'Novak',
    birthDate: '1990-02-28',
    phone: '(312) 555-0199',
    email: 'mira@example.org',
  };
  const novaks = (portal: RestorablePortal) => portal.search<Patient>('Patient?name=Novak');
  const bookingsOf = (portal: RestorablePortal, { id }: Patient) =>
    portal.search<Appointment>(`Appointment?patient=Patient/${id}&status=booked`);

  test('is sent again with the next decision about them, and not before', async () => {
    const { clock, portal, desk, backup } = await day();
    const { id: patientId } = await desk.ask('patients.add', MIRA);
    await clock.advance(MINUTE);
    await book(desk, '2026-12-02T16:00:00Z', patientId);
    await clock.advance(5 * MINUTE);
    expect(await novaks(portal)).toHaveLength(1);
    portal.restore(backup);
    await clock.advance(20 * MINUTE);
    expect(await novaks(portal)).toEqual([]);
    await book(desk, '2026-12-03T16:00:00Z', patientId);
    await clock.advance(MINUTE);
    const [mira] = await novaks(portal);
    expect(mira && (await bookingsOf(portal, mira)).map(({ start }) => start)).toEqual([
      '2026-12-03T16:00:00Z',
    ]);
    expect(desk.db.all(qb.selectFrom('patient').select('id').where('family_name', '=', 'Novak'))).toEqual([
      { id: patientId },
    ]);
  });

  test('and nobody else, is sent again for what the portal refused because of it', async () => {
    const { clock, portal, open } = await openSmallClinic();
    let forgotten: string | undefined;
    const desk = open({
      // As a server that keeps no reference to what it does not have.
      between: async (request, send) =>
        forgotten && JSON.stringify(request.body ?? '').includes(forgotten)
          ? {
              kind: 'answer',
              status: 400,
              body: { resourceType: 'OperationOutcome', issue: [{ severity: 'error', code: 'invalid' }] },
              retryAfterMs: null,
            }
          : send(request),
    });
    await desk.settle();
    await clock.advance(2 * MINUTE);
    const backup = portal.backup();
    const { id: patientId } = await desk.ask('patients.add', MIRA);
    await clock.advance(2 * MINUTE);
    forgotten = `Patient/${(await novaks(portal))[0]?.id}`;
    portal.restore(backup);
    const { outboxId } = await book(desk, '2026-12-02T16:00:00Z', patientId);
    await clock.advance(MINUTE);
    expect(states(desk)).toEqual(['done', 'failed']);
    await clock.advance(8 * MINUTE);
    await desk.ask('attention.retry', { kind: 'decision', id: outboxId ?? '' });
    await clock.advance(MINUTE);
    const [mira] = await novaks(portal);
    expect(mira && (await bookingsOf(portal, mira))).toHaveLength(1);
    expect(states(desk)).toEqual(['done', 'done']);
  });
});

describe('a portal that has lost nothing', () => {
  test('and gives another instant for the same version each time is read anew ever more rarely', async () => {
    const { clock, portal, open } = await openSmallClinic();
    const desk = open({
      between: async (request, send) => {
        const answer = await send(request);
        if (answer.kind !== 'answer' || !request.url.startsWith('Task?')) return answer;
        const lastUpdated = new Date(clock.now()).toISOString();
        const body = JSON.parse(JSON.stringify(answer.body), (key, value: unknown) =>
          key === 'lastUpdated' ? lastUpdated : value,
        );
        return { ...answer, body };
      },
    });
    await portal.put(rescheduleTask());
    await desk.settle();
    await clock.advance(60 * MINUTE);
    // After 0, 2, 4, 8, 16 and 32 minutes.
    expect(readings(desk)).toBeGreaterThan(3);
    expect(readings(desk)).toBeLessThanOrEqual(7);
    desk.asked.length = 0;
    await clock.advance(5 * 60 * MINUTE);
    expect(readings(desk)).toBeLessThanOrEqual(6);
  });

  test('is asked once a minute for one resource, and read no second time', async () => {
    const { clock, desk } = await day();
    desk.asked.length = 0;
    await clock.advance(12 * MINUTE);
    const single = desk.asked.filter(
      ({ method, url }: PortalRequest) => method === 'GET' && /^\w+\/[\w-]+$/.test(url),
    );
    expect(single.length).toBeGreaterThan(9);
    expect(single.length).toBeLessThanOrEqual(13);
    expect(desk.asked.some(({ url }) => url.includes('_total=accurate'))).toBe(false);
  });

  test('a replica that is behind for three minutes, or what is deleted, is no restore', async () => {
    const { clock, portal, open } = await openSmallClinic();
    const behind = { until: 0, with: null as Task | null, status: 200 };
    const desk = open({
      between: async (request, send) => {
        if (clock.now() >= behind.until || request.method !== 'GET' || request.url !== 'Task/task-1')
          return send(request);
        const body = behind.with ?? { resourceType: 'OperationOutcome', issue: [] };
        return { kind: 'answer', status: behind.status, body, retryAfterMs: null };
      },
    });
    await portal.put(rescheduleTask());
    await desk.settle();
    const [before] = await portal.search<Task>('Task?_id=task-1');
    await clock.advance(MINUTE);
    await approve(desk);
    await clock.advance(5 * MINUTE);
    behind.with = before ?? null;
    behind.until = clock.now() + 3 * MINUTE;
    await clock.advance(20 * MINUTE);
    expect(states(desk)).toEqual(['done']);
    // Deleted: it alone is gone.
    Object.assign(behind, { until: Number.MAX_SAFE_INTEGER, with: null, status: 410 });
    desk.asked.length = 0;
    await clock.advance(30 * MINUTE);
    expect(states(desk)).toEqual(['done']);
    expect(desk.asked.some(({ url }) => url.includes('_total=accurate'))).toBe(false);
  });
});
