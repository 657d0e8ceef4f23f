import { execFileSync } from 'node:child_process';
import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { z } from 'zod';
import { encryptCopies } from '../../../src-main/backups/encrypt-copies.ts';
import { encryptDatabase } from '../../../src-main/backups/encrypt-database.ts';
import { noteKeysAsked } from '../../../src-main/backups/keys-changed.ts';
import { type DataKey, keyFor, keyMark, neededKeys } from '../../../src-main/data-key.ts';
import type { Db } from '../../../src-main/db/db.ts';
import { migrations } from '../../../src-main/db/migrations/index.ts';
import { openDatabase } from '../../../src-main/db/open.ts';
import { readSetting, writeSetting } from '../../../src-main/db/queries/settings.ts';
import { prepareKeys } from '../../../src-main/keys/change-keys.ts';
import { loadClinicKey, makeRecoveryKey } from '../../../src-main/keys/clinic-key.ts';
import { readKeyFile } from '../../../src-main/keys/key-file.ts';
import { changeKeysAtStart } from '../../../src-main/program/change-keys.ts';
import { t } from '../../../src-shared/text/text.ts';
import { keyDepsIn, runHere, startWithKeys } from '../../support/changing-desk.ts';
import { NOW } from '../../support/domain.ts';
import { actor } from '../../support/local-desk.ts';
import { refuseCalls } from '../../support/refused-calls.ts';
import { createVirtualClock } from '../../support/virtual-clock.ts';

vi.setConfig({ testTimeout: 120_000 });

const clock = createVirtualClock(NOW);
const BACKUPS = ['reslot-000001-20261120T150000Z.sqlite', 'reslot-000002-20261120T160000Z.sqlite'] as const;
const STAMP = '20261120T150000Z';

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'reslot-keys-held-up-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

function withDb<T>(path: string, key: DataKey, work: (db: Db) => T): T {
  const opened = openDatabase(path, migrations, 'clinic', true, key);
  if (!opened.ok) throw new Error(opened.error.code);
  try {
    return work(opened.value);
  } finally {
    opened.value.close();
  }
}

/** A clinic's desk with a decision in it, a recovery key and two backups. */
async function clinic(decided: string) {
  const folder = join(temporaryFolder(), 'desk');
  const deps = keyDepsIn(folder);
  mkdirSync(join(folder, 'backups'), { recursive: true });
  const found = await loadClinicKey(deps, null);
  if (!found.ok) throw new Error(found.error.code);
  found.value.keep();
  const { key } = found.value;
  withDb(deps.database, key, (db) => writeSetting(db, 'decided', decided));
  for (const name of BACKUPS)
    await runHere({
      do: 'make',
      database: deps.database,
      target: join(folder, 'backups', name),
      madeAt: NOW,
      key,
    });
  const recoveryKey = await makeRecoveryKey({ ...deps, clock }, key);
  return { folder, deps, key, recoveryKey };
}

/** New keys are asked for; the recovery key is on paper. */
async function asked({ deps, key }: Awaited<ReturnType<typeof clinic>>): Promise<string> {
  const prepared = await prepareKeys({ ...deps, clock }, key);
  if (prepared === null) throw new Error('No key store');
  withDb(deps.database, key, (db) => noteKeysAsked(db, prepared.mark, actor, clock));
  prepared.ask();
  return prepared.recoveryKey;
}

const startingAt = (database: string): Parameters<typeof changeKeysAtStart>[1] => ({
  database,
  kind: 'clinic',
  run: runHere,
  clock,
  tell: () => {},
  whileWorking: (_, work) => work(),
});

const decidedIn = (path: string, key: DataKey): string | null =>
  withDb(path, key, (db) => readSetting(db, 'decided', z.string().nullable(), null));

const markOf = (key: DataKey): string => keyMark(key).toString('hex');

test("another desk's key file among the backups stays beside this one's: it is all that opens what came with it", async () => {
  const before = await clinic('on the computer before');
  const desk = await clinic('here');
  cpSync(join(before.folder, 'backups'), join(desk.folder, 'backups'), { recursive: true });
  await startWithKeys(desk.folder);
  expect(readKeyFile(desk.deps.copy)).toEqual(readKeyFile(desk.deps.file));
  const aside = `${desk.deps.copy}.${markOf(before.key)}`;
  // On paper is the recovery key of the one before.
  const empty = temporaryFolder();
  copyFileSync(aside, join(empty, 'keys.json'));
  const opened = await loadClinicKey(keyDepsIn(empty), before.recoveryKey);
  expect(opened).toMatchObject({ ok: true, value: { key: { bytes: Buffer.from(before.key.bytes) } } });
  expect(readdirSync(join(desk.folder, 'backups')).filter((name) => name.startsWith('keys'))).toHaveLength(2);
});

test("a copy of the key file that makes no sense any more is replaced by the desk's", async () => {
  const desk = await clinic('here');
  writeFileSync(desk.deps.copy, '{"format":1,');
  await startWithKeys(desk.folder);
  expect(readKeyFile(desk.deps.copy)).toEqual(readKeyFile(desk.deps.file));
});

test("yesterday's key file in the place of today's: the desk opens by the copy that is of its database, and no key is lost", async () => {
  const desk = await clinic('a visit was moved');
  const yesterday = readFileSync(desk.deps.file);
  await asked(desk);
  const { key } = await startWithKeys(desk.folder);
  writeFileSync(desk.deps.file, yesterday);
  const again = await startWithKeys(desk.folder);
  expect(again.key.bytes).toEqual(key.bytes);
  expect(decidedIn(desk.deps.database, again.key)).toBe('a visit was moved');
  expect(readKeyFile(desk.deps.file)).toMatchObject({ mark: markOf(key) });
  expect(existsSync(`${desk.deps.file}.${markOf(desk.key)}`)).toBe(false);
  // With no database to tell which it is the older key counts, and the newer file stays: backups have its key.
  writeFileSync(desk.deps.file, yesterday);
  rmSync(desk.deps.database);
  await startWithKeys(desk.folder);
  expect(readKeyFile(`${desk.deps.copy}.${markOf(key)}`)).toMatchObject({ mark: markOf(key) });
});

test('a system that lets nothing be moved in the middle of the change, not even back: the next start has everything', async () => {
  const desk = await clinic('a visit was moved');
  await asked(desk);
  let held = true;
  // The new database cannot be put in its place; what was moved aside cannot be moved back.
  refuseCalls(
    'renameSync',
    (from, to) =>
      held && (from.endsWith('.encrypting') || from.includes('.earlier-')) && to.endsWith('reslot.sqlite'),
  );
  await expect(startWithKeys(desk.folder)).rejects.toMatchObject({ code: 'EBUSY' });
  expect(existsSync(desk.deps.database)).toBe(false);
  // Still held: nothing begins anew in its place.
  const found = await loadClinicKey(desk.deps, null);
  if (!found.ok || found.value.change === null) throw new Error('No change is asked for');
  const start = startingAt(desk.deps.database);
  await expect(changeKeysAtStart(found.value, start)).rejects.toMatchObject({ code: 'EBUSY' });
  expect(() => encryptDatabase(desk.deps.database, desk.key, STAMP)).toThrow('EBUSY');
  held = false;
  const { key, keys } = await startWithKeys(desk.folder);
  expect(keys.problem).toBeNull();
  expect(key.bytes).not.toEqual(Buffer.from(desk.key.bytes));
  expect(decidedIn(desk.deps.database, key)).toBe('a visit was moved');
});

test('what cannot be wiped after a change keeps nobody from the desk; it is named, and wiped by a later start', async () => {
  const desk = await clinic('a visit was moved');
  await asked(desk);
  let held = true;
  refuseCalls('openSync', (path, flags) => held && path.includes('.earlier-') && flags === 'r+');
  const { key, keys, left } = await startWithKeys(desk.folder);
  expect(keys.problem).toBeNull();
  expect(decidedIn(desk.deps.database, key)).toBe('a visit was moved');
  expect(left.withEarlierKey).toEqual([expect.stringMatching(/^reslot\.sqlite\.earlier-/)]);
  expect(readKeyFile(desk.deps.file)?.earlier).toMatchObject([{ needed: true }]);
  held = false;
  expect((await startWithKeys(desk.folder)).left.withEarlierKey).toEqual([]);
  expect(readdirSync(desk.folder).filter((name) => name.includes('.earlier-'))).toEqual([]);
});

test('what a restore, or the copy before a migration, has left half made does not outlive the key', async () => {
  const desk = await clinic('a visit was moved');
  const uuid = '1f0c2f6e-7c1a-4c0e-9d53-000000000001';
  for (const name of [`${uuid}.restoring`, `before-63.${uuid}.new`])
    copyFileSync(desk.deps.database, `${desk.deps.database}.${name}`);
  await asked(desk);
  await startWithKeys(desk.folder);
  const old = readdirSync(desk.folder).filter(
    (name) => name.startsWith('reslot') && keyFor(join(desk.folder, name), [desk.key]) !== null,
  );
  expect(old).toEqual([]);
});

test('a backup that goes as one too many while the others are encrypted anew holds up none of them', async () => {
  const desk = await clinic('a visit was moved');
  await asked(desk);
  const found = await loadClinicKey(desk.deps, null);
  if (!found.ok) throw new Error(found.error.code);
  const start = startingAt(desk.deps.database);
  const { found: after } = await changeKeysAtStart(found.value, start);
  const third = join(desk.folder, 'backups', 'reslot-000003-20261120T170000Z.sqlite');
  copyFileSync(join(desk.folder, 'backups', BACKUPS[1]), third);
  const left = await encryptCopies({
    database: desk.deps.database,
    folder: join(desk.folder, 'backups'),
    key: after.key,
    earlier: neededKeys(after.earlier),
    run: async (job) => {
      rmSync(join(desk.folder, 'backups', BACKUPS[1]), { force: true });
      return runHere(job);
    },
  });
  expect(left.withEarlierKey).toEqual([]);
  expect(keyFor(third, [after.key])).not.toBeNull();
});

test('a large database is encrypted anew without being held in memory, and leaves no page with the key before', () => {
  const folder = temporaryFolder();
  const path = join(folder, 'reslot.sqlite');
  const script = resolve(import.meta.dirname, '../../support/rekey-a-file.ts');
  const took = Number(execFileSync(process.execPath, [script, path, '120'], { encoding: 'utf8' }));
  expect(took).toBeLessThan(40_000_000);
  expect(readdirSync(folder)).toEqual(['reslot.sqlite']);
  expect(keyFor(path, [{ kind: 'clinic', bytes: new Uint8Array(32).fill(2) }])).not.toBeNull();
});

test('whoever has started the program knows for as long as the change takes that it is at work', async () => {
  const desk = await clinic('a visit was moved');
  await asked(desk);
  const found = await loadClinicKey(desk.deps, null);
  if (!found.ok) throw new Error(found.error.code);
  const seen: string[] = [];
  await changeKeysAtStart(found.value, {
    ...startingAt(desk.deps.database),
    run: (job) => {
      seen.push('copied');
      return runHere(job);
    },
    async whileWorking(sentence, work) {
      seen.push(sentence);
      const done = await work();
      seen.push('over');
      return done;
    },
  });
  expect(seen).toEqual([t.startup.changingKeys(desk.deps.database), 'copied', 'over']);
});

test('a backup that cannot be replaced by its new copy is in its place still, and named', async () => {
  const desk = await clinic('a visit was moved');
  await asked(desk);
  let held = true;
  refuseCalls('renameSync', (from) => held && from.endsWith(`${BACKUPS[1]}.encrypting`));
  const { left } = await startWithKeys(desk.folder);
  expect(left.withEarlierKey).toEqual([BACKUPS[1]]);
  const backups = (): string[] =>
    readdirSync(join(desk.folder, 'backups')).filter((name) => name.endsWith('.sqlite'));
  expect(backups().sort()).toEqual([...BACKUPS]);
  held = false;
  expect((await startWithKeys(desk.folder)).left.withEarlierKey).toEqual([]);
  expect(backups().sort()).toEqual([...BACKUPS]);
});
