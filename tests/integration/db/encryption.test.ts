import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { createBackupFolder } from '../../../src-main/backups/backup-folder.ts';
import { createBackups } from '../../../src-main/backups/backups.ts';
import { fetchBackup } from '../../../src-main/backups/fetch-backup.ts';
import { type DataKey, keyMark, lockOf } from '../../../src-main/data-key.ts';
import type { Db } from '../../../src-main/db/db.ts';
import { inspectDatabase } from '../../../src-main/db/kind.ts';
import { migrations } from '../../../src-main/db/migrations/index.ts';
import { openDatabase, whyNotOpened } from '../../../src-main/db/open.ts';
import { writeSetting } from '../../../src-main/db/queries/settings.ts';
import { startWriteBack } from '../../../src-main/db/write-back.ts';
import { BACKUP_WORKER } from '../../support/backups.ts';
import { filesWith, testKey } from '../../support/data-key.ts';
import { NOW } from '../../support/domain.ts';
import { seedPeople, silentLogger } from '../../support/local-desk.ts';
import { createVirtualClock } from '../../support/virtual-clock.ts';
import { WRITE_BACK_WORKER } from '../../support/write-back.ts';

vi.setConfig({ testTimeout: 60_000 });

const KEY = testKey();
const SECRET = 'Zebedee-Quill';

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'reslot-encrypted-'));
  path = join(folder, 'reslot.sqlite');
  return () => rmSync(folder, { recursive: true, force: true });
});

function open(key: DataKey | null = KEY): Db {
  const opened = openDatabase(path, migrations, key?.kind ?? 'clinic', true, key);
  if (!opened.ok) throw new Error(opened.error.code);
  const db = opened.value;
  onTestFinished(() => db.close());
  return db;
}

const refusal = (key: DataKey | null, kind: 'clinic' | 'demo' = 'clinic') => {
  const opened = openDatabase(path, migrations, kind, true, key);
  if (opened.ok) opened.value.close();
  return opened.ok ? null : opened.error.code;
};

test('nothing that is written stands in clear text: in the file, its log, a backup, and one that was fetched', async () => {
  const db = open();
  seedPeople(db);
  writeSetting(db, 'secret', SECRET);
  const texts = [SECRET, 'Ben Ortiz', 'CREATE TABLE', 'Okafor'];
  expect(readFileSync(`${path}-wal`).length).toBeGreaterThan(0);
  expect(filesWith(folder, texts)).toEqual([]);
  const writeBack = startWriteBack(db, { path, key: KEY }, WRITE_BACK_WORKER);
  writeBack.committed();
  await writeBack.stop();
  expect(db.logLength().pages).toBe(db.logLength().broughtBack);
  const backups = createBackups({
    clock: createVirtualClock(NOW),
    logger: silentLogger,
    folder: createBackupFolder(join(folder, 'backups'), KEY),
    database: path,
    key: KEY,
    earlier: [],
    renewed: () => {},
    requirePlace: () => {},
    written: () => db.rowsWritten,
    worker: BACKUP_WORKER,
    failure: { read: () => null, write: () => {} },
    changed: () => {},
    verified: () => {},
  });
  expect(await backups.makeNow()).toEqual({ ok: true, value: null });
  const [backup] = backups.list();
  expect(backup?.holds).toMatchObject({ patients: 2 });
  const from = join(folder, 'backups', backup?.name ?? '');
  expect(lockOf(from, KEY)).toEqual({ is: 'this-key', kind: 'clinic' });
  const options = { from, database: path, kind: 'clinic', earlier: [], worker: BACKUP_WORKER } as const;
  expect(await fetchBackup({ ...options, key: KEY })).toMatchObject({ ok: true });
  expect(await fetchBackup({ ...options, key: testKey('another') })).toEqual({
    ok: false,
    error: 'backup-locked',
  });
  expect(filesWith(folder, texts)).toEqual([]);
});

test('a backup in clear text, of an earlier version, is encrypted as it is fetched', async () => {
  const from = join(folder, 'old.sqlite');
  const old = openDatabase(from);
  if (!old.ok) throw new Error(old.error.code);
  writeSetting(old.value, 'secret', SECRET);
  old.value.close();
  const fetched = await fetchBackup({
    from,
    database: path,
    kind: 'clinic',
    key: KEY,
    earlier: [],
    worker: BACKUP_WORKER,
  });
  if (!fetched.ok) throw new Error(fetched.error);
  expect(lockOf(fetched.value.path, KEY).is).toBe('this-key');
  expect(filesWith(folder, [SECRET])).toEqual(['old.sqlite']);
});

test('another key opens nothing, harms nothing, and is called that: locked, not damaged', () => {
  const db = open();
  writeSetting(db, 'kept', 1);
  db.close();
  const content = readFileSync(path);
  for (const key of [testKey('another'), null]) {
    expect(refusal(key)).toBe('database-locked');
    expect(whyNotOpened(path, 'clinic', key)).toEqual({ code: 'database-locked', path });
    expect(inspectDatabase(path, key)).toEqual({ is: 'locked', kind: 'clinic' });
  }
  expect(refusal(testKey('another', 'demo'), 'demo')).toBe('database-other-kind');
  expect(readFileSync(path).equals(content)).toBe(true);
  expect(refusal(KEY)).toBeNull();
});

test('with the right key a damaged page is damage, and so is a beginning that says nothing', () => {
  open().close();
  const content = readFileSync(path);
  expect(content.subarray(0, 16).equals(keyMark(KEY))).toBe(true);
  const spoilt = Buffer.from(content);
  spoilt.fill(0xa5, 100, 200);
  writeFileSync(path, spoilt);
  expect(refusal(KEY)).toBe('database-corrupt');
  content.fill(0xa5, 0, 16);
  writeFileSync(path, content);
  expect(refusal(KEY)).toBe('database-corrupt');
});

test('a database in clear text is not opened with a key: what was to encrypt it has been left out', () => {
  open(null).close();
  expect(refusal(KEY)).toBe('database-locked');
  expect(refusal(null)).toBeNull();
});
