import { copyFileSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import DatabaseConnection from 'better-sqlite3';
import type { Db } from '../../src-main/db/db.ts';
import { openDatabase } from '../../src-main/db/open.ts';
import { blankDatabase } from '../support/blank-database.ts';

const { SqliteError } = DatabaseConnection;

/** The power has gone: nothing of this run goes on, not even what would handle an error. */
export class PowerCut extends Error {}

/** Where the power goes, a run ends in whatever way it happens to be at. */
export function endurePowerCuts(): void {
  process.on('unhandledRejection', (error) => {
    if (!(error instanceof PowerCut)) throw error;
  });
}

/** A place for files that wait for no disk, where the system has one: power is cut within the program, not under the disk. */
const MEMORY = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();

export const newFolder = (purpose: string): string => mkdtempSync(join(MEMORY, `reslot-${purpose}-`));

/** Opens the desk's database, which a first start finds empty. */
export function openDeskDatabase(folder: string): { readonly db: Db; readonly path: string } {
  const path = join(folder, 'reslot.db');
  if (!existsSync(path)) writeFileSync(path, blankDatabase(), { mode: 0o600 });
  return { db: opened(path), path };
}

function opened(path: string): Db {
  // Not looked through for damage: no power cut of this kind does any.
  const found = openDatabase(path, undefined, 'clinic', false);
  if (!found.ok) throw new Error(`${path}: ${found.error.code}`);
  return found.value;
}

/** What a statement meets. */
export type Stand = 'on' | 'goes' | 'gone' | 'locked';

/**
 * Asks before each statement whether there is still power, and whether another program holds the database. The statement at which the
 * power goes throws; what the dying run still does (in this process nothing can stop it) happens to a copy that nobody will ever read.
 */
export function powerOf(db: Db, path: string, stand: (reads: boolean) => Stand): { close(): void } {
  const { all, get, run, transaction } = db;
  let grave: Db | null = null;
  /** The next run has begun: what is left of this one ends at its next statement. */
  let over = false;
  /** Who is in a transaction has the lock. */
  let within = false;
  function target(reads: boolean): Db | null {
    const now = stand(reads);
    if (now === 'goes') throw new PowerCut();
    if (now === 'locked' && !within) throw new SqliteError('database is locked', 'SQLITE_BUSY');
    if (now !== 'gone') return null;
    if (over) throw new PowerCut();
    grave ??= copyOf(path);
    return grave;
  }
  Object.assign(db, {
    all: (query: Parameters<Db['all']>[0]) => target(true)?.all(query) ?? all.call(db, query),
    get: (query: Parameters<Db['get']>[0]) => {
      const other = target(true);
      return other ? other.get(query) : get.call(db, query);
    },
    run: (query: Parameters<Db['run']>[0]) => target(false)?.run(query) ?? run.call(db, query),
    transaction: <T>(work: () => T) => {
      const other = target(false);
      if (other) return other.transaction(work);
      const before = within;
      within = true;
      try {
        return transaction.call(db, work);
      } finally {
        within = before;
      }
    },
  });
  return {
    close() {
      over = true;
      grave?.close();
    },
  };
}

function copyOf(path: string): Db {
  const folder = newFolder('grave');
  for (const end of ['', '-wal'])
    if (existsSync(`${path}${end}`)) copyFileSync(`${path}${end}`, join(folder, `reslot.db${end}`));
  const copy = opened(join(folder, 'reslot.db'));
  rmSync(folder, { recursive: true, force: true });
  return copy;
}
