import { readdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import DatabaseConnection from 'better-sqlite3';
import { expect, onTestFinished, test, vi } from 'vitest';
import { type BackupFolder, createBackupFolder } from '../../../src-main/backups/backup-folder.ts';
import { type Backups, createBackups } from '../../../src-main/backups/backups.ts';
import { type Db, qb } from '../../../src-main/db/db.ts';
import { writeSetting } from '../../../src-main/db/queries/settings.ts';
import type { BackupFailure } from '../../../src-shared/domain/backups.ts';
import { HOUR_MS, MINUTE_MS } from '../../../src-shared/domain/time.ts';
import { BACKUP_WORKER, spoil } from '../../support/backups.ts';
import { buildRequest, NOW } from '../../support/domain.ts';
import {
  seedAppointment,
  seedPeople,
  seedRequest,
  silentLogger,
  temporaryDatabase,
} from '../../support/local-desk.ts';
import { createVirtualClock, type VirtualClock } from '../../support/virtual-clock.ts';

vi.setConfig({ testTimeout: 60_000 });

interface Kept {
  readonly db: Db;
  readonly path: string;
  readonly clock: VirtualClock;
  readonly folder: BackupFolder;
  readonly backups: Backups;
  readonly failures: (BackupFailure | null)[];
  /** Lets the clock go on, and waits until a backup that is due then has ended. */
  go(ms: number): Promise<void>;
  /** Sets the desk's clock, by so much. */
  putClock(ms: number): void;
}

/** A desk's database with somebody in it, and its backups. */
function keepBackups(over: Partial<BackupFolder> = {}): Kept {
  const { db, path } = temporaryDatabase();
  seedPeople(db);
  seedAppointment(db);
  seedRequest(db, buildRequest({}));
  const virtual = createVirtualClock(NOW);
  let wrong = 0;
  const clock = { ...virtual, now: () => virtual.now() + wrong };
  const folder = { ...createBackupFolder(join(dirname(path), 'backups'), null), ...over };
  const failures: (BackupFailure | null)[] = [];
  const backups = createBackups({
    clock,
    logger: silentLogger,
    folder,
    database: path,
    key: null,
    earlier: [],
    renewed: () => {},
    requirePlace: () => db.requirePlace(),
    written: () => db.rowsWritten,
    worker: BACKUP_WORKER,
    failure: { read: () => failures.at(-1) ?? null, write: (failure) => failures.push(failure) },
    changed: () => {},
    verified: () => {},
  });
  onTestFinished(() => backups.stop());
  const go = async (ms: number): Promise<void> => {
    await clock.advance(ms);
    if (backups.progress() !== null) await backups.makeNow();
  };
  const putClock = (ms: number): void => {
    wrong += ms;
  };
  return { db, path, clock, folder, backups, failures, go, putClock };
}

test('a backup is a whole database of its own that says what it holds, for this user alone', async () => {
  const { backups, folder, db } = keepBackups();
  expect(await backups.makeNow()).toEqual({ ok: true, value: null });
  const [backup] = backups.list();
  expect(backup).toMatchObject({
    number: 1,
    holds: { madeAt: NOW, patients: 2, appointments: 1, openRequests: 1, waiting: 0, lastDecision: 0 },
  });
  // No log, no half-made file beside it.
  expect(readdirSync(folder.path)).toEqual([backup?.name]);
  const file = join(folder.path, backup?.name ?? '');
  if (process.platform !== 'win32') {
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(statSync(folder.path).mode & 0o777).toBe(0o700);
  }
  const copy = new DatabaseConnection(file, { readonly: true });
  onTestFinished(() => void copy.close());
  expect(copy.pragma('integrity_check', { simple: true })).toBe('ok');
  const patients = db.all(qb.selectFrom('patient').selectAll().orderBy('id'));
  expect(copy.prepare('SELECT * FROM patient ORDER BY id').all()).toEqual(patients);
});

test('what stands in the log alone is in it', async () => {
  const { backups, folder, db, path } = keepBackups();
  db.transaction(() => writeSetting(db, 'of-the-log', 1));
  expect(statSync(`${path}-wal`).size).toBeGreaterThan(0);
  await backups.makeNow();
  const copy = new DatabaseConnection(join(folder.path, backups.list()[0]?.name ?? ''), { readonly: true });
  onTestFinished(() => void copy.close());
  expect(copy.prepare("SELECT count(*) FROM setting WHERE key = 'of-the-log'").pluck().get()).toBe(1);
});

test('it is one moment of the database, whatever is written meanwhile, and the writing goes on', async () => {
  const { backups, folder, db } = keepBackups();
  const pair = (value: number): void =>
    db.transaction(() => {
      writeSetting(db, 'pair-a', { value, filling: 'x'.repeat(50_000) });
      writeSetting(db, 'pair-b', { value, filling: 'x'.repeat(50_000) });
    });
  pair(0);
  const made = backups.makeNow();
  let ended = false;
  void made.then(() => {
    ended = true;
  });
  let writes = 0;
  while (!ended) {
    writes += 1;
    pair(writes);
    await new Promise(setImmediate);
  }
  expect(await made).toMatchObject({ ok: true });
  expect(writes).toBeGreaterThan(1);
  const copy = new DatabaseConnection(join(folder.path, backups.list()[0]?.name ?? ''), { readonly: true });
  onTestFinished(() => void copy.close());
  const value = (key: string): unknown =>
    JSON.parse(String(copy.prepare('SELECT value_json FROM setting WHERE key = ?').pluck().get(key))).value;
  expect(value('pair-a')).toBe(value('pair-b'));
});

test('one each hour in which something was written, and none in the others', async () => {
  const { backups, db, go } = keepBackups();
  backups.start();
  await go(2 * MINUTE_MS);
  expect(backups.list()).toHaveLength(1);
  await go(5 * HOUR_MS);
  expect(backups.list()).toHaveLength(1);
  writeSetting(db, 'x', 1);
  await go(HOUR_MS);
  expect(backups.list().map(({ number }) => number)).toEqual([2, 1]);
});

test('a clock put back by a year neither orders them anew nor deletes one', async () => {
  const { backups, putClock } = keepBackups();
  await backups.makeNow();
  putClock(-365 * 24 * HOUR_MS);
  await backups.makeNow();
  expect(backups.list().map(({ number, at }) => [number, at])).toEqual([
    [2, NOW - 365 * 24 * HOUR_MS],
    [1, NOW],
  ]);
});

test('a full disk is said, tried again, and forgotten after a good one; half a file stays nowhere', async () => {
  let free = 1000;
  const { backups, folder, failures, go } = keepBackups({ freeBytes: () => free });
  backups.start();
  await go(2 * MINUTE_MS);
  await go(10 * MINUTE_MS);
  // Since when counts, not when it failed last.
  const since = NOW + 2 * MINUTE_MS;
  expect(failures.at(-1)).toEqual({ code: 'backup-no-space', since });
  expect(readdirSync(folder.path)).toEqual([]);
  free = 10_000_000_000;
  await go(10 * MINUTE_MS);
  expect(failures.at(-1)).toBeNull();
  expect(backups.list()).toHaveLength(1);
});

test('a folder that is none is said', async () => {
  const { backups, folder } = keepBackups();
  writeFileSync(folder.path, '');
  expect(await backups.makeNow()).toEqual({ ok: false, error: 'backup-folder-unwritable' });
});

test('a damaged database makes no backup, and the good ones stay', async () => {
  const { backups, folder, db, path } = keepBackups();
  await backups.makeNow();
  const [good] = readdirSync(folder.path);
  db.transaction(() => {
    for (let index = 0; index < 200; index += 1) writeSetting(db, `filling-${index}`, 'x'.repeat(3000));
  });
  const outside = new DatabaseConnection(path);
  outside.pragma('wal_checkpoint(TRUNCATE)');
  outside.close();
  spoil(path);
  expect(await backups.makeNow()).toEqual({ ok: false, error: 'backup-damage-found' });
  expect(readdirSync(folder.path)).toEqual([good]);
});

test('one that cannot be read any more is shown as such, and half-made ones are removed', async () => {
  const { backups, folder } = keepBackups();
  await backups.makeNow();
  writeFileSync(join(folder.path, backups.list()[0]?.name ?? ''), 'no database');
  writeFileSync(join(folder.path, '0a8a4f0e-3c1e-4d5e-9a0b-0123456789ab.copy'), 'half');
  expect(backups.list()[0]).toMatchObject({ holds: null });
  await backups.makeNow();
  expect(backups.list().map(({ number }) => number)).toEqual([2, 1]);
  expect(readdirSync(folder.path)).toHaveLength(2);
});

test('stopping gives up the one under way, and leaves nothing of it under a backup’s name', async () => {
  const { backups } = keepBackups();
  const made = backups.makeNow();
  await backups.stop();
  const result = await made;
  expect(backups.list()).toHaveLength(result.ok ? 1 : 0);
});
