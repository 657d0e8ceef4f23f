import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import type { Appointment, Resource, Task } from '@medplum/fhirtypes';
import { describe, expect, test } from 'vitest';
import type { Stored } from '../../../src-demo/portal/store.ts';
import { qb } from '../../../src-main/db/db.ts';
import type { PortalAnswer, PortalRequest } from '../../../src-main/ports.ts';
import type { AttentionItem } from '../../../src-shared/ipc/attention-views.ts';
import { t } from '../../../src-shared/text/text.ts';
import { handsAt } from '../../support/hands.ts';
import { openLocalCore } from '../../support/local-core.ts';
import { rowsOf, temporaryDatabase } from '../../support/local-desk.ts';
import { openInProcessPortal } from '../../support/portal-in-process.ts';
import { createVirtualClock } from '../../support/virtual-clock.ts';
import { WHOLE_INBOX } from '../../support/whole-inbox.ts';

/** A desk of an earlier version (see `earlier/README.md`), opened by this build beside the portal as it stood then. */
function openEarlierDesk(migration: number) {
  const unpacked = (name: string): Buffer =>
    gunzipSync(readFileSync(new URL(`./earlier/${name}`, import.meta.url)));
  const { now, versions } = JSON.parse(unpacked(`portal-${migration}.json.gz`).toString()) as {
    readonly now: number;
    readonly versions: readonly Stored[];
  };
  const database = temporaryDatabase(unpacked(`desk-${migration}.db.gz`));
  const clock = createVirtualClock(now);
  const portal = openInProcessPortal(clock.now, 12, versions);
  let reachable = false;
  const between = async (request: PortalRequest): Promise<PortalAnswer> =>
    reachable ? portal.send(request) : { kind: 'none', why: 'unreachable', detail: 'no network' };
  const desk = openLocalCore({ seed: 2, clock, database, portal: between });
  const { ask, settle } = handsAt(desk, clock);
  return {
    ...desk,
    portal,
    ask,
    settle,
    async online() {
      reachable = true;
      await settle();
      // What was in doubt waits out the pause after its last attempt.
      await clock.advance(5 * 60_000);
      await settle();
    },
  };
}

type EarlierDesk = ReturnType<typeof openEarlierDesk>;

const statesOf = ({ db }: EarlierDesk) =>
  Object.fromEntries(rowsOf(db, 'outbox').map((row) => [Number(row.seq), row.state]));

const idOf = ({ db }: EarlierDesk, seq: number): string =>
  String(rowsOf(db, 'outbox').find((row) => row.seq === seq)?.id);

/** The versions of the portal's resources that this decision has written. */
async function writtenBy({ portal }: EarlierDesk, outboxId: string): Promise<string[]> {
  const written: string[] = [];
  for (const type of ['Appointment', 'Task', 'Patient']) {
    for (const { id } of await portal.search<Resource>(`${type}?_count=200`)) {
      const versions = await portal.search<Resource>(`${type}/${id}/_history?_count=100`);
      for (const { meta } of versions)
        if (meta?.tag?.some((tag) => tag.code === outboxId)) written.push(`${type}/${id}/${meta.versionId}`);
    }
  }
  return written;
}

/** Of each conflict: what it is about, and what is said of it. */
const conflictsOf = (items: readonly AttentionItem[], now: number) =>
  items
    .flatMap((item) =>
      item.kind === 'conflict'
        ? `${item.requestId ?? item.appointmentId}, ${item.patientName}: ${t.requestSentences.changedSentence(item.note, { zone: 'America/Chicago', now })}`
        : [],
    )
    .sort();

const HELD = [17, 18, 19, 20];
const ON_THEIR_WAY = [8, 9, 10, 11, 12, 13, 14, 15, 16, ...HELD];

test('everything that waited, that was refused and that was typed is there', async () => {
  const desk = openEarlierDesk(13);
  expect(statesOf(desk)).toEqual({
    ...Object.fromEntries([1, 2].map((seq) => [seq, 'done'])),
    ...Object.fromEntries([3, 4, 5, 6].map((seq) => [seq, 'conflict'])),
    7: 'failed',
    ...Object.fromEntries([8, 9].map((seq) => [seq, 'unsure'])),
    ...Object.fromEntries([10, 11, 12, 13, 14, 15, 16].map((seq) => [seq, 'ready'])),
    ...Object.fromEntries(HELD.map((seq) => [seq, 'held'])),
  });
  const items = await desk.ask('attention.list', undefined);
  expect(conflictsOf(items, desk.clock.now())).toEqual([
    'task-12, P12 Lopez: The appointment was moved to Tue, Dec 15, 3:00 PM – 3:30 PM; you had chosen Update Appt. Tue, Dec 15, 11:00 AM – 11:30 AM',
    'visit-12, P12 Lopez: The appointment was moved to Tue, Dec 15, 4:00 PM – 4:30 PM; you had chosen Cancel appt.',
  ]);
  expect(items.find((item) => item.kind === 'decision')).toMatchObject({
    command: 'cancel-appointment',
    patientName: 'P11 Klein',
    error: 'HTTP 422: The visit is locked',
    appointmentId: 'visit-11',
  });
  const message = async (id: string) => (await desk.ask('requests.get', { id })).draft?.message;
  expect(await message('task-6')).toBe('typed for six');
  const settings = await desk.ask('settings.get', undefined);
  expect(settings).toMatchObject({
    singleKeys: false,
    appearance: 'dark',
    rules: { undoSeconds: 9, proposalExpiryHours: 30, policy: { approval: { mode: 'always' } } },
    portal: { baseUrl: 'https://portal.example/fhir' },
    mail: { fromAddress: 'frontdesk@clinic.example' },
  });
  const rows = await desk.ask('requests.list', WHOLE_INBOX);
  expect(rows.rows.map((row) => row.id).sort()).toEqual(['task-6']);
});

test('what is held can be undone, and what it had taken the place of comes back', async () => {
  const desk = openEarlierDesk(13);
  for (const seq of [20, 19, 18, 17]) await desk.ask('decisions.undo', { outboxId: idOf(desk, seq) });
  const items = await desk.ask('attention.list', undefined);
  expect(conflictsOf(items, desk.clock.now())).toEqual([
    'task-12, P12 Lopez: The appointment was moved to Tue, Dec 15, 3:00 PM – 3:30 PM; you had chosen Update Appt. Tue, Dec 15, 11:00 AM – 11:30 AM',
    'task-7, P7 Grant: The appointment was moved to Tue, Dec 8, 3:00 PM – 3:30 PM; you had chosen Approve',
    'visit-12, P12 Lopez: The appointment was moved to Tue, Dec 15, 4:00 PM – 4:30 PM; you had chosen Cancel appt.',
    'visit-8, P8 Hale: The appointment was moved to Wed, Dec 9, 3:00 PM – 3:30 PM; you had chosen Update Appt. Wed, Dec 9, 11:00 AM – 11:30 AM',
  ]);
  const seven = await desk.ask('requests.get', { id: 'task-7' });
  expect(seven.draft?.message).toBe('typed for seven');
  expect(seven.row).toMatchObject({ state: 'open', conflict: { chosenBy: 'Robin Field' } });
  expect((await desk.ask('requests.get', { id: 'task-1' })).draft?.message).toBe('typed for one');
  expect((await desk.ask('appointments.get', { id: 'visit-15' })).appointment.status).toBe('booked');

  desk.core.start();
  await desk.online();
  for (const seq of HELD) expect(await writtenBy(desk, idOf(desk, seq))).toEqual([]);
});

test('both decisions that were refused on one visit stand in one table, and each is dismissed by itself', async () => {
  const desk = openEarlierDesk(13);
  const subjects = () =>
    rowsOf(desk.db, 'conflict').map((row) => [row.outbox_id, row.appointment_id, row.request_id]);
  const ofRequest = [idOf(desk, 5), 'visit-12', 'task-12'];
  const ofVisit = [idOf(desk, 6), 'visit-12', null];
  expect(subjects().sort()).toEqual([ofRequest, ofVisit].sort());
  await desk.ask('attention.dismiss', { kind: 'conflict', id: idOf(desk, 5) });
  expect(subjects()).toEqual([ofVisit]);
  await desk.ask('attention.dismiss', { kind: 'conflict', id: idOf(desk, 6) });
  expect(await desk.ask('attention.list', undefined)).toMatchObject([{ kind: 'decision' }]);
});

test('everything that waited leaves once, and every e-mail with it', async () => {
  const desk = openEarlierDesk(13);
  desk.core.start();
  await desk.online();
  for (const seq of ON_THEIR_WAY) expect(statesOf(desk), String(seq)).toMatchObject({ [seq]: 'done' });
  expect(Object.values(statesOf(desk)).filter((state) => state === 'done')).toHaveLength(
    ON_THEIR_WAY.length + 2,
  );

  const written = new Map<number, string[]>();
  for (const seq of ON_THEIR_WAY) written.set(seq, await writtenBy(desk, idOf(desk, seq)));
  // Each resource of a decision once: a request with its visit, a proposal with its Tentative, a visit, a patient.
  const counts = Object.fromEntries([...written].map(([seq, versions]) => [seq, versions.length]));
  expect(counts).toEqual({
    8: 3,
    9: 2,
    10: 1,
    11: 3,
    12: 2,
    13: 1,
    14: 1,
    15: 1,
    16: 1,
    17: 2,
    18: 1,
    19: 2,
    20: 1,
  });
  const everything = [...written.values()].flat();
  expect(new Set(everything).size).toBe(everything.length);

  const visit = async (id: string) => (await desk.portal.search<Appointment>(`Appointment?_id=${id}`))[0];
  const request = async (id: string) => (await desk.portal.search<Task>(`Task?_id=${id}`))[0];
  expect(await visit('visit-1')).toMatchObject({ status: 'booked', start: '2026-11-30T20:00:00Z' });
  expect(await visit('visit-2')).toMatchObject({ status: 'booked', start: '2026-12-01T17:00:00Z' });
  expect(await visit('visit-5')).toMatchObject({ status: 'cancelled' });
  expect(await visit('visit-8')).toMatchObject({ status: 'cancelled' });
  expect(await visit('visit-13')).toMatchObject({ status: 'booked', start: '2026-12-16T17:00:00Z' });
  expect(await visit('visit-14')).toMatchObject({ status: 'fulfilled' });
  expect(await visit('visit-15')).toMatchObject({ status: 'cancelled' });
  expect(await request('task-1')).toMatchObject({ status: 'completed' });
  expect(await request('task-3')).toMatchObject({ status: 'on-hold' });
  expect(await request('task-4')).toMatchObject({ status: 'on-hold' });
  expect(await request('task-7')).toMatchObject({ status: 'rejected' });
  expect(await request('task-13')).toMatchObject({ status: 'completed' });
  // Of the requests for another time only those proposals stand, and once.
  expect((await desk.portal.search<Appointment>('Appointment?status=pending')).length).toBe(2);

  expect(desk.sent.map(({ to }) => to.address).sort()).toEqual([
    'nova@example.org',
    'p.ten@example.org',
    'p1@example.org',
    'p2@example.org',
    'p3@example.org',
    'p4@example.org',
    'p5@example.org',
    'p7@example.org',
    'p8@example.org',
  ]);

  // What the portal refused leaves once somebody says so.
  await desk.ask('attention.retry', { kind: 'decision', id: idOf(desk, 7) });
  await desk.settle();
  expect(statesOf(desk)).toMatchObject({ 7: 'done' });
  expect(await writtenBy(desk, idOf(desk, 7))).toHaveLength(1);
  expect(desk.sent.filter(({ to }) => to.address === 'p11@example.org')).toHaveLength(1);
});

describe('a decision of a kind that this version does not know', () => {
  /** Every decision of the desk is one of a command that has been given up since. */
  function openForeignDesk(): EarlierDesk {
    const desk = openEarlierDesk(13);
    const foreign = (json: string): string => JSON.stringify({ ...JSON.parse(json), type: 'hand-over' });
    for (const row of rowsOf(desk.db, 'outbox')) {
      if (String(row.ordering_key) !== 'visit-11' && !['held', 'ready', 'unsure'].includes(String(row.state)))
        continue;
      const command = JSON.parse(String(row.command_json)) as { readonly type: string };
      if (command.type === 'add-patient' || command.type === 'correct-address') continue;
      desk.db.run(
        qb
          .updateTable('outbox')
          .set({
            command_json: foreign(String(row.command_json)),
            changes_json: JSON.stringify({ ...JSON.parse(String(row.changes_json)), command: 'hand-over' }),
          })
          .where('id', '=', String(row.id)),
      );
    }
    return desk;
  }

  test('is said in words, and nothing else leaves the list for it', async () => {
    const desk = openForeignDesk();
    const items = await desk.ask('attention.list', undefined);
    expect(conflictsOf(items, desk.clock.now())).toHaveLength(2);
    const refused = items.find((item) => item.kind === 'decision');
    expect(refused).toMatchObject({ command: 'hand-over', patientName: 'P11 Klein' });
    expect(refused?.kind === 'decision' && t.attention.decisionSentence(refused)).toContain(
      'Another version’s decision (hand-over)',
    );
    expect((await desk.ask('appointments.get', { id: 'visit-2' })).delivery?.state).toBe('ready');
  });

  test('can be taken back, and undone', async () => {
    const desk = openForeignDesk();
    await desk.ask('attention.dismiss', { kind: 'decision', id: idOf(desk, 7) });
    expect((await desk.ask('appointments.get', { id: 'visit-11' })).appointment.status).toBe('booked');
    await desk.ask('decisions.undo', { outboxId: idOf(desk, 17) });
    const { history } = await desk.ask('requests.get', { id: 'task-1' });
    const line = history.findLast((entry) => entry.kind === 'undone');
    expect(line && t.history.historyLine(line, { zone: 'America/Chicago', now: null }).title).toBe(
      'Undone: Decided otherwise (hand-over)',
    );
  });

  test('leaves as it was written, once', async () => {
    const desk = openForeignDesk();
    desk.core.start();
    await desk.online();
    expect(statesOf(desk)).toMatchObject(Object.fromEntries(ON_THEIR_WAY.map((seq) => [seq, 'done'])));
    expect(await writtenBy(desk, idOf(desk, 10))).toHaveLength(1);
    expect((await desk.portal.search<Appointment>('Appointment?_id=visit-15'))[0]).toMatchObject({
      status: 'cancelled',
    });
  });

  test('says what changed elsewhere when the portal refuses it', async () => {
    const desk = openForeignDesk();
    const [visit] = await desk.portal.search<Appointment>('Appointment?_id=visit-2');
    if (!visit) throw new Error('no visit');
    await desk.portal.put({ ...visit, start: '2026-12-01T18:00:00Z', end: '2026-12-01T18:30:00Z' });
    desk.core.start();
    await desk.online();
    const items = await desk.ask('attention.list', undefined);
    expect(conflictsOf(items, desk.clock.now())).toContain(
      'visit-2, P2 Baker: The appointment was moved to Tue, Dec 1, 12:00 PM – 12:30 PM',
    );
  });
});

describe.each(['command_json', 'changes_json', 'plan_json', 'before_json'] as const)(
  'a decision whose %s cannot be read',
  (column) => {
    const [ready, held] = [10, 20];
    const unreadable = (seq: number, desk: EarlierDesk): void => {
      desk.db.run(
        qb
          .updateTable('outbox')
          .set({ [column]: '{"type":' })
          .where('id', '=', idOf(desk, seq)),
      );
    };

    test('does not leave, stands under Needs attention, and can be taken back; the others leave', async () => {
      const desk = openEarlierDesk(13);
      unreadable(ready, desk);
      const before = await desk.ask('attention.list', undefined);
      desk.core.start();
      await desk.online();
      const others = ON_THEIR_WAY.filter((seq) => seq !== ready);
      expect(statesOf(desk)).toMatchObject({
        ...Object.fromEntries(others.map((seq) => [seq, 'done'])),
        [ready]: 'failed',
      });
      expect(await writtenBy(desk, idOf(desk, ready))).toEqual([]);
      const items = await desk.ask('attention.list', undefined);
      expect(items.length).toBe(before.length + 1);
      expect(items.find(({ id }) => id === idOf(desk, ready))).toMatchObject({
        kind: 'decision',
        appointmentId: 'visit-2',
        error: 'The decision could not be put into words for the portal',
      });
      const { needAttention } = await desk.ask('sync.status', undefined);
      expect(needAttention).toBe(items.length);

      await desk.ask('attention.dismiss', { kind: 'decision', id: idOf(desk, ready) });
      const [inPortal] = await desk.portal.search<Appointment>('Appointment?_id=visit-2');
      const { appointment } = await desk.ask('appointments.get', { id: 'visit-2' });
      expect(appointment.start).toBe(Date.parse(inPortal?.start ?? ''));
    });

    test('is not undone: nobody knows what was there before', async () => {
      const desk = openEarlierDesk(13);
      unreadable(held, desk);
      const outboxId = idOf(desk, held);
      await expect(desk.ask('decisions.undo', { outboxId })).rejects.toThrow('undo-too-late');
      expect(statesOf(desk)).toMatchObject({ [held]: 'held' });
    });
  },
);

test('an e-mail does not wait for a correction of its address that cannot be read', async () => {
  const desk = openEarlierDesk(13);
  const correction = rowsOf(desk.db, 'outbox').find((row) =>
    /correct-address/.test(String(row.command_json)),
  );
  const id = String(correction?.id);
  desk.db.run(qb.updateTable('outbox').set({ command_json: '{"type":' }).where('id', '=', id));
  desk.core.start();
  await desk.online();
  expect(await desk.ask('attention.list', undefined)).toContainEqual(
    expect.objectContaining({ kind: 'decision', id }),
  );
  expect(desk.sent.map(({ to }) => to.address)).toContain('p.ten@example.org');
});

test('what another version kept of a draft is there, and what it did not know is empty', async () => {
  const desk = openEarlierDesk(13);
  const older = { patientId: 7, providerId: 'practitioner-1', time: '10:00 AM', message: 'm'.repeat(20_001) };
  desk.db.run(qb.updateTable('draft').set({ draft_json: JSON.stringify(older) }));
  const { row, draft } = await desk.ask('requests.get', { id: 'task-6' });
  expect(row.typedBy).toEqual([{ userId: '', name: null }]);
  expect(draft).toEqual({
    patientId: null,
    practitionerId: null,
    locationId: null,
    typeCode: null,
    date: '',
    time: '10:00 AM',
    minutes: '',
    reasonCode: '',
    otherReason: '',
    message: 'm'.repeat(20_000),
  });
});
