import { dirname, join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { createBackupFolder } from '../../../src-main/backups/backup-folder.ts';
import { createBackups } from '../../../src-main/backups/backups.ts';
import { createRecordHead } from '../../../src-main/backups/record-head.ts';
import { settleRestored } from '../../../src-main/backups/settle-restored.ts';
import { openDatabase } from '../../../src-main/db/open.ts';
import { recordHeadFile } from '../../../src-main/db/record-head-file.ts';
import type { Desk } from '../../../src-main/program/desk.ts';
import type { OpenedDesk } from '../../../src-main/program/desk-database.ts';
import { createRunningDesk } from '../../../src-main/program/running-desk.ts';
import { ok } from '../../../src-shared/result.ts';
import { BACKUP_WORKER } from '../../support/backups.ts';
import { NOW } from '../../support/domain.ts';
import { actor, rowsOf, silentLogger, temporaryDatabase } from '../../support/local-desk.ts';
import { createVirtualClock } from '../../support/virtual-clock.ts';

vi.setConfig({ testTimeout: 60_000 });

test('who has a backup restored stands on the record that goes on from there', async () => {
  const { db, path } = temporaryDatabase();
  const clock = createVirtualClock(NOW);
  const logger = silentLogger;
  const folder = join(dirname(path), 'backups');
  const backups = createBackups({
    clock,
    logger,
    folder: createBackupFolder(folder, null),
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
  expect((await backups.makeNow()).ok).toBe(true);
  const identity = { ...actor, userId: 'front-desk', userName: 'Front desk' };
  /** As much of a desk as puts on the record that its database was a backup. */
  const create = (opened: OpenedDesk, restoredBy: typeof actor | null) => {
    const file = recordHeadFile(path);
    const head = createRecordHead({ db: opened.db, clock, logger, file, identity: restoredBy ?? identity });
    return { db: opened.db, start: head.start, stop: async () => head.stop() } as unknown as Desk;
  };
  const running = createRunningDesk(
    { db, identity },
    {
      clock,
      logger,
      path,
      kind: 'clinic',
      key: null,
      earlier: [],
      worker: BACKUP_WORKER,
      database: {
        openAgain: async () => {
          const opened = openDatabase(path);
          if (opened.ok) settleRestored(opened.value, clock.now());
          return opened.ok ? { db: opened.value, identity } : null;
        },
      } as never,
      create,
      answerWith: () => async () => ok(null),
      replaced: () => {},
      lost: () => {},
    },
  );
  running.begin();
  // As somebody's who is signed in: their name is asked of the database that is about to be closed.
  const manager = {
    ...actor,
    userId: 'user-7',
    get userName() {
      rowsOf(db, 'setting');
      return 'Ana';
    },
  };
  const newest = backups.list()[0]?.name ?? '';
  expect(await running.restore(join(folder, newest), manager)).toEqual(ok(null));
  expect(rowsOf(running.now().db, 'history').at(-1)).toMatchObject({
    kind: 'backup-restored',
    user_id: 'user-7',
    user_name: 'Ana',
  });
  await running.now().stop();
  running.now().db.close();
});
