import {
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statfsSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import DatabaseConnection from 'better-sqlite3';
import { expect, onTestFinished, test, vi } from 'vitest';
import { createFileLogger } from '../../../src-main/adapters/logger.ts';
import { noteCleanEnd, takeCleanEnd } from '../../../src-main/db/clean-end.ts';
import { qb } from '../../../src-main/db/db.ts';
import { migrations } from '../../../src-main/db/migrations/index.ts';
import { openDatabase } from '../../../src-main/db/open.ts';
import { writeSetting } from '../../../src-main/db/queries/settings.ts';
import { SETTINGS } from '../../../src-shared/domain/settings.ts';
import type { AppEvent } from '../../../src-shared/ipc/events.ts';
import { buildRequest } from '../../support/domain.ts';
import { openLocalCore } from '../../support/local-core.ts';
import {
  actor,
  seedAppointment,
  seedPeople,
  seedRequest,
  temporaryDatabase,
} from '../../support/local-desk.ts';
import { openSmallClinic, slotAt, WORDS } from '../../support/portal-desk.ts';
import { CAN_MOUNT, mountSmallDisk } from '../../support/small-disk.ts';

vi.setConfig({ testTimeout: 60_000 });

const requestId = buildRequest({}).id;
const DENY = {
  type: 'deny',
  words: { reasonCode: 'other', reasonText: 'Other', message: 'Please call.' },
} as const;

/** A desk with a request to cancel. */
function openDesk(options: Parameters<typeof openLocalCore>[0] = {}) {
  const desk = openLocalCore(options);
  seedPeople(desk.db);
  seedAppointment(desk.db);
  seedRequest(desk.db, buildRequest({}));
  const deny = () =>
    desk.core.handlers['decisions.decide']({ on: 'request', id: requestId, command: DENY }, { actor });
  return { ...desk, deny };
}

const troubles = (events: readonly AppEvent[]): unknown[] =>
  events.flatMap((event) => (event.type === 'storage' ? [event.trouble] : []));

/** What another program finds on the disk. */
function decisionsOnDisk(path: string): number {
  const connection = new DatabaseConnection(path, { readonly: true });
  try {
    return Number(connection.prepare('SELECT count(*) FROM outbox').pluck().get());
  } finally {
    connection.close();
  }
}

const MISHAPS: readonly [string, (path: string) => void, (path: string) => void][] = [
  [
    'the data folder is moved away',
    (path) => renameSync(dirname(path), `${dirname(path)}-moved`),
    (path) => renameSync(`${dirname(path)}-moved`, dirname(path)),
  ],
  [
    'the data folder is replaced by a copy',
    (path) => {
      renameSync(dirname(path), `${dirname(path)}-moved`);
      cpSync(`${dirname(path)}-moved`, dirname(path), { recursive: true });
    },
    (path) => {
      rmSync(dirname(path), { recursive: true });
      renameSync(`${dirname(path)}-moved`, dirname(path));
    },
  ],
  [
    'the log is moved away',
    (path) => renameSync(`${path}-wal`, `${path}-elsewhere`),
    (path) => renameSync(`${path}-elsewhere`, `${path}-wal`),
  ],
];

test.each(MISHAPS)(
  '%s while the desk runs: a decision is refused in words, and is made once it is back',
  async (_what, mishap, mend) => {
    const { core, path, deny, clock, events } = openDesk();
    core.start();
    await clock.advance(1000);
    mishap(path);
    expect(await deny()).toEqual({ ok: false, error: { code: 'database-moved' } });
    // Whatever it does by itself: it neither ends nor says that all is well.
    await clock.advance(60 * 60_000);
    expect(troubles(events).at(-1)).toBe('database-moved');
    // What is read is read as ever.
    expect(await core.handlers['requests.get']({ id: requestId }, { actor })).toMatchObject({ ok: true });
    mend(path);
    expect(await deny()).toMatchObject({ ok: true });
    expect(troubles(events).at(-1)).toBeNull();
    expect(decisionsOnDisk(path)).toBe(1);
  },
);

test('the data folder is deleted: the desk says so by itself, sends nothing, and does not make it anew', async () => {
  const clinic = await openSmallClinic();
  const desk = clinic.open();
  await desk.settle();
  await desk.ask('decisions.decide', {
    on: 'schedule',
    command: {
      type: 'update',
      appointmentId: 'visit-1',
      slot: slotAt('2026-11-30T15:00:00Z'),
      words: WORDS,
      notify: true,
    },
  });
  rmSync(dirname(desk.path), { recursive: true });
  const asked = desk.asked.length;
  await clinic.clock.advance(60_000);
  expect(troubles(desk.events).at(-1)).toBe('database-moved');
  expect(desk.asked.slice(asked).filter(({ method }) => method !== 'GET')).toEqual([]);
  expect(desk.sent).toEqual([]);
  expect(existsSync(dirname(desk.path))).toBe(false);
  expect(desk.core.status().phase).toBe('storage');
});

test.skipIf(!CAN_MOUNT)(
  'a full disk while the desk runs: refused in words, nothing is half made, and the same goes through once there is room',
  async () => {
    const disk = mountSmallDisk(6_000_000);
    const path = join(disk, 'reslot.sqlite');
    const opened = openDatabase(path);
    if (!opened.ok) throw new Error(opened.error.code);
    onTestFinished(() => opened.value.close());
    const { core, deny, clock, events, db } = openDesk({ database: { db: opened.value, path } });
    core.start();
    await clock.advance(1000);
    const ballast = join(disk, 'ballast');
    const free = (): number => statfsSync(disk).bavail * statfsSync(disk).bsize;
    writeFileSync(ballast, Buffer.alloc(free()));
    expect(await deny()).toEqual({ ok: false, error: { code: 'disk-full' } });
    expect(troubles(events).at(-1)).toBe('disk-full');
    await clock.advance(10 * 60_000);
    expect(db.all(qb.selectFrom('outbox').select('id'))).toEqual([]);
    expect(db.all(qb.selectFrom('request').select('state'))).toEqual([{ state: 'open' }]);
    rmSync(ballast);
    expect(await deny()).toMatchObject({ ok: true });
    expect(decisionsOnDisk(path)).toBe(1);
  },
);

test.skipIf(!CAN_MOUNT)('a disk without room for a database says so at the start', () => {
  const disk = mountSmallDisk(40_960);
  const path = join(disk, 'reslot.sqlite');
  expect(openDatabase(path)).toEqual({ ok: false, error: { code: 'disk-full', path } });
});

/** Writes rubbish over one page of a long value, of a row that nobody meets on the way to another one. */
function spoilFilling(path: string): void {
  const whole = readFileSync(path);
  const PAGE = 4096;
  for (let at = Math.floor(whole.length / 2 / PAGE) * PAGE; at < whole.length; at += PAGE) {
    // The first four bytes of such a page lead to the next one (https://www.sqlite.org/fileformat2.html#ovflpgs).
    if (!whole.subarray(at + 4, at + PAGE).every((byte) => byte === 'x'.charCodeAt(0))) continue;
    writeFileSync(path, Buffer.from(whole).fill(0xa5, at, at + PAGE));
    if (canReadOthers(path)) return;
  }
  throw new Error('Every long value is met');
}

function canReadOthers(path: string): boolean {
  const connection = new DatabaseConnection(path, { readonly: true });
  try {
    const others = [...Object.keys(SETTINGS), 'desk', 'user', 'backup', 'sync.server'];
    for (const key of others) connection.prepare('SELECT * FROM setting WHERE key = ?').get(key);
    return true;
  } catch {
    return false;
  } finally {
    connection.close();
  }
}

test('a damaged page met while the desk runs: a sentence that says what to do, and the desk goes on', async () => {
  const { db, path } = temporaryDatabase();
  seedPeople(db);
  seedRequest(db, buildRequest({}));
  db.transaction(() => {
    // Each on pages of its own, so that the damage is in nothing that a start reads.
    for (let index = 0; index < 100; index += 1) writeSetting(db, `filling-${index}`, 'x'.repeat(40_000));
  });
  db.close();
  spoilFilling(path);
  const again = openDatabase(path, migrations, 'clinic', false);
  if (!again.ok) throw new Error(again.error.code);
  onTestFinished(() => again.value.close());
  const { core, clock, events } = openLocalCore({ database: { db: again.value, path } });
  core.start();
  let refused: unknown;
  try {
    again.value.transaction(() => {
      for (let index = 0; index < 100; index += 1) writeSetting(again.value, `filling-${index}`, 1);
    });
  } catch (error) {
    refused = error;
  }
  expect(refused).toMatchObject({ code: expect.stringMatching(/^SQLITE_CORRUPT/) });
  expect(troubles(events).at(-1)).toBe('database-damaged');
  await clock.advance(10 * 60_000);
  expect(again.value.isDamaged).toBe(true);
});

test('a new database stands in its own file at once, not in its log alone', () => {
  const { path } = temporaryDatabase();
  const copy = `${path}.copy`;
  cpSync(path, copy);
  const connection = new DatabaseConnection(copy, { readonly: true });
  onTestFinished(() => void connection.close());
  expect(connection.pragma('user_version', { simple: true })).toBe(migrations.length);
});

test('after a clean end the pages are not looked at; after a crash, another file or many starts they are', () => {
  const { db, path } = temporaryDatabase();
  expect(takeCleanEnd(path)).toEqual({ check: true, unchecked: 0 });
  db.close();
  noteCleanEnd(path, 3);
  expect(takeCleanEnd(path)).toEqual({ check: false, unchecked: 3 });
  // The run that began there was killed: it has noted nothing.
  expect(takeCleanEnd(path).check).toBe(true);
  noteCleanEnd(path, 20);
  expect(takeCleanEnd(path)).toEqual({ check: true, unchecked: 0 });
  noteCleanEnd(path, 0);
  cpSync(path, `${path}.copy`);
  rmSync(path);
  cpSync(`${path}.copy`, path);
  expect(takeCleanEnd(path).check).toBe(true);
  noteCleanEnd(path, 0);
  writeFileSync(`${path}-wal`, 'left by a crash');
  expect(takeCleanEnd(path).check).toBe(true);
});

test('a log that cannot be turned over loses lines, and writes them into no other file', () => {
  const { path } = temporaryDatabase();
  const directory = join(dirname(path), 'logs');
  const logger = createFileLogger({ directory, maxBytes: 200 });
  onTestFinished(() => logger.close());
  // In the place of the older log stands something that cannot be replaced.
  mkdirSync(join(directory, 'reslot.1.log', 'in the way'), { recursive: true });
  for (let line = 0; line < 10; line += 1) logger.info('notification-failed');
  const mine = join(dirname(path), 'mine.txt');
  const opened = createFileLogger({ directory: join(dirname(path), 'other') });
  onTestFinished(() => opened.close());
  writeFileSync(mine, 'mine');
  for (let line = 0; line < 10; line += 1) logger.info('notification-failed');
  expect(readFileSync(mine, 'utf8')).toBe('mine');
  expect(readFileSync(join(dirname(path), 'other', 'reslot.log'), 'utf8')).toBe('');
  rmSync(join(directory, 'reslot.1.log'), { recursive: true });
  for (let line = 0; line < 10; line += 1) logger.info('notification-failed');
  expect(existsSync(join(directory, 'reslot.1.log'))).toBe(true);
});
