import DatabaseConnection from 'better-sqlite3';
import { expect, onTestFinished, test, vi } from 'vitest';
import { z } from 'zod';
import { createSystemClock } from '../../../src-main/adapters/clock.ts';
import { createBusyRetries } from '../../../src-main/busy-retries.ts';
import { type Db, qb } from '../../../src-main/db/db.ts';
import { migrations } from '../../../src-main/db/migrations/index.ts';
import { openDatabase } from '../../../src-main/db/open.ts';
import { openWhenFree } from '../../../src-main/db/open-when-free.ts';
import { readSetting, writeSetting } from '../../../src-main/db/queries/settings.ts';
import { ok } from '../../../src-shared/result.ts';
import { lockDatabase } from '../../support/database-lock.ts';
import { buildRequest } from '../../support/domain.ts';
import { openLocalCore } from '../../support/local-core.ts';
import {
  actor,
  seedAppointment,
  seedPeople,
  seedRequest,
  temporaryDatabase,
} from '../../support/local-desk.ts';
import { createVirtualClock } from '../../support/virtual-clock.ts';

vi.setConfig({ testTimeout: 60_000 });
const caller = { actor };

/** A desk with a request to cancel, and its database's path. */
function openDesk(options: Parameters<typeof openLocalCore>[0] = {}) {
  const desk = openLocalCore(options);
  seedPeople(desk.db);
  seedAppointment(desk.db);
  seedRequest(desk.db, buildRequest({}));
  return desk;
}

const requestId = buildRequest({}).id;
const DENY = {
  type: 'deny',
  words: { reasonCode: 'other', reasonText: 'Other', message: 'Please call.' },
} as const;

test('a decision waits for the other program, is said to, and lands; reading goes on meanwhile', async () => {
  const { core, db, path, clock, events } = openDesk();
  const lock = await lockDatabase(path);
  onTestFinished(lock.release);
  const answer = core.handlers['decisions.decide']({ on: 'request', id: requestId, command: DENY }, caller);
  // Answered later: nothing stood still for it.
  expect(answer).toBeInstanceOf(Promise);
  await clock.advance(5000);
  expect(events).toContainEqual({ type: 'database', busy: true });
  expect(await core.handlers['requests.get']({ id: requestId }, caller)).toMatchObject({ ok: true });
  const stateNow = () => db.get(qb.selectFrom('request').select('state').where('id', '=', requestId))?.state;
  expect(stateNow()).toBe('open');
  await lock.release();
  await clock.advance(1000);
  expect(await answer).toMatchObject({ ok: true });
  expect(stateNow()).toBe('resolved');
  expect(events.filter(({ type }) => type === 'database')).toEqual([
    { type: 'database', busy: true },
    { type: 'database', busy: false },
  ]);
  expect(db.all(qb.selectFrom('outbox').select('id'))).toHaveLength(1);
});

test('one that does not let go is told of by name, and nothing was written', async () => {
  const { core, db, path, clock } = openDesk();
  const lock = await lockDatabase(path);
  onTestFinished(lock.release);
  const answer = core.handlers['decisions.decide']({ on: 'request', id: requestId, command: DENY }, caller);
  await clock.advance(30_000);
  expect(await answer).toEqual({ ok: false, error: { code: 'database-busy' } });
  await lock.release();
  expect(db.all(qb.selectFrom('outbox').select('id'))).toEqual([]);
  expect(
    await core.handlers['decisions.decide']({ on: 'request', id: requestId, command: DENY }, caller),
  ).toMatchObject({
    ok: true,
  });
});

test('a later click never overtakes an earlier one; an undo in time is one, however late it is written', async () => {
  const { core, db, path, clock } = openDesk();
  core.start();
  const decided = await core.handlers['decisions.decide'](
    { on: 'request', id: requestId, command: DENY },
    caller,
  );
  if (!decided.ok || decided.value.outboxId === null) throw new Error('It was refused');
  const lock = await lockDatabase(path);
  onTestFinished(lock.release);
  await clock.advance(1000);
  const undone = core.handlers['decisions.undo']({ outboxId: decided.value.outboxId }, caller);
  const again = core.handlers['decisions.decide']({ on: 'request', id: requestId, command: DENY }, caller);
  // Long after the undo time is over.
  await clock.advance(15_000);
  await lock.release();
  await clock.advance(2000);
  expect([await undone, await again]).toEqual([
    { ok: true, value: null },
    expect.objectContaining({ ok: true }),
  ]);
  const states = db.all(qb.selectFrom('outbox').select('state').orderBy('seq')).map(({ state }) => state);
  expect(states).toEqual(['undone', 'held']);
});

test('writes keep their order, reads do not wait, each has its own answer', async () => {
  const { db, path } = temporaryDatabase();
  const clock = createVirtualClock();
  const retries = createBusyRetries({ db, clock, told: () => {} });
  const written: string[] = [];
  const done = retries.wrap('calls.dismiss', ({ id }) => {
    db.transaction(() => writeSetting(db, id, 1));
    written.push(id);
    return ok(null);
  });
  const list = retries.wrap('calls.list', () => ok([]));
  const lock = await lockDatabase(path);
  onTestFinished(lock.release);
  const answers = ['a', 'b', 'c'].map((id) => done({ id }, caller));
  expect(list(undefined, caller)).toEqual({ ok: true, value: [] });
  await clock.advance(3000);
  expect([written, retries.waiting()]).toEqual([[], true]);
  await lock.release();
  await clock.advance(3000);
  await Promise.all(answers);
  expect([written, retries.waiting()]).toEqual([['a', 'b', 'c'], false]);
  // Nobody waits any more: answered at once, as ever.
  expect(done({ id: 'd' }, caller)).toEqual({ ok: true, value: null });
});

test('what has been written once is not written again because something after it was busy', async () => {
  const { db, path } = temporaryDatabase();
  const clock = createVirtualClock();
  const retries = createBusyRetries({ db, clock, told: () => {} });
  const locks: { release(): Promise<void> }[] = [];
  onTestFinished(async () => void (await Promise.all(locks.map((lock) => lock.release()))));
  let runs = 0;
  const save = retries.wrap('settings.save', async () => {
    runs += 1;
    writeSetting(db, 'first', runs);
    locks.push(await lockDatabase(path));
    writeSetting(db, 'second', runs);
    return ok(null);
  });
  await expect(save({}, caller)).rejects.toMatchObject({ code: 'SQLITE_BUSY' });
  await clock.advance(30_000);
  expect([runs, readSetting(db, 'first', z.number(), 0)]).toEqual([1, 1]);
});

test('an e-mail the server has taken while the database was busy is recorded afterwards, and not sent again', async () => {
  const locks: { release(): Promise<void> }[] = [];
  const { core, db, path, clock, sent } = openDesk({
    defaults: { mail: { kind: 'demo' } },
    mail: async () => {
      locks.push(await lockDatabase(path));
      return { kind: 'accepted' };
    },
  });
  onTestFinished(async () => void (await Promise.all(locks.map((lock) => lock.release()))));
  core.start();
  await core.handlers['decisions.decide']({ on: 'request', id: requestId, command: DENY }, caller);
  await vi.waitUntil(
    async () => {
      await clock.advance(500);
      return locks.length > 0;
    },
    { timeout: 20_000 },
  );
  await clock.advance(5000);
  expect(core.status().mail).toBe('ok');
  await locks[0]?.release();
  await clock.advance(2000);
  expect(sent).toHaveLength(1);
  expect(db.all(qb.selectFrom('mail').select('state'))).toEqual([{ state: 'sent' }]);
});

test('a start waits for the other program, says so once, and then begins', async () => {
  const { db, path } = temporaryDatabase();
  db.close();
  const lock = await lockDatabase(path);
  onTestFinished(lock.release);
  let said = 0;
  let attempts = 0;
  const opening = openWhenFree({
    clock: createSystemClock(),
    path,
    open: () => {
      attempts += 1;
      return openDatabase(path, migrations);
    },
    use: (opened) => {
      writeSetting(opened, 'begun', true);
      return opened;
    },
    waiting: () => {
      said += 1;
    },
  });
  // Several attempts long, however slow each is.
  await expect.poll(() => attempts).toBeGreaterThan(2);
  await lock.release();
  const opened = await opening;
  expect([opened.ok, said]).toEqual([true, 1]);
  if (opened.ok) opened.value.close();
});

/** As where a virus scanner holds the file: SQLite cannot read it either, until `letGo`. */
function unreadable(db: Db): { letGo(): void } {
  const { all, get, run, transaction } = db;
  const refuse = () => {
    throw new DatabaseConnection.SqliteError('disk I/O error', 'SQLITE_IOERR_RDLOCK');
  };
  Object.assign(db, { all: refuse, get: refuse, run: refuse, transaction: refuse });
  return { letGo: () => Object.assign(db, { all, get, run, transaction }) };
}

test('what is due while nothing can be read is done when it can: the program goes on', async () => {
  const { core, db, clock, events } = openDesk();
  core.start();
  await clock.advance(1000);
  expect(
    await core.handlers['decisions.decide']({ on: 'request', id: requestId, command: DENY }, caller),
  ).toMatchObject({ ok: true });
  const database = unreadable(db);
  // The undo time ends, rounds with the portal come and go.
  await clock.advance(12_000);
  database.letGo();
  const before = events.length;
  await clock.advance(2000);
  expect(db.all(qb.selectFrom('outbox').select('state'))).not.toEqual([{ state: 'held' }]);
  await core.handlers['sync.refresh'](undefined, caller);
  expect(events.slice(before).length).toBeGreaterThan(0);
});
