/** The backups of this computer's database as Settings show them. */
import { z } from 'zod';
import { backupFailure, backupHolds, keyChangeProblem, restoredFrom } from '../domain/backups.ts';
import { instant } from '../domain/values.ts';
import type { Infer } from '../infer.ts';

/** Names a backup within its folder: nothing else can be asked for. */
export const backupName = z.string().regex(/^reslot-\d{6,15}-\d{8}T\d{6}Z\.sqlite$/);

const backupView = z.object({
  name: backupName,
  bytes: z.number().int(),
  /** `null`: it cannot be read any more. */
  holds: backupHolds.nullable(),
});
export type BackupView = Infer<typeof backupView>;

/** What does not fit between the record and the file that says how far it reached. */
const headFault = z.discriminatedUnion('is', [
  z.object({ is: z.enum(['gone', 'unreadable']) }),
  /** The line it had reached is not here, or another one. */
  z.object({ is: z.literal('elsewhere'), reached: z.number().int() }),
]);
export type HeadFault = Infer<typeof headFault>;

/** What somebody has noted of faults of the record. */
export const recordNoted = z.object({
  at: instant,
  by: z.string(),
  reason: z.string(),
  faults: z.number().int(),
  first: z.number().int().nullable(),
  head: headFault.nullable(),
});
export type RecordNoted = Infer<typeof recordNoted>;

export const backupsState = z.object({
  folder: z.string(),
  /** The newest first, in the order in which they were made. */
  backups: z.array(backupView),
  /** Why none could be made of late; `null` after a good one. */
  failure: backupFailure.nullable(),
  /** How far the one that is being made has come, from 0 to 1; `null` while none is. */
  progress: z.number().min(0).max(1).nullable(),
  /** The restore that was made last and has not been read by anybody; `null`: none. */
  restored: restoredFrom.nullable(),
  /** What looking at the lines of the record has found in this run; `null`: it has not been looked at yet. */
  record: z
    .object({
      lines: z.number().int(),
      /** Lines that are not what was written, or before which one is gone. */
      faults: z.number().int(),
      /** The number of the first of them. */
      first: z.number().int().nullable(),
    })
    .nullable(),
  /** Whether the file beside the database says otherwise of how far the record reached; null: it does not. */
  recordHead: headFault.nullable(),
  /** What was noted last of faults of the record; null: nothing. */
  recordNoted: recordNoted.nullable(),
  /** How far a look at the record that is being taken has come, from 0 to 1; `null` while none is. */
  recordProgress: z.number().min(0).max(1).nullable(),
  /** When the recovery key that is valid was made, `none` before one has been; null at the demo clinic, which needs none. */
  recoveryKey: z.union([instant, z.literal('none')]).nullable(),
  /** How a change of the keys stands; null at the demo clinic. */
  keyChange: z
    .object({
      /** When it was asked for: it is made at the next start. Null: none is asked for. */
      askedAt: instant.nullable(),
      /** Why it was not made at this start; null: it was, or was not asked for. */
      problem: keyChangeProblem.nullable(),
      /** How long it takes, about. */
      seconds: z.number().int(),
      /** Backups and copies that could not be encrypted with the new key, by name; null while that is being done. */
      withEarlierKey: z.array(z.string()).nullable(),
    })
    .nullable(),
});

export type BackupsState = Infer<typeof backupsState>;
export type RecordView = NonNullable<BackupsState['record']>;

/** What the database has that a backup has not, and that nobody else has either. */
export const lostByRestoring = z.object({
  /** Decisions made since. */
  decisions: z.number().int(),
  /** Of these, those that have not reached the portal. */
  waiting: z.number().int(),
});
export type LostByRestoring = Infer<typeof lostByRestoring>;
export type KeyChangeView = NonNullable<BackupsState['keyChange']>;
