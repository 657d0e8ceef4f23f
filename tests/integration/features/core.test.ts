import { describe, expect, test } from 'vitest';
import type { Db } from '../../../src-main/db/db.ts';
import type { Tables } from '../../../src-main/db/schema.ts';
import { contract } from '../../../src-shared/ipc/contract.ts';
import { appEvent } from '../../../src-shared/ipc/events.ts';
import { COMMAND_NAMES } from '../../../src-shared/ipc/names.ts';
import { buildSlot, buildWords, NOW } from '../../support/domain.ts';
import { type LocalCore, type LocalCoreOptions, openLocalCore } from '../../support/local-core.ts';
import { actor, rowsOf, seedAppointment, seedPeople, seedRequest } from '../../support/local-desk.ts';
import { WHOLE_INBOX } from '../../support/whole-inbox.ts';

const caller = { actor };
const WITH_MAIL: LocalCoreOptions = { demo: true, defaults: { mail: { kind: 'demo' } } };

function open(options: LocalCoreOptions = {}): LocalCore {
  const desk = openLocalCore(options);
  seedPeople(desk.db);
  seedAppointment(desk.db);
  seedRequest(desk.db);
  return desk;
}

const TABLES: readonly (keyof Tables)[] = [
  'appointment',
  'request',
  'draft',
  'conflict',
  'history',
  'outbox',
  'mail',
  'call',
];
const everything = (db: Db) => Object.fromEntries(TABLES.map((table) => [table, rowsOf(db, table)]));

test('there is a handler for every command but the window’s own, the backups’ and those of who is signed in', () => {
  const own = ['app.bootstrap', 'app.reportCrash', 'app.installUpdate', 'app.restart', 'links.open'];
  expect(Object.keys(open().core.handlers).sort()).toEqual(
    COMMAND_NAMES.filter((name) => !own.includes(name) && !/^(backups|session|users)\./.test(name)).sort(),
  );
});

test('what the handlers answer is what the contract says', async () => {
  const { core } = open();
  const { handlers } = core;
  const list = await handlers['requests.list']({ ...WHOLE_INBOX, sort: 'appointment', limit: 10 }, caller);
  const answers = {
    'requests.list': list,
    'requests.get': await handlers['requests.get']({ id: 'request-1' }, caller),
    'decisions.preview': await handlers['decisions.preview'](
      { on: 'request', id: 'request-1', command: { type: 'approve' } },
      caller,
    ),
    'directory.get': await handlers['directory.get'](undefined, caller),
    'patients.search': await handlers['patients.search']({ text: 'ada', limit: 5 }, caller),
    'patients.get': await handlers['patients.get']({ id: 'patient-1' }, caller),
    'sync.status': await handlers['sync.status'](undefined, caller),
    'decisions.decide': await handlers['decisions.decide'](
      { on: 'request', id: 'request-1', command: { type: 'approve' } },
      caller,
    ),
  } as const;
  for (const name of Object.keys(answers) as (keyof typeof answers)[]) {
    const answer = answers[name];
    if (!answer.ok) throw new Error(`${name}: ${answer.error.code}`);
    expect(contract[name].output.parse(answer.value)).toEqual(answer.value);
  }
  expect(await handlers['patients.get']({ id: 'nobody' }, caller)).toEqual({
    ok: false,
    error: { code: 'patient-not-found' },
  });
});

describe('without a portal', () => {
  test('a decision becomes an e-mail when its undo time is over', async () => {
    const { core, clock, sent } = open(WITH_MAIL);
    core.start();
    const preview = await core.handlers['decisions.preview'](
      { on: 'request', id: 'request-1', command: { type: 'approve' } },
      caller,
    );
    await core.handlers['decisions.decide'](
      { on: 'request', id: 'request-1', command: { type: 'approve' } },
      caller,
    );
    expect(core.status()).toMatchObject({ phase: 'not-configured', waitingToSync: 1 });
    await clock.advance(7999);
    expect(sent).toEqual([]);
    await clock.advance(1);
    if (!preview.ok || !preview.value) throw new Error('no preview');
    const { subject, text, html, to } = preview.value;
    expect(sent).toMatchObject([
      { to: { address: to }, subject, text, html, calendar: { method: 'REQUEST' } },
    ]);
    expect(sent[0]?.calendar?.ics).toContain('mailto:frontdesk@lakeside.example');
    const detail = await core.handlers['requests.get']({ id: 'request-1' }, caller);
    if (!detail.ok) throw new Error(detail.error.code);
    expect(detail.value.row).toMatchObject({ mail: { state: 'sent' }, delivery: { state: 'done' } });
    expect(detail.value.history.map((line) => line.kind)).toEqual([
      'decided',
      'email-queued',
      'email-accepted',
    ]);
    expect(core.status()).toMatchObject({ waitingToSync: 0, mailWaiting: 0 });
  });

  test('one that is undone sends nothing, ever', async () => {
    const { core, clock, sent } = open(WITH_MAIL);
    core.start();
    const decided = await core.handlers['decisions.decide'](
      { on: 'request', id: 'request-1', command: { type: 'approve' } },
      caller,
    );
    if (!decided.ok || decided.value.outboxId === null) throw new Error('not decided');
    await clock.advance(5000);
    expect(await core.handlers['decisions.undo']({ outboxId: decided.value.outboxId }, caller)).toEqual({
      ok: true,
      value: null,
    });
    await clock.advance(3_600_000);
    expect(sent).toEqual([]);
  });
});

describe('events', () => {
  test('say what changed, after the commit, and gather what comes in a rush', async () => {
    const { core, clock, events } = open();
    core.start();
    await clock.settle();
    events.length = 0;
    await core.handlers['decisions.decide'](
      { on: 'request', id: 'request-1', command: { type: 'approve' } },
      caller,
    );
    expect(events).toMatchObject([
      { type: 'changed', topics: ['attention', 'calls', 'requests', 'schedule'] },
      { type: 'sync-status', status: { waitingToSync: 1 } },
    ]);
    events.length = 0;
    await core.handlers['drafts.save'](
      {
        subject: 'request/request-1',
        draft: {
          patientId: null,
          practitionerId: null,
          locationId: null,
          typeCode: null,
          date: '',
          time: '',
          minutes: '',
          reasonCode: '',
          otherReason: '',
          message: 'x',
        },
      },
      caller,
    );
    await core.handlers['drafts.save']({ subject: 'request/request-1', draft: null }, caller);
    expect(events).toEqual([]);
    await clock.advance(100);
    expect(events).toEqual([{ type: 'changed', topics: ['requests'] }]);
    for (const event of events) expect(appEvent.parse(event)).toEqual(event);
  });

  test('stop when the listener asks', async () => {
    const { core } = open();
    const heard: string[] = [];
    const stop = core.onEvent((event) => heard.push(event.type));
    stop();
    await core.handlers['decisions.decide'](
      { on: 'request', id: 'request-1', command: { type: 'approve' } },
      caller,
    );
    expect(heard).toEqual([]);
  });
});

test('with the network away decisions pile up, and the status says so', async () => {
  const { core, clock, asked } = open({ demo: true, defaults: { portal: { kind: 'demo' } } });
  core.start();
  await clock.advance(1000);
  await core.handlers['decisions.decide'](
    { on: 'request', id: 'request-1', command: { type: 'approve' } },
    caller,
  );
  await clock.advance(60_000);
  expect(asked.length).toBeGreaterThan(1);
  expect(core.status()).toMatchObject({ phase: 'offline', waitingToSync: 1 });
  expect(core.status().offlineSince).not.toBeNull();
});

test('stop ends every timer', async () => {
  const { core, clock } = open({
    demo: true,
    defaults: { portal: { kind: 'demo' }, mail: { kind: 'demo' } },
  });
  core.start();
  await clock.advance(1000);
  await core.handlers['decisions.decide'](
    { on: 'request', id: 'request-1', command: { type: 'approve' } },
    caller,
  );
  const stopping = core.stop();
  await clock.settle();
  await stopping;
  await clock.advance(200);
  expect(clock.pending()).toBe(0);
});

test('a mail server that never answers does not hold up the end, nor write after it', async () => {
  const { core, clock, db, sent } = open({ ...WITH_MAIL, mail: () => new Promise(() => {}) });
  core.start();
  await core.handlers['decisions.decide'](
    { on: 'request', id: 'request-1', command: { type: 'approve' } },
    caller,
  );
  await clock.advance(8000);
  expect(sent).toHaveLength(1);
  let stopped = false;
  const stopping = core.stop().then(() => {
    stopped = true;
  });
  await clock.advance(4999);
  expect(stopped).toBe(false);
  await clock.advance(1);
  await stopping;
  expect(rowsOf(db, 'mail')).toMatchObject([{ state: 'ready' }]);
});

test('many desks in one process share nothing, and the same seed gives the same rows', async () => {
  const script = async (desk: LocalCore) => {
    desk.core.start();
    const words = buildWords();
    await desk.core.handlers['decisions.decide'](
      { on: 'request', id: 'request-1', command: { type: 'propose', slots: [buildSlot()], words } },
      caller,
    );
    await desk.clock.advance(20_000);
    await desk.core.handlers['decisions.decide'](
      { on: 'request', id: 'request-1', command: { type: 'withdraw-proposal' } },
      caller,
    );
    await desk.clock.advance(20_000);
    return everything(desk.db);
  };
  const [one, same, other] = await Promise.all([5, 5, 6].map((seed) => script(open({ ...WITH_MAIL, seed }))));
  expect(one).toEqual(same);
  expect(one).not.toEqual(other);
  expect(one?.mail).toMatchObject([{ state: 'sent' }, { state: 'sent' }]);
  expect(NOW).toBeLessThan(Number(one?.history?.at(-1)?.at_ms));
});
