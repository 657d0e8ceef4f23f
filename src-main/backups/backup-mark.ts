import type DatabaseConnection from 'better-sqlite3';
import { type BackupHolds, backupHolds } from '../../src-shared/domain/backups.ts';

/**
 * A backup says in its own `setting` table what it holds. A database that says so is one that was made from a backup, by whatever
 * way it came into its place.
 */
export const BACKUP_MARK = 'backup';

/** What a copy says of itself; `null` for one that is no backup. Throws SQLite's errors. */
export function readBackupMark(connection: DatabaseConnection.Database): BackupHolds | null {
  const json = connection.prepare('SELECT value_json FROM setting WHERE key = ?').pluck().get(BACKUP_MARK);
  if (typeof json !== 'string') return null;
  const parsed = backupHolds.safeParse(JSON.parse(json));
  return parsed.success ? parsed.data : null;
}

/** Writes into a copy what it holds. */
export function markAsBackup(connection: DatabaseConnection.Database, holds: BackupHolds): void {
  connection
    .prepare('INSERT OR REPLACE INTO setting (key, value_json) VALUES (?, ?)')
    .run(BACKUP_MARK, JSON.stringify(holds));
}

/** Counts what a copy holds. Throws SQLite's errors, also where it has no such tables. */
export function countHeld(connection: DatabaseConnection.Database, madeAt: number): BackupHolds {
  const number = (sql: string): number => Number(connection.prepare(sql).pluck().get() ?? 0);
  return {
    madeAt,
    patients: number('SELECT count(*) FROM patient'),
    appointments: number('SELECT count(*) FROM appointment'),
    openRequests: number("SELECT count(*) FROM request WHERE state <> 'resolved'"),
    waiting: number("SELECT count(*) FROM outbox WHERE state IN ('held', 'ready', 'unsure')"),
    lastDecision: number('SELECT max(seq) FROM outbox'),
  };
}
