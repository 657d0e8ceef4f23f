import { spawn } from 'node:child_process';
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';
import DatabaseConnection from 'better-sqlite3';
import { expect, onTestFinished, test, vi } from 'vitest';
import { encryptCopies } from '../../../src-main/backups/encrypt-copies.ts';
import { encryptDatabase } from '../../../src-main/backups/encrypt-database.ts';
import { finishReplacement } from '../../../src-main/backups/replace-database.ts';
import { runJob } from '../../../src-main/backups/run-job.ts';
import type { BackupJob } from '../../../src-main/backups/worker-protocol.ts';
import { connect } from '../../../src-main/db/connect.ts';
import { migrations } from '../../../src-main/db/migrations/index.ts';
import { openDatabase } from '../../../src-main/db/open.ts';
import { BACKUP_WORKER } from '../../support/backups.ts';
import { filesWith, testKey } from '../../support/data-key.ts';

vi.setConfig({ testTimeout: 120_000 });

const STAMP = '20261120T150000Z';
const KEY = testKey();
const DYING = resolve(import.meta.dirname, '../../support/encrypt-and-die.ts');
/** Of an earlier version (`db/earlier/README.md`), before anything was encrypted. */
const EARLIER = gunzipSync(readFileSync(new URL('../db/earlier/desk-13.db.gz', import.meta.url)));

/** The database of an earlier version, and names that stand in it. */
function earlierDatabase(): { readonly folder: string; readonly path: string; readonly names: string[] } {
  const folder = mkdtempSync(join(tmpdir(), 'reslot-encrypt-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const path = join(folder, 'reslot.sqlite');
  writeFileSync(path, EARLIER, { mode: 0o600 });
  const connection = new DatabaseConnection(path);
  connection.pragma('journal_mode = WAL');
  const names = connection.prepare<[], string>('SELECT name FROM patient LIMIT 20').pluck().all();
  connection.close();
  return { folder, path, names };
}

function rowsOf(path: string, key: typeof KEY | null): unknown {
  const connection = connect(path, key, { readonly: true });
  try {
    return ['patient', 'appointment', 'request', 'history', 'outbox', 'setting'].map((table) =>
      connection.prepare(`SELECT * FROM ${table}`).all(),
    );
  } finally {
    connection.close();
  }
}

test('a database of an earlier version has everything afterwards, and nothing in clear text', () => {
  const { folder, path, names } = earlierDatabase();
  expect(filesWith(folder, names)).toEqual(['reslot.sqlite']);
  const before = rowsOf(path, null);
  expect(encryptDatabase(path, KEY, STAMP)).toBe(true);
  expect(readdirSync(folder)).toEqual(['reslot.sqlite']);
  expect(filesWith(folder, names)).toEqual([]);
  expect(rowsOf(path, KEY)).toEqual(before);
  expect(encryptDatabase(path, KEY, STAMP)).toBe(false);
  const opened = openDatabase(path, migrations, 'clinic', true, KEY);
  expect(opened).toMatchObject({ ok: true });
  if (opened.ok) opened.value.close();
  // The copy from before the migration, too.
  expect(readdirSync(folder)).toContain(`reslot.sqlite.before-${migrations.length}`);
  expect(filesWith(folder, names)).toEqual([]);
});

test('what stood only in its log is encrypted with it', () => {
  const { folder, path, names } = earlierDatabase();
  const writing = new DatabaseConnection(path);
  writing.prepare("INSERT INTO setting (key, value_json) VALUES ('late', '1')").run();
  const log = readFileSync(`${path}-wal`);
  const file = readFileSync(path);
  writing.close();
  writeFileSync(path, file);
  writeFileSync(`${path}-wal`, log);
  encryptDatabase(path, KEY, STAMP);
  const connection = connect(path, KEY);
  expect(connection.prepare("SELECT value_json FROM setting WHERE key = 'late'").pluck().get()).toBe('1');
  connection.close();
  expect(filesWith(folder, names)).toEqual([]);
});

test('a damaged one is left as it is', () => {
  const { folder, path } = earlierDatabase();
  const content = readFileSync(path);
  content.fill(0xa5, content.length / 2, content.length / 2 + 20_000);
  writeFileSync(path, content);
  expect(() => encryptDatabase(path, KEY, STAMP)).toThrow();
  expect(readFileSync(path).equals(content)).toBe(true);
  expect(readdirSync(folder).filter((name) => !/-(wal|shm)$/.test(name))).toEqual(['reslot.sqlite']);
});

test('killed before any call to the file system, the next start has the one or the other, whole, and ends it', async () => {
  const before = rowsOf(earlierDatabase().path, null);
  let kills = 0;
  for (let first = 1; ; first += BESIDE) {
    const killed = await Promise.all(Array.from({ length: BESIDE }, (_, index) => killedAt(first + index)));
    kills += killed.filter(Boolean).length;
    if (killed.includes(false)) break;
  }
  process.stdout.write(`killed at ${kills} points\n`);
  expect(kills).toBeGreaterThan(20);

  /** False where it ended before that point. */
  async function killedAt(point: number): Promise<boolean> {
    const { folder, path, names } = earlierDatabase();
    const child = spawn(process.execPath, [
      DYING,
      path,
      Buffer.from(KEY.bytes).toString('hex'),
      String(point),
    ]);
    const signal = await new Promise((gone) => child.once('exit', (_, by) => gone(by)));
    // As a start does.
    finishReplacement(path);
    encryptDatabase(path, KEY, STAMP);
    expect(readdirSync(folder), `killed at ${point}`).toEqual(['reslot.sqlite']);
    expect(filesWith(folder, names), `killed at ${point}`).toEqual([]);
    expect(rowsOf(path, KEY), `killed at ${point}`).toEqual(before);
    return signal === 'SIGKILL';
  }
});

const BESIDE = 4;

test('backups and copies that an earlier version left are encrypted; what cannot be read stays, and is named', async () => {
  const { folder, path, names } = earlierDatabase();
  const backups = join(folder, 'backups');
  mkdirSync(backups);
  const plain = [
    join(backups, 'reslot-000001-20261120T150000Z.sqlite'),
    join(backups, 'reslot-000002-20261120T160000Z.sqlite'),
    `${path}.before-14`,
    `${path}.replaced-20261119T120000Z`,
  ];
  for (const file of plain) copyFileSync(path, file);
  // One that was being replaced as the power went, and one whose copy was half-made.
  renameSync(plain[1] ?? '', `${plain[1]}.old`);
  copyFileSync(path, `${plain[2]}.encrypting`);
  const damaged = join(backups, 'reslot-000003-20261120T170000Z.sqlite');
  writeFileSync(damaged, Buffer.concat([EARLIER.subarray(0, 8192), Buffer.alloc(8192, 0xa5)]));
  encryptDatabase(path, KEY, STAMP);
  const deps = {
    database: path,
    folder: backups,
    key: KEY,
    earlier: [],
    run: (job: BackupJob) => runJob(BACKUP_WORKER, job).ended,
  };
  const before = rowsOf(path, KEY);
  expect(await encryptCopies(deps)).toEqual({ inClearText: [basename(damaged)], withEarlierKey: [] });
  for (const file of plain) expect(rowsOf(file, KEY)).toEqual(before);
  rmSync(damaged);
  expect(filesWith(folder, names)).toEqual([]);
  expect(
    readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => /encrypting|old$/.test(name)),
  ).toEqual([]);
  expect(await encryptCopies(deps)).toEqual({ inClearText: [], withEarlierKey: [] });
});
