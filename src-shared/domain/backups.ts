/** Backups of this computer's database. */
import { z } from 'zod';
import type { Infer } from '../infer.ts';
import { instant } from './values.ts';

const count = z.number().int().nonnegative();

/** What a backup holds, counted when it was made and verified; it stands in the backup itself. */
export const backupHolds = z.object({
  /** By the desk's clock. */
  madeAt: instant,
  patients: count,
  appointments: count,
  openRequests: count,
  /** Decisions that had not reached the portal. */
  waiting: count,
  /** The number of the last decision in it (`outbox.seq`); 0 where there was none. */
  lastDecision: count,
});
export type BackupHolds = Infer<typeof backupHolds>;

/** Why a backup could not be made. */
export const BACKUP_PROBLEMS = [
  'backup-no-space',
  'backup-folder-unwritable',
  /** The copy was made and does not hold together: the database itself is damaged. */
  'backup-damage-found',
  'backup-failed',
] as const;
const backupProblem = z.enum(BACKUP_PROBLEMS);
export type BackupProblem = Infer<typeof backupProblem>;

/** Why a backup does not take the place of the database, which is as it was. */
export const RESTORE_PROBLEMS = [
  'backup-none',
  'backup-gone',
  'backup-damaged',
  /** Encrypted with another key. */
  'backup-locked',
  /** No database of Reslot's. */
  'backup-foreign',
  /** A clinic's for the demo, or the other way round. */
  'backup-other-kind',
  /** Of a later version of the program. */
  'backup-newer',
  'restore-no-space',
  'restore-failed',
] as const;
export type RestoreProblem = (typeof RESTORE_PROBLEMS)[number];

/** Why the keys have not been changed: they are what they were. */
export const KEY_CHANGE_PROBLEMS = [
  /** The system's key store does not take the next key, or does not give it. */
  'keys-no-key-store',
  'keys-no-space',
  'keys-database-busy',
  'keys-database-damaged',
  'keys-failed',
] as const;
export const keyChangeProblem = z.enum(KEY_CHANGE_PROBLEMS);
export type KeyChangeProblem = Infer<typeof keyChangeProblem>;

/** Why none could be made since `since`. */
export const backupFailure = z.object({ code: backupProblem, since: instant });
export type BackupFailure = Infer<typeof backupFailure>;

/** What was done when a backup was put in the place of the database. */
export const restoredFrom = z.object({
  madeAt: instant,
  at: instant,
  /** Decisions of the backup that may have reached the portal since: the portal is asked first. */
  inDoubt: count,
  /** Decisions that were in their undo time when it was made: somebody has to look at them. */
  toLookAt: count,
});
export type RestoredFrom = Infer<typeof restoredFrom>;
