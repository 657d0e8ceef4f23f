import { spawn } from 'node:child_process';
import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type DatabaseConnection from 'better-sqlite3';
import { expect, onTestFinished, test, vi } from 'vitest';
import { createBackupFolder } from '../../../src-main/backups/backup-folder.ts';
import { restoreBeforeStart } from '../../../src-main/backups/before-start.ts';
import { changeDatabaseKey } from '../../../src-main/backups/change-database-key.ts';
import { noteKeysAsked, noteKeysChanged } from '../../../src-main/backups/keys-changed.ts';
import { createRecordHead } from '../../../src-main/backups/record-head.ts';
import type { JobEnd } from '../../../src-main/backups/run-job.ts';
import { settleRestored } from '../../../src-main/backups/settle-restored.ts';
import type { BackupJob } from '../../../src-main/backups/worker-protocol.ts';
import { type DataKey, keyFor, keyMark, lockOf, neededKeys } from '../../../src-main/data-key.ts';
import { connect } from '../../../src-main/db/connect.ts';
import { type Db, qb } from '../../../src-main/db/db.ts';
import { migrations } from '../../../src-main/db/migrations/index.ts';
import { openDatabase } from '../../../src-main/db/open.ts';
import { appendHistory, newestLine } from '../../../src-main/db/queries/history.ts';
import { writeSetting } from '../../../src-main/db/queries/settings.ts';
import { recordKeyOf, sealOf } from '../../../src-main/db/record-chain.ts';
import { createRecordCheck, type RecordFindings } from '../../../src-main/db/record-check.ts';
import { recordHeadFile } from '../../../src-main/db/record-head-file.ts';
import { dropAskedKeys, keysAskedAt, prepareKeys } from '../../../src-main/keys/change-keys.ts';
import {
  type ClinicKeyDeps,
  checkRecoveryKey,
  loadClinicKey,
  makeRecoveryKey,
} from '../../../src-main/keys/clinic-key.ts';
import { type KeyFile, readKeyFile } from '../../../src-main/keys/key-file.ts';
import { changeKeysAtStart } from '../../../src-main/program/change-keys.ts';
import { BACKUP_WORKER, spoil } from '../../support/backups.ts';
import { keyDepsIn, runHere, startWithKeys } from '../../support/changing-desk.ts';
import { filesWith } from '../../support/data-key.ts';
import { NOW } from '../../support/domain.ts';
import { actor, silentLogger } from '../../support/local-desk.ts';
import { createVirtualClock } from '../../support/virtual-clock.ts';

vi.setConfig({ testTimeout: 300_000 });

const clock = createVirtualClock(NOW);
const DYING = resolve(import.meta.dirname, '../../support/change-keys-and-die.ts');
const BACKUP = 'reslot-000001-20261120T150000Z.sqlite';
const COPIES = [join('backups', BACKUP), 'reslot.sqlite.replaced-20261119T120000Z'];
const FILES = ['backups', 'keys.json', 'reslot.sqlite', ...COPIES.slice(1), 'system-key'].sort();

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'reslot-change-keys-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

function opened(path: string, key: DataKey): Db {
  const result = openDatabase(path, migrations, 'clinic', true, key);
  if (!result.ok) throw new Error(result.error.code);
  return result.value;
}

function withDb<T>(path: string, key: DataKey, work: (db: Db) => T): T {
  const db = opened(path, key);
  try {
    return work(db);
  } finally {
    db.close();
  }
}

const note = (db: Db, text: string): void =>
  appendHistory(db, {
    at: NOW,
    actor,
    kind: 'noted',
    requestId: 'task-1',
    appointmentId: null,
    outboxId: null,
    detail: { note: text },
  });

/** A clinic's desk with five lines on its record, a backup, and copies beside it. */
async function clinic(folder = temporaryFolder()) {
  const deps = keyDepsIn(folder);
  const path = deps.database;
  const found = await loadClinicKey(deps, null);
  if (!found.ok) throw new Error(found.error.code);
  mkdirSync(join(folder, 'backups'), { recursive: true });
  found.value.keep();
  const { key } = found.value;
  withDb(path, key, (db) => {
    for (let line = 1; line <= 5; line += 1) note(db, `before, ${line}`);
    writeSetting(db, 'what-was-decided', 'a visit was moved');
  });
  const backup = join(folder, COPIES[0] ?? '');
  await runHere({ do: 'make', database: path, target: backup, madeAt: NOW, key });
  for (const copy of COPIES.slice(1)) copyFileSync(path, join(folder, copy));
  const recoveryKey = await makeRecoveryKey({ ...deps, clock }, key);
  return { folder, deps, path, key, recoveryKey };
}

/** A manager has asked for new keys, and has the recovery key on paper. */
async function asked(desk: Awaited<ReturnType<typeof clinic>>): Promise<string> {
  const prepared = await prepareKeys({ ...desk.deps, clock }, desk.key);
  if (prepared === null) throw new Error('No key store');
  withDb(desk.path, desk.key, (db) => noteKeysAsked(db, prepared.mark, actor, clock));
  prepared.ask();
  return prepared.recoveryKey;
}

async function changed() {
  const desk = await clinic();
  const recoveryKey = await asked(desk);
  const { key, left, keys } = await startWithKeys(desk.folder);
  withDb(desk.path, key, (db) => noteKeysChanged(db, key, actor, clock));
  return { ...desk, before: desk.key, oldRecoveryKey: desk.recoveryKey, recoveryKey, key, left, keys };
}

function rowsOf(path: string, key: DataKey): unknown {
  const connection = connect(path, key, { readonly: true });
  try {
    return [
      connection.prepare('SELECT * FROM history').all(),
      connection.prepare("SELECT * FROM setting WHERE key <> 'record.keys' ORDER BY key").all(),
    ];
  } finally {
    connection.close();
  }
}

function check(db: Db): RecordFindings {
  const looking = createRecordCheck(db);
  while (looking.go(3));
  return looking.findings();
}

const findings = (path: string, key: DataKey): RecordFindings => withDb(path, key, check);

/** The files that a key opens, by their first bytes. */
const openedBy = (folder: string, key: DataKey): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
    (name) => name.includes('reslot') && keyFor(join(folder, name), [key]) !== null,
  );

const refusal = async (deps: ClinicKeyDeps, typed: string) => {
  const loaded = await loadClinicKey(deps, typed);
  return loaded.ok ? null : loaded.error.code;
};

/** On a computer whose key store knows nothing of this desk. */
const elsewhere = (folder: string) => keyDepsIn(folder, 'answers', 'another-key');

const settledFile = (folder: string): KeyFile | null => readKeyFile(join(folder, 'keys.json'));

test('with new keys the desk has everything, the old ones open nothing, and the key file names the new alone', async () => {
  const { folder, path, before, key, left, recoveryKey, oldRecoveryKey, deps } = await changed();
  expect(key.bytes).not.toEqual(before.bytes);
  expect(left).toEqual({ inClearText: [], withEarlierKey: [] });
  expect(openedBy(folder, before)).toEqual([]);
  expect(openedBy(folder, key).sort()).toEqual(['reslot.sqlite', ...COPIES].sort());
  expect(readdirSync(folder).sort()).toEqual(FILES);
  expect(rowsOf(path, key)).toMatchObject([
    { length: 7 },
    expect.arrayContaining([{ key: 'what-was-decided', value_json: '"a visit was moved"' }]),
  ]);
  expect(() => rowsOf(path, before)).toThrow();
  const file = settledFile(folder);
  expect(file).toMatchObject({ mark: keyMark(key).toString('hex'), earlier: [{ needed: false }] });
  expect(file).not.toHaveProperty('next');
  expect(readFileSync(deps.copy, 'utf8')).toBe(readFileSync(deps.file, 'utf8'));
  for (const one of [before, key])
    for (const form of ['base64', 'hex'] as const)
      expect(filesWith(folder, [Buffer.from(one.bytes).toString(form)])).toEqual([]);
  expect(await refusal(elsewhere(folder), oldRecoveryKey)).toBe('recovery-key-wrong');
  expect(await checkRecoveryKey(deps, key, oldRecoveryKey)).toMatchObject({ error: { code: 'wrong' } });
  expect(await checkRecoveryKey(deps, key, recoveryKey)).toEqual({ ok: true, value: null });
  const recovered = await loadClinicKey(elsewhere(folder), recoveryKey);
  expect(recovered).toMatchObject({ ok: true, value: { key: { bytes: Buffer.from(key.bytes) } } });
});

test('until the next start both recovery keys open it, the new one by itself on another computer', async () => {
  const desk = await clinic();
  const recoveryKey = await asked(desk);
  const { deps, key, folder } = desk;
  expect(keysAskedAt(deps)).toBe(NOW);
  for (const one of [recoveryKey, desk.recoveryKey])
    expect(await checkRecoveryKey(deps, key, one)).toEqual({ ok: true, value: null });
  const copied = join(temporaryFolder(), 'desk');
  cpSync(folder, copied, { recursive: true });
  // With the new one the change is made there at once, and that computer's key store has the new key from then on.
  const started = await startWithKeys(copied, { deps: elsewhere(copied), typed: recoveryKey });
  expect(started.keys.problem).toBeNull();
  expect(openedBy(copied, key)).toEqual([]);
  expect((await startWithKeys(copied, { deps: elsewhere(copied) })).key.bytes).toEqual(started.key.bytes);
  // With the one before the next key is not known: the desk opens with the present one, and says so.
  const waiting = await startWithKeys(folder, { deps: elsewhere(folder), typed: desk.recoveryKey });
  expect(waiting.keys.problem).toBe('keys-no-key-store');
  expect(waiting.key.bytes).toEqual(Buffer.from(key.bytes));
  expect(rowsOf(desk.path, key)).toMatchObject([{ length: 6 }, {}]);
});

test('keys that were asked for and dropped count for nothing', async () => {
  const desk = await clinic();
  const recoveryKey = await asked(desk);
  dropAskedKeys(desk.deps, desk.key);
  expect(keysAskedAt(desk.deps)).toBeNull();
  const { key, keys } = await startWithKeys(desk.folder);
  expect(keys.problem).toBeNull();
  expect(key.bytes).toEqual(Buffer.from(desk.key.bytes));
  expect(await refusal(elsewhere(desk.folder), recoveryKey)).toBe('recovery-key-wrong');
  expect(await refusal(elsewhere(desk.folder), desk.recoveryKey)).toBeNull();
});

test.each(['refuses', 'public'] as const)(
  'a key store that %s takes no new key, and nothing is changed',
  async (mode) => {
    const desk = await clinic();
    const file = readFileSync(desk.deps.file, 'utf8');
    expect(await prepareKeys({ ...keyDepsIn(desk.folder, mode), clock }, desk.key)).toBeNull();
    expect(readFileSync(desk.deps.file, 'utf8')).toBe(file);
    expect(openedBy(desk.folder, desk.key)).toHaveLength(3);
  },
);

test('a database that is damaged, or busy, keeps its key; the desk goes on with that, and tries again', async () => {
  const desk = await clinic();
  withDb(desk.path, desk.key, (db) => {
    for (let index = 0; index < 200; index += 1) writeSetting(db, `filling-${index}`, 'x'.repeat(3000));
  });
  await asked(desk);
  const sound = readFileSync(desk.path);
  spoil(desk.path);
  const damaged = await startWithKeys(desk.folder);
  expect(damaged.keys.problem).toBe('keys-database-damaged');
  writeFileSync(desk.path, sound);
  expect(readdirSync(desk.folder).filter((name) => name.endsWith('.encrypting'))).toEqual([]);
  const holding = connect(desk.path, desk.key);
  holding.pragma('locking_mode = EXCLUSIVE');
  holding.exec('BEGIN EXCLUSIVE');
  const busy = await startWithKeys(desk.folder);
  expect(busy.keys.problem).toBe('keys-database-busy');
  expect(busy.key.bytes).toEqual(Buffer.from(desk.key.bytes));
  holding.close();
  const done = await startWithKeys(desk.folder);
  expect(done.keys.problem).toBeNull();
  expect(openedBy(desk.folder, desk.key)).toEqual([]);
});

test.each([
  ['ENOSPC', 'keys-no-space'],
  ['SQLITE_FULL', 'keys-no-space'],
  ['EIO', 'keys-failed'],
  ['', 'keys-failed'],
])(
  'where the copy cannot be made (%s) the database is what it was, and nothing is left',
  async (code, problem) => {
    const desk = await clinic();
    const sound = readFileSync(desk.path);
    const files = readdirSync(desk.folder);
    const run = async (job: BackupJob): Promise<JobEnd> => {
      writeFileSync(job.target, 'half a copy');
      return { end: 'failed', code };
    };
    const to: DataKey = { kind: 'clinic', bytes: new Uint8Array(32) };
    const change = { database: desk.path, from: desk.key, to, stamp: '20261120T150000Z', run };
    expect(await changeDatabaseKey(change)).toBe(problem);
    expect(readFileSync(desk.path).equals(sound)).toBe(true);
    expect(readdirSync(desk.folder)).toEqual(files);
  },
);

test('the record is whole over several changes, and goes on with each key', async () => {
  const desk = await changed();
  withDb(desk.path, desk.key, (db) => note(db, 'after the first'));
  expect(findings(desk.path, desk.key)).toEqual({ lines: 8, faults: 0, first: null });
  await asked(desk);
  const second = await startWithKeys(desk.folder);
  withDb(desk.path, second.key, (db) => {
    noteKeysChanged(db, second.key, actor, clock);
    // Once only.
    noteKeysChanged(db, second.key, actor, clock);
    note(db, 'after the second');
  });
  expect(findings(desk.path, second.key)).toEqual({ lines: 11, faults: 0, first: null });
  expect(settledFile(desk.folder)?.earlier).toMatchObject([{ needed: false }, { needed: false }]);
  withDb(desk.path, second.key, (db) => {
    const kinds = db.all(qb.selectFrom('history').select('kind').orderBy('id'));
    expect(kinds.map(({ kind }) => kind).slice(5)).toEqual([
      'keys-change-asked',
      'keys-changed',
      'noted',
      'keys-change-asked',
      'keys-changed',
      'noted',
    ]);
  });
});

/** As somebody does it who has come past the triggers, and knows the key of the database itself. */
function tamper(path: string, key: DataKey, work: (connection: DatabaseConnection.Database) => void): void {
  const connection = connect(path, key);
  try {
    connection.exec('DROP TRIGGER history_never_changes; DROP TRIGGER history_never_shrinks');
    work(connection);
  } finally {
    connection.close();
  }
}

test('after a change lines that are changed, removed or cut off show, whatever they were sealed with', async () => {
  const { folder, path, key } = await changed();
  const first = (work: string): number | null => {
    const copy = join(temporaryFolder(), 'reslot.sqlite');
    copyFileSync(path, copy);
    tamper(copy, key, (connection) => connection.exec(work));
    return findings(copy, key).first;
  };
  expect(first("UPDATE history SET user_name = 'x' WHERE id = 2")).toBe(2);
  expect(first('DELETE FROM history WHERE id = 3')).toBe(4);
  expect(first("UPDATE history SET user_name = 'x' WHERE id = 7")).toBe(7);
  expect(first('DELETE FROM history WHERE id > 5')).toBe(6);
  // What the lines before were sealed with, taken away, moved, or of no sense.
  expect(first("DELETE FROM setting WHERE key = 'record.keys'")).toBe(1);
  expect(
    first("UPDATE setting SET value_json = replace(value_json, '6', '3') WHERE key = 'record.keys'"),
  ).toBe(1);
  expect(first("UPDATE setting SET value_json = '[]' WHERE key = 'record.keys'")).toBe(1);
  expect(folder).not.toBe('');
});

test('who has the old key cannot rewrite what it sealed: the first line of the new one stands over it', async () => {
  const { path, key, before } = await changed();
  const oldRecordKey = recordKeyOf(before);
  tamper(path, key, (connection) => {
    type Line = Parameters<typeof sealOf>[2] & { readonly id: number };
    let seal = '';
    for (const line of connection
      .prepare<[], Line>('SELECT * FROM history WHERE id <= 6 ORDER BY id')
      .all()) {
      const forged = line.id === 3 ? { ...line, user_name: 'Somebody Else' } : line;
      seal = sealOf(oldRecordKey, seal, forged);
      connection
        .prepare('UPDATE history SET user_name = ?, seal = ? WHERE id = ?')
        .run(forged.user_name, seal, line.id);
    }
  });
  expect(findings(path, key)).toEqual({ lines: 7, faults: 1, first: 7 });
});

test('how far the record reached is known over a change; a database from before it in its place is told', async () => {
  const desk = await clinic();
  const keeper = (db: Db) =>
    createRecordHead({ db, clock, logger: silentLogger, file: recordHeadFile(desk.path), identity: actor });
  const run = (key: DataKey) =>
    withDb(desk.path, key, (db) => {
      settleRestored(db, NOW);
      const head = keeper(db);
      head.start();
      const fault = head.fault();
      noteKeysChanged(db, key, actor, clock);
      note(db, 'of a run');
      head.stop();
      return fault;
    });
  expect(run(desk.key)).toBeNull();
  await asked(desk);
  copyFileSync(desk.path, join(desk.folder, 'yesterday.sqlite'));
  const { key, keys } = await startWithKeys(desk.folder);
  expect(run(key)).toBeNull();
  expect(run(key)).toBeNull();
  // The desk does not open it: its key is another one. Named, it is put in the place of the database, and on the record.
  const restored = await restoreBeforeStart(
    {
      folder: createBackupFolder(join(desk.folder, 'backups'), key),
      database: desk.path,
      kind: 'clinic',
      key,
      earlier: keys.found.earlier,
      worker: BACKUP_WORKER,
      stamp: '20261121T150000Z',
    },
    { path: join(desk.folder, 'yesterday.sqlite') },
  );
  expect(restored).toMatchObject({ ok: true });
  expect(run(key)).toBeNull();
  expect(findings(desk.path, key)).toMatchObject({ faults: 0 });
  expect(withDb(desk.path, key, (db) => newestLine(db)?.id)).toBeGreaterThan(7);
});

test('a backup from before the change is restored: from the folder at once, from a stick by its name, and is whole', async () => {
  const desk = await clinic();
  const stick = join(desk.folder, 'stick.sqlite');
  copyFileSync(join(desk.folder, 'backups', BACKUP), stick);
  await asked(desk);
  // The program ends before the copies have been looked through.
  const found = await loadClinicKey(desk.deps, null);
  if (!found.ok) throw new Error(found.error.code);
  const { found: after } = await changeKeysAtStart(found.value, {
    database: desk.path,
    kind: 'clinic',
    run: runHere,
    clock,
    tell: () => {},
    whileWorking: (_, work) => work(),
  });
  const folderNow = (earlier: typeof after.earlier) => ({
    folder: createBackupFolder(join(desk.folder, 'backups'), after.key, neededKeys(earlier)),
    database: desk.path,
    kind: 'clinic' as const,
    key: after.key,
    earlier,
    worker: BACKUP_WORKER,
    stamp: '20261121T150000Z',
  });
  expect(folderNow(after.earlier).folder.list()).toMatchObject([{ holds: { madeAt: NOW } }]);
  expect(await restoreBeforeStart(folderNow(after.earlier), 'newest')).toMatchObject({ ok: true });
  expect(findings(desk.path, after.key)).toEqual({ lines: 5, faults: 0, first: null });
  const settled = await startWithKeys(desk.folder);
  expect(lockOf(join(desk.folder, 'backups', BACKUP), settled.key)).toMatchObject({ is: 'this-key' });
  const { earlier } = settled.keys.found;
  expect(await restoreBeforeStart(folderNow(earlier), 'newest')).toMatchObject({ ok: true });
  expect(findings(desk.path, settled.key)).toEqual({ lines: 5, faults: 0, first: null });
  // Once nothing needs the key before, what it opens in the folder is nobody's: whoever has stolen it could have made it.
  const again = await loadClinicKey(desk.deps, null);
  if (!again.ok) throw new Error(again.error.code);
  for (const name of readdirSync(join(desk.folder, 'backups')).filter((one) => one.endsWith('.sqlite')))
    rmSync(join(desk.folder, 'backups', name));
  copyFileSync(stick, join(desk.folder, 'backups', BACKUP));
  expect(folderNow(again.value.earlier).folder.list()).toMatchObject([{ holds: null }]);
  expect(await restoreBeforeStart(folderNow(again.value.earlier), 'newest')).toEqual({
    ok: false,
    error: 'backup-locked',
  });
  const before = readFileSync(stick);
  expect(await restoreBeforeStart(folderNow(again.value.earlier), { path: stick })).toMatchObject({
    ok: true,
  });
  expect(readFileSync(stick).equals(before)).toBe(true);
  expect(findings(desk.path, settled.key)).toEqual({ lines: 5, faults: 0, first: null });
});

test('what cannot be encrypted anew is named, and the key before is needed until it is gone', async () => {
  const desk = await clinic();
  const damaged = 'reslot-000002-20261120T160000Z.sqlite';
  const path = join(desk.folder, 'backups', damaged);
  withDb(desk.path, desk.key, (db) => {
    for (let index = 0; index < 200; index += 1) writeSetting(db, `filling-${index}`, 'x'.repeat(3000));
  });
  copyFileSync(desk.path, path);
  spoil(path);
  await asked(desk);
  const { left } = await startWithKeys(desk.folder);
  expect(left).toEqual({ inClearText: [], withEarlierKey: [damaged] });
  expect(settledFile(desk.folder)?.earlier).toMatchObject([{ needed: true }]);
  expect(existsSync(`${path}.encrypting`)).toBe(false);
  rmSync(path);
  expect((await startWithKeys(desk.folder)).left.withEarlierKey).toEqual([]);
  expect(settledFile(desk.folder)?.earlier).toMatchObject([{ needed: false }]);
});

test('a folder of backups that cannot be reached is named, and is looked through once it can', async () => {
  const desk = await clinic();
  const drive = join(temporaryFolder(), 'drive');
  const folder = join(desk.folder, 'backups');
  cpSync(folder, `${drive}-away`, { recursive: true });
  rmSync(folder, { recursive: true });
  symlinkSync(drive, folder);
  await asked(desk);
  expect((await startWithKeys(desk.folder)).left.withEarlierKey).toEqual([folder]);
  cpSync(`${drive}-away`, drive, { recursive: true });
  const { left, key } = await startWithKeys(desk.folder);
  expect(left.withEarlierKey).toEqual([]);
  expect(lockOf(join(drive, BACKUP), key)).toMatchObject({ is: 'this-key' });
});

test('killed before any call to the file system, the next start has the old key or the new, and all that was decided', async () => {
  const desk = await clinic();
  const recoveryKey = await asked(desk);
  const next = settledFile(desk.folder)?.next?.mark;
  const before = rowsOf(desk.path, desk.key);
  const lines = findings(desk.path, desk.key);
  let kills = 0;
  let asItWas = 0;
  for (let first = 1; ; first += BESIDE) {
    const killed = await Promise.all(Array.from({ length: BESIDE }, (_, index) => killedAt(first + index)));
    kills += killed.filter(Boolean).length;
    if (killed.includes(false)) break;
  }
  process.stdout.write(
    `killed at ${kills} points, at ${asItWas} of them before the database had the new key\n`,
  );
  expect(asItWas).toBeGreaterThan(10);
  expect(kills - asItWas).toBeGreaterThan(10);
  expect(await refusal(elsewhere(desk.folder), recoveryKey)).toBeNull();

  /** False where it ended before that point. */
  async function killedAt(point: number): Promise<boolean> {
    const folder = join(temporaryFolder(), 'desk');
    cpSync(desk.folder, folder, { recursive: true });
    const path = join(folder, 'reslot.sqlite');
    const child = spawn(process.execPath, [DYING, folder, String(point)], { stdio: 'ignore' });
    const signal = await new Promise((gone) => child.once('exit', (_, by) => gone(by)));
    const why = `killed at ${point}`;
    if (existsSync(path) && keyFor(path, [desk.key]) !== null) asItWas += 1;
    const { key, keys, left } = await startWithKeys(folder);
    expect(keys.problem, why).toBeNull();
    expect(left, why).toEqual({ inClearText: [], withEarlierKey: [] });
    expect(keyMark(key).toString('hex'), why).toBe(next);
    expect(readdirSync(folder).sort(), why).toEqual(FILES);
    expect(readdirSync(join(folder, 'backups')).sort(), why).toEqual(['keys.json', BACKUP]);
    expect(openedBy(folder, desk.key), why).toEqual([]);
    expect(rowsOf(path, key), why).toEqual(before);
    expect(findings(path, key), why).toEqual(lines);
    for (const copy of COPIES)
      expect(rowsOf(join(folder, copy), key), `${why}: ${copy}`).toMatchObject([{ length: 5 }, {}]);
    expect(settledFile(folder), why).toMatchObject({ mark: next, earlier: [{ needed: false }] });
    expect(settledFile(folder), why).not.toHaveProperty('next');
    return signal === 'SIGKILL';
  }
});

const BESIDE = 4;
