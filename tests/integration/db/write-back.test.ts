import { copyFileSync, existsSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import DatabaseConnection from 'better-sqlite3';
import { expect, onTestFinished, test, vi } from 'vitest';
import type { Db } from '../../../src-main/db/db.ts';
import { savePortalCopy } from '../../../src-main/db/queries/portal-copies.ts';
import { startWriteBack } from '../../../src-main/db/write-back.ts';
import { temporaryDatabase } from '../../support/local-desk.ts';
import { WRITE_BACK_WORKER } from '../../support/write-back.ts';

vi.setConfig({ testTimeout: 60_000 });

const PAGE = 4096;
let written = 0;

/** Some hundred pages a commit. */
function write(db: Db, commits: number): void {
  for (let commit = 0; commit < commits; commit += 1)
    db.transaction(
      () => {
        for (let row = 0; row < 10; row += 1) {
          written += 1;
          const body = { resourceType: 'Basic', text: `${written}`.padEnd(40_000, 'x') };
          savePortalCopy(db, {
            type: 'Basic',
            id: `row-${written}`,
            versionId: '1',
            lastUpdated: '',
            about: null,
            shownVersion: null,
            body,
          });
        }
      },
      { lasting: false },
    );
}

const logOf = (path: string): number => statSync(`${path}-wal`, { throwIfNoEntry: false })?.size ?? 0;

/** What a copy of the database's own file holds. */
function rowsInFileAlone(path: string): number {
  const copy = join(dirname(path), 'copy.db');
  copyFileSync(path, copy);
  const connection = new DatabaseConnection(copy);
  try {
    return Number(connection.prepare('SELECT count(*) FROM portal_copy').pluck().get());
  } finally {
    connection.close();
  }
}

function withWriteBack() {
  const { db, path } = temporaryDatabase();
  const writeBack = startWriteBack(db, { path, key: null }, WRITE_BACK_WORKER);
  onTestFinished(() => writeBack.stop());
  return { db, path, writeBack };
}

test('what is committed is brought back into the file by a thread of its own', async () => {
  const { db, path, writeBack } = withWriteBack();
  write(db, 15);
  // Nothing but the log has been written within the commits.
  expect(db.logLength().pages).toBeGreaterThan(1000);
  await expect.poll(() => db.logLength().broughtBack, { timeout: 30_000 }).toBeGreaterThan(1000);
  await writeBack.stop();
  expect(rowsInFileAlone(path)).toBe(150);
  db.close();
  expect(existsSync(`${path}-wal`)).toBe(false);
});

test('long work waits until the log can begin anew, so that it does not grow with it', async () => {
  const { db, path } = withWriteBack();
  for (let turn = 0; turn < 15; turn += 1) {
    write(db, 10);
    await db.logTooLong();
  }
  // 150 commits of 100 pages each.
  expect(logOf(path)).toBeLessThan(12_000 * PAGE);
});

test('a reader who keeps the log from beginning anew holds nobody up for ever', async () => {
  const { db, path } = withWriteBack();
  const reader = new DatabaseConnection(path, { readonly: true });
  onTestFinished(() => void reader.close());
  reader.exec('BEGIN');
  expect(reader.prepare('SELECT count(*) FROM portal_copy').pluck().get()).toBe(0);
  for (let turn = 0; turn < 10; turn += 1) {
    write(db, 10);
    await db.logTooLong();
  }
  expect(reader.prepare('SELECT count(*) FROM portal_copy').pluck().get()).toBe(0);
  reader.exec('COMMIT');
  expect(reader.prepare('SELECT count(*) FROM portal_copy').pluck().get()).toBe(1000);
});

test.each([
  ['its script cannot be loaded', (script: string) => `${script}.missing`, (path: string) => path],
  ['it cannot open the database', (script: string) => script, (path: string) => `${path}-elsewhere`],
  ['it has been stopped', (script: string) => script, (path: string) => path],
])('where there is no such thread, SQLite does it within a commit: %s', async (_, script, database) => {
  const { db, path } = temporaryDatabase();
  await startWriteBack(db, { path: database(path), key: null }, script(WRITE_BACK_WORKER)).stop();
  write(db, 30);
  expect(db.logTooLong()).toBe(null);
  expect(logOf(path)).toBeLessThan(2000 * PAGE);
  expect(existsSync(`${path}-elsewhere`)).toBe(false);
});
