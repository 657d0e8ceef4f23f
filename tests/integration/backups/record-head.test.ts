import { copyFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import DatabaseConnection from 'better-sqlite3';
import fc from 'fast-check';
import { expect, onTestFinished, test } from 'vitest';
import { markAsBackup } from '../../../src-main/backups/backup-mark.ts';
import { createRecordHead } from '../../../src-main/backups/record-head.ts';
import { settleRestored } from '../../../src-main/backups/settle-restored.ts';
import { type Db, qb } from '../../../src-main/db/db.ts';
import { openDatabase } from '../../../src-main/db/open.ts';
import { appendHistory, newestLine } from '../../../src-main/db/queries/history.ts';
import { createRecordCheck } from '../../../src-main/db/record-check.ts';
import { recordHeadFile } from '../../../src-main/db/record-head-file.ts';
import { isRecordFaultNew } from '../../../src-shared/domain/record-faults.ts';
import { MINUTE_MS } from '../../../src-shared/domain/time.ts';
import { NOW } from '../../support/domain.ts';
import { actor, silentLogger, temporaryDatabase } from '../../support/local-desk.ts';
import { createVirtualClock } from '../../support/virtual-clock.ts';

const clock = createVirtualClock(NOW);

function write(db: Db, lines: number): void {
  for (let line = 0; line < lines; line += 1)
    appendHistory(db, {
      at: NOW,
      actor,
      kind: 'noted',
      requestId: 'task-1',
      appointmentId: null,
      outboxId: null,
      detail: { note: `line ${line}` },
    });
}

const keeperOf = (db: Db, path: string) =>
  createRecordHead({ db, clock, logger: silentLogger, file: recordHeadFile(path), identity: actor });

/** One run of the program: so many lines, and an end in order. Its end is what the next start finds. */
function run(path: string, lines: number) {
  const opened = openDatabase(path);
  if (!opened.ok) throw new Error(opened.error.code);
  const db = opened.value;
  settleRestored(db, NOW);
  const keeper = keeperOf(db, path);
  keeper.start();
  const fault = keeper.fault();
  write(db, lines);
  keeper.stop();
  db.close();
  return fault;
}

function deskWith(lines: number) {
  const { db, path } = temporaryDatabase();
  db.close();
  expect(run(path, lines)).toBeNull();
  return path;
}

const headIn = (path: string): { line: number } => JSON.parse(readFileSync(recordHeadFile(path), 'utf8'));

/** As somebody does it who has come past the triggers. */
function tamper(path: string, work: (connection: DatabaseConnection.Database) => void): void {
  const connection = new DatabaseConnection(path);
  connection.exec(
    'DROP TRIGGER IF EXISTS history_never_changes; DROP TRIGGER IF EXISTS history_never_shrinks',
  );
  work(connection);
  connection.close();
}

test('what goes on from where it was is no fault, run after run', () => {
  const path = deskWith(3);
  expect(headIn(path)).toMatchObject({ line: 3 });
  expect(run(path, 0)).toBeNull();
  expect(run(path, 2)).toBeNull();
  expect(headIn(path)).toMatchObject({ line: 5 });
});

test('it is written each minute while there is something new', async () => {
  const { db, path } = temporaryDatabase();
  const keeper = keeperOf(db, path);
  onTestFinished(() => keeper.stop());
  keeper.start();
  write(db, 2);
  await clock.advance(MINUTE_MS);
  expect(headIn(path)).toMatchObject({ line: 2 });
  write(db, 1);
  await clock.advance(MINUTE_MS);
  expect(headIn(path)).toMatchObject({ line: 3 });
});

test('yesterday’s database in the place of today’s is told, and the evidence stays until it is noted', () => {
  const path = deskWith(3);
  copyFileSync(path, `${path}.yesterday`);
  expect(run(path, 4)).toBeNull();
  copyFileSync(`${path}.yesterday`, path);
  for (const _start of [1, 2]) expect(run(path, 1)).toEqual({ is: 'elsewhere', reached: 7 });
  // It has more lines now than the file says, and others.
  expect(run(path, 9)).toEqual({ is: 'elsewhere', reached: 7 });
  expect(headIn(path)).toMatchObject({ line: 7 });
});

test('a record that was emptied together with SQLite’s count of its lines is told', () => {
  const path = deskWith(6);
  tamper(path, (connection) =>
    connection.exec("DELETE FROM history; DELETE FROM sqlite_sequence WHERE name = 'history'"),
  );
  expect(run(path, 0)).toEqual({ is: 'elsewhere', reached: 6 });
});

test('a database that is gone with all it held is told', () => {
  const path = deskWith(6);
  for (const suffix of ['', '-wal', '-shm']) rmSync(`${path}${suffix}`, { force: true });
  expect(run(path, 2)).toEqual({ is: 'elsewhere', reached: 6 });
});

test('the file removed, or made unreadable, is told: but not before there was one', () => {
  const path = deskWith(2);
  rmSync(recordHeadFile(path));
  expect(run(path, 1)).toEqual({ is: 'gone' });
  writeFileSync(recordHeadFile(path), '{"line":1');
  expect(run(path, 0)).toEqual({ is: 'unreadable' });
  const earlier = temporaryDatabase();
  write(earlier.db, 3);
  earlier.db.close();
  expect(run(earlier.path, 0)).toBeNull();
});

test('a restored backup goes on by itself: that it was restored, and how far the record had come, stands on it', () => {
  const path = deskWith(3);
  copyFileSync(path, `${path}.backup`);
  const backup = new DatabaseConnection(`${path}.backup`);
  const holds = { patients: 0, appointments: 0, openRequests: 0, waiting: 0, lastDecision: 0 };
  markAsBackup(backup, { madeAt: NOW - 5000, ...holds });
  backup.close();
  expect(run(path, 4)).toBeNull();
  copyFileSync(`${path}.backup`, path);
  expect(run(path, 0)).toBeNull();
  const { db } = reopened(path);
  const newest = db.get(qb.selectFrom('history').selectAll().orderBy('id', 'desc').limit(1));
  expect(newest).toMatchObject({ id: 4, kind: 'backup-restored', user_id: actor.userId });
  expect(JSON.parse(newest?.detail_json ?? '')).toEqual({ backupOf: NOW - 5000, reached: 7 });
  expect(headIn(path)).toMatchObject({ line: 4 });
});

test('what is noted stands on the record, by whom, and is not warned of again; what comes after it is', () => {
  const path = deskWith(5);
  rmSync(recordHeadFile(path));
  tamper(path, (connection) => connection.exec("UPDATE history SET user_name = 'x' WHERE id = 2"));
  const { db } = reopened(path);
  const keeper = keeperOf(db, path);
  onTestFinished(() => keeper.stop());
  keeper.start();
  const found = check(db);
  expect([keeper.fault(), found.faults]).toEqual([{ is: 'gone' }, 1]);
  keeper.note(found, 'The disk was replaced', { ...actor, userName: 'Ann Manager' });
  expect(keeper.fault()).toBeNull();
  expect(keeper.noted()).toMatchObject({
    by: 'Ann Manager',
    reason: 'The disk was replaced',
    faults: 1,
    first: 2,
    head: { is: 'gone' },
  });
  expect(headIn(path)).toMatchObject({ line: newestLine(db)?.id });
  expect(isRecordFaultNew(check(db), keeper.fault(), keeper.noted())).toBe(false);
  tamper(path, (connection) => connection.exec("UPDATE history SET user_name = 'y' WHERE id = 4"));
  expect(isRecordFaultNew(check(db), keeper.fault(), keeper.noted())).toBe(true);
});

test('a file that cannot be written keeps nobody from working', async () => {
  const { db, path } = temporaryDatabase();
  const warned: string[] = [];
  const logger = { ...silentLogger, warn: (event: string) => void warned.push(event) };
  const file = `${dirname(path)}/gone/reslot.db.record`;
  const keeper = createRecordHead({ db, clock, logger, file, identity: actor });
  keeper.start();
  write(db, 1);
  await clock.advance(MINUTE_MS);
  keeper.stop();
  expect(warned).toEqual(['record-head-not-written', 'record-head-not-written']);
});

test('whatever is done to the lines of a record, or to where it ends, is found', () => {
  const path = deskWith(8);
  copyFileSync(path, `${path}.whole`);
  const head = readFileSync(recordHeadFile(path));
  const line = fc.integer({ min: 1, max: 8 });
  const deed = fc.oneof(
    line.map((id) => `UPDATE history SET detail_json = '{"note":"other"}' WHERE id = ${id}`),
    line.map((id) => `UPDATE history SET at_ms = at_ms + 1 WHERE id = ${id}`),
    line.map((id) => `DELETE FROM history WHERE id = ${id}`),
    line.map(
      (id) =>
        `DELETE FROM history WHERE id >= ${id}; UPDATE sqlite_sequence SET seq = ${id - 1} WHERE name = 'history'`,
    ),
    fc.constant("DELETE FROM history; DELETE FROM sqlite_sequence WHERE name = 'history'"),
  );
  fc.assert(
    fc.property(fc.array(deed, { minLength: 1, maxLength: 3 }), fc.nat(3), (deeds, later) => {
      for (const suffix of ['-wal', '-shm']) rmSync(`${path}${suffix}`, { force: true });
      copyFileSync(`${path}.whole`, path);
      writeFileSync(recordHeadFile(path), head);
      tamper(path, (connection) => connection.exec(deeds.join(';')));
      const opened = openDatabase(path);
      if (!opened.ok) throw new Error(opened.error.code);
      const keeper = keeperOf(opened.value, path);
      keeper.start();
      // Whoever works on does not cover it up.
      write(opened.value, later);
      const isFound = isRecordFaultNew(check(opened.value), keeper.fault(), null);
      keeper.stop();
      opened.value.close();
      return isFound;
    }),
    { numRuns: 40 },
  );
});

function reopened(path: string): { readonly db: Db } {
  const opened = openDatabase(path);
  if (!opened.ok) throw new Error(opened.error.code);
  const db = opened.value;
  onTestFinished(() => db.close());
  return { db };
}

function check(db: Db) {
  const looking = createRecordCheck(db);
  while (looking.go(100));
  return looking.findings();
}
