import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import DatabaseConnection from 'better-sqlite3';
import { expect, onTestFinished, test, vi } from 'vitest';
import { createBackupFolder } from '../../../src-main/backups/backup-folder.ts';
import { type Backups, createBackups } from '../../../src-main/backups/backups.ts';
import { fetchBackup } from '../../../src-main/backups/fetch-backup.ts';
import { backupHandlers } from '../../../src-main/backups/handlers.ts';
import { restoreBackup } from '../../../src-main/backups/restore.ts';
import { readRestored, settleRestored } from '../../../src-main/backups/settle-restored.ts';
import { type Db, qb } from '../../../src-main/db/db.ts';
import { migrations } from '../../../src-main/db/migrations/index.ts';
import { openDatabase } from '../../../src-main/db/open.ts';
import { writeSetting } from '../../../src-main/db/queries/settings.ts';
import type { Clock } from '../../../src-main/ports.ts';
import { BACKUP_WORKER, spoil } from '../../support/backups.ts';
import { actor, silentLogger, temporaryDatabase } from '../../support/local-desk.ts';
import {
  type DeskOptions,
  openSmallClinic,
  type PortalDesk,
  slotAt,
  WORDS,
} from '../../support/portal-desk.ts';

vi.setConfig({ testTimeout: 60_000 });

const backupsOf = ({ db, path, clock }: { db: Db; path: string; clock: Clock }): Backups =>
  createBackups({
    clock,
    logger: silentLogger,
    folder: createBackupFolder(join(dirname(path), 'backups'), null),
    database: path,
    key: null,
    earlier: [],
    renewed: () => {},
    requirePlace: () => db.requirePlace(),
    written: () => db.rowsWritten,
    worker: BACKUP_WORKER,
    failure: { read: () => null, write: () => {} },
    changed: () => {},
    verified: () => {},
  });

const newestOf = (path: string, backups: Backups): string =>
  join(dirname(path), 'backups', backups.list()[0]?.name ?? '');

/** Ends a desk, puts the newest backup in the place of its database, and gives what stands there then. */
async function restore(desk: PortalDesk, backups: Backups): Promise<{ db: Db; path: string }> {
  const { path, clock } = desk;
  let db: Db | null = null;
  const restored = await restoreBackup(
    {
      clock,
      logger: silentLogger,
      database: path,
      key: null,
      earlier: [],
      kind: 'clinic',
      worker: BACKUP_WORKER,
      requirePlace: () => desk.db.requirePlace(),
      close: async () => {
        const stopping = desk.core.stop();
        await clock.advance(10_000);
        await stopping;
        desk.db.close();
      },
      open: async () => {
        const opened = openDatabase(path);
        if (!opened.ok) return false;
        db = opened.value;
        settleRestored(db, clock.now());
        return true;
      },
    },
    newestOf(path, backups),
  );
  expect(restored).toEqual({ ok: true, value: null });
  if (db === null) throw new Error('It was not opened');
  const open: Db = db;
  onTestFinished(() => open.close());
  return { db: open, path };
}

test('a decision that left after the backup is recognised in the portal, not written twice; its letter keeps its Message-ID', async () => {
  const clinic = await openSmallClinic();
  let isCut = false;
  const between: NonNullable<DeskOptions['between']> = async (request, send) =>
    isCut ? { kind: 'none', why: 'unreachable', detail: '' } : send(request);
  const desk = clinic.open({ between });
  await desk.settle();
  isCut = true;
  await desk.ask('decisions.decide', {
    on: 'schedule',
    command: {
      type: 'book',
      patientId: 'patient-1',
      slot: slotAt('2026-11-25T15:00:00Z'),
      message: '',
      notify: true,
    },
  });
  await desk.settle();
  const backups = backupsOf(desk);
  await backups.makeNow();
  expect(backups.list()[0]?.holds).toMatchObject({ waiting: 1, lastDecision: 1 });
  isCut = false;
  await desk.settle();
  expect(desk.sent).toHaveLength(1);
  const { db, path } = await restore(desk, backups);
  expect(readRestored(db)).toMatchObject({ inDoubt: 1, toLookAt: 0 });
  const again = clinic.open({ seed: 2, database: { db, path }, between });
  await again.settle();
  expect(db.all(qb.selectFrom('outbox').select('state'))).toEqual([{ state: 'done' }]);
  const visits = await clinic.portal.send({ method: 'GET', url: 'Appointment?_count=50' });
  const found = visits.kind === 'answer' ? JSON.stringify(visits.body) : '';
  expect(found.match(/"start":"2026-11-25T15:00:00/g)).toHaveLength(1);
  expect(again.sent.map(({ messageId }) => messageId)).toEqual(desk.sent.map(({ messageId }) => messageId));
});

test('one that could still be undone then waits for somebody, whether it was undone or not', async () => {
  const clinic = await openSmallClinic();
  const desk = clinic.open();
  await desk.settle();
  const decided = await desk.ask('decisions.decide', {
    on: 'schedule',
    command: { type: 'cancel-appointment', appointmentId: 'visit-1', words: WORDS, notify: true },
  });
  const backups = backupsOf(desk);
  await backups.makeNow();
  await desk.ask('decisions.undo', { outboxId: decided.outboxId ?? '' });
  await desk.settle();
  const { db, path } = await restore(desk, backups);
  const again = clinic.open({ seed: 2, database: { db, path } });
  await again.settle();
  const [item] = await again.ask('attention.list', undefined);
  expect(item).toMatchObject({ kind: 'decision', id: decided.outboxId });
  expect(again.sent).toEqual([]);
  const visit = await clinic.portal.send({ method: 'GET', url: 'Appointment/visit-1' });
  expect(visit).toMatchObject({ body: { status: 'booked' } });
  // Taken back it is as it never was.
  await again.ask('attention.dismiss', { kind: 'decision', id: decided.outboxId ?? '' });
  await again.settle();
  expect(await again.ask('attention.list', undefined)).toEqual([]);
});

test('what was decided since comes back from the portal, and the present database stays beside', async () => {
  const clinic = await openSmallClinic();
  const desk = clinic.open();
  await desk.settle();
  const backups = backupsOf(desk);
  await backups.makeNow();
  await desk.move('visit-1', '2026-11-25T16:00:00Z');
  const { 'backups.lost': lost } = backupHandlers({
    folder: join(dirname(desk.path), 'backups'),
    db: desk.db,
    clock: desk.clock,
    backups,
    record: { findings: () => null, progress: () => null, check: async () => {} },
    recordHead: { fault: () => null, noted: () => null, note: () => {} },
    recovery: null,
    restore: async () => ({ ok: true, value: null }),
    changed: () => {},
  });
  const name = backups.list()[0]?.name ?? '';
  expect(await lost({ name }, { actor })).toEqual({ ok: true, value: { decisions: 1, waiting: 0 } });
  const { db, path } = await restore(desk, backups);
  const startsAt = (): unknown =>
    db.get(qb.selectFrom('appointment').select('start_ms').where('id', '=', 'visit-1'))?.start_ms;
  expect(startsAt()).not.toBe(Date.parse('2026-11-25T16:00:00Z'));
  const again = clinic.open({ seed: 2, database: { db, path } });
  await again.settle();
  expect(startsAt()).toBe(Date.parse('2026-11-25T16:00:00Z'));
  const beside = readdirSync(dirname(path)).find((one) => /\.replaced-/.test(one)) ?? '';
  const before = new DatabaseConnection(join(dirname(path), beside), { readonly: true });
  onTestFinished(() => void before.close());
  expect(before.prepare('SELECT count(*) FROM outbox').pluck().get()).toBe(1);
});

test('a database is told to be a restored one once, and any other never', () => {
  const { db } = temporaryDatabase();
  settleRestored(db, 1);
  expect(readRestored(db)).toBeNull();
});

test('what is no good backup of this desk is refused before anything is touched', async () => {
  const { db, path } = temporaryDatabase();
  const folder = dirname(path);
  const fetch = (name: string, kind: 'clinic' | 'demo' = 'clinic') =>
    fetchBackup({
      from: join(folder, name),
      database: path,
      kind,
      key: null,
      earlier: [],
      worker: BACKUP_WORKER,
    });
  db.transaction(() => {
    for (let index = 0; index < 200; index += 1) writeSetting(db, `filling-${index}`, 'x'.repeat(3000));
  });
  const copy = async (name: string): Promise<string> => {
    const reading = new DatabaseConnection(path, { readonly: true });
    await reading.backup(join(folder, name));
    reading.close();
    return join(folder, name);
  };
  await copy('good.sqlite');
  spoil(await copy('damaged.sqlite'));
  const newer = new DatabaseConnection(await copy('newer.sqlite'));
  newer.pragma(`user_version = ${migrations.length + 1}`);
  newer.close();
  const foreign = new DatabaseConnection(join(folder, 'foreign.sqlite'));
  foreign.exec('CREATE TABLE t (x)');
  foreign.close();
  writeFileSync(
    join(folder, 'text.sqlite'),
    'This is no database at all, but it has some length.'.repeat(100),
  );
  const names = readdirSync(folder).sort();

  expect(await fetch('gone.sqlite')).toEqual({ ok: false, error: 'backup-gone' });
  expect(await fetch('damaged.sqlite')).toEqual({ ok: false, error: 'backup-damaged' });
  expect(await fetch('text.sqlite')).toEqual({ ok: false, error: 'backup-damaged' });
  expect(await fetch('newer.sqlite')).toEqual({ ok: false, error: 'backup-newer' });
  expect(await fetch('foreign.sqlite')).toEqual({ ok: false, error: 'backup-foreign' });
  expect(await fetch('good.sqlite', 'demo')).toEqual({ ok: false, error: 'backup-other-kind' });
  expect(readdirSync(folder).sort()).toEqual(names);
  const good = await fetch('good.sqlite');
  expect(good).toMatchObject({ ok: true });
  if (good.ok) rmSync(good.value.path);
});

test('a backup is only read: one on a stick stays to the byte', async () => {
  const { path } = temporaryDatabase();
  const reading = new DatabaseConnection(path, { readonly: true });
  const file = join(dirname(path), 'stick.sqlite');
  await reading.backup(file);
  reading.close();
  const before = readFileSync(file);
  await fetchBackup({
    from: file,
    database: path,
    kind: 'clinic',
    key: null,
    earlier: [],
    worker: BACKUP_WORKER,
  });
  expect(readFileSync(file).equals(before)).toBe(true);
});

test('where the restored one cannot be opened the desk goes on with the one it had', async () => {
  const { db, path } = temporaryDatabase();
  const backups = backupsOf({ db, path, clock: (await openSmallClinic()).clock });
  writeSetting(db, 'then', 1);
  await backups.makeNow();
  writeSetting(db, 'since', 1);
  let opened = 0;
  const result = await restoreBackup(
    {
      clock: (await openSmallClinic()).clock,
      logger: silentLogger,
      database: path,
      key: null,
      earlier: [],
      kind: 'clinic',
      worker: BACKUP_WORKER,
      requirePlace: () => db.requirePlace(),
      close: async () => db.close(),
      open: async () => {
        opened += 1;
        return opened > 1;
      },
    },
    newestOf(path, backups),
  );
  expect(result).toEqual({ ok: false, error: 'backup-damaged' });
  const now = new DatabaseConnection(path, { readonly: true });
  onTestFinished(() => void now.close());
  expect(now.prepare("SELECT count(*) FROM setting WHERE key = 'since'").pluck().get()).toBe(1);
});
